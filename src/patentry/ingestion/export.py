"""Records out of a snapshot: what all its files together say of each publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from patentry.corpus import DuckEngine, Snapshot
from patentry.numbers import ApplicationNumber, NumberError, parse_number
from patentry.records import Record
from patentry.records.rows import record_from_row
from patentry.records.schemas import RECORDS
from patentry.wording import Refusal

BATCH = 1000

_HEIRS = """
CREATE TABLE heirs AS
SELECT lone.key AS lone, max_by(o.key, coalesce(o.publication_date, DATE '0001-01-01')) AS heir
FROM records lone JOIN records o ON o.application_number = lone.application_number
WHERE lone.publication_number IS NULL AND lone.decision_number IS NULL AND o.publication_number IS NOT NULL
GROUP BY lone.key;
CREATE VIEW joined AS
SELECT coalesce(h.heir, r.key) AS record, h.heir IS NOT NULL AS is_lone, r.* FROM records r
LEFT JOIN heirs h ON h.lone = r.key
"""


def records_of(snapshot: Snapshot, *, number: str | None) -> Iterator[Record]:
    """Answer the records of a snapshot, in the order of their keys; with a number only that patent's.

    Of several files about one publication the later one stands, and where it is silent the earlier. A row that came
    without a publication number joins the latest publication of its application, unless it is the text of a decision.
    Raises `Refusal` for a number that
    is none.
    """
    engine = DuckEngine()
    engine.add_files("records", snapshot.uris("records"), RECORDS.schema)
    engine.sql(_HEIRS)
    where, values = _condition(number)
    keys = engine.sql(f"SELECT DISTINCT record FROM joined {where} ORDER BY record", values)["record"].to_pylist()
    for start in range(0, len(keys), BATCH):
        rows = engine.sql(
            "SELECT * FROM joined WHERE record IN (SELECT unnest(?)) ORDER BY record, is_lone DESC, place",
            [keys[start : start + BATCH]],
        ).to_pylist()
        yield from (_folded(versions) for _, versions in groupby(rows, key=itemgetter("record")))


def _folded(versions: Iterable[dict[str, Any]]) -> Record:
    """The last version with what only earlier ones state."""
    merged: Record | None = None
    for version in versions:
        record = record_from_row(version)
        if merged is not None:
            silent = [f.name for f in fields(Record) if getattr(record, f.name) in (None, ())]
            record = replace(record, **{name: getattr(merged, name) for name in silent})
        merged = record
    assert merged is not None
    return merged


def _condition(number: str | None) -> tuple[str, list[object]]:
    if number is None:
        return "", []
    try:
        readings = parse_number(number)
    except NumberError as error:
        raise Refusal(f"problem.{error.code}", value=number) from None
    applications = [str(r) for r in readings if isinstance(r, ApplicationNumber)]
    bases = [str(r.base) for r in readings if not isinstance(r, ApplicationNumber)]
    named = "(application_number IN (SELECT unnest(?)) OR base IN (SELECT unnest(?)))"
    same = f"application_number IN (SELECT application_number FROM records WHERE {named})"
    return f"WHERE {named} OR {same}", [applications, bases, applications, bases]
