"""Word lists from which fictional titles and holders are put together, one entry a technical field."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class TechnicalField:
    """A field: what its holders call themselves, what they invent (thing → IPC symbol), what it does."""

    code: str
    trade: str
    things: dict[str, str]
    functions: tuple[str, ...]
    endings: tuple[str, ...]


_APPARATUS = ("方法及装置", "装置", "方法", "系统", "方法、设备及存储介质")
_MATERIAL = ("及其制备方法", "及其应用", "的制备方法")

FIELDS = (
    TechnicalField(
        "display",
        "显示",
        {
            "显示面板": "G09G3/20",
            "阵列基板": "G02F1/1362",
            "栅极驱动电路": "G09G3/36",
            "背光模组": "G02F1/13357",
            "柔性显示屏": "H01L27/32",
            "像素电路": "G09G3/3233",
            "彩膜基板": "G02F1/1335",
            "触控基板": "G06F3/041",
        },
        ("驱动补偿", "亮度校正", "缺陷检测", "封装", "残像消除", "刷新控制", "走线布置", "对位贴合"),
        _APPARATUS,
    ),
    TechnicalField(
        "chip",
        "芯科",
        {
            "半导体晶圆": "H01L21/67",
            "刻蚀腔室": "H01L21/3065",
            "薄膜沉积设备": "C23C16/44",
            "存储单元": "G11C11/4063",
            "功率器件": "H01L29/78",
            "静电吸盘": "H01L21/683",
            "时钟电路": "H03K5/13",
            "电源管理芯片": "G05F1/56",
        },
        ("温度控制", "终点检测", "颗粒抑制", "校验", "失配校准", "定位", "状态监测", "应力释放"),
        _APPARATUS,
    ),
    TechnicalField(
        "drive",
        "传动",
        {
            "永磁电机": "H02P21/00",
            "变频器": "H02M7/48",
            "伺服驱动器": "H02P6/08",
            "风电变流器": "H02J3/38",
            "机器人关节": "B25J9/16",
            "减速机构": "F16H1/32",
            "储能变流器": "H02J3/32",
        },
        ("转矩脉动抑制", "无传感器控制", "并网控制", "故障诊断", "散热", "谐波补偿", "绝缘监测"),
        _APPARATUS,
    ),
    TechnicalField(
        "life",
        "生物",
        {
            "单克隆抗体": "C07K16/28",
            "重组蛋白": "C12N15/62",
            "缓释微球": "A61K9/16",
            "融合蛋白": "C07K19/00",
            "冻干制剂": "A61K9/19",
            "核酸探针": "C12Q1/6886",
            "慢病毒载体": "C12N15/867",
            "诊断试剂盒": "G01N33/68",
        },
        ("稳定", "靶向", "高纯", "低免疫原", "长效", "速溶"),
        _MATERIAL,
    ),
    TechnicalField(
        "material",
        "新材",
        {
            "高强铝合金": "C22C21/00",
            "碳纤维预浸料": "C08J5/24",
            "陶瓷涂层": "C23C14/06",
            "聚酰亚胺薄膜": "C08G73/10",
            "稀土永磁体": "H01F1/057",
            "气凝胶毡": "C01B33/158",
            "导热硅胶": "C08K3/22",
        },
        ("耐高温", "低介电", "抗疲劳", "阻燃", "轻质", "耐蚀"),
        _MATERIAL,
    ),
    TechnicalField(
        "vehicle",
        "智驾",
        {
            "智能网联汽车": "B60W30/18",
            "自动驾驶车辆": "G05D1/02",
            "车载雷达": "G01S13/931",
            "动力电池组": "H01M10/613",
            "线控底盘": "B60T8/17",
            "路侧单元": "G08G1/16",
            "高精度地图": "G01C21/32",
        },
        ("路径规划", "协同感知", "热管理", "换道决策", "冗余制动", "时间同步", "障碍物识别"),
        _APPARATUS,
    ),
    TechnicalField(
        "network",
        "通信",
        {
            "基站天线": "H04B7/06",
            "边缘计算节点": "G06F9/50",
            "光传输设备": "H04B10/25",
            "工业网关": "H04L9/32",
            "卫星终端": "H04W72/04",
            "数据中心": "H04L12/24",
        },
        ("波束成形", "资源调度", "时延控制", "加密认证", "故障切换", "信道估计"),
        _APPARATUS,
    ),
    TechnicalField(
        "ai",
        "智算",
        {
            "神经网络模型": "G06N3/08",
            "图像识别系统": "G06K9/62",
            "语音交互设备": "G10L15/22",
            "知识图谱": "G06F16/36",
            "推荐模型": "G06F16/9535",
            "工业质检模型": "G06T7/00",
        },
        ("训练", "压缩", "异常检测", "样本增强", "特征提取", "推理加速"),
        _APPARATUS,
    ),
)
_MATERIAL_FIELDS = {field.code for field in FIELDS if field.endings is _MATERIAL}
NAME_HEADS = tuple(
    first + second
    for first in ("云", "恒", "启", "海", "明", "瑞", "星", "博", "泰", "岚")
    for second in ("图", "芯", "泽", "岳", "辰", "域", "衡", "澜")
)
COMPANY_ENDINGS = ("有限公司", "科技有限公司", "股份有限公司", "技术有限公司")
AGENCIES = ("示范知联专利代理事务所（演示）", "创新区正行知识产权代理（演示）", "明湖专利商标事务所（演示）")


def draw_thing(*, rng: Random, field: TechnicalField) -> str:
    """Answer what an invention of the field is about, such as 显示面板."""
    return rng.choice(tuple(field.things))


def draw_title(*, rng: Random, field: TechnicalField, thing: str) -> str:
    """Answer a plausible Chinese title, such as 一种显示面板的驱动补偿方法及装置."""
    function, ending = rng.choice(field.functions), rng.choice(field.endings)
    if field.code in _MATERIAL_FIELDS:
        return f"一种{function}型{thing}{ending}"
    return f"一种{thing}的{function}{ending}"


def draw_ipc(*, rng: Random, field: TechnicalField, thing: str) -> tuple[str, ...]:
    """Answer one to three IPC symbols, the one of the thing first."""
    main = field.things[thing]
    others = [symbol for symbol in field.things.values() if symbol != main]
    return (main, *rng.sample(others, rng.choice((0, 0, 1, 1, 2))))
