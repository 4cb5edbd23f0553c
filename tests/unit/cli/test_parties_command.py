"""Who is who over a corpus: names joined into organisations, told why, undone by an officer, counted as one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from patentry.numbers import check_place

Command = Callable[..., Any]
HEADING = (
    "申请号,公开（公告）号,专利类型,发明名称,申请日,公开（公告）日,授权公告日,申请人,统一社会信用代码,地址,主分类号"
)
HOME = "云州市高新区科创路8号"
STOCK = ("figure", "effective_inventions", "--region", "core", "--by", "holder", "--on")


def _code(places: str) -> str:
    return places + check_place(places)


LAMP_CODE, OTHER_CODE = _code("91110000MA01LAMP1".replace("O", "0")), _code("91110000MA01LAMP2")
WRONG = LAMP_CODE[:-1] + ("0" if LAMP_CODE[-1] != "0" else "1")
HOLDERS: list[tuple[int, str, str, str]] = [
    (1, "云州明灯科技有限公司", "", HOME),
    (2, "云州明灯科技有限公司", LAMP_CODE, HOME),
    (3, "雲州明灯科技 有限公司", "", HOME),
    (4, "明灯科技（云州）有限公司", LAMP_CODE, HOME),
    (5, "Bright Lantern Co., Ltd.", "", HOME),
    (6, "云州旧灯有限公司", "", HOME),
    (7, "云州旧灯有限公司", "", HOME),
    (8, "云州孤星电子有限公司", WRONG, HOME),
    (9, "云州双星材料有限公司", WRONG, HOME),
    (10, "张伟", "", HOME),
    (11, "张伟民", "", "不知何处"),
    (12, "云州双星材料有限责任公司", "", HOME),
]
REGIONS = """region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to
city,,云州市,Yunzhou,city,云州市,,,
core,city,核心区,Core Area,core,高新区+科创路[1-99],,,
"""
ALIASES = "别名,机构,别名类型,生效日期,来源\nBright Lantern Co. Ltd,云州明灯科技有限公司,译名,2019-01-01,示例登记公告\n"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, new_command: Callable[[Path], Command]) -> Any:
    from tests.unit.cli.conftest import application  # the number with its check digit

    command: Any = new_command(tmp_path_factory.mktemp("town"))
    command("init")
    rows = [
        f"{application(s)},CN10{4_000_000 + s}B,发明,一种装置{s},2015-03-02,2017-05-03,2017-05-03,"
        f'"{name}",{code},{address},H01L21/00'
        for s, name, code, address in HOLDERS
    ]
    events = (
        "number,date,effective_date,code,text,holder_before,holder\n"
        f"{application(6)},2020-06-09,2020-06-01,,专利权人的姓名或者名称的变更,云州旧灯有限公司,云州新灯有限公司\n"
    )
    files = {
        "regions.csv": REGIONS,
        "list.csv": "\n".join([HEADING, *rows]) + "\n",
        "events.csv": events,
        "aliases.csv": ALIASES,
    }
    answer = command("ingest", *(command.write(name, content) for name, content in files.items()))
    assert answer.code == 0, answer.out
    return command


def groups(command: Command, on: str) -> dict[str, float]:
    return {row["group"]: row["value"] for row in command(*STOCK, on).json["rows"] if row["value"]}


def names(command: Command, name: str, *options: str) -> dict[str, str]:
    (found,) = command("parties", name, *options).json
    return {told["name"]: told["rule"] for told in found["names"]}


def test_spellings_and_codes_of_one_firm_are_counted_as_one(town: Command) -> None:
    counted = groups(town, "2018-12-31")
    assert counted["云州明灯科技有限公司"] == 4
    assert counted["Bright Lantern Co., Ltd."] == 1
    assert sum(counted.values()) == 11


def test_an_alias_joins_from_its_day_on(town: Command) -> None:
    assert groups(town, "2019-01-01")["云州明灯科技有限公司"] == 5
    assert "Bright Lantern Co., Ltd." in groups(town, "2018-12-31")


def test_a_registered_change_of_name_joins_from_its_day_on_also_where_it_was_not_registered(town: Command) -> None:
    assert groups(town, "2020-05-31")["云州旧灯有限公司"] == 2
    later = groups(town, "2020-06-01")
    assert later["云州新灯有限公司"] == 2
    assert "云州旧灯有限公司" not in later


def test_what_was_not_known_on_a_day_joins_nothing_then(town: Command) -> None:
    (found,) = town("parties", "云州旧灯有限公司", "--known", "2020-06-08").json
    assert (found["name"], found["patents"]) == ("云州旧灯有限公司", 2)


def test_every_name_says_what_joined_it(town: Command) -> None:
    assert names(town, "明灯科技(云州)有限公司") == {
        "云州明灯科技有限公司": "only",
        "雲州明灯科技 有限公司": "spelling",
        "明灯科技（云州）有限公司": "uscc",
        "Bright Lantern Co., Ltd.": "alias",
        "Bright Lantern Co. Ltd": "spelling",
    }
    assert names(town, "云州新灯有限公司") == {"云州新灯有限公司": "only", "云州旧灯有限公司": "name_change"}


def test_a_code_with_a_wrong_check_place_joins_nothing(town: Command) -> None:
    assert set(names(town, "云州孤星电子有限公司")) == {"云州孤星电子有限公司"}
    (found,) = town("parties", "云州孤星电子有限公司").json
    assert found["code"] is None


def test_persons_are_never_joined_by_likeness(town: Command) -> None:
    assert set(names(town, "张伟")) == {"张伟"}
    assert set(names(town, "张伟民")) == {"张伟民"}


def test_a_name_nobody_bears_is_refused_with_names_that_contain_it(town: Command) -> None:
    answer = town("parties", "双星")
    assert answer.code == 1
    assert "云州双星材料有限公司" in answer.err


def test_records_of_an_organisation_are_found_under_every_name(town: Command) -> None:
    lines = town("records", "--holder", "Bright Lantern Co Ltd").lines
    assert len(lines) == 5
    assert len(town("records", "--holder", LAMP_CODE).lines) == 5
    assert len(town("records", "--holder", "云州新灯有限公司").lines) == 2


def test_unknown_places_are_listed_with_their_patents(town: Command) -> None:
    (place,) = town("parties", "--unresolved").json
    assert (place["address"], place["name"], place["patents"], place["region"]) == ("不知何处", "张伟民", 1, None)
    assert place["example"].startswith("CN2015")


def test_the_list_goes_into_a_spreadsheet(town: Any) -> None:
    answer = town("parties", "--format", "csv", as_json=False)
    assert answer.out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(answer.out.lstrip("\ufeff"))))
    assert rows[0] == ["organisation", "code", "names", "patents"]
    assert rows[1] == ["云州明灯科技有限公司", LAMP_CODE, "6", "5"]


def test_a_separation_undoes_a_join_and_its_withdrawal_undoes_it(town: Any) -> None:
    pairs = ("雲州明灯科技 有限公司,云州明灯科技有限公司", "云州新灯有限公司,云州旧灯有限公司")
    apart = "名称一,名称二,区分理由\n" + "".join(f"{pair},两家企业\n" for pair in pairs)
    assert town("ingest", town.write("apart.csv", apart)).code == 0
    assert "雲州明灯科技 有限公司" not in names(town, "云州明灯科技有限公司")
    counted = groups(town, "2021-01-01")
    assert (counted["云州明灯科技有限公司"], counted["雲州明灯科技 有限公司"]) == (4, 1)
    assert (counted["云州新灯有限公司"], counted["云州旧灯有限公司"]) == (1, 1)
    again = "名称一,名称二,区分理由,撤销日期\n云州明灯科技有限公司,雲州明灯科技 有限公司,两家企业,2024-05-06\n"
    assert town("ingest", town.write("again.csv", again)).code == 0
    assert "雲州明灯科技 有限公司" in names(town, "云州明灯科技有限公司")
