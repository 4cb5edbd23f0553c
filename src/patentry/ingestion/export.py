"""Records out of a snapshot, the way they went in."""

from __future__ import annotations

from collections.abc import Iterator

from patentry.corpus import DuckEngine, Snapshot
from patentry.numbers import ApplicationNumber, NumberError, parse_number
from patentry.records import Record
from patentry.records.rows import record_from_row
from patentry.records.schemas import RECORDS
from patentry.wording import Refusal

BATCH = 1000


def records_of(snapshot: Snapshot, *, number: str | None) -> Iterator[Record]:
    """Answer the current records of a snapshot, in the order of their keys; with a number only that patent's.

    Raises `Refusal` for a number that is none.
    """
    engine = DuckEngine()
    engine.add_files("all_records", snapshot.uris("records"), RECORDS.schema)
    engine.sql(
        """CREATE VIEW records AS SELECT * FROM all_records
           QUALIFY row_number() OVER (PARTITION BY key ORDER BY added_in DESC) = 1"""
    )
    where, values = _condition(number)
    keys = engine.sql(f"SELECT key FROM records {where} ORDER BY key", values)["key"].to_pylist()
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        rows = engine.sql("SELECT * FROM records WHERE key IN (SELECT unnest(?)) ORDER BY key", [some])
        yield from (record_from_row(row) for row in rows.to_pylist())


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
