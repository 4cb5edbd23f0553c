"""A concordance with slips, brought whole: each is told with its row, what is sound counts, nothing is guessed."""

from __future__ import annotations

from tests.unit.cli.conftest import HEADING, REGIONS, Patentry, patent

CONCORDANCE = """参照关系表,表版本,产业代码,产业名称,国际专利分类号,排除分类号,关键词,IPC版本,来源
演示战略性新兴产业,2021,1,光伏,H01L31/04,,装置,2021.01,示例
演示战略性新兴产业,2021,2,半导体,"H01L21/00、G06N3/08",G06N3*,装置,,示例
演示战略性新兴产业,2021,3,智能,G06N5*,G06N5*,装置,,示例
演示战略性新兴产业,2021,4,显示,Z99X1/00,,装置,,示例
演示战略性新兴产业,2021,5,空号,G06N3/09,,装置,,示例
"""
TITLES = "scheme,symbol,lang,title,edition\n" + "".join(
    f"IPC,{symbol},zh,{symbol},2026.01\n" for symbol in ("G06N3/08", "H01L21/00", "H10F10/14", "G06N3/00")
)
ON = ("--region", "core", "--on", "2023-06-30")


def placed(serial: int, symbol: str) -> str:
    return patent(serial).replace("H01L21/00", symbol)


def test_each_slip_is_told_and_what_is_sound_counts(empty: Patentry) -> None:
    rows = [HEADING, placed(1, "H10F10/14"), placed(2, "H01L21/00"), placed(3, "G06N3/08"), placed(4, "G06N5/02")]
    files = [empty.write("regions.csv", REGIONS), empty.write("list.csv", "\n".join(rows) + "\n")]
    assert empty("ingest", *files, empty.write("titles.csv", TITLES)).code == 0
    (account,) = empty("ingest", empty.write("concordance.csv", CONCORDANCE)).json["files"]
    told = {problem["code"]: problem["example"]["row"] for problem in account["problems"]}
    assert told == {
        "concordance_edition_old": 2,
        "concordance_overlap": 3,
        "concordance_row_empty": 4,
        "class_pattern_unreadable": 5,
    }
    answer = empty("figure", "effective_inventions", *ON, "--by", "strategic_industry").json
    sure = {row["group"]: row["value"] for row in answer["rows"] if row["value"]}
    possible = {row["group"]: row["unknown"] for row in answer["rows"] if row["unknown"]}
    assert sure == {"2": 1, "no_branch": 2}, "what is included and excluded at once is excluded"
    assert possible == {"1": 1}, "only a coarse move brings the new symbol to the old edition's place"


def test_a_symbol_the_ipc_on_file_does_not_know_is_told(empty: Patentry) -> None:
    rows = "\n".join([HEADING, placed(1, "H01L21/00")]) + "\n"
    files = [empty.write("regions.csv", REGIONS), empty.write("list.csv", rows), empty.write("titles.csv", TITLES)]
    assert empty("ingest", *files, empty.write("concordance.csv", CONCORDANCE)).json["snapshot"] == 1
    for lang, words in (("zh", "1 个分类号不在"), ("en", "do not know: 1, such as")):
        out = empty("figure", "high_value_inventions", *ON, as_json=False, lang=lang).out
        assert words in out
        assert "G06N3/09" in out
