"""The standing of documents on a day, as a search asks for it: in force, pending, ended, or unknown."""

from __future__ import annotations

import csv
from datetime import date
from enum import IntEnum
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from patentry.corpus import DuckEngine, Snapshot
from patentry.search.index import Index
from patentry.search.index.segments import mark_of
from patentry.status.effects import View
from patentry.status.standing import NEVER_GRANTED
from patentry.status.tenures import tenures_of


class Status(IntEnum):
    """Where a patent stands."""

    UNKNOWN = 0
    IN_FORCE = 1
    PENDING = 2
    ENDED = 3


STATUSES = ("in_force", "pending", "ended", "unknown")


def status_named(word: str) -> Status | None:
    """Answer the status a word of either language names (`statuses.csv`)."""
    return _words().get(word.strip().lower().replace(" ", "_"))


@cache
def _words() -> dict[str, Status]:
    text = files("patentry.search").joinpath("statuses.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {word: Status[row["status"].upper()] for row in rows for word in (row["status"], *row["words"].split(";"))}


def statuses_on(snapshot: Snapshot, index: Index, on: date) -> NDArray[np.int8]:
    """Answer every document's status on a day in the recorded view; a document of no known patent is unknown.

    In force and ended are the patent's own intervals; what was refused or withdrawn by that day has ended; what was
    filed and not granted is pending; a filing the files do not date is unknown.
    """
    engine = DuckEngine()
    tenures_of(snapshot).open(engine)
    kinds = ", ".join(f"'{kind}'" for kind in sorted(NEVER_GRANTED))
    rows = engine.sql(
        f"""WITH now AS (SELECT id, bool_or(settled = 1) AS settled FROM spans
             WHERE view = {View.RECORDED:d} AND start <= ? AND until > ? GROUP BY id),
           past AS (SELECT DISTINCT id FROM spans WHERE view = {View.RECORDED:d} AND until <= ?),
           refused AS (SELECT DISTINCT id FROM effects WHERE kind IN ({kinds}) AND announced <= ?)
           SELECT p.patent, CASE WHEN n.settled THEN {Status.IN_FORCE:d} WHEN NOT n.settled THEN {Status.UNKNOWN:d}
             WHEN o.id IS NOT NULL OR r.id IS NOT NULL OR p.grant_date <= ? THEN {Status.ENDED:d}
             WHEN p.filing_date <= ? THEN {Status.PENDING:d} ELSE {Status.UNKNOWN:d} END AS status
           FROM patents p LEFT JOIN now n USING (id) LEFT JOIN past o USING (id) LEFT JOIN refused r USING (id)""",
        [on] * 6,
    )
    bases = engine.sql("SELECT base, patent FROM patent_bases")
    told = dict(zip(rows["patent"].to_pylist(), rows["status"].to_pylist(), strict=True))
    for base, patent in zip(bases["base"].to_pylist(), bases["patent"].to_pylist(), strict=True):
        told.setdefault(base, told.get(patent, int(Status.UNKNOWN)))
    return _aligned(index, told)


def _aligned(index: Index, told: dict[str, int]) -> NDArray[np.int8]:
    marks = np.array([mark_of(number) for number in told], np.int64)
    order = np.argsort(marks)
    marks, values = marks[order], np.array(list(told.values()), np.int8)[order]
    found = np.full(index.count, int(Status.UNKNOWN), np.int8)
    for column in ("base", "application"):
        wanted = index.column(column)
        if len(marks):
            at = np.minimum(np.searchsorted(marks, wanted), len(marks) - 1)
            hit = marks[at] == wanted
            found[hit] = values[at[hit]]
    return found
