"""One record out of several: what all files together say of a publication."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace

from patentry.ingestion.sources.ranks import SILENT_TYPE, rank_of, special_fields
from patentry.records import Record

FIELDS = tuple(spec.name for spec in fields(Record))


@dataclass(frozen=True, slots=True)
class Version:
    """What one file says of a publication. `place` is the row's turn among all rows of the corpus.

    `is_lone`: the row has no publication number and joined this publication by its application number.
    """

    record: Record
    file: str
    format: str
    place: int
    is_lone: bool = False


@dataclass(frozen=True, slots=True)
class Folded:
    """The record that stands, the versions it was made of, and for each stated field the version that gave it."""

    record: Record
    versions: tuple[Version, ...]
    giver: dict[str, Version] = field(default_factory=dict)


def fold(versions: Sequence[Version]) -> Folded:
    """Answer the record several files make: of each field the value of the source ranked first that states it.

    Among equal ranks the row read last stands. A row that came without a publication number completes the
    publication's own rows and never stands before them: it does not say which publication it is about.
    """
    general = sorted(versions, key=_order(""))
    chosen: dict[str, Version] = {}
    for name in FIELDS:
        ordered = sorted(versions, key=_order(name)) if name in special_fields() else general
        stating = next((version for version in ordered if states(version.record, name)), None)
        if stating is not None:
            chosen[name] = stating
    record = replace(general[0].record, **{name: getattr(version.record, name) for name, version in chosen.items()})
    return Folded(record, tuple(general), chosen)


def states(record: Record, name: str) -> bool:
    """Answer whether a record says anything in a field; a right type nobody knows says nothing."""
    value = getattr(record, name)
    return value not in (None, ()) and not (name == "right_type" and value == SILENT_TYPE)


def _order(name: str) -> Callable[[Version], tuple[bool, int, int]]:
    return lambda version: (version.is_lone, rank_of(version.format, name), -version.place)
