"""`patentry claims`: the claims of a patent as they stood on a day, as a tree."""

from __future__ import annotations

import argparse
from typing import Any

from patentry.claims import ClaimTree, tree
from patentry.cli.options import add_snapshot, add_view, iso_date
from patentry.cli.output import Output
from patentry.corpus import Home, open_snapshot
from patentry.status.claim_versions import ClaimsOnDay, ClaimsVersion, claims_on


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("claims", help="a patent's claims as they stood on a day, and their versions")
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--on", type=iso_date, required=True, metavar="DATE")
    add_view(parser)
    add_snapshot(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the claims."""
    snapshot = open_snapshot(Home(options.home), options.snapshot)
    found = claims_on(snapshot, options.number, on=options.on, view=options.view, known=options.known)
    grown = tree(found.version.claims if found.version else ())
    if output.as_json:
        output.json(_contract(options, found, grown))
    else:
        _print(found, grown, output)
    return 0


def _contract(options: argparse.Namespace, found: ClaimsOnDay, grown: ClaimTree) -> dict[str, object]:
    texts = {claim.number: claim.text for claim in reversed(found.version.claims)} if found.version else {}
    return {
        "number": found.number,
        "on": found.on,
        "view": options.view,
        "known": options.known,
        "version": _version(found.version) if found.version else None,
        "claims_outdated": found.claims_outdated,
        "claims": [
            {
                "number": node.number,
                "text": texts[node.number],
                "depends_on": node.depends_on,
                "is_dependent": node.is_dependent,
                "category": node.category,
                "preamble": node.preamble,
                "limitations": node.limitations,
            }
            for node in grown.nodes
        ],
        "versions": [_version(version) for version in found.versions],
    }


def _version(version: ClaimsVersion) -> dict[str, object]:
    return {
        "publication_number": version.publication_number,
        "kind": version.kind,
        "date": version.date,
        "decision_number": version.decision_number,
        "decision_date": version.decision_date,
        "role": version.role,
        "loaded": version.is_loaded,
    }


def _print(found: ClaimsOnDay, grown: ClaimTree, output: Output) -> None:
    version = found.version
    if version is None:
        output.line(output.say("cli.claims.none", number=found.number, on=found.on))
    else:
        role = output.say(f"cli.claims.role.{version.role}")
        named = _name(version, output)
        date = version.date or "—"
        output.line(
            output.say("cli.claims.version", number=found.number, on=found.on, version=named, role=role, date=date)
        )
        if not version.is_loaded:
            output.line(output.say("cli.claims.not_loaded"))
    if found.claims_outdated:
        output.line(output.say("cli.claims.outdated"))
    _print_tree(version, grown, output)
    output.line()
    heading = [output.say(f"cli.claims.{name}") for name in ("publication", "date", "role", "loaded")]
    output.table(heading, [_row(version, output) for version in found.versions])


def _row(version: ClaimsVersion, output: Output) -> tuple[object, ...]:
    loaded = output.say("cli.yes" if version.is_loaded else "cli.no")
    return _name(version, output), version.date, output.say(f"cli.claims.role.{version.role}"), loaded


def _name(version: ClaimsVersion, output: Output) -> str:
    decided = output.say("cli.claims.decision", number=version.decision_number) if version.decision_number else None
    return " · ".join(part for part in (version.publication_number, decided) if part) or "—"


def _print_tree(version: ClaimsVersion | None, grown: ClaimTree, output: Output) -> None:
    """Each claim below the first it depends on, two places further in; the others it names stand in brackets."""
    texts = {claim.number: claim.text for claim in reversed(version.claims)} if version else {}
    cited = {node.number: node.depends_on for node in grown.nodes}
    waiting = list(reversed(grown.roots))
    while waiting:
        number = waiting.pop()
        named = f" [{', '.join(map(str, cited[number]))}]" if cited[number] else ""
        text = " ".join(texts[number].split()).removeprefix(f"{number}.").lstrip()
        output.line(f"{'  ' * grown.depth[number]}{number}{named} {text}")
        waiting.extend(reversed(grown.children.get(number, ())))
