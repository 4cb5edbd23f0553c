"""What two snapshots say differently of publications: which field, which file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from patentry.corpus import Snapshot, files_of
from patentry.ingestion.export import folded_records_of
from patentry.ingestion.sources.folding import FIELDS, Folded
from patentry.records.jsonl import record_to_object
from patentry.records.schemas import key_of_record

SHOWN_CHARACTERS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that says something else: what it said (None: nothing), what it says, both cut where they are long, and
    the file that gives the new value, or gave the one that is gone."""

    field: str
    before: str | None
    after: str | None
    file: str


def differences(
    before: Snapshot, after: Snapshot, patents: Sequence[str], keys: Iterable[str]
) -> dict[str, tuple[Difference, ...] | None]:
    """Answer, for each of these keys, the fields in which the snapshots differ; None for a publication that one of the
    snapshots does not have. `patents` are application numbers and publication numbers without kind to look among.
    """
    then, now = _folded(before, patents), _folded(after, patents)
    files = {row.file: row.name for snapshot in (before, after) for row in files_of(snapshot)}
    return {
        key: _compared(then[key], now[key], files) if key in then and key in now else None
        for key in dict.fromkeys(keys)
    }


def _folded(snapshot: Snapshot, patents: Sequence[str]) -> dict[str, Folded]:
    found = folded_records_of(snapshot, number=None, patents=patents)
    return {key_of_record(folded.record): folded for folded in found}


def _compared(then: Folded, now: Folded, files: Mapping[str, str]) -> tuple[Difference, ...]:
    old, new = record_to_object(then.record), record_to_object(now.record)
    found = []
    for name in FIELDS:
        if old.get(name) == new.get(name):
            continue
        giver = now.giver.get(name) or then.giver.get(name)
        found.append(
            Difference(
                field=name,
                before=_shown(old.get(name)),
                after=_shown(new.get(name)),
                file=files.get(giver.file, giver.file) if giver else "",
            )
        )
    return tuple(found)


def _shown(value: Any) -> str | None:
    if value in (None, [], {}):
        return None
    text = "; ".join(_plain(one) for one in value) if isinstance(value, list) else _plain(value)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]} …"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("number") or value.get("text") or ", ".join(map(str, value.values())))
    return str(value)
