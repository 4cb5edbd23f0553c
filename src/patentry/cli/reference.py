"""`patentry reference`: the published series that ship with the library, their checks, and taking them in."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from patentry.cli.output import Output, plain
from patentry.corpus import Home
from patentry.ingestion import ingest
from patentry.statistics.official import Check, checks_of, conflicts_of, reference_values
from patentry.statistics.official.series import write_tables
from patentry.wording import Refusal


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("reference", help="published series of the nation and Beijing, with their checks")
    parser.add_argument("--check", action="store_true", help="recompute the densities from counts and populations")
    parser.add_argument("--load", action="store_true", help="take the series into the home")
    parser.add_argument(
        "--as", dest="called", action="append", default=[], metavar="REF=OWN", help="a region's name in the home"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the series or their checks, or take them in."""
    if options.load:
        return _load(options, output)
    if options.check:
        return _check(output)
    rows = reference_values()
    conflicts = conflicts_of([row.figure for row in rows])
    if output.as_json:
        output.json({"values": rows, "conflicts": conflicts})
        return 0
    heading = [
        output.say(f"cli.reference.{name}") for name in ("date", "region", "figure", "value", "certainty", "source")
    ]
    output.table(
        heading,
        [
            (
                row.figure.date,
                row.figure.region,
                row.figure.figure,
                row.stated,
                output.say(f"certainty.{row.certainty}"),
                row.figure.source,
            )
            for row in rows
        ],
    )
    for one in conflicts:
        told = {"region": one.region, "figure": one.figure, "date": one.date}
        sources = "; ".join(f"{row.value:,g} ({row.source})" for row in one.rows)
        output.line(output.say("cli.reference.conflict", sources=sources, **told))
        if one.misdated:
            output.line(output.say("cli.reference.misdated", value=f"{one.misdated.value:,g}", meant=one.meant))
    return 0


def _check(output: Output) -> int:
    checks = checks_of()
    if output.as_json:
        output.json([plain(one) for one in checks])
        return 0
    heading = [
        output.say(f"cli.reference.{name}")
        for name in ("check", "region", "figure", "date", "value", "recomputed", "holds")
    ]
    output.table(heading, [_cells(one, output) for one in checks])
    held = sum(1 for one in checks if one.holds)
    output.line(output.say("cli.reference.checks", count=len(checks), held=held))
    return 0


def _cells(one: Check, output: Output) -> tuple[object, ...]:
    form = "{:.2%}" if one.kind == "growth" else "{:,.2f}"
    values = (None if value is None else form.format(value) for value in (one.published, one.recomputed))
    return (output.say(f"check.{one.kind}"), one.region, one.figure, one.date, *values, "✓" if one.holds else "✕")


def _load(options: argparse.Namespace, output: Output) -> int:
    called = {}
    for text in options.called:
        name, mark, own = text.partition("=")
        if not (name and mark and own):
            raise Refusal("reference.region_unknown", value=text)
        called[name] = own
    with tempfile.TemporaryDirectory() as folder:
        paths = write_tables(Home(options.home), Path(folder), called=called)
        report = ingest(home=Home(options.home), paths=paths, at=datetime.now(UTC))
    if output.as_json:
        output.json({"snapshot": report.snapshot, "files": [plain(file) for file in report.files]})
        return 0
    output.line(output.say("cli.reference.taken_in", snapshot=report.snapshot))
    return 0
