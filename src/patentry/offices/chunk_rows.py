"""A chunk of a file to rows in Arrow, in whichever process this runs.

It stands here and not with ingestion so that a reading process imports one format and nothing of the corpus.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from dataclasses import dataclass

import pyarrow as pa

from patentry.offices.reading import Batch, Chunk, Format
from patentry.records.schemas import SHAPE_OF_ROW, SHAPES


@dataclass(frozen=True, slots=True)
class ChunkRows:
    """What a chunk gave on its way from a reading process: its account, and its rows as Arrow by table."""

    batch: Batch
    tables: tuple[tuple[str, pa.RecordBatch], ...]


def read_chunk(chosen: Format, chunk: Chunk, file: str) -> ChunkRows:
    """Answer the rows of a chunk in Arrow, with the sha256 of their file, and the account of the chunk."""
    batch = chosen.read(chunk)
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


def serve() -> None:
    """Read the chunks that come in pickled, after their format and file, and send their rows back the same way.

    Ends where no more come in, so also when the process that asked has died. What else would be printed to the
    standard output goes to the standard error.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    chosen, file = pickle.load(sys.stdin.buffer)
    while True:
        try:
            chunk = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(read_chunk(chosen, chunk, file), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
