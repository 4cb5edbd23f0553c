"""`patentry snapshots`: what the corpus has been, file by file, and how far it reaches."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from patentry.cli.output import Output
from patentry.corpus import Home, Snapshot, clean_up, files_of, latest, snapshots_of
from patentry.statistics import open_statistics


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("snapshots", help="list snapshots, their files and how far the sources reach")
    parser.add_argument("--clean-up", action="store_true", help="remove files that no snapshot names")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the snapshots."""
    home = Home(options.home)
    every = snapshots_of(home)
    if options.clean_up:
        removed = clean_up(home=home, at=datetime.now(UTC))
        if output.as_json:
            output.json({"removed": [path.name for path in removed]})
        else:
            output.line(output.say("cli.snapshots.removed", count=len(removed)))
        return 0
    coverage = open_statistics(home=options.home).coverage if latest(home).number else ()
    if output.as_json:
        output.json(
            {
                "snapshots": [
                    {
                        "number": snapshot.number,
                        "taken_at": snapshot.taken_at,
                        "kind": snapshot.kind,
                        "of": snapshot.of,
                        "tables": snapshot.versions,
                        "files": [
                            {"name": f.name, "sha256": f.file, "format": f.format, "documents": f.documents,
                             "kept": f.kept, "rejected": f.rejected, "read_at": f.read_at}
                            for f in files_of(snapshot) if f.added_in == snapshot.number
                        ],
                    }
                    for snapshot in every
                ],
                "sources": coverage,
            }
        )  # fmt: skip
        return 0
    for snapshot in every:
        output.line(f"{snapshot.number}  {snapshot.taken_at:%Y-%m-%d %H:%M:%S} UTC{_origin(snapshot, output)}")
        for f in files_of(snapshot):
            if f.added_in == snapshot.number:
                output.line(f"    {f.name}  {f.format}  {f.kept:,}/{f.documents:,}  sha256 {f.file[:12]}…")
    for source in coverage:
        output.line(output.say("cli.snapshots.source", source=source.source, through=source.through))
        for week in source.missing_weeks:
            output.line("    " + output.say("cli.snapshots.missing_week", week=week))
    return 0


def _origin(snapshot: Snapshot, output: Output) -> str:
    """What is to be said of a snapshot that was not simply read and current at once."""
    return "" if snapshot.of is None else "  " + output.say(f"cli.snapshots.{snapshot.kind}", of=snapshot.of)
