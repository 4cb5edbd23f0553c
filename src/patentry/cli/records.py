"""`patentry records`: print records as JSON Lines that can be ingested again."""

from __future__ import annotations

import argparse
import json
from itertools import islice
from typing import Any

from patentry.cli.options import add_snapshot
from patentry.cli.output import Output
from patentry.corpus import Home, files_of, open_snapshot
from patentry.ingestion.export import folded_records_of
from patentry.ingestion.families import Families
from patentry.ingestion.sources.printed import sources_object
from patentry.records.jsonl import record_to_object
from patentry.records.schemas import key_of_record
from patentry.status.organisation_lookup import patents_of_organisation
from patentry.status.outdated import outdated_records

BATCH = 1000


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("records", help="print records, one JSON object a line")
    parser.add_argument("--number", metavar="N", help="only the records of this patent, by any form of its number")
    parser.add_argument("--holder", metavar="NAME", help="only the patents of this organisation, under all its names")
    parser.add_argument("--format", choices=("jsonl",), default="jsonl")
    parser.add_argument(
        "--sources", action="store_true", help="say of each field which file gave it and what the others said"
    )
    add_snapshot(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the records."""
    snapshot = open_snapshot(Home(options.home), options.snapshot)
    outdated, families = outdated_records(snapshot), Families(snapshot)
    patents = patents_of_organisation(snapshot, options.holder) if options.holder else None
    names = {row.file: row.name for row in files_of(snapshot)}
    records = folded_records_of(snapshot, number=options.number, patents=patents)
    while batch := list(islice(records, BATCH)):
        ids = families.of([key_of_record(folded.record) for folded in batch])
        for folded in batch:
            key = key_of_record(folded.record)
            derived = {"claims_outdated": key in outdated, **ids[key]._asdict()}
            sources = {"sources": sources_object(folded, names)} if options.sources else {}
            output.line(json.dumps(record_to_object(folded.record) | derived | sources, ensure_ascii=False))
    return 0
