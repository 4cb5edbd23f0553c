"""Files that disagree are believed by rank, and the disagreement is told with both values and both files."""

from __future__ import annotations

from pathlib import Path

from lamp_files import LIST, listed, made_home, office, take, vendor

from patentry.corpus import files_of, latest
from patentry.ingestion import IngestReport
from patentry.ingestion.sources.contradictions import Contradiction, SourceWord, contradictions_of
from patentry.wording import say_problem

OFFICE = SourceWord("2018-01-05", "office.xml", "cnipa_xml")
LISTED = SourceWord("2018-01-06", "list.csv", "cnipa_table")
VENDORS = SourceWord("2018-01-07", "vendor.csv", "patsnap")


def _told(report: IngestReport) -> dict[str, tuple[int, str | None]]:
    return {
        Path(file.path).name: (problem.count, problem.example.value)
        for file in report.files
        for problem in file.problems
        if problem.code == "sources_contradict"
    }


def test_files_of_one_ingest_that_disagree_are_both_kept_and_the_disagreement_is_told(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home")
    report = take(home, vendor(tmp_path), office(tmp_path))
    told = "CN101000011B filing_date: 2018-01-05 (office.xml, cnipa_xml) ≠ 2018-01-07 (vendor.csv, patsnap)"
    assert _told(report) == {"vendor.csv": (1, told)}
    assert all(file.kept == 1 and not file.rejected for file in report.files)
    (problem,) = [p for file in report.files for p in file.problems if p.code == "sources_contradict"]
    assert (problem.severity, problem.example.field) == ("warning", "filing_date")
    assert told in say_problem(problem.code, lang="en", value=problem.example.value)


def test_a_file_that_contradicts_the_corpus_is_told_so_and_so_is_one_that_takes_over(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home")
    assert not _told(take(home, listed(tmp_path)))
    assert set(_told(take(home, vendor(tmp_path)))) == {"vendor.csv"}
    taking_over = _told(take(home, office(tmp_path)))
    assert taking_over["office.xml"][0] == 2
    kept = {row.name: row.problems for row in files_of(latest(home))}
    assert "sources_contradict" in kept["office.xml"]
    assert "sources_contradict" not in kept["list.csv"]


def test_every_contradiction_of_a_snapshot_is_listed_with_what_stands(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home")
    take(home, listed(tmp_path), vendor(tmp_path), office(tmp_path))
    expected = [
        Contradiction("CN101000011B", "filing_date", OFFICE, LISTED),
        Contradiction("CN101000011B", "filing_date", OFFICE, VENDORS),
    ]
    assert list(contradictions_of(latest(home), number=None)) == expected
    assert list(contradictions_of(latest(home), number="2018 1 0000011.8")) == expected
    assert not list(contradictions_of(latest(home), number="CN101000099B"))


def test_files_that_agree_or_leave_a_field_out_contradict_nothing(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home")
    silent = vendor(tmp_path, filed="")
    report = take(home, office(tmp_path), listed(tmp_path, filed="2018-01-05"), silent)
    assert not _told(report)
    assert not list(contradictions_of(latest(home), number=None))


def test_a_number_in_another_spelling_is_no_contradiction(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home")
    heading = "publication_number,application_number,authority,right_type\n"
    rows = {
        "one.csv": "US20020003888A1,US09/405295,US,invention\nEP1657572A1,EP05013901.3,EP,invention\n",
        "two.csv": "US20020003888A1,US19990405295,US,invention\nEP1657572A1,EP05013902.1,EP,invention\n",
    }
    for name, text in rows.items():
        (tmp_path / name).write_text(heading + text, encoding="utf-8")
    take(home, *(tmp_path / name for name in rows))
    found = list(contradictions_of(latest(home), number=None))
    assert [(one.number, one.field) for one in found] == [("EP1657572A1", "application_number")]


def test_the_same_patent_twice_in_one_file_is_that_files_own_matter(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home")
    row = LIST.format(filed="2018-01-06").splitlines()[1]
    twice = listed(tmp_path)
    twice.write_text(f"{LIST.format(filed='2018-01-06')}{row.replace('2018-01-06', '2018-01-09')}\n", encoding="utf-8")
    assert not _told(take(home, twice))
