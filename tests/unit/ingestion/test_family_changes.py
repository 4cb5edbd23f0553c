"""Families carried forward over a change are those that deriving everything gives."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest

from patentry.corpus import Home, latest
from patentry.corpus.changes import changed_keys
from patentry.corpus.snapshots import FILES_SCHEMA, Snapshot
from patentry.corpus.writing import publish, write_table
from patentry.ingestion import families
from patentry.ingestion.family_changes import advance_families
from patentry.records.schemas import RECORDS

AT = datetime(2024, 1, 10, tzinfo=UTC)
APPLICATIONS = ["US07/444669", "US07/444670", "US08/444669", "CN1", "CN2", "EP1", "JP1", None]
PRIORITIES = [*APPLICATIONS[:-1], "US19890444669", "US19900444669", "DE1", "DE2", "DE3"]


def _row(drawn: random.Random, place: int) -> dict[str, object]:
    """What some file tells of one of forty publications: little, so that much is shared."""
    number = drawn.randrange(40)
    given = drawn.sample(PRIORITIES, drawn.choice((0, 0, 1, 1, 2)))
    return {
        "key": f"XX{number}B", "publication_number": f"XX{number}B", "base": f"XX{number // 2}",
        "application_number": drawn.choice(APPLICATIONS) if drawn.random() < 0.6 else f"XX{number}-app",
        "filing_date": datetime(drawn.choice((1989, 1990)), 1, 2, tzinfo=UTC).date(),
        "family_id": drawn.choice((None, None, None, "7", "8")), "file": "one", "digest": str(place), "place": place,
        "priorities": [{"number": one, "date": datetime(1989, 1, 2, tzinfo=UTC).date()} for one in given],
        "right_type": "invention", "added_in": place,
    }  # fmt: skip


def _table(rows: list[dict[str, object]], schema: pa.Schema) -> pa.Table:
    return pa.table({f.name: pa.array([row.get(f.name) for row in rows], f.type) for f in schema}, schema=schema)


def _grouped(table: pa.Table) -> dict[str, tuple[object, ...]]:
    """Each record's patent, names of its families, and which records share them."""
    rows = table.to_pylist()
    members: dict[tuple[str, int], set[str]] = {}
    for row in rows:
        for rule in families.RULES:
            members.setdefault((rule, row[rule]), set()).add(row["key"])
    return {
        row["key"]: (row["patent"], row["family"], row["extended_family"],
                     *(sorted(members[rule, row[rule]]) for rule in families.RULES))
        for row in rows
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_families_carried_forward_are_those_derived_from_all_records(tmp_path: Path, seed: int) -> None:
    drawn = random.Random(seed)
    home = Home(tmp_path / "home")
    home.create()
    write_table(home.tables / "files", _table([{"file": "one", "format": "jsonl"}], FILES_SCHEMA))
    snapshots: list[Snapshot] = []
    place = 0
    for step in range(5):
        count = 12 if step == 0 else drawn.choice((1, 2, 3))
        rows = [_row(drawn, place := place + 1) for _ in range(count)]
        write_table(home.tables / "records", _table(rows, RECORDS.schema))
        snapshots.append(publish(home, Snapshot(home, step + 1, AT, {"records": step, "files": 0})))
    walk = [*snapshots, snapshots[1]]
    for before, after in pairwise(walk):
        known = _grouped(families.families_table(before))
        advanced = advance_families(before, after, changed_keys(before, after, "records"))
        kept = families.kept_families(after)
        assert kept is not None
        carried = _grouped(families.families_table(after))
        kept.unlink()
        anew = _grouped(families.families_table(after))
        assert carried == anew
        assert advanced == sorted(
            key for key in known.keys() | anew.keys() if known.get(key, ("",) * 2)[1] != anew.get(key, ("",) * 2)[1]
        )
    assert latest(home).number == len(snapshots)
