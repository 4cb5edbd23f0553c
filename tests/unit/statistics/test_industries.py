"""Matching a whole corpus says of every patent what the rule says of one, whatever letters its texts hold."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from tests.spec.shelf import home_with

from patentry.classes import Level, compile_rows, fold_text, match_branches, read_moves, shipped_moves
from patentry.corpus import DuckEngine, latest
from patentry.records import Claim, ConcordanceRow, LangText, Record, RightType
from patentry.statistics.industries import findings_of, industry_files, open_industries
from patentry.status.tenures import Tenures, tenures_of

WORDS = ("神经网络", "网络", "GPU", "ﬁlter", "太阳 电池", "Å膜", "电", "Straße", "ｶﾞｽ", "𝐀体", "é")
LETTERS = (
    *("神", "经", "网", "络", "ＧＰＵ", "gpu", " ", "\u3000", "filter", "ﬁlter", "太阳电池", "Å膜", "A\u030a膜", "å膜"),
    *("電", "电", "STRASSE", "strasse", "ガス", "ｶﾞｽ", "𝐀体", "a体", "é", "e\u0301", "，", "\ufdfa", "한글"),
)
SYMBOLS = ("G06N3/08", "G06N3/04", "H01L31/04", "H10F10/00", "H10H20/80", "G05B15/02", "A01B1/00", "no symbol")
ROWS = (
    ("1.5", ("G06N3*",), ("G06N3/04",), WORDS[:3], False),
    ("1.5", ("G05B15*", "G06N3/04"), (), WORDS[3:6], True),
    ("6.3", ("H01L31*",), (), WORDS[4:8], False),
    ("1.2", ("H01L33/48",), (), WORDS[6:], True),
    ("2.1", ("A01B*",), (), (), False),
)


def _concordance() -> list[ConcordanceRow]:
    return [
        ConcordanceRow(
            scheme="示例", version="1", branch=branch, branch_name=branch, row=number, include=include, exclude=exclude,
            keywords=keywords, keywords_open=is_open,
        )
        for number, (branch, include, exclude, keywords, is_open) in enumerate(ROWS, start=1)
    ]  # fmt: skip


def _records(count: int) -> list[Record]:
    dice = Random(7)

    def text(most: int) -> str:
        return "".join(dice.choices(LETTERS, k=dice.randrange(most)))

    return [
        Record(
            authority="CN",
            right_type=RightType.INVENTION,
            publication_number=f"CN{101_000_000 + number}B",
            application_number=None,
            kind="B",
            title=(LangText("zh", text(4)),),
            abstract=(LangText("zh", text(12)), LangText("en", text(6))) if dice.random() < 0.7 else (),
            claims=tuple(Claim(n, text(9), ()) for n in range(dice.randrange(3))),
            ipc=tuple(dice.choices(SYMBOLS, k=dice.randrange(4))),
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def tenures(tmp_path_factory: pytest.TempPathFactory) -> Tenures:
    """Six hundred patents with difficult texts, and a concordance."""
    rows: dict[str, list[object]] = {"records": [*_records(600)], "concordances": [*_concordance()]}
    return tenures_of(latest(home_with(tmp_path_factory.mktemp("industries") / "home", rows)))


def test_a_corpus_is_matched_as_its_patents_one_by_one_are(tenures: Tenures) -> None:
    engine = DuckEngine()
    tenures.open(engine)
    open_industries(engine, tenures)
    told = engine.sql(
        "SELECT p.publication_number AS number, i.* FROM industries i JOIN patents p USING (id)"
    ).to_pylist()
    bulk = {(row["number"], row["branch"]): (row["level"], row["coarse"]) for row in told}
    concordance = compile_rows(_concordance(), moves=read_moves(shipped_moves()))
    single = {}
    for record in _records(600):
        texts = [*(part.text for part in (*record.title, *record.abstract)), *(claim.text for claim in record.claims)]
        symbols = [symbol for symbol in record.ipc if symbol != "no symbol"]
        for branch, match in match_branches(concordance, symbols, fold_text(*texts)).items():
            single[record.publication_number, branch] = (str(match.level), match.coarse)
    assert bulk == single
    assert {level for level, _ in bulk.values()} == {str(level) for level in Level if level is not Level.NONE}
    assert {coarse for _, coarse in bulk.values()} == {True, False}


def test_what_one_patent_is_told_is_what_the_corpus_was(tenures: Tenures) -> None:
    engine = DuckEngine()
    tenures.open(engine)
    open_industries(engine, tenures)
    for patent in range(0, 600, 97):
        rows = engine.sql(f"SELECT branch, level, row FROM industries WHERE id = {patent}").to_pylist()
        findings = findings_of(tenures, patent)
        assert {(f.branch, str(f.level), f.row) for f in findings} == {
            (r["branch"], r["level"], r["row"]) for r in rows
        }


def test_a_patent_without_text_or_symbols_is_told_apart(tenures: Tenures) -> None:
    engine = DuckEngine()
    for table, path in industry_files(tenures).items():
        engine.add_file(table, path)
    tenures.open(engine)
    told = engine.sql(
        "SELECT p.publication_number AS number, c.* FROM classified c JOIN patents p USING (id)"
    ).to_pylist()
    stated = {record.publication_number: record for record in _records(600)}
    assert len(told) == 600
    for row in told:
        assert row["has_symbols"] == bool(stated[row["number"]].ipc)
        if row["has_text"]:
            assert stated[row["number"]].abstract or stated[row["number"]].claims


def test_matching_is_done_once(tenures: Tenures) -> None:
    def stamps() -> list[float]:
        return [Path(path).stat().st_mtime for path in industry_files(tenures).values()]

    assert stamps() == stamps()
