"""`patentry contradictions`: where files disagree about a publication, and stated statuses with the gazette."""

from __future__ import annotations

import argparse
from typing import Any

from patentry.cli.options import add_snapshot, iso_date
from patentry.cli.output import Output
from patentry.corpus import Home, open_snapshot
from patentry.ingestion.sources.contradictions import Contradiction, SourceWord, contradictions_of
from patentry.status.stated_words import StatusContradiction, status_contradictions
from patentry.status.tenures import tenures_of


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("contradictions", help="list where files contradict each other or the gazette")
    parser.add_argument("--number", metavar="N", help="only those of this patent, by any form of its number")
    parser.add_argument(
        "--on", type=iso_date, metavar="DATE", help="compare statuses on this day (default: the gazette's last)"
    )
    add_snapshot(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the contradictions."""
    snapshot = open_snapshot(Home(options.home), options.snapshot)
    sources = list(contradictions_of(snapshot, number=options.number))
    statuses = list(status_contradictions(tenures_of(snapshot), on=options.on, number=options.number))
    if output.as_json:
        output.json({"sources": [one._asdict() | _words(one) for one in sources],
                     "statuses": [_contract(one, output) for one in statuses]})  # fmt: skip
    else:
        _print(sources, statuses, output)
    return 0


def _words(one: Contradiction) -> dict[str, object]:
    return {"stands": one.stands._asdict(), "against": one.against._asdict()}


def _contract(one: StatusContradiction, output: Output) -> dict[str, object]:
    return one._asdict() | {"reason": output.say(one.reason)}


def _print(sources: list[Contradiction], statuses: list[StatusContradiction], output: Output) -> None:
    output.line(output.say("cli.contradictions.sources", count=len(sources)))
    if sources:
        heading = [output.say(f"cli.contradictions.{name}") for name in ("number", "field", "stands", "against")]
        output.table(heading, [(one.number, one.field, _told(one.stands), _told(one.against)) for one in sources])
        output.line()
    output.line(output.say("cli.contradictions.statuses", count=len(statuses)))
    if statuses:
        heading = [output.say(f"cli.contradictions.{name}") for name in ("number", "words", "file", "gazette")]
        output.table(heading, [_row(one, output) for one in statuses])


def _told(word: SourceWord) -> str:
    return f"{word.value} ({word.file}, {word.format})"


def _row(one: StatusContradiction, output: Output) -> tuple[str, ...]:
    gazette = output.say(
        "cli.contradictions.gazette_word",
        day=one.day,
        state=output.say(f"gazette.{one.gazette}"),
        reason=output.say(one.reason),
        since=one.since or "—",
    )
    return one.number, one.words, f"{one.name} ({one.format})", gazette
