"""Removing files no snapshot can ever show."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from deltalake import DeltaTable

from patentry.corpus.home import Home
from patentry.corpus.snapshots import has_table, snapshots_of

KEEP_YOUNGER_THAN = timedelta(hours=24)


def clean_up(*, home: Home, at: datetime) -> tuple[Path, ...]:
    """Remove Parquet files that no snapshot names and that are older than a day; answer which.

    A file any snapshot names is never removed, so every earlier snapshot still opens afterwards.
    """
    removed: list[Path] = []
    every = snapshots_of(home)
    for folder in sorted(home.tables.iterdir()):
        if folder.name == "snapshots" or not has_table(folder):
            continue
        versions = {snapshot.versions[folder.name] for snapshot in every if folder.name in snapshot.versions}
        named = {Path(uri).name for version in versions for uri in DeltaTable(folder, version=version).file_uris()}
        for path in folder.glob("*.parquet"):
            age = at.timestamp() - path.stat().st_mtime
            if path.name not in named and age > KEEP_YOUNGER_THAN.total_seconds():
                path.unlink()
                removed.append(path)
    return tuple(removed)
