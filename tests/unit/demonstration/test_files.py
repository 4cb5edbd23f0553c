"""What stands in the files: numbers, days, holders, events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from district.demonstration.gazette import is_gazette_day
from district.demonstration.generator import LAPSED_NUMBER, SHOWCASE_NUMBER, Written
from district.demonstration.numbering import check_digit
from patentry.records import EventKind, kind_of_event

Rows = list[dict[str, str]]
Reader = Callable[[str], Rows]
EVENT_FILES = ("events_2012_2018.csv", "events_2019_2023.csv")


@pytest.fixture(scope="module")
def registers(rows_of: Reader) -> Rows:
    """Both registers under the first one's headings."""
    same = {
        "公开（公告）号": "公开(公告)号",
        "申请(专利权)人": "申请人",
        "申请人地址": "地址",
        "标题": "发明名称",
    }
    rows = rows_of("register_2012_2018.csv")
    rows += [{same.get(key, key): value for key, value in row.items()} for row in rows_of("register_2019_2023.csv")]
    return [{**row, "申请号": row["申请号"].removeprefix("CN")} for row in rows]


def day(text: str) -> date:
    return datetime.strptime(text.replace(".", "").replace("-", ""), "%Y%m%d").date()  # noqa: DTZ007


def events(rows_of: Reader) -> Rows:
    rows = [row for name in EVENT_FILES for row in rows_of(name)]
    return [{**row, "申请号": row["申请号"].removeprefix("CN")} for row in rows]


def text_of(row: dict[str, str]) -> str:
    return row.get("描述信息") or row.get("法律状态信息") or ""


def test_every_application_number_has_its_check_digit(registers: Rows) -> None:
    for row in registers:
        body, check = row["申请号"].split(".")
        assert len(body) in (8, 12)
        assert check_digit(body) == check


def test_check_digit_meets_real_numbers() -> None:
    real = {"201710601862": "3", "95115608": "X", "97101765": "4", "202123021163": "2", "201410135735": "5"}
    assert {body: check_digit(body) for body in real} == real


def test_no_publication_number_stands_twice_and_each_application_has_one_grant(registers: Rows) -> None:
    publications = Counter(row["公开(公告)号"] for row in registers)
    assert max(publications.values()) == 1
    grants = Counter(row["申请号"] for row in registers if row["授权公告日"])
    assert max(grants.values()) == 1


def test_register_is_as_large_as_a_zone_of_that_size(registers: Rows) -> None:
    kinds = {row["申请号"]: row["专利类型"] for row in registers}
    counts = Counter(kinds.values())
    assert 24_000 <= counts["发明专利"] <= 27_500
    assert 1_500 <= counts["实用新型"] <= 2_500
    assert counts["外观设计"] >= 200
    granted = {row["申请号"] for row in registers if row["授权公告日"]}
    assert len(kinds) - len(granted) >= 1_000


def test_every_holder_says_that_it_is_fictional(registers: Rows, rows_of: Reader) -> None:
    for row in registers:
        names = row["申请人"].replace("；", ";").replace("(", "（").replace(")", "）").split(";")
        assert all("（演示）" in name or "（Demo）" in name for name in names)
    assert all("（演示）" in row["name"] for row in rows_of("enterprises.csv"))
    parties = ("变更前权利人", "变更后权利人", "质权人", "受让人")
    told = [text for row in events(rows_of) for text in text_of(row).replace(" ", ";").split(";")]
    named = [text for text in told if text.startswith(parties) and not text.split(":")[1].startswith(("示范", "创新"))]
    assert named
    assert all("（演示）" in text for text in named)


def test_every_announcement_falls_on_a_gazette_day(registers: Rows, rows_of: Reader) -> None:
    days = {day(row["法律状态公告日"]) for row in events(rows_of)}
    days |= {day(row["授权公告日"]) for row in registers if row["授权公告日"]}
    assert [found for found in days if not is_gazette_day(found)] == []
    assert max(days) == date(2024, 1, 9)


def test_gazette_has_no_missing_week(rows_of: Reader) -> None:
    days = {day(row["法律状态公告日"]) for row in events(rows_of)}
    for row in rows_of("event_histories.csv"):
        days |= {day(block[:10]) for block in row["法律状态历史"].split("#法律状态公告日：")[1:]}
    weeks = {found - timedelta(days=found.weekday()) for found in days}
    week = min(weeks)
    while week <= max(weeks):
        assert week in weeks
        week += timedelta(weeks=1)


def test_every_event_is_of_a_known_kind_by_code_and_by_text(rows_of: Reader) -> None:
    known = {(row.get("法律状态代码", ""), row["法律状态"]) for row in events(rows_of)}
    for code, title in known:
        by_text = kind_of_event(authority="CN", code="", title=title)
        assert by_text is not EventKind.UNRECOGNISED
        assert kind_of_event(authority="CN", code=code, title=title) is by_text


