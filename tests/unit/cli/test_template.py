"""`patentry template` writes a workbook once, and says what it cannot do."""

from __future__ import annotations

from typing import Any

Command = Any


def test_template_is_written_and_can_be_brought_once_filled(empty: Command) -> None:
    path = empty.folder / "pledges.xlsx"
    answer = empty("template", "pledges", path)
    assert (answer.code, answer.json) == (0, {"template": "pledges", "file": str(path)})
    brought = empty("ingest", path)
    assert (brought.code, brought.json["files"][0]["format"], brought.json["files"][0]["documents"]) == (
        0,
        "pledges",
        0,
    )


def test_file_that_is_there_is_not_touched(empty: Command) -> None:
    path = empty.write("pledges.xlsx", "mine")
    answer = empty("template", "pledges", path)
    assert (answer.code, "was not touched" in answer.err, path.read_text(encoding="utf-8")) == (1, True, "mine")


def test_name_without_a_template_is_refused_with_those_there_are(empty: Command) -> None:
    answer = empty("template", "songs", empty.folder / "songs.xlsx")
    assert (answer.code, "concordances" in answer.err) == (1, True)
    nowhere = empty("template", "awards", empty.folder / "no" / "such" / "folder.xlsx")
    assert nowhere.code == 1
