"""What lies between two snapshots: the keys of which one of them tells something the other does not."""

from __future__ import annotations

import pyarrow as pa

from patentry.corpus.engine import DuckEngine
from patentry.corpus.snapshots import Snapshot

_KEYS = pa.schema([("key", pa.string()), ("digest", pa.string()), ("place", pa.int64())])
_ONLY = "SELECT key, place, digest FROM {0} EXCEPT ALL SELECT key, place, digest FROM {1}"


def changed_keys(before: Snapshot, after: Snapshot, table: str) -> list[str]:
    """Answer the keys of the rows that only one of two snapshots has, rising.

    A file of a table never changes, so only files that one of them does not name are read: what an ingest added, or
    what was taken back with an earlier snapshot. Rows that were only moved together into another file are the same.
    """
    old, new = set(before.uris(table)), set(after.uris(table))
    engine = DuckEngine()
    engine.add_files("gone", sorted(old - new), _KEYS)
    engine.add_files("fresh", sorted(new - old), _KEYS)
    either = f"({_ONLY.format('gone', 'fresh')}) UNION ALL ({_ONLY.format('fresh', 'gone')})"
    keys: list[str] = engine.sql(f"SELECT DISTINCT key FROM ({either}) ORDER BY key")["key"].to_pylist()
    return keys


def files_of_either(before: Snapshot, after: Snapshot, table: str) -> list[str]:
    """Answer the files of both snapshots, each once."""
    return sorted({*before.uris(table), *after.uris(table)})
