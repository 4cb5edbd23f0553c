"""`patentry index` and `patentry search` as programs and people meet them."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from patentry.cli import main
from patentry.corpus import Home
from patentry.search.runs import hyphened, read_questions
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")


def run(home: Home, *arguments: object, as_json: bool = False, lang: str = "en") -> tuple[int, str, str]:
    options = ["--home", str(home.path), "--lang", lang, *(["--json"] if as_json else [])]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*options, *map(str, arguments)])
    return code, out.getvalue(), err.getvalue()


def test_the_answer_has_the_contracts_keys(indexed: Home) -> None:
    code, out, _ = run(indexed, "search", "foldable display panel", as_json=True)
    answer: dict[str, Any] = json.loads(out)
    assert code == 0
    assert {"hits", "unknown_excluded", "took_ms", "snapshot"} <= answer.keys()
    hit = answer["hits"][0]
    assert {"rank", "publication_number", "family_id", "score", "title", "passage", "why"} <= hit.keys()
    assert (hit["rank"], hit["publication_number"]) == (1, "US9100001B2")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_people_read_hits_with_their_reasons(indexed: Home, lang: str) -> None:
    code, out, _ = run(indexed, "search", "--like", "US9100002B2", "--top", "2", lang=lang)
    assert code == 0
    assert out.startswith("1. US")
    assert "\n2. " in out
    assert "\n3. " not in out


def test_building_verifying_and_searching_from_nothing(fresh: Home) -> None:
    code, _, err = run(fresh, "search", "display")
    assert (code, "patentry index" in err) == (1, True)
    assert run(fresh, "index", "--verify")[0] == 1
    assert json.loads(run(fresh, "index", as_json=True)[1])["is_rebuilt"] is True
    assert run(fresh, "index", "--verify")[0] == 0
    assert json.loads(run(fresh, "index", "--rebuild", as_json=True)[1])["documents"] == 10


QUESTIONS = "q1\tfoldable display panel\nq2\tlike:US9100005B2\t2015-01-01\n\n"


def test_a_file_of_questions_gives_run_lines(indexed: Home, tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_text(QUESTIONS, encoding="utf-8")
    code, _, _ = run(indexed, "search", "--queries", tmp_path / "q.tsv", "--run", tmp_path / "out.run", "--top", "3")
    lines = [line.split() for line in (tmp_path / "out.run").read_text().splitlines()]
    assert code == 0
    assert all(len(line) == 6 and (line[1], line[5]) == ("Q0", "patentry") for line in lines)
    assert [line[3] for line in lines if line[0] == "q1"] == ["1", "2", "3"]
    scores = [float(line[4]) for line in lines if line[0] == "q1"]
    assert scores == sorted(scores, reverse=True)
    assert lines[0][2] == "US9100001B2"
    second = [line[2] for line in lines if line[0] == "q2"]
    assert second[0] == "US9100004B2"
    assert "US9100005B2" not in second


def test_a_run_writes_numbers_as_the_questions_do(indexed: Home, tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_text("US-9100003-B2\tlike:US-9100003-B2\n", encoding="utf-8")
    _, out, _ = run(indexed, "search", "--queries", tmp_path / "q.tsv", "--top", "1", "--prior")
    assert out.split()[2] == "US-9100001-B2"
    assert hyphened("US20020115422A1") == "US-2002115422-A1"
    assert hyphened("CN104000001B") == "CN-104000001-B"


def test_a_question_that_cannot_be_answered_does_not_stop_the_others(indexed: Home, tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_text("a\tlike:US7777777B2\nb\tbattery\n", encoding="utf-8")
    code, out, err = run(indexed, "search", "--queries", tmp_path / "q.tsv")
    assert code == 1
    assert {line.split()[0] for line in out.splitlines()} == {"b"}
    assert "Line 1 (a)" in err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "search.questions_empty"),
        ("q1 no tab\n", "search.questions_unreadable"),
        ("q 1\ttext\n", "search.questions_unreadable"),
        ("q1\ttext\t2018\n", "search.questions_day"),
        ("q1\ta\nq1\tb\n", "search.question_twice"),
    ],
)
def test_a_file_of_questions_that_cannot_be_read_names_its_line(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_questions(text.splitlines(), name="q.tsv")
    assert refused.value.code == code


def test_the_ranking_is_judged_beside_plain_bm25(indexed: Home, tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_text("a\tlike:US-9100003-B2\nb\tlike:US-9100005-B2\n", encoding="utf-8")
    judged = "a 0 US-9100001-B2 1\na 0 US-9100002-B2 1\nb 0 US-9100004-B2 1\nb 0 US-9100003-B2 1\n"
    (tmp_path / "q.qrels").write_text(judged, encoding="utf-8")
    _, out, _ = run(indexed, "search", "--evaluate", tmp_path / "q.qrels", "--queries", tmp_path / "q.tsv", "--prior",
                    as_json=True)  # fmt: skip
    answer = json.loads(out)
    assert answer["queries"] == 2
    recall = {quality["measure"]: quality["mean"] for quality in answer["ours"]}["recall@100"]
    assert recall == 1, "the document published after the question's patent does not count"
    code, told, _ = run(indexed, "search", "--evaluate", tmp_path / "q.qrels", "--queries", tmp_path / "q.tsv")
    assert (code, "recall@100" in told) == (0, True)


def test_judging_needs_questions_and_judgements_that_can_be_read(indexed: Home, tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_text("a\tbattery\n", encoding="utf-8")
    (tmp_path / "bad.qrels").write_text("a 0 US1\n", encoding="utf-8")
    (tmp_path / "none.qrels").write_text("z 0 US9100001B2 1\n", encoding="utf-8")
    for arguments, said in (
        (("--evaluate", tmp_path / "bad.qrels"), "--queries"),
        (("--evaluate", tmp_path / "bad.qrels", "--queries", tmp_path / "q.tsv"), "line 1"),
        (("--evaluate", tmp_path / "none.qrels", "--queries", tmp_path / "q.tsv"), "judgements"),
        (("--queries", tmp_path / "missing.tsv"), "missing.tsv"),
    ):
        code, _, err = run(indexed, "search", *arguments)
        assert code == 1
        assert said in err


def test_a_run_names_every_document_of_a_family_as_judgements_do(indexed: Home, tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_text("q\thinge for a folding screen\n", encoding="utf-8")
    _, out, _ = run(indexed, "search", "--queries", tmp_path / "q.tsv")
    assert {"US9100003B2", "US20150000003A1"} <= {line.split()[2] for line in out.splitlines()}


def test_a_log_keeps_steps_and_later_queries_name_them(indexed: Home, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    first = json.loads(run(indexed, "search", "--query", "TIAB=panel", "--log", log, as_json=True)[1])
    run(indexed, "search", "--query", "TIAB=hinge", "--before", "2016-01-01", "--log", log)
    run(indexed, "search", "--like", "US9100002B2", "--top", "2", "--log", log)
    code, out, _ = run(indexed, "search", "--query", "S1 AND S2", "--log", log)
    assert (code, first["step"], "as S4" in out) == (0, "S1", True)
    steps = json.loads(run(indexed, "search", "--log", log, as_json=True)[1])["steps"]
    assert [step["step"] for step in steps] == ["S1", "S2", "S3", "S4"]
    found = {step["step"]: step["found"] for step in steps}
    assert found == {"S1": 1 + 1, "S2": 2, "S3": 2, "S4": 1}
    assert steps[1]["before"] == "2016-01-01"
    assert len(steps[2]["hits"]) == 2
    again = json.loads(run(indexed, "search", "--query", "S3 AND TI=display NOT S4", "--log", log, as_json=True)[1])
    assert {hit["publication_number"] for hit in again["hits"]} <= set(steps[2]["hits"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_log_is_printed_with_its_filters_counts_and_snapshots(indexed: Home, tmp_path: Path, lang: str) -> None:
    log = tmp_path / "log.jsonl"
    run(indexed, "search", "--query", "TIAB=panel", "--status", "unknown", "--on", "2024-01-01", "--log", log)
    run(indexed, "search", "a hinge", "--log", log)
    log.write_text(log.read_text().replace('"snapshot": 1', '"snapshot": 7', 1))
    code, out, _ = run(indexed, "search", "--log", log, lang=lang)
    assert code == 0
    assert all(told in out for told in ("S1", "S2", "TIAB=panel", "2024-01-01", "a hinge", "1, 7"))


STEP = '{"number": %s, "by": "%s", "asked": "(", "found": 1, "unknown": 0, "at": "2024-01-01", "snapshot": 1}\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}\n", "line 1"),
        (STEP % (2, "text"), "line 1"),
        (STEP % (1, "query"), "line 1"),
        (STEP % (1, "text") + '{"number": 2', "line 2 was not written"),
    ],
)
def test_a_log_that_was_tampered_with_or_cut_names_its_line(
    indexed: Home, tmp_path: Path, text: str, said: str
) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text(text, encoding="utf-8")
    for arguments in ((), ("display",)):
        code, _, err = run(indexed, "search", *arguments, "--log", log)
        assert (code, said in err) == (1, True)
    assert log.read_text(encoding="utf-8") == text


def test_a_step_that_is_not_there_is_told_with_those_that_are(indexed: Home, tmp_path: Path) -> None:
    code, _, err = run(indexed, "search", "--query", "TI=display AND S20")
    assert (code, "Column 16" in err, "quotes" in err) == (1, True, True)
    assert run(indexed, "search", "--query", "TI=display AND S20", "--log", tmp_path / "no.jsonl")[0] == 1
    assert not (tmp_path / "no.jsonl").exists()


CLAIM = "A folding display comprising: a display panel; a hinge; and a lithium ion separator"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_people_read_what_the_hits_cover_and_which_classes_fit(indexed: Home, lang: str) -> None:
    code, out, _ = run(indexed, "search", CLAIM, "--coverage", "--classes", lang=lang)
    assert code == 0
    assert all(told in out for told in ("1.3  a hinge", "US9100001B2 + US9100004B2", "H01L27/32"))


def test_evidence_stands_beside_the_answer_as_json(indexed: Home) -> None:
    _, out, _ = run(indexed, "search", CLAIM, "--coverage", "--against", "US9100001B2", "CN104000001B", as_json=True)
    answer = json.loads(out)
    assert {"hits", "coverage", "combinations", "added"} <= answer.keys()
    english, chinese = answer["coverage"]["documents"]
    assert english["parts"][2]["share"] == 1
    assert chinese["parts"][2]["share"] is None
    assert "classes" not in answer


def test_a_text_is_asked_among_what_a_query_finds(indexed: Home) -> None:
    _, out, _ = run(indexed, "search", "display hinge battery", "--query", "IPC=H01M", as_json=True)
    answer = json.loads(out)
    assert (answer["found"], answer["query"]) == (3, "IPC=H01M")
    assert {hit["publication_number"] for hit in answer["hits"]} <= {"US9100004B2", "US9100005B2", "CN104000002B"}
    like = json.loads(run(indexed, "search", "--like", "US9100003B2", "--query", "TI=display", as_json=True)[1])
    assert {hit["publication_number"] for hit in like["hits"]} <= {"US9100001B2", "US9100002B2"}


def test_what_goes_with_one_question_is_refused_beside_a_file_of_them(indexed: Home, tmp_path: Path) -> None:
    (tmp_path / "q.tsv").write_text(QUESTIONS, encoding="utf-8")
    for arguments, said in (
        (("--queries", tmp_path / "q.tsv", "--query", "TI=a"), "--query"),
        (("--queries", tmp_path / "q.tsv", "--log", tmp_path / "l.jsonl"), "--log"),
        (("hinge", "--against", "US9100001B2"), "--coverage"),
        (("--query", "hinge", "--coverage"), "needs a text"),
    ):
        code, _, err = run(indexed, "search", *arguments)
        assert (code, said in err) == (1, True)


def test_a_table_of_synonyms_is_told_in_the_answer_and_in_the_log(indexed: Home, tmp_path: Path) -> None:
    table, log = tmp_path / "display.csv", tmp_path / "log.jsonl"
    table.write_text("铰链,hinge\n", encoding="utf-8")
    code, out, _ = run(indexed, "search", "--query", "TI=铰链", "--synonyms", table, "--log", log)
    assert (code, "铰链: searched with its synonyms hinge" in out) == (0, True)
    assert "TI=铰链 OR TI=hinge" in run(indexed, "search", "--log", log)[1]
    table.write_text("铰链,hinge\n屏\n", encoding="utf-8")
    code, _, err = run(indexed, "search", "铰链", "--synonyms", table)
    assert (code, "display.csv, row 2" in err) == (1, True)
    assert run(indexed, "search", "铰链", "--synonyms", tmp_path / "none.csv")[0] == 1


def test_an_engine_is_filled_and_asked_by_its_address(indexed: Home, tmp_path: Path) -> None:
    pytest.importorskip("lancedb")
    engine = ("--backend", f"lance:{tmp_path / 'engine'}")
    assert run(indexed, "search", "hinge", *engine)[0] == 1
    assert json.loads(run(indexed, "index", *engine, as_json=True)[1])["documents"] == 10
    found = json.loads(run(indexed, "search", "foldable display panel", *engine, as_json=True)[1])
    assert found["hits"][0]["publication_number"] == "US9100001B2"
    for refused in (("index", "--verify", *engine), ("search", "hinge", "--classes", *engine)):
        code, _, err = run(indexed, *refused)
        assert (code, "this machine" in err) == (1, True)
