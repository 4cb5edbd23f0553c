"""The index follows its snapshot, whatever happens to the process that writes it."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.search.small_corpus import AT, DOCUMENTS, document, put_in

from patentry.corpus import Home, latest, roll_back
from patentry.search.asking import Ask
from patentry.search.changed_documents import touched_records
from patentry.search.index import open_index, update_index, verify_index
from patentry.search.index.manifest import LOCK, read_manifest, write_manifest
from patentry.search.searching import open_searcher
from patentry.wording import Refusal

pytest.importorskip("rjieba", reason="the extra `search` is not installed")

ANEW = DOCUMENTS[6] | {"title": {"en": "Magnetic bearing"}}
MORE = document("US9100099B2", "Vacuum pump rotor", "A rotor of a vacuum pump on a magnetic bearing.")


def found(home: Home, text: str) -> list[str]:
    return [hit.publication_number for hit in open_searcher(home).search(Ask(text=text)).hits]


def test_a_home_without_an_index_says_how_to_make_one(fresh: Home) -> None:
    with pytest.raises(Refusal) as refused:
        open_searcher(fresh)
    assert "patentry index" in refused.value.sentence("en")


def test_an_empty_home_has_nothing_to_index(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.create()
    with pytest.raises(Refusal):
        update_index(latest(home))


def test_an_index_holds_every_document_of_its_snapshot(fresh: Home) -> None:
    update = update_index(latest(fresh))
    assert (update.documents, update.is_rebuilt) == (len(DOCUMENTS), True)
    assert verify_index(latest(fresh)).is_sound


def test_only_what_changed_is_written_when_the_snapshot_advances(fresh: Home, tmp_path: Path) -> None:
    update_index(latest(fresh))
    put_in(tmp_path, [ANEW, MORE], name="later.jsonl")
    behind = verify_index(latest(fresh))
    assert (behind.missing, behind.outdated, behind.surplus) == (("US9100099B2",), ("US9100006B2",), ())
    update = update_index(latest(fresh))
    assert (update.written, update.documents, update.is_rebuilt) == (2, len(DOCUMENTS) + 1, False)
    assert verify_index(latest(fresh)).is_sound
    assert set(found(fresh, "magnetic bearing")[:2]) == {"US9100006B2", "US9100099B2"}
    assert found(fresh, "ball bearing").count("US9100006B2") == 1


ALONE = document("US9100099B2", "", "", application_number="US14/000099") | {"kind": None}
SAME_FIRST = {"priorities": [{"number": "US14/000001"}]}


def test_every_change_is_found_without_reading_all(
    fresh: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New and changed documents, one told of by its application alone, one of another family, one withdrawn."""
    monkeypatch.setattr("patentry.search.index.updating.MOST_OUTDATED", 9)
    told_of = {**ALONE, "publication_number": None, "publication_date": None, "abstract": {"en": "Rotor."}}
    changes = [
        ([ANEW, MORE], {"US9100006B2", "US9100099B2"}),
        ([{**MORE, "application_number": "US14/000099"}], {"US9100099B2"}),
        ([told_of], {"US9100099B2"}),
        ([{**DOCUMENTS[4], "application_number": "US14/000001"}], {"US9100004B2"}),
        ([{**DOCUMENTS[5], "application_number": "US14/000002", **SAME_FIRST}], {"US9100005B2"}),
        ([{**DOCUMENTS[4], "application_number": "US14/000001", "family_id": "F9"}], {"US9100004B2", "US9100005B2"}),
    ]
    update_index(latest(fresh))
    for turn, (rows, expected) in enumerate(changes):
        before = latest(fresh)
        put_in(tmp_path, rows, name=f"later-{turn}.jsonl")
        assert expected <= set(touched_records(before, latest(fresh))) <= expected | {"US14/000099"}
        update = update_index(latest(fresh))
        assert (update.written, update.is_rebuilt) == (len(expected), False)
        assert verify_index(latest(fresh)).is_sound
    roll_back(home=fresh, number=2, at=AT)
    assert len(touched_records(before, latest(fresh))) < len(DOCUMENTS)
    assert not update_index(latest(fresh)).is_rebuilt
    assert verify_index(latest(fresh)).is_sound
    roll_back(home=fresh, number=1, at=AT)
    assert update_index(latest(fresh)).removed == 1
    assert verify_index(latest(fresh)).is_sound