def test_lapses_take_effect_on_a_due_date_and_are_announced_7_to_14_months_later(
    registers: Rows, rows_of: Reader
) -> None:
    filed = {row["申请号"]: day(row["申请日"]) for row in registers}
    undated = 0
    for row in (row for row in events(rows_of) if row["法律状态"] == "未缴年费专利权终止"):
        announced, born = day(row["法律状态公告日"]), filed[row["申请号"]]
        assert (announced.month, announced.day) != (born.month, born.day)
        if "终止日期:" not in text_of(row):
            undated += 1
            continue
        due = day(text_of(row).split("终止日期:")[1][:8])
        assert (due.month, due.day) == (born.month, born.day)
        assert 210 <= (announced - due).days <= 430
    assert 30 <= undated <= 400


def test_some_restorations_have_no_effective_date(rows_of: Reader) -> None:
    back = [row for row in events(rows_of) if row["法律状态"] == "权利的恢复"]
    dated = [row for row in back if "恢复日期:" in text_of(row)]
    assert len(back) > 100
    assert 0 < len(dated) < len(back)


def test_utility_models_given_up_for_an_invention_end_on_its_grant_day(registers: Rows, rows_of: Reader) -> None:
    grants = defaultdict(set)
    for row in registers:
        if row["授权公告日"] and row["专利类型"] == "发明专利":
            grants[row["发明名称"], row["申请日"].replace(".", "-")].add(day(row["授权公告日"]))
    models = {row["申请号"]: (row["发明名称"], row["申请日"].replace(".", "-")) for row in registers}
    ended = [row for row in events(rows_of) if row["法律状态"] == "避免重复授予专利权"]
    assert len(ended) > 50
    for row in ended:
        assert day(row["法律状态公告日"]) in grants[models[row["申请号"]]]


def test_pct_entries_and_divisionals_keep_a_filing_date_before_their_number(registers: Rows) -> None:
    long_form = [row for row in registers if len(row["申请号"]) == 14]
    later = [row for row in long_form if int(row["申请号"][:4]) > int(row["申请日"][:4])]
    assert {row["申请号"][4] for row in later} == {"1", "8"}
    assert not [row for row in long_form if int(row["申请号"][:4]) < int(row["申请日"][:4])]


def test_showcase_has_its_whole_life_in_the_files(rows_of: Reader) -> None:
    life = [
        (row["法律状态公告日"].replace("-", ""), row["法律状态"])
        for row in events(rows_of)
        if row["申请号"] == SHOWCASE_NUMBER
    ]
    assert sorted(life)[-5:] == [
        ("20150624", "授权"),
        ("20180529", "专利权的转移"),
        ("20200310", "未缴年费专利权终止"),
        ("20210112", "权利的恢复"),
        ("20220906", "专利权质押合同登记的生效"),
    ]
    assert check_digit(SHOWCASE_NUMBER[:-2]) == "3"


def test_well_known_lapsed_patent_was_announced_as_lapsed_in_july_2023(rows_of: Reader) -> None:
    told = {row["法律状态"]: row for row in events(rows_of) if row["申请号"] == LAPSED_NUMBER}
    assert told["未缴年费专利权终止"]["法律状态公告日"] == "20230725"
    assert "终止日期:20220712" in text_of(told["未缴年费专利权终止"])
    assert "权利的恢复" not in told


def test_second_register_is_a_chinese_spreadsheet_with_a_banner(written: Written) -> None:
    (path,) = (path for path in written.files if path.name == "register_2019_2023.csv")
    first, second = path.read_bytes().split(b"\r\n")[:2]
    assert "演示数据" in first.decode("gb18030")
    assert second.decode("gb18030").startswith("序号,申请号,公开（公告）号")
    with pytest.raises(UnicodeDecodeError):
        path.read_text(encoding="utf-8")


def test_histories_hold_whole_lives_of_patents_told_nowhere_else(rows_of: Reader) -> None:
    histories = rows_of("event_histories.csv")
    told = {row["申请号"] for row in events(rows_of)}
    assert len(histories) > 300
    assert not told & {row["申请号"].removeprefix("CN") for row in histories}
    assert all(row["法律状态历史"].count("#法律状态公告日：") > 1 for row in histories)


def test_rights_say_what_they_are_about_and_late_grants_claim_it(registers: Rows) -> None:
    told = [row for row in registers if row["专利类型"] != "外观设计"]
    assert sum(bool(row["摘要"]) for row in told) > 0.99 * len(told)
    assert not any(row["摘要"] for row in registers if row["专利类型"] == "外观设计")
    assert all(row["发明名称"] in row["摘要"] for row in told if row["摘要"])
    assert len({row["摘要"] for row in told}) > 500
    claimed = [row for row in told if row.get("权利要求")]
    assert {bool(row["授权公告日"]) for row in claimed} == {True}
    assert all(row["权利要求"].startswith(f"1. {row['发明名称']}") for row in claimed)
    assert sum(row["权利要求"].count("\n2. 根据权利要求1") for row in claimed) == len(claimed) > 10_000
