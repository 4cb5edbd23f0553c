"""`patentry projection`: what would change a figure within a year."""

from __future__ import annotations

import argparse
from typing import Any

from patentry.cli.options import add_snapshot, add_view, iso_date
from patentry.cli.output import Output, plain
from patentry.statistics import Attribution, open_statistics
from patentry.statistics.projection import Part, Projection, settings


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("projection", help="what would change a stock within a year, with its assumptions")
    parser.add_argument("figure", metavar="ID")
    parser.add_argument("--region", required=True, metavar="R")
    parser.add_argument("--on", required=True, type=iso_date, metavar="DATE")
    parser.add_argument("--attribution", choices=[str(rule) for rule in Attribution], default="cnipa")
    add_view(parser)
    add_snapshot(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the projection with everything it supposes."""
    found = open_statistics(home=options.home, snapshot=options.snapshot).projection(
        options.figure,
        region=options.region,
        on=options.on,
        view=options.view,
        attribution=options.attribution,
    )
    told = {name: output.say(name, **_settings()) for name in found.assumptions}
    if output.as_json:
        span = {name: found.shown(getattr(found, name)) for name in ("low", "central", "high")}
        output.json({**plain(found), "projection": span, "open_ends": found.open_ends, "assumptions": told})
        return 0
    _print(found, output)
    for sentence in told.values():
        output.line(f"* {sentence}")
    return 0


def _settings() -> dict[str, int]:
    return {"years": settings().years_back, "cases": settings().minimum_cases}


def _print(found: Projection, output: Output) -> None:
    places = 0 if found.denominator is None else 1
    shown = {name: f"{found.shown(getattr(found, name)):,.{places}f}" for name in ("low", "central", "high")}
    output.line(output.say("cli.projection.now", on=found.on, value=f"{found.shown(found.stock):,.{places}f}"))
    output.line(output.say("cli.projection.then", until=found.until, **shown))
    if found.open_ends:
        output.line(output.say("cli.projection.open", n=f"{found.open_ends:,}"))
    if found.actual is not None:
        output.line(output.say("cli.projection.actual", until=found.until, value=f"{found.actual:,.{places}f}"))
    facts = {"due": found.due_soon, "overdue": found.stated_overdue, "ended": found.ended_unannounced}
    output.line(output.say("cli.projection.facts", days=settings().due_soon_days, **facts))
    columns = ("heading", "count", "low", "central", "high", "rate")
    heading = [output.say(f"cli.projection.{name}") for name in columns]
    output.table(heading, [_cells(part, output) for part in found.parts])


def _cells(part: Part, output: Output) -> tuple[object, ...]:
    of = output.say(f"projection.stage.{part.stage}") if part.stage else part.of
    name = output.say(f"projection.part.{part.kind}", of=of)
    rate = f"{part.rate.central:.1%} ({part.rate.cases:,})" if part.rate else None
    central = output.say("projection.unknown") if part.central is None else _effect(part.central)
    return name, part.count, _effect(part.low), central, _effect(part.high), rate


def _effect(value: float) -> str:
    """What rounds to nought has no sign."""
    return f"{value:+,.0f}" if round(value) else "0"
