"""The files an officer would bring: two register exports and three of legal events."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from district.demonstration.abstracts import abstract_of, claims_of
from district.demonstration.announcements import Announcement
from district.demonstration.gazette import DATA_THROUGH
from district.demonstration.lives import Life, counts_on
from district.demonstration.numbering import kind_code
from district.demonstration.places import AREA_OF_LEAF, OPEN_ADDRESS, POSTCODE_OF_AREA
from district.demonstration.showcase import LAPSED_NUMBER, SHOWCASE_NUMBER
from district.demonstration.spellings import WITHOUT_CODE, printed_name

LAST_DAY_OF_FIRST_FILES = date(2018, 12, 31)
TYPE_NAMES = {"invention": "发明专利", "utility_model": "实用新型", "design": "外观设计"}
REGISTER_HEADINGS = [
    *("申请号", "公开(公告)号", "专利类型", "发明名称", "申请日", "公开(公告)日", "授权公告日", "申请人"),
    *("申请人类型", "统一社会信用代码", "地址", "邮编", "主分类号", "分类号", "代理机构", "专利有效性"),
    "摘要",
]
LATER_REGISTER_HEADINGS = [
    *("序号", "申请号", "公开（公告）号", "专利类型", "标题", "申请日", "公开（公告）日", "授权公告日"),
    *("申请(专利权)人", "申请人类型", "申请人地址", "邮编", "主分类号", "分类号", "代理机构", "当前法律状态"),
    *("摘要", "权利要求"),
]
EVENT_HEADINGS = ["申请号", "法律状态公告日", "法律状态", "描述信息"]
LATER_EVENT_HEADINGS = ["申请号", "法律状态公告日", "法律状态代码", "法律状态", "法律状态信息"]
HISTORY_HEADINGS = ["申请号", "法律状态历史"]
BANNER = "创新区专利登记信息（演示数据，权利人均为虚构）"
Publication = tuple[date, bool, Life]
"""(day, whether it is the grant, the right)"""


def write_rows(path: Path, rows: Iterable[Sequence[str]], *, encoding: str = "utf-8") -> Path:
    """Write a CSV file with CRLF line ends, as spreadsheets do."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def publications_of(lives: Iterable[Life]) -> list[Publication]:
    """Answer every publication of every right in order of its day: applications (A) and grants."""
    found = [(life.published, False, life) for life in lives if life.published]
    found += [(life.granted, True, life) for life in lives if life.granted]
    return sorted(found, key=lambda item: (item[0], item[2].number, item[1]))


def write_registers(*, folder: Path, publications: Sequence[Publication]) -> list[Path]:
    """Write the register to 2018 (UTF-8 with BOM) and since (GB18030, other headings, a banner, 序号)."""
    early = [item for item in publications if item[0] <= LAST_DAY_OF_FIRST_FILES]
    late = publications[len(early) :]
    first = [REGISTER_HEADINGS, *(_register_row(item) for item in early)]
    width = len(LATER_REGISTER_HEADINGS)
    second = [[BANNER, *[""] * (width - 1)], LATER_REGISTER_HEADINGS]
    second += [[str(place), *_later_register_row(item)] for place, item in enumerate(late, 1)]
    return [
        write_rows(folder / "register_2012_2018.csv", first, encoding="utf-8-sig"),
        write_rows(folder / "register_2019_2023.csv", second, encoding="gb18030"),
    ]


def _publication_number(item: Publication) -> str:
    day, is_grant, life = item
    return f"CN{life.publication}{kind_code(right_type=life.right_type, announced=day, granted=is_grant)}"


def _applicants(item: Publication, separator: str) -> str:
    day, _, life = item
    names = [_printed(life, day), life.co_applicant]
    return separator.join(name for name in names if name)


def _printed(life: Life, day: date) -> str:
    """Where the place hangs on the name, the name is as the enterprise list has it; the well-known patents' too."""
    name = life.holder.name_on(day)
    if life.address == OPEN_ADDRESS or life.number in (SHOWCASE_NUMBER, LAPSED_NUMBER):
        return name
    return printed_name(name, serial=int(life.number.partition(".")[0][-5:]), filed=life.filed)


