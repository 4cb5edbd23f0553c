"""A small fictional district as files: written by hand, a few patents, one lapse, one later grant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from patentry.numbers.cn import check_digit

LIST_HEADING = "申请号,公开（公告）号,专利类型,发明名称,申请日,公开（公告）日,授权公告日,申请人,地址,主分类号"
EVENT_HEADING = "number,date,effective_date,code,text"
REGIONS = """region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to
city,,云州市,Yunzhou,city,云州市,,,
zone,city,云州高新区,Yunzhou Zone,zone,高新区,,,
core,zone,核心区,Core Area,core,高新区+科创路[1-99],,,
"""
POPULATIONS = """region,date,value,unit,kind,source,published_on,supersedes
core,2022-12-31,2,万人,常住人口,统计公报,2023-04-01,
zone,2022-12-31,100000,人,常住人口,统计公报,2023-04-01,
"""
ENTERPRISES = "name,uscc,address,region,tags,valid_from,valid_to\n云州乙公司,,科创路,core,,,\n"


def number_of(serial: int, *, year: int = 2015, kind: int = 1) -> str:
    """An application number with the right check digit."""
    digits = f"{year}{kind}{serial:07d}"
    return f"{digits}.{check_digit(digits)}"


def granted(serial: int, *, house: int = 1, title: str = "一种装置", day: str = "2017-05-03") -> str:
    """A row of a list: a granted invention of the core area."""
    publication = f"CN10{4_000_000 + serial}B"
    address = f"云州市高新区科创路{house}号"
    dates = f"2015-03-02,{day},{day}"
    return f"{number_of(serial)},{publication},发明,{title}{serial},{dates},云州甲公司,{address},H01L21/00"


def published(serial: int) -> str:
    """A row of a list: the earlier publication of the same application."""
    row = f"{number_of(serial)},CN10{4_000_000 + serial}A,发明,一种装置{serial},2015-03-02,2016-01-06,"
    return f"{row},云州甲公司,云州市高新区科创路1号,H01L21/00"


def lapse(serial: int, *, announced: str = "2021-06-04", effective: str = "2020-03-02") -> str:
    """A row of events: lapsed for an unpaid fee."""
    return f"{number_of(serial)},{announced},{effective},,专利权的终止"


def text_of(heading: str, rows: Iterable[str]) -> str:
    """A file of these rows."""
    return "\n".join((heading, *rows)) + "\n"


def write(folder: Path, name: str, content: str) -> Path:
    """Put a file down."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def first_files(folder: Path, *, patents: int = 5) -> list[Path]:
    """What the district brings first."""
    return [
        write(folder, "regions.csv", REGIONS),
        write(folder, "populations.csv", POPULATIONS),
        write(folder, "list.csv", text_of(LIST_HEADING, [granted(n) for n in range(1, patents + 1)])),
        write(folder, "events.csv", text_of(EVENT_HEADING, [lapse(1)])),
    ]


def later_files(folder: Path, *, serials: Sequence[int] = (11, 12, 13)) -> list[Path]:
    """What comes in later: more patents, a changed one, another lapse, and a table that was not there before."""
    rows = [*(granted(n, house=2) for n in serials), granted(2, title="改名装置")]
    return [
        write(folder, "list2.csv", text_of(LIST_HEADING, rows)),
        write(folder, "events2.csv", text_of(EVENT_HEADING, [lapse(3)])),
        write(folder, "enterprises.csv", ENTERPRISES),
    ]
