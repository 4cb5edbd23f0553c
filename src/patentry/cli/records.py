"""`patentry records`: print records as JSON Lines that can be ingested again."""

from __future__ import annotations

import argparse
from typing import Any

from patentry.cli.options import add_snapshot
from patentry.cli.output import Output
from patentry.corpus import Home, open_snapshot
from patentry.ingestion.export import records_of
from patentry.records.jsonl import record_to_json


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("records", help="print records, one JSON object a line")
    parser.add_argument("--number", metavar="N", help="only the records of this patent, by any form of its number")
    parser.add_argument("--format", choices=("jsonl",), default="jsonl")
    add_snapshot(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the records."""
    snapshot = open_snapshot(Home(options.home), options.snapshot)
    for record in records_of(snapshot, number=options.number):
        output.line(record_to_json(record))
    return 0
