"""Tables about classification: technology fields, titles, moves, concordances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from patentry.classes import FieldTable, compile_rows, read_moves, shipped_moves, technology_field
from patentry.offices.classification_tables.concordances import read_keywords
from patentry.offices.classification_tables.places import PlaceError, read_places
from patentry.offices.reading import Batch, Source
from patentry.records import ClassTitle, ConcordanceRow, Severity, SymbolMove, TechnologyField

Read = Callable[..., Batch]
CONCORDANCE = "scheme,version,branch,branch_name,include,exclude,keywords,edition,source"


def refused(batch: Batch) -> list[str]:
    return [problem.code for problem in batch.problems if problem.severity is Severity.REJECTED]


def test_fields_as_wipo_publishes_them(read: Read) -> None:
    heading = "Field_number,Sector_en,Sector_fr,Field_en,Field_fr,IPC_code,Updated_on,Remark"
    batch = read(
        f'{heading}\n1,Sector,Secteur,"Machines, energy",Machines,F21H%,,\n2,Sector,,Pictures,,H04N   3%,,\n'
        "3,S,,X,,--,,\nx,S,,X,,F21K%,,\n",
        expect="technology_fields",
    )
    assert batch.reference == [
        TechnologyField(field=1, sector="Sector", name="Machines, energy", ipc="F21H*"),
        TechnologyField(field=2, sector="Sector", name="Pictures", ipc="H04N3*"),
    ]
    assert refused(batch) == ["class_pattern_unreadable", "number_field_unreadable"]


def test_titles_come_as_plain_lines_or_as_a_table(read: Read) -> None:
    plain = read(
        "A01B\tSoil working \nA01B1\tHand tools\nA01B3\tPloughs\nA01B3\tPloughs with fixed shares\nH99Z99\tOther",
        "t.txt",
    )
    assert [(row.symbol, row.level, row.title) for row in plain.reference if isinstance(row, ClassTitle)] == [
        ("A01B", "subclass", "Soil working"), ("A01B1/00", "group", "Hand tools"), ("A01B3/00", "group", "Ploughs"),
        ("A01B3/00", "group", "Ploughs with fixed shares"), ("H99Z99/00", "group", "Other"),
    ]  # fmt: skip
    table = read(
        "体系,分类号,名称,版本\nCPC,H01L 21/02,半导体器件,2024.01\nIPC,H,电学,\nIPC,H01,元件,\n"
        "IPC,乱码,名,\nIPC,H02,,\n"
    )
    assert next(row for row in table.reference if isinstance(row, ClassTitle)) == ClassTitle(
        scheme="CPC", symbol="H01L21/02", level="subgroup", lang="zh", title="半导体器件", edition="2024.01"
    )
    assert [row.level for row in table.reference if isinstance(row, ClassTitle)] == ["subgroup", "section", "class"]
    assert refused(table) == ["class_unreadable", "title_missing"]


def test_plain_line_that_is_no_title_costs_itself(read: Read) -> None:
    batch = read("A01B1\tHand tools\nA01B3\tPloughs\nA01B5\nA01B7\tDiscs\n", "t.txt", named="class_titles")
    assert (batch.kept, refused(batch)) == (3, ["title_missing"])


def test_lists_of_patents_with_classes_and_titles_are_no_titles(read: Read) -> None:
    assert read("申请号,标题,分类号\n201410135735.5,装置,H01L21/00\n", expect="cnipa_table").kept == 1


def test_moves_are_patterns_with_an_edition(read: Read) -> None:
    batch = read(
        "原分类号,新分类号,版本,来源\nH01L51*,H10K*,IPC 2023.1,示例\nH01L33*,H10H*,2025,\nH01L,H10,,\nx,H10K*,2023,\n",
        expect="symbol_moves",
    )
    assert batch.reference[0] == SymbolMove(
        from_symbol="H01L51*", to_symbol="H10K*", edition="2023.01", source="示例", checked="unverified"
    )
    assert [row.edition for row in batch.reference if isinstance(row, SymbolMove)] == ["2023.01", "2025.01"]
    assert refused(batch) == ["edition_unreadable", "class_pattern_unreadable"]


def test_concordance_rows_are_numbered_in_their_branch(read: Read) -> None:
    batch = read(
        f"{CONCORDANCE}\n示例产业,2021,1.5,智能,A61B5*（不含A61B5/0476）、G16H,,脑部结构、疾病等,2021.01,示例\n"
        '示例产业,2021,1.5,智能,"G05D1/02,1/08",,,,\n示例产业,2021,1.6,其他,G06F40*,G06F40/20,文字,,\n',
        expect="concordances",
    )
    rows = [row for row in batch.reference if isinstance(row, ConcordanceRow)]
    assert [(row.branch, row.row) for row in rows] == [("1.5", 1), ("1.5", 2), ("1.6", 1)]
    assert (rows[0].include, rows[0].exclude) == (("A61B5*", "G16H*"), ("A61B5/0476",))
    assert (rows[0].keywords, rows[0].keywords_open, rows[0].edition) == (("脑部结构", "疾病"), True, "2021.01")
    assert (rows[1].include, rows[1].keywords) == (("G05D1/02", "G05D1/08"), ())
    assert (rows[2].exclude, rows[2].keywords_open) == (("G06F40/20",), False)
    assert len(compile_rows(rows).rows) == 3


@pytest.mark.parametrize(
    ("row", "code"),
    [("s,1,,n,G06F1*,,,,", "branch_missing"), ("s,1,1.1,n,,,,,", "class_pattern_unreadable"),
     ("s,1,1.1,n,G06F1*、智能,,,,", "class_pattern_unreadable"),
     ("s,1,1.1,n,G06F1*,??,,,", "class_pattern_unreadable")],
)  # fmt: skip
def test_half_a_rule_is_refused(read: Read, row: str, code: str) -> None:
    assert refused(read(f"{CONCORDANCE}\n{row}\n")) == [code]


@pytest.mark.parametrize(
    ("include", "exclude", "edition", "codes"),
    [
        ("G06N3*", "G06N3*", "", ["concordance_row_empty"]),
        ("G06N3/08、G06N3/04", "G06N*", "", ["concordance_row_empty"]),
        ("G06N3*、G06N5/02", "G06N5*", "", ["concordance_overlap"]),
        ("G06N3*", "G06N5/02", "", ["concordance_exclude_idle"]),
        ("G06N3*", "G06N3/04", "2021.01", []),
        ("H01L31/04", "", "2021.01", ["concordance_edition_old"]),
        ("H01L31/04", "", "2026.01", []),
        ("H01L31/04", "", "", []),
    ],
)
def test_exclusions_and_editions_that_look_like_slips_are_told(
    read: Read, include: str, exclude: str, edition: str, codes: list[str]
) -> None:
    batch = read(f"{CONCORDANCE}\ns,1,1.1,n,{include},{exclude},词,{edition},\n", expect="concordances")
    assert [problem.code for problem in batch.problems] == codes
    assert len(batch.reference) == (0 if codes == ["concordance_row_empty"] else 1)


@pytest.mark.parametrize(
    ("text", "include", "exclude"),
    [
        ("G05D1/02,1/08,1/10, G06F1/16", ("G05D1/02", "G05D1/08", "G05D1/10", "G06F1/16"), ()),
        ("G06N3/00、/04、/063", ("G06N3/00", "G06N3/04", "G06N3/063"), ()),
        ("A61B5*、G16H 除 A61B5/0476、A61B5/0478 外", ("A61B5*", "G16H*"), ("A61B5/0476", "A61B5/0478")),
        ("H04L 1/00; h04w*", ("H04L1/00", "H04W*"), ()),
        ("Ｇ０６Ｆ９／４４、9/455", ("G06F9/44", "G06F9/455"), ()),
        ("", (), ()),
    ],
)
def test_places_in_short(text: str, include: tuple[str, ...], exclude: tuple[str, ...]) -> None:
    assert read_places(text) == (include, exclude)


@pytest.mark.parametrize("text", ["1/02", "/04", "G06N、/04", "人工智能"])
def test_piece_that_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(PlaceError):
        read_places(text)


@pytest.mark.parametrize(
    ("text", "words", "is_open"),
    [("甲、乙等", ("甲", "乙"), True), ("甲；乙", ("甲", "乙"), False), ("甲，乙…", ("甲", "乙"), True),
     ("", (), False),
     ("等离子体", ("等离子体",), False), ("甲、甲", ("甲",), False), ("甲、乙等技术", ("甲", "乙"), True)],
)  # fmt: skip
def test_keywords_and_whether_their_list_is_open(text: str, words: tuple[str, ...], is_open: bool) -> None:
    assert read_keywords(text) == (words, is_open)


@pytest.mark.samples
def test_wipos_table_is_read_whole_and_gives_known_fields(samples: Path, read_source: Callable[..., Batch]) -> None:
    path = samples / "reference" / "wipo_ipc_technology_35_fields.csv"
    batch = read_source(Source(path, path.name), "", "technology_fields")
    rows = [row for row in batch.reference if isinstance(row, TechnologyField)]
    assert (batch.documents, batch.rejected) == (757, 0)
    assert {row.field for row in rows} == set(range(1, 36))
    table = FieldTable.of(rows)
    assert len(table) == 757
    moves = read_moves(shipped_moves())
    known = {
        "H01L21/00": 8, "G06F17/30": 6, "G06Q10/00": 7, "A61K31/00": 16, "A61K8/02": 14, "H04N5/00": 2, "H04N1/00": 3,
        "G01N33/50": 11, "G01N21/00": 10, "H10K59/12": 8, "B82Y10/00": 22, "E04B1/00": 35, "F02B1/00": 27,
    }  # fmt: skip
    found = {symbol: technology_field(symbol, table, moves=moves) for symbol in known}
    assert {symbol: row.field if row else None for symbol, row in found.items()} == known


@pytest.mark.samples
def test_wipos_titles_are_read_whole(samples: Path, read_source: Callable[..., Batch]) -> None:
    for name, documents, level, broken in (
        ("ipc_subclass_titles.txt", 637, "subclass", []),
        ("ipc_group_titles.txt", 8027, "group", ["B60G11107000"]),
    ):
        batch = read_source(Source(samples / "reference" / name, name), "", "class_titles")
        rows = [row for row in batch.reference if isinstance(row, ClassTitle)]
        assert [problem.value for problem in batch.problems] == broken
        assert (batch.documents, Counter(row.level for row in rows)) == (documents, {level: documents - len(broken)})
        assert all(row.lang == "en" and row.scheme == "IPC" for row in rows)
