"""`patentry accept` and `patentry rollback`: which snapshot is the current one."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from patentry.cli.output import Output
from patentry.corpus import Home, Snapshot, accept, roll_back


def add(commands: Any) -> None:
    """Add the commands."""
    for name, run, help_text in (
        ("accept", run_accept, "make a staged snapshot the current one"),
        ("rollback", run_roll_back, "make the content of an earlier snapshot current again; nothing is erased"),
    ):
        parser = commands.add_parser(name, help=help_text)
        parser.add_argument("number", type=int, metavar="SNAPSHOT")
        parser.set_defaults(run=run)


def run_accept(options: argparse.Namespace, output: Output) -> int:
    """Accept a staged snapshot."""
    return _told(accept(home=Home(options.home), number=options.number, at=datetime.now(UTC)), output)


def run_roll_back(options: argparse.Namespace, output: Output) -> int:
    """Go back to the content of an earlier snapshot."""
    return _told(roll_back(home=Home(options.home), number=options.number, at=datetime.now(UTC)), output)


def _told(current: Snapshot, output: Output) -> int:
    if output.as_json:
        output.json({"snapshot": current.number, "kind": current.kind, "of": current.of})
    else:
        output.line(output.say("cli.standing.current", snapshot=current.number, of=current.of))
    return 0
