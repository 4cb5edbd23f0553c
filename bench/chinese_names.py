"""Chinese names with known organisations, made by a generator: fictional firms and institutions, spelled with noise.

Each kind of noise is tagged `develop` or `held_out`; the model is learned with the first kind only.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from bench.names_gold import Known
from patentry.parties.names.tables import rows_of

DEVELOP, HELD_OUT = "develop", "held_out"

_TRADE = (
    "安邦本博昌辰诚驰创达德鼎恩帆方飞丰福港高冠光广海瀚航浩合恒宏鸿华辉汇嘉坚建江捷金锦晶景巨骏凯康科坤兰"
    "朗乐力立联量龙隆绿迈茂美明铭诺鹏启"
    "千强勤清庆锐瑞润赛森山尚盛圣世舒顺思泰腾天通同万威微维伟沃希翔祥新鑫星兴旭雅亚研扬耀一亿益永优宇禹元"
    "远越云展兆振正志智中众卓"
)
_INDUSTRIES = (
    "科技;电子科技;信息技术;生物科技;医药科技;新材料;新能源科技;机械;机械设备;精密机械;自动化设备;智能科技"
    ";网络科技;通信技术;半导体;微电子;光电;光电科技;环保科技;"
    "环境工程;建筑工程;建设工程;汽车零部件;汽车科技;电气;电器;仪器仪表;医疗器械;化工;精细化工;塑料制品;橡"
    "胶;纺织;服装;食品;农业科技;生物制药;软件;数据技术;航空科技;"
    "物流;工程技术;模具;五金制品;包装材料;照明;能源装备;轨道交通装备;机器人;传感技术"
).split(";")
_UNITS = (
    "理工大学;工业大学;师范大学;医科大学;农业大学;职业技术学院;"
    "人民医院;中医院;机械研究所;农业科学院;电力设计院;材料研究院"
).split(";")
_FORMS = ("有限公司",) * 6 + ("股份有限公司",) * 2 + ("有限责任公司",)
# Letters that look or sound alike, fictional misprints are made of them.
_LIKE = dict(
    zip(
        "未土己人干千日曰天夫大太王玉木本田由申甲白自目且贝见风凤办为乌鸟今令",
        "末士已入千干曰日夫天太大玉王本木由田甲申自白且目见贝凤风为办鸟乌令今",
        strict=True,
    )
)
_SOUND = dict(
    zip(
        "华科技新材电子信息生物医药机械设备智能网络通汽车建筑环保工程化食品软件器",
        "花棵计心财店自心吸声务一要基戒社被只能罔落同起彻见助还饱公成话实频阮间气",
        strict=True,
    )
)

Noise = Callable[[random.Random, "_Firm", str], str]


class _Firm:
    """One organisation and the parts of its registered name."""

    def __init__(self, number: int, place: str, province: str, trade: str, industry: str, form: str) -> None:
        self.number, self.place, self.province = number, place, province
        self.trade, self.industry, self.form = trade, industry, form

    @property
    def name(self) -> str:
        return f"{self.place}{self.trade}{self.industry}{self.form}"

    @property
    def is_firm(self) -> bool:
        return bool(self.form)


def organisations(*, seed: int, size: int) -> list[_Firm]:
    """Answer fictional organisations, with the neighbours that make it hard: the same 字号 in another place or trade,
    the group beside its company, numbered and directed sisters."""
    dice = random.Random(seed)
    places = [
        (row["place"], row["province"]) for row in rows_of("places") if row["province"] or row["full"].endswith("市")
    ]
    firms: dict[str, _Firm] = {}

    def add(place: tuple[str, str], trade: str, industry: str, form: str) -> None:
        firm = _Firm(len(firms), place[0], place[1], trade, industry, form)
        # One place registers a 字号 in a trade once, whatever the legal form.
        firms.setdefault(f"{firm.place}{firm.trade}{firm.industry}", firm)

    while len(firms) < size:
        place = dice.choice(places)
        trade = "".join(dice.sample(_TRADE, dice.choice((2, 2, 2, 3, 3, 4))))
        industry = dice.choice(_INDUSTRIES)
        if dice.random() < 0.15:
            unit = dice.choice(_UNITS)
            add(place, dice.choice(("", "", "第一", "第二", "东", "北")) if "医院" in unit else "", unit, "")
            continue
        add(place, trade, industry, dice.choice(_FORMS))
        if dice.random() < 0.15:
            add(dice.choice(places), trade, industry, dice.choice(_FORMS))
        if dice.random() < 0.15:
            add(place, trade, dice.choice(_INDUSTRIES), dice.choice(_FORMS))
        if dice.random() < 0.1:
            add(place, trade, "集团", "有限公司")
        if dice.random() < 0.1:
            add(place, trade[:-1] + dice.choice(_TRADE), industry, dice.choice(_FORMS))
    return list(firms.values())


def _wide(dice: random.Random, firm: _Firm, name: str) -> str:
    return name.replace("(", "（").replace(")", "）") + dice.choice(("", "　", " "))


def _spaced(dice: random.Random, firm: _Firm, name: str) -> str:
    cut = dice.randrange(1, len(name))
    return name[:cut] + " " + name[cut:]


def _traditional(dice: random.Random, firm: _Firm, name: str) -> str:
    back = {row["simplified"]: row["traditional"] for row in reversed(rows_of("simplified"))}
    return "".join(back.get(c, c) for c in name)


def _with_city(dice: random.Random, firm: _Firm, name: str) -> str:
    return name.replace(firm.place, f"{firm.place}市", 1)


def _with_province(dice: random.Random, firm: _Firm, name: str) -> str:
    return f"{firm.province}省{name}" if firm.province else name


def _bracketed_place(dice: random.Random, firm: _Firm, name: str) -> str:
    if not firm.is_firm or not name.startswith(firm.place):
        return name
    return f"{firm.trade}{firm.industry}（{firm.place}）{firm.form}"


def _long_form(dice: random.Random, firm: _Firm, name: str) -> str:
    return name.replace("股份有限公司", "股份公司") if "股份" in name else name.replace("有限公司", "有限责任公司")


def _former(dice: random.Random, firm: _Firm, name: str) -> str:
    return f"{name}（原{firm.place}{firm.trade}{dice.choice(_INDUSTRIES)}厂）" if firm.is_firm else name


def _punctuated(dice: random.Random, firm: _Firm, name: str) -> str:
    return name + dice.choice((".", "。", "，", ";", "、"))


def _look_alike(dice: random.Random, firm: _Firm, name: str) -> str:
    return _swapped(dice, name, _LIKE)


def _no_form(dice: random.Random, firm: _Firm, name: str) -> str:
    return name.removesuffix(firm.form) if firm.is_firm else name


def _sound_alike(dice: random.Random, firm: _Firm, name: str) -> str:
    return _swapped(dice, name, _SOUND)


def _swapped(dice: random.Random, name: str, table: dict[str, str]) -> str:
    at = [i for i, c in enumerate(name) if c in table]
    if not at:
        return name
    i = dice.choice(at)
    return name[:i] + table[name[i]] + name[i + 1 :]


def _lost_letter(dice: random.Random, firm: _Firm, name: str) -> str:
    start = len(firm.place) + len(firm.trade)
    if len(firm.industry) < 3:
        return name
    i = dice.randrange(start, start + len(firm.industry))
    return name[:i] + name[i + 1 :] if name == firm.name else name


def _doubled(dice: random.Random, firm: _Firm, name: str) -> str:
    i = dice.randrange(len(name))
    return name[:i] + name[i] + name[i:]


def _turned(dice: random.Random, firm: _Firm, name: str) -> str:
    i = dice.randrange(len(name) - 1)
    return name[:i] + name[i + 1] + name[i] + name[i + 2 :]


def _no_place(dice: random.Random, firm: _Firm, name: str) -> str:
    return name.removeprefix(firm.place) if firm.is_firm else name


def _other_form(dice: random.Random, firm: _Firm, name: str) -> str:
    return name.replace("有限公司", "股份有限公司") if firm.is_firm and "股份" not in name else name


def _latin_tail(dice: random.Random, firm: _Firm, name: str) -> str:
    return f"{name} EXAMPLE{firm.number} CO., LTD." if firm.is_firm and name.endswith("公司") else name


def _inserted(dice: random.Random, firm: _Firm, name: str) -> str:
    i = dice.randrange(1, len(name))
    return name[:i] + dice.choice("的一市新之大") + name[i:]


def _cut_off(dice: random.Random, firm: _Firm, name: str) -> str:
    return name[: -dice.randrange(1, 4)] if firm.is_firm and len(name) > 10 else name


NOISE: dict[str, tuple[str, Noise]] = {
    "wide": (DEVELOP, _wide),
    "spaced": (DEVELOP, _spaced),
    "traditional": (DEVELOP, _traditional),
    "with_city": (DEVELOP, _with_city),
    "with_province": (DEVELOP, _with_province),
    "bracketed_place": (DEVELOP, _bracketed_place),
    "long_form": (DEVELOP, _long_form),
    "former": (DEVELOP, _former),
    "punctuated": (DEVELOP, _punctuated),
    "look_alike": (DEVELOP, _look_alike),
    "no_form": (DEVELOP, _no_form),
    "sound_alike": (HELD_OUT, _sound_alike),
    "lost_letter": (DEVELOP, _lost_letter),
    "doubled": (HELD_OUT, _doubled),
    "turned": (DEVELOP, _turned),
    "no_place": (DEVELOP, _no_place),
    "other_form": (HELD_OUT, _other_form),
    "latin_tail": (DEVELOP, _latin_tail),
    "inserted": (HELD_OUT, _inserted),
    "cut_off": (HELD_OUT, _cut_off),
}
"""Kinds of noise: whether they were used while developing, and what they do to a registered name."""


def spellings(*, seed: int, size: int, kinds: frozenset[str]) -> list[Known]:
    """Answer distinct spellings with the organisation each belongs to, with noise of the tags `kinds` only.

    A spelling that two organisations share is left out, and a name loses its place only where no other place has such a
    firm: nobody could tell whose it is.
    """
    dice = random.Random(seed + 1)
    chosen = sorted(name for name, (tag, _) in NOISE.items() if tag in kinds)
    owners: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    firms = organisations(seed=seed, size=size)
    elsewhere = Counter(firm.trade + firm.industry for firm in firms)
    for firm in firms:
        forms = {firm.name: dice.randrange(1, 60)}
        for _ in range(dice.choice((0, 1, 2, 3, 5))):
            name = firm.name
            for kind in dice.sample(chosen, dice.choice((1, 1, 2))):
                if kind == "no_place" and elsewhere[firm.trade + firm.industry] > 1:
                    continue
                name = NOISE[kind][1](dice, firm, name)
            forms.setdefault(name, dice.choice((1, 1, 2, 4)))
        for name, count in forms.items():
            owners.setdefault(name, set()).add(firm.name)
            counts[name] = counts.get(name, 0) + count
    return [Known(name, min(own), counts[name]) for name, own in sorted(owners.items()) if len(own) == 1]
