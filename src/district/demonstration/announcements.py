"""A life as the gazette tells it: one announcement an event, with the labelled text officers know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from district.demonstration.gazette import DATA_THROUGH, FIRST_WEEK, gazette_from
from district.demonstration.lives import Life, Move, counts_on
from district.demonstration.notices import compact

Fields = tuple[tuple[str, str], ...]
CODES = {
    "公布": "PB01",
    "实质审查的生效": "SE01",
    "授权": "GR01",
    "未缴年费专利权终止": "CF01",
    "权利的恢复": "RR01",
    "专利权有效期届满": "CX01",
    "专利权全部无效": "IW01",
    "专利权部分无效宣告": "IP01",
    "专利权的主动放弃": "AV01",
    "避免重复授予专利权": "AV02",
    "专利权的转移": "TR01",
    "专利权人的姓名或者名称的变更": "CP01",
    "专利权人地址的变更": "CP02",
    "专利权质押合同登记的生效": "PE01",
    "专利权质押合同登记的注销": "PC01",
    "专利实施许可合同备案的生效": "EE01",
    "专利实施许可合同备案的注销": "EC01",
    "专利开放许可声明": "",
    "专利开放许可声明的撤回": "",
    "专利权的保全": "PP01",
    "专利权保全的解除": "PD01",
    "发明专利申请公布后的视为撤回": "WD01",
    "发明专利申请公布后的撤回": "WW01",
    "发明专利申请公布后的驳回": "RJ01",
}
_UNTOLD = ("公布", "授权", "实质审查的生效")
"""Titles whose text says no more than the title."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """One gazette item of one right."""

    number: str
    announced: date
    title: str
    fields: Fields

    @property
    def code(self) -> str:
        """The gazette's code."""
        return CODES[self.title]

    def text(self, *, separator: str) -> str:
        """Answer the long text: the title, then label:value, as exports separate them."""
        return separator.join([self.title, *(f"{label}:{value}" for label, value in self.fields)])


def announcements_of(life: Life) -> list[Announcement]:
    """Answer everything the gazette said of a right up to the end of the data, in the order it said it."""
    told = [(day, title, fields) for day, title, fields in _story(life) if day <= DATA_THROUGH]
    told.sort(key=lambda item: item[0])
    return [Announcement(life.number, day, title, _heading_fields(life, title) + fields) for day, title, fields in told]


def _heading_fields(life: Life, title: str) -> Fields:
    if title in _UNTOLD:
        return ()
    plain = life.number.replace(".", "")
    granted: Fields = ()
    if life.granted:
        granted = (
            ("专利号", f"ZL{plain}"),
            ("申请日", compact(life.filed)),
            ("授权公告日", compact(life.granted)),
        )
    symbol = tuple(("IPC(主分类)", main) for main in life.ipc[:1])
    return (*symbol, *(granted or (("申请日", compact(life.filed)),)))


def _story(life: Life) -> Iterable[tuple[date, str, Fields]]:
    # Officers' exports hold the publication of some applications only.
    if life.granted and life.published and life.published >= FIRST_WEEK and life.number[-1] in "0123":
        yield life.published, "公布", ()
    if life.granted:
        yield life.granted, "授权", ()
    for notice in life.notices:
        yield notice.announced, notice.title, notice.fields
    for move in life.moves:
        yield move.announced, "专利权的转移", _transfer_fields(move)
    yield from _ends(life)


def _transfer_fields(move: Move) -> Fields:
    return (
        ("登记生效日", compact(move.registered)),
        ("变更事项", "专利权人"),
        ("变更前权利人", move.before.name_on(move.registered)),
        ("变更后权利人", move.after.name_on(move.registered)),
        ("变更事项", "地址"),
        ("变更前权利人", move.before_address),
        ("变更后权利人", move.after_address),
    )


def _ends(life: Life) -> Iterable[tuple[date, str, Fields]]:
    if life.lapse:
        dated = (("终止日期", compact(life.lapse.due)),) if life.lapse.is_dated else ()
        yield life.lapse.announced, "未缴年费专利权终止", dated
    if life.restored:
        back = (("恢复日期", compact(life.restored - timedelta(days=21))),) if life.restoration_dated else ()
        yield life.restored, "权利的恢复", back
    if life.invalidated:
        number = str(20_000 + life.invalidated.toordinal() % 40_000)
        decided = compact(life.invalidated - timedelta(days=120))
        yield life.invalidated, "专利权全部无效", (("无效宣告决定号", number), ("无效宣告决定日", decided))
    if life.abandoned:
        yield life.abandoned[1], "专利权的主动放弃", (("放弃生效日", compact(life.abandoned[0])),)
    if life.replaced:
        yield life.replaced, "避免重复授予专利权", (("放弃生效日", compact(life.replaced)),)
    if life.granted and counts_on(life.recorded(), life.expires - timedelta(days=1)):
        announced = gazette_from(life.expires + timedelta(days=40))
        yield announced, "专利权有效期届满", (("终止日期", compact(life.expires)),)
