"""`patentry parties`: the organisations behind the names, why names were joined, and the places nobody can settle."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from patentry.cli.options import add_snapshot, iso_date
from patentry.cli.output import Output
from patentry.corpus import Home, open_snapshot
from patentry.status.organisation_lookup import (
    OrganisationInfo,
    UnknownPlace,
    organisation_named,
    organisations_of,
    unknown_places,
)

_LISTED = ("organisation", "code", "names", "patents")
_EXPLAINED = ("organisation", "name", "code", "patents", "since", "until", "joined_by")
_PLACES = ("address", "name", "patents", "example", "region")


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("parties", help="organisations, their names and why; places that are unknown")
    parser.add_argument("name", nargs="?", metavar="NAME", help="a name in any spelling, or a code")
    parser.add_argument("--explain", action="store_true", help="every name with the step that joined it")
    parser.add_argument("--unresolved", action="store_true", help="the addresses whose region is unknown")
    parser.add_argument("--on", type=iso_date, metavar="DATE", help="as the names stood on a day")
    parser.add_argument("--known", type=iso_date, metavar="D", help="leave out what was announced after this day")
    parser.add_argument("--format", choices=("table", "csv"), default="table")
    add_snapshot(parser)
    parser.set_defaults(run=lambda options, output: run(options, output, parser))


def run(options: argparse.Namespace, output: Output, parser: argparse.ArgumentParser) -> int:
    """Print the organisations, or the unknown places."""
    if options.unresolved and (options.name or options.explain):
        parser.error("--unresolved lists places: give no NAME and no --explain with it")
    snapshot = open_snapshot(Home(options.home), options.snapshot)
    when = {"known": options.known, "on": options.on}
    if options.unresolved:
        _show_places(unknown_places(snapshot, **when), options, output)
        return 0
    found = organisation_named(snapshot, options.name, **when) if options.name else organisations_of(snapshot, **when)
    _show(found, options, output, explain=bool(options.explain or options.name))
    return 0


def _show_places(places: Sequence[UnknownPlace], options: argparse.Namespace, output: Output) -> None:
    if output.as_json:
        output.json(places)
        return
    rows = [(p.address, p.name or None, p.patents, p.example, p.region) for p in places]
    _print(_PLACES, rows, options, output)


def _show(found: Sequence[OrganisationInfo], options: argparse.Namespace, output: Output, *, explain: bool) -> None:
    if output.as_json:
        output.json([_plain(one, output, explain=explain) for one in found])
    elif explain:
        _print(_EXPLAINED, [row for one in found for row in _explained(one, output)], options, output)
    else:
        _print(_LISTED, [(one.name, one.code, len(one.names), one.patents) for one in found], options, output)


def _plain(one: OrganisationInfo, output: Output, *, explain: bool) -> dict[str, object]:
    told = {"organisation": one.organisation, "name": one.name, "code": one.code, "patents": one.patents}
    if not explain:
        return {**told, "names": [name.name for name in one.names]}
    names = [
        {
            **{field: getattr(name, field) for field in name.__dataclass_fields__},
            "reason": output.say(f"join.{name.rule}", other=name.other),
        }
        for name in one.names
    ]
    return {**told, "names": names}


def _explained(one: OrganisationInfo, output: Output) -> Iterator[tuple[object, ...]]:
    for name in one.names:
        said = output.say(f"join.{name.rule}", other=name.other)
        score = "" if name.score is None else f"{name.score:.2f}"
        evidence = " ".join(part for part in (score, name.evidence) if part)
        reason = f"{said} ({evidence})" if evidence else said
        yield one.name, name.name, name.code, name.patents, name.since, name.until, reason


def _print(
    columns: Sequence[str], rows: Sequence[Sequence[object]], options: argparse.Namespace, output: Output
) -> None:
    heading = [output.say(f"cli.parties.{column}") for column in columns]
    if options.format == "csv":
        output.csv(heading, rows)
    else:
        output.table(heading, rows)
