"""The command line run in this process, at homes that hold a small fictional district."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from patentry.cli import main
from patentry.numbers.cn import check_digit

HEADING = "申请号,公开（公告）号,专利类型,发明名称,申请日,公开（公告）日,授权公告日,申请人,申请人类型,地址,主分类号"


@dataclass(frozen=True)
class Answer:
    """What a command answered: exit code, what it printed, what it complained."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass(frozen=True)
class Patentry:
    """`patentry --home … [--json]` with a folder beside the home to put files in."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def __call__(self, *arguments: object, as_json: bool = True, lang: str = "en") -> Answer:
        options = ["--home", str(self.home), "--lang", lang, *(["--json"] if as_json else [])]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main([*options, *map(str, arguments)])
            except SystemExit as ended:
                code = int(ended.code or 0)
        return Answer(code, out.getvalue(), err.getvalue())

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path


def application(serial: int, *, kind: int = 1, year: int = 2015) -> str:
    """An application number with the right check digit."""
    digits = f"{year}{kind}{serial:07d}"
    return f"{digits}.{check_digit(digits)}"


def patent(
    serial: int,
    *,
    kind: str = "B",
    right: str = "发明",
    digit: int = 1,
    granted: str = "2017-05-03",
    published: str = "",
    address: str = "云州市高新区科创路8号",
    holder: str = "云州甲公司",
) -> str:
    """A row of the district's list."""
    leading = {"B": "CN10", "A": "CN10", "U": "CN20"}[kind]
    numbers = f"{application(serial, kind=digit)},{leading}{4_000_000 + serial}{kind}"
    dates = f"2015-03-02,{published or granted},{granted}"
    return f"{numbers},{right},一种装置{serial},{dates},{holder},企业,{address},H01L21/00"


REGIONS = """region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to
city,,云州市,Yunzhou,city,云州市,,,
zone,city,云州高新区,Yunzhou Zone,zone,高新区,,,
core,zone,核心区,Core Area,core,高新区+科创路[1-99],,,
"""
POPULATIONS = """region,date,value,unit,kind,source,published_on,supersedes
core,2021-12-31,1.9,万人,常住人口,统计公报,2022-04-01,
core,2022-12-31,2,万人,常住人口,统计公报,2023-04-01,
zone,2022-12-31,100000,人,常住人口,统计公报,2023-04-01,
"""
PUBLISHED = """region,figure,date,value,unit,source,published_on
city,inventions_per_10k,2022-12-31,50.5,件/万人,市知识产权局,2023-02-01
"""
EVENTS = f"""number,date,effective_date,code,text,holder,address
{application(1)},2021-06-04,2020-03-02,,专利权的终止,,
{application(2)},2022-03-01,2022-02-11,,专利权质押合同登记的生效,,
"""


def district_rows() -> list[str]:
    """Ten patents: 2, 3, 4 and 5 count in the core area in mid-2023, 6 and 8 are open there."""
    return [
        HEADING,
        patent(1),
        patent(2),
        patent(3, kind="A", granted="", published="2016-01-06"),
        patent(3),
        patent(4, granted="2018-02-06"),
        patent(5, granted="2022-08-05", holder="云州乙公司"),
        patent(6, address="云州市高新区"),
        patent(7, kind="U", right="实用新型", digit=2),
        f"{application(8)},,发明,一种装置8,2015-03-02,,,云州甲公司,企业,云州市高新区科创路8号,H01L21/00",
        patent(9, granted="2023-09-05"),
        patent(10, address="北京市海淀区学院路5号"),
    ]


@pytest.fixture
def empty(tmp_path: Path) -> Patentry:
    """A fresh home."""
    command = Patentry(tmp_path)
    assert command("init").code == 0
    return command


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Patentry:
    """The district at snapshot 2; only asked, never written to."""
    command = Patentry(tmp_path_factory.mktemp("district"))
    command("init")
    first = [
        command.write("regions.csv", REGIONS),
        command.write("populations.csv", POPULATIONS),
        command.write("published.csv", PUBLISHED),
        command.write("list.csv", "\n".join(district_rows()[:-2]) + "\n"),
    ]
    assert command("ingest", *first).code == 0
    later = [
        command.write("list2.csv", "\n".join([HEADING, *district_rows()[-2:]]) + "\n"),
        command.write("events.csv", EVENTS),
    ]
    assert command("ingest", *later).code == 0
    return command


@pytest.fixture
def row() -> Callable[..., str]:
    """Makes a row of a list."""
    return patent


@pytest.fixture
def number() -> Callable[..., str]:
    """Makes an application number."""
    return application


@pytest.fixture
def heading() -> str:
    return HEADING


@pytest.fixture(scope="module")
def new_command() -> Callable[[Path], Patentry]:
    """Makes the command line for a folder."""
    return Patentry
