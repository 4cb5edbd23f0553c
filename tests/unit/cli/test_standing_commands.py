"""A staged file seen in a figure before it counts, accepted, and undone again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Any
REGIONS = """region,parent,name_zh,name_en,kind,address_patterns,postcodes,valid_from,valid_to
city,,云州市,Yunzhou,city,云州市,,,
"""


@pytest.fixture
def staged(tmp_path: Path, new_command: Callable[[Path], Command], row: Callable[..., str], heading: str) -> Command:
    """One patent is current, two more are staged."""
    command = new_command(tmp_path)
    command("init")
    command("ingest", command.write("regions.csv", REGIONS), command.write("one.csv", f"{heading}\n{row(2)}\n"))
    more = command.write("more.csv", f"{heading}\n{row(3)}\n{row(4)}\n")
    assert command("ingest", "--stage", more).json["snapshot"] == 2
    return command


def stock(command: Command, *options: str) -> float:
    asked = ("effective_inventions", "--region", "city", "--on", "2023-06-30")
    found: float = command("figure", *asked, *options).json["rows"][0]["value"]
    return found


def test_a_staged_file_counts_only_where_its_snapshot_is_asked_for(staged: Command) -> None:
    assert stock(staged) == 1
    assert stock(staged, "--snapshot", "2") == 3


def test_accepting_and_going_back_change_what_is_current_and_no_earlier_snapshot(staged: Command) -> None:
    assert staged("accept", 2).json == {"snapshot": 3, "kind": "accepted", "of": 2}
    assert stock(staged) == 3
    assert staged("rollback", 1).json == {"snapshot": 4, "kind": "restored", "of": 1}
    assert stock(staged) == 1
    assert [stock(staged, "--snapshot", str(number)) for number in (1, 2, 3, 4)] == [1, 3, 3, 1]
    kinds = [(s["number"], s["kind"], s["of"]) for s in staged("snapshots").json["snapshots"]]
    assert kinds == [(1, "taken", None), (2, "staged", 1), (3, "accepted", 2), (4, "restored", 1)]


def test_the_words_say_what_waits_and_what_is_current(staged: Command, row: Callable[..., str], heading: str) -> None:
    again = staged.write("again.csv", f"{heading}\n{row(5)}\n")
    told = staged("ingest", "--stage", again, as_json=False).lines
    assert "Staged snapshot: 3 (not in force; patentry accept 3 makes it current)" in told
    assert staged("accept", 3, as_json=False).lines == ["Current snapshot: 4 (with the content of snapshot 3)"]
    listed = staged("snapshots", as_json=False, lang="zh").lines
    assert [line.split("  ", 2)[2] for line in listed if " UTC  " in line] == [
        "暂存，读入于第 1 号快照之上",
        "暂存，读入于第 1 号快照之上",
        "接受自第 3 号快照",
    ]


def test_a_stale_snapshot_is_refused_in_words_with_the_way_out(staged: Command) -> None:
    staged("accept", 2)
    answer = staged("accept", 2, as_json=False)
    assert (answer.code, "it is snapshot 3" in answer.err) == (1, True)
    back = staged("rollback", 9, as_json=False, lang="zh")
    assert (back.code, "没有第 9 号快照" in back.err) == (1, True)
