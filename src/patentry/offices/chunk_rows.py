"""A chunk of a file to rows in Arrow, in whichever process this runs.

It stands here and not with ingestion so that a reading process imports the formats and nothing of the corpus.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from patentry.offices.reading import Batch, Chunk
from patentry.offices.registry import format_named
from patentry.records.schemas import SHAPE_OF_ROW, SHAPES


@dataclass(frozen=True, slots=True)
class ChunkRows:
    """What a chunk gave on its way from a reading process: its account, and its rows as Arrow by table."""

    batch: Batch
    tables: tuple[tuple[str, pa.RecordBatch], ...]


def read_chunk(format_name: str, chunk: Chunk, file: str) -> ChunkRows:
    """Answer the rows of a chunk in Arrow, with the sha256 of their file, and the account of the chunk."""
    batch = format_named(format_name).read(chunk)
    groups: dict[str, list[object]] = {}
    for row in (*batch.records, *batch.events, *batch.reference):
        groups.setdefault(SHAPE_OF_ROW[type(row)].name, []).append(row)
    tables = tuple((name, SHAPES[name].to_arrow(rows, file=file)) for name, rows in groups.items())
    account = Batch(
        documents=batch.documents,
        rejected=batch.rejected,
        problems=batch.problems,
        quarantine=batch.quarantine,
    )
    return ChunkRows(account, tables)
