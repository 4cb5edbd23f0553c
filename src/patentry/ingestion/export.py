"""Records out of a snapshot: what all its files together say of each publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from patentry.corpus import DuckEngine, Snapshot, files_of
from patentry.ingestion.sources.folding import Folded, Version, fold
from patentry.ingestion.sources.naming import named_by
from patentry.ingestion.sources.ranks import formats_of
from patentry.records import Record
from patentry.records.rows import record_from_row
from patentry.records.schemas import RECORDS

BATCH = 1000

_HEIRS = """
CREATE TABLE heirs AS
SELECT lone.key AS lone, max_by(o.key, (coalesce(o.publication_date, DATE '0001-01-01'), o.key)) AS heir
FROM records lone JOIN records o ON o.application_number = lone.application_number
WHERE lone.publication_number IS NULL AND lone.decision_number IS NULL AND o.publication_number IS NOT NULL
GROUP BY lone.key;
CREATE VIEW joined AS
SELECT coalesce(h.heir, r.key) AS record, h.heir IS NOT NULL AS is_lone, r.* FROM records r
LEFT JOIN heirs h ON h.lone = r.key
"""


def records_of(snapshot: Snapshot, *, number: str | None, patents: Sequence[str] | None = None) -> Iterator[Record]:
    """Answer the records of a snapshot, in the order of their keys; with a number only that patent's.

    `patents` narrows to those application numbers and publication numbers without kind.

    Of several files about one publication the one ranked first stands (`sources/ranks.csv`), among equals the later
    one, and where it is silent the next. A row that came without a publication number completes the latest
    publication of its application, unless it is the text of a decision. Raises `Refusal` for a number that is none.
    """
    return (folded.record for folded in folded_records_of(snapshot, number=number, patents=patents))


def folded_records_of(
    snapshot: Snapshot, *, number: str | None, patents: Sequence[str] | None = None
) -> Iterator[Folded]:
    """Answer the same records with the versions they were made of and the file that gave each field."""
    engine = DuckEngine()
    engine.add_files("records", snapshot.uris("records"), RECORDS.schema)
    engine.sql(_HEIRS)
    formats = formats_of((row.file, row.format) for row in files_of(snapshot))
    where, values = named_by(number)
    if patents is not None:
        where += (
            f"{' AND' if where else 'WHERE'} (application_number IN (SELECT unnest(?)) OR base IN (SELECT unnest(?)))"
        )
        values = [*values, list(patents), list(patents)]
    keys = engine.sql(f"SELECT DISTINCT record FROM joined {where} ORDER BY record", values)["record"].to_pylist()
    for start in range(0, len(keys), BATCH):
        rows = engine.sql(
            "SELECT * FROM joined WHERE record IN (SELECT unnest(?)) ORDER BY record",
            [keys[start : start + BATCH]],
        ).to_pylist()
        for _, versions in groupby(rows, key=itemgetter("record")):
            yield fold([_version(row, formats) for row in versions])


def _version(row: dict[str, Any], formats: dict[str, str]) -> Version:
    return Version(record_from_row(row), row["file"], formats.get(row["file"], ""), row["place"], row["is_lone"])
