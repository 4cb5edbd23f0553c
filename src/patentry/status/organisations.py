"""Organisations of a snapshot: every name of a holder or applicant, whose it is, since when and why.

They lie inside the derivation of the tenures whose parties they name, and are derived when somebody first asks for
them: ingests and most figures never do.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from patentry.corpus import DuckEngine
from patentry.corpus.engine import Engine
from patentry.parties.locating import BEGINNING, END
from patentry.records.schemas import SHAPES
from patentry.status.tenures import Tenures

FOLDER = "organisations"
_BATCH = 20_000
TABLES = ("organisation_names", "party_organisations")
_OFFICERS = ("aliases", "separations", "enterprises", "enterprise_tags")
NAMES = pa.schema(
    [
        ("name", pa.string()),
        ("uscc", pa.string()),
        ("patents", pa.int64()),
        ("since", pa.date32()),
        ("until", pa.date32()),
        ("organisation", pa.string()),
        ("holder", pa.string()),
        ("code", pa.string()),
        ("rule", pa.string()),
        ("other", pa.string()),
        ("score", pa.float64()),
        ("evidence", pa.string()),
    ]
)
"""A name (and the code printed with it) in [since, until): its organisation, what that is called (`holder`) and its
`code`, and the step that joined the name. `patents` counts the patents the name stands on."""


def organisation_files(tenures: Tenures) -> dict[str, Path]:
    """Answer the files of `TABLES`, deriving them where that has not been done."""
    folder = tenures.folder / FOLDER
    if not folder.is_dir():
        _derive(tenures, folder)
    return {table: folder / f"{table}.parquet" for table in TABLES}


def open_organisations(engine: Engine, tenures: Tenures) -> None:
    """Register the tables of organisations in an engine."""
    for table, path in organisation_files(tenures).items():
        engine.add_file(table, path)


def _derive(tenures: Tenures, folder: Path) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder.parent.parent))
    engine = DuckEngine()
    tenures.open(engine)
    for table in _OFFICERS:
        _open_current(engine, tenures, table)
    with pq.ParquetWriter(unfinished / "organisation_names.parquet", NAMES, compression="lz4") as writer:
        for batch in _names(engine, tenures.known):
            writer.write_batch(batch)
    engine.add_files("organisation_names", [unfinished / "organisation_names.parquet"], NAMES)
    engine.sql(f"COPY ({_PARTY_ORGANISATIONS}) TO '{unfinished / 'party_organisations.parquet'}' (COMPRESSION lz4_raw)")
    try:
        unfinished.rename(folder)
    except OSError:  # another process finished the same derivation first
        shutil.rmtree(unfinished)
    os.utime(tenures.folder)


_PARTY_ORGANISATIONS = f"""
SELECT p.party, coalesce(n.since, DATE '{BEGINNING}') AS named_from, coalesce(n.until, DATE '{END}') AS named_to,
  n.organisation, coalesce(n.holder, p.seated.name) AS holder
FROM parties p LEFT JOIN organisation_names n
  ON n.name = p.seated.name AND n.uscc IS NOT DISTINCT FROM p.seated.uscc
ORDER BY p.party, named_from"""
"""A party without a name belongs to no organisation; it stays what it was."""


def _open_current(engine: DuckEngine, tenures: Tenures, table: str) -> None:
    shape = SHAPES[table]
    engine.add_files(f"all_{table}", tenures.snapshot.uris(table), shape.schema)
    engine.sql(
        f"""CREATE OR REPLACE VIEW {table} AS SELECT * FROM all_{table}
            QUALIFY row_number() OVER (PARTITION BY key ORDER BY place DESC) = 1"""
    )


def _names(engine: DuckEngine, known: date | None) -> Iterator[pa.RecordBatch]:
    # Imported here: the compiled measures take a moment to load, and most questions find the organisations derived.
    from patentry.parties.names import called, memberships, resolve
    from patentry.status.naming import gathered

    told = gathered(engine, known=known)
    resolution = resolve(
        told.mentions,
        separations=told.separations,
        replaced={tie.old for tie in told.ties if tie.end == END},
    )
    labels = called(resolution.organisations)
    rows: list[tuple[Any, ...]] = []
    for mention, start, end, place, reason in memberships(
        told.mentions,
        resolution,
        ties=told.ties,
        separations=told.separations,
        beginning=BEGINNING,
        end=END,
    ):
        stated, organisation = told.mentions[mention], resolution.organisations[place]
        rows.append(
            (
                *(stated.name, stated.uscc, told.patents[mention], start, end),
                *(labels[place].key, labels[place].label, organisation.uscc),
                *(str(reason.rule), reason.other, reason.score, reason.evidence),
            )
        )
        if len(rows) == _BATCH:
            yield _batch(rows)
            rows.clear()
    yield _batch(rows)


def _batch(rows: Sequence[tuple[Any, ...]]) -> pa.RecordBatch:
    columns = list(zip(*rows, strict=True)) or [()] * len(NAMES)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, NAMES, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=NAMES)