def _postcode(life: Life) -> str:
    if life.address == OPEN_ADDRESS:
        return ""
    return POSTCODE_OF_AREA["elsewhere" if life.corrected else AREA_OF_LEAF[life.leaf]]


def _validity(life: Life) -> str:
    if life.granted is None:
        return "审中" if life.notices[-1].title == "实质审查的生效" else "失效"
    return "有效" if counts_on(life.recorded(), DATA_THROUGH) else "失效"


def _register_row(item: Publication) -> list[str]:
    day, is_grant, life = item
    return [
        f"CN{life.number}",
        _publication_number(item),
        TYPE_NAMES[life.right_type],
        life.title,
        life.filed.isoformat(),
        day.isoformat(),
        day.isoformat() if is_grant else "",
        _applicants(item, ";"),
        life.holder.kind,
        "" if _printed(life, day) in WITHOUT_CODE else life.holder.uscc,
        life.address,
        _postcode(life),
        "".join(life.ipc[:1]),
        ";".join(life.ipc),
        life.agency,
        _validity(life),
        abstract_of(life),
    ]


def _later_register_row(item: Publication) -> list[str]:
    day, is_grant, life = item
    return [
        life.number,
        _publication_number(item),
        TYPE_NAMES[life.right_type],
        life.title,
        life.filed.strftime("%Y.%m.%d"),
        day.strftime("%Y.%m.%d"),
        day.strftime("%Y.%m.%d") if is_grant else "",
        _applicants(item, "；"),
        life.holder.kind,
        life.address,
        _postcode(life),
        "".join(life.ipc[:1]),
        " | ".join(life.ipc),
        life.agency,
        _status(life),
        abstract_of(life),
        claims_of(life) if is_grant else "",
    ]


def _status(life: Life) -> str:
    """The status column as a vendor writes it."""
    if life.granted is None:
        return "实质审查的生效" if _validity(life) == "审中" else life.notices[-1].title
    return "专利权维持" if _validity(life) == "有效" else "专利权终止"


def write_events(*, folder: Path, told: Iterable[list[Announcement]]) -> list[Path]:
    """Write the gazette: one event a row to 2018 and since, whole histories in one cell for some."""
    rows: list[Announcement] = []
    histories: list[list[Announcement]] = []
    for place, announcements in enumerate(told):
        if place % 24 == 11 and len(announcements) > 1:
            histories.append(announcements)
        else:
            rows += announcements
    rows.sort(key=lambda item: (item.announced, item.number, item.title))
    early = (item for item in rows if item.announced <= LAST_DAY_OF_FIRST_FILES)
    late = (item for item in rows if item.announced > LAST_DAY_OF_FIRST_FILES)
    return [
        write_rows(folder / "events_2012_2018.csv", _event_rows(early), encoding="utf-8-sig"),
        write_rows(folder / "events_2019_2023.csv", _later_event_rows(late)),
        write_rows(folder / "event_histories.csv", _history_rows(histories), encoding="utf-8-sig"),
    ]


def _event_rows(items: Iterable[Announcement]) -> Iterator[Sequence[str]]:
    yield EVENT_HEADINGS
    for item in items:
        yield f"CN{item.number}", item.announced.isoformat(), item.title, item.text(separator=";")


def _later_event_rows(items: Iterable[Announcement]) -> Iterator[Sequence[str]]:
    yield LATER_EVENT_HEADINGS
    for item in items:
        yield item.number, item.announced.strftime("%Y%m%d"), item.code, item.title, item.text(separator=" ")


def _history_rows(histories: Iterable[list[Announcement]]) -> Iterator[Sequence[str]]:
    yield HISTORY_HEADINGS
    for announcements in histories:
        yield f"CN{announcements[0].number}", "\n".join(_block(item) for item in announcements)


def _block(item: Announcement) -> str:
    told = item.text(separator=" ")
    return f"#法律状态公告日：{item.announced.isoformat()}; 法律状态：{item.title}; 描述信息：{told}"
