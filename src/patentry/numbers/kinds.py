"""What a kind code means on a day: the same letters have meant different things.

CN B was the examined application of 1985-1992 (审定公告), laid open for opposition and not yet a grant; US A1
and P1 were grants until 2001. The table `kind_codes.csv` holds one row an era, valid in [valid_from,
valid_to), with its source; `unverified` there means that nobody has checked the row against a text of the
office.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Stage = Literal[
    "application",
    "examined_application",
    "grant",
    "correction",
    "after_invalidation",
    "search_report",
    "validation",
    "other",
]


@dataclass(frozen=True, slots=True)
class KindMeaning:
    """What a publication of this kind is. `right_type` is None where the code does not tell it.

    `validation` is what a state publishes of a European patent (DE T2, AT T): no right of its own.
    `is_certain` is False where the meaning changed and no day was given: it is then the latest meaning.
    """

    stage: Stage
    right_type: str | None
    is_certain: bool = True


UNKNOWN_KIND = KindMeaning("other", None)


@dataclass(frozen=True, slots=True)
class _Era:
    valid_from: date
    valid_to: date
    meaning: KindMeaning


def meaning_of_kind(*, authority: str, kind: str, on: date | None) -> KindMeaning:
    """Answer what a kind code means on the day of publication.

    A code that is not in the table, or not in use on that day, is `UNKNOWN_KIND`. Without a day it is the
    code's latest meaning, not certain if there were others. Rules: WIPO ST.16 as each office applies it.
    """
    eras = _eras().get((authority, kind), ())
    if on is None:
        return _latest(eras)
    for era in eras:
        if era.valid_from <= on < era.valid_to:
            return era.meaning
    return UNKNOWN_KIND


def is_known_kind(*, authority: str, kind: str) -> bool:
    """Answer whether an authority has ever used the code, as far as the table knows."""
    return (authority, kind) in _eras()


def _latest(eras: tuple[_Era, ...]) -> KindMeaning:
    if not eras:
        return UNKNOWN_KIND
    latest = max(eras, key=lambda era: era.valid_from).meaning
    if all(era.meaning == latest for era in eras):
        return latest
    return KindMeaning(latest.stage, latest.right_type, is_certain=False)


@cache
def _eras() -> dict[tuple[str, str], tuple[_Era, ...]]:
    table = files("patentry.numbers").joinpath("kind_codes.csv").read_text(encoding="utf-8")
    eras: dict[tuple[str, str], tuple[_Era, ...]] = {}
    for row in csv.DictReader(table.splitlines()):
        key = row["authority"], row["kind"]
        eras[key] = (*eras.get(key, ()), _era(row))
    return eras


def _era(row: dict[str, str]) -> _Era:
    return _Era(
        date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min,
        date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
        KindMeaning(cast(Stage, row["stage"]), row["right_type"] or None),
    )
