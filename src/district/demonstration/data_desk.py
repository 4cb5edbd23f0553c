"""The demonstration's office data: a supplement that waits to be accepted, and a table nobody knows. All fictional."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile

from patentry.numbers.cn import check_digit

HEADING = "申请号,公开（公告）号,专利类型,发明名称,申请日,公开（公告）日,授权公告日,申请人,申请人类型,地址,主分类号"
HOLDER = "青禾材料（演示）,企业,示范市创新区科创路8号,H01L21/00"
TITLES = ("一种显示面板的亮度补偿方法", "一种电池包的热失控预警装置", "一种晶圆边缘的清洗设备")
DAMAGED = f"2.02211E+11,,发明,一种编号被电子表格破坏的专利,2022-06-01,,2023-12-29,{HOLDER}"
UNKNOWN = "我方编号,对方编号,事项\nD-1,{first},某院转来的材料\nD-2,{second},某院转来的材料\n"


def ensure_data_desk(*, at: datetime) -> bool:
    """Hand in a supplementary list and a table nobody knows, once; the worker stages them, an officer decides."""
    from district.accounts.models import User
    from district.collection import actions
    from district.collection.models import Upload

    officer = User.objects.filter(username="officer").first()
    if officer is None or Upload.objects.exists():
        return False
    supplement = "\n".join([HEADING, *(_row(place, title) for place, title in enumerate(TITLES)), DAMAGED]) + "\n"
    table = UNKNOWN.format(first=_application(7), second=_application(8))
    for name, text, source in (
        ("supplement-2023-12.csv", supplement, "补充名单（演示） / Supplementary list (demonstration)"),
        ("letter-table.csv", table, "来函所附表格（演示） / Table from a letter (demonstration)"),
    ):
        actions.receive(files=[ContentFile(text.encode("utf-8"), name=name)], source=source, by=officer, at=at)
    return True


def _application(serial: int) -> str:
    digits = f"202211999{serial:03d}"
    return f"{digits}.{check_digit(digits)}"


def _row(place: int, title: str) -> str:
    number = f"{_application(place + 1)},CN1199900{place + 1:02d}B"
    return f"{number},发明,{title},2022-06-0{place + 1},2023-12-29,2023-12-29,{HOLDER}"
