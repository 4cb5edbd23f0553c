"""The library's commands."""

from __future__ import annotations

from patentry.cli import figure, ingest, init, records, snapshots, status

COMMANDS = (init.add, ingest.add, records.add, status.add, figure.add, snapshots.add)