@pytest.mark.parametrize("few", [0, 1, 100])
def test_what_a_later_row_leaves_unsaid_is_read_out_of_the_earlier_ones(
    fresh: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """However many keys count as few: one column is unsaid of one document, another of two, others of all."""
    monkeypatch.setattr("patentry.search.changed_documents._FEW", few)
    update_index(latest(fresh))
    unsaid: list[dict[str, Any]] = [
        {**DOCUMENTS[0], "abstract": {"en": "A panel."}, "ipc": [], "claims": []},
        {**DOCUMENTS[1], "abstract": {"en": "A substrate."}, "ipc": [], "citations": []},
        {**DOCUMENTS[2], "abstract": {"en": "A screen."}},
    ]
    put_in(tmp_path, unsaid, name="later.jsonl")
    assert update_index(latest(fresh)).written == 3
    grown = {row["key"]: row for row in _living_rows(fresh)}
    assert grown["US9100001B2"]["abstract"] == "A panel."
    assert grown["US9100001B2"]["claims"] == DOCUMENTS[0]["claims"][0]["text"]
    assert grown["US9100002B2"]["citations"] == ["US9100001B2"]
    update_index(latest(fresh), rebuild=True)
    assert grown == {row["key"]: row for row in _living_rows(fresh)}


def _living_rows(home: Home) -> list[dict[str, Any]]:
    index = open_index(home)
    return index.rows([int(doc) for doc in index.alive.nonzero()[0]])


def test_small_segments_are_written_together_instead_of_making_all_anew(
    fresh: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("patentry.search.index.updating.MOST_SEGMENTS", 3)
    update_index(latest(fresh))
    written = []
    for turn in range(4):
        put_in(tmp_path, [MORE | {"title": {"en": f"Rotor {turn}"}, "publication_number": f"US910009{turn}B2"}],
               name=f"later-{turn}.jsonl")  # fmt: skip
        update = update_index(latest(fresh))
        written.append((update.written, update.is_rebuilt, len(open_index(fresh).segments)))
    assert written == [(1, False, 2), (1, False, 3), (3, False, 2), (1, False, 3)]
    assert verify_index(latest(fresh)).is_sound


def test_an_index_over_a_snapshot_that_is_gone_is_still_brought_forward(fresh: Home, tmp_path: Path) -> None:
    update_index(latest(fresh))
    put_in(tmp_path, [MORE], name="later.jsonl")
    manifest = read_manifest(fresh.index)
    assert manifest is not None
    write_manifest(fresh.index, replace(manifest, snapshot=77))
    assert (update_index(latest(fresh)).written, verify_index(latest(fresh)).is_sound) == (1, True)


def test_updating_twice_writes_nothing(fresh: Home) -> None:
    update_index(latest(fresh))
    assert update_index(latest(fresh)).written == 0


def test_a_grown_index_answers_as_one_made_anew(fresh: Home, tmp_path: Path) -> None:
    update_index(latest(fresh))
    put_in(tmp_path, [ANEW, MORE], name="later.jsonl")
    update_index(latest(fresh))
    grown = [(hit.publication_number, hit.why.terms) for hit in open_searcher(fresh).search(Ask(text="bearing")).hits]
    update_index(latest(fresh), rebuild=True)
    anew = [(hit.publication_number, hit.why.terms) for hit in open_searcher(fresh).search(Ask(text="bearing")).hits]
    assert sorted(grown) == sorted(anew)


def test_two_processes_make_the_same_index_as_one(fresh: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patentry.search.index.updating.DOCUMENTS_A_PART", 4)
    update_index(latest(fresh), processes=2)
    assert len(open_index(fresh).segments) > 1
    assert verify_index(latest(fresh)).is_sound
    assert found(fresh, "lithium ion separator")[0] == "US9100004B2"


def test_many_words_are_written_into_several_segments(fresh: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patentry.search.index.updating.MOST_TOKENS", 30)
    monkeypatch.setattr("patentry.search.index.updating.BATCH", 2)
    update_index(latest(fresh))
    assert verify_index(latest(fresh)).is_sound


def test_a_second_writer_is_refused_while_one_writes(fresh: Home) -> None:
    fresh.index.mkdir()
    with (fresh.index / LOCK).open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(Refusal) as refused:
            update_index(latest(fresh))
    assert refused.value.code == "search.index_busy"
    assert update_index(latest(fresh)).documents == len(DOCUMENTS)


def test_a_damaged_manifest_is_built_over(fresh: Home) -> None:
    update_index(latest(fresh))
    (fresh.index / "index.json").write_text("{", encoding="utf-8")
    with pytest.raises(Refusal):
        open_searcher(fresh)
    assert update_index(latest(fresh)).is_rebuilt


KILLED = """
import sys
from dataclasses import replace
from pathlib import Path
from patentry.corpus import Home, latest, roll_back
from patentry.search.index import segments, update_index
moment = sys.argv[2]
def halt(*_):
    print("here", flush=True)
    sys.stdin.read()
if moment == "manifest":
    import patentry.search.index.manifest as manifest
    Path.replace = halt
else:
    setattr(segments.SegmentWriter, moment, halt)
update_index(latest(Home(Path(sys.argv[1]))), rebuild=True)
"""


@pytest.mark.parametrize("moment", ["add", "_write_texts", "_write_marks", "manifest"])
def test_a_writer_killed_at_any_moment_leaves_the_old_index_serving(fresh: Home, tmp_path: Path, moment: str) -> None:
    update_index(latest(fresh))
    before = found(fresh, "folding display")
    put_in(tmp_path, [MORE], name="later.jsonl")
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(fresh.path), moment], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "here"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    manifest = read_manifest(fresh.index)
    assert manifest is not None
    assert manifest.snapshot == 1
    assert found(fresh, "folding display") == before
    update = update_index(latest(fresh))
    assert (update.written, update.is_rebuilt) == (1, False)
    assert verify_index(latest(fresh)).is_sound
    kept = {path.name for path in fresh.index.iterdir()}
    assert len(kept) == 2 + len(read_manifest(fresh.index).segments)


def test_a_reader_keeps_its_index_while_another_is_written(fresh: Home, tmp_path: Path) -> None:
    update_index(latest(fresh))
    old = open_searcher(fresh)
    put_in(tmp_path, [MORE], name="later.jsonl")
    update_index(latest(fresh), rebuild=True)
    answer = old.search(Ask(text="lithium battery"))
    assert (answer.snapshot, answer.current) == (1, 2)
    assert answer.hits[0].publication_number == "US9100004B2"
