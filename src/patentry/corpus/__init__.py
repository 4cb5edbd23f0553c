"""The body of records on disk: append-only Delta tables and the snapshots that make their versions visible.

A snapshot is one row of the table `snapshots` naming a version of every table. That row is the last write of an
ingest, and readers open tables only at versions a snapshot names. Nothing here knows what the rows mean.
"""

from patentry.corpus.cleaning import clean_up
from patentry.corpus.coverage import SourceCoverage, coverage_of, data_through
from patentry.corpus.engine import DuckEngine
from patentry.corpus.home import Home, HomeError
from patentry.corpus.snapshots import (
    FileRow,
    Snapshot,
    SnapshotKind,
    empty,
    files_of,
    latest,
    open_snapshot,
    snapshot_on,
    snapshots_of,
)
from patentry.corpus.standing import accept, roll_back
from patentry.corpus.writing import StagedTable, commit

__all__ = [
    "DuckEngine",
    "FileRow",
    "Home",
    "HomeError",
    "Snapshot",
    "SnapshotKind",
    "SourceCoverage",
    "StagedTable",
    "accept",
    "clean_up",
    "commit",
    "coverage_of",
    "data_through",
    "empty",
    "files_of",
    "latest",
    "open_snapshot",
    "roll_back",
    "snapshot_on",
    "snapshots_of",
]
