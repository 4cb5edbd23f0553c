"""`patentry families`: the family of a patent, and what joins its members."""

from __future__ import annotations

import argparse
from typing import Any

from patentry.cli.options import add_snapshot
from patentry.cli.output import Output
from patentry.corpus import Home, open_snapshot
from patentry.ingestion.families import RULES, family_of


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("families", help="a patent's family in the files, and what joins its members")
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--rule", choices=RULES, default="simple")
    add_snapshot(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the family."""
    found = family_of(open_snapshot(Home(options.home), options.snapshot), options.number, rule=options.rule)
    if output.as_json:
        output.json(found)
        return 0
    rule = output.say(f"cli.families.{found.rule}")
    output.line(output.say("cli.families.family", patent=found.patent, family=found.family, rule=rule))
    heading = [output.say(f"cli.families.{name}") for name in ("patent", "publications", "priorities", "joined_by")]
    output.table(
        heading,
        [
            (
                member.patent,
                " ".join(member.publications),
                " ".join(member.priorities),
                ", ".join(output.say(f"cli.families.{reason}") for reason in member.joined_by) or None,
            )
            for member in found.members
        ],
    )
    if found.named:
        output.line(output.say("cli.families.named", numbers=" ".join(found.named)))
    return 0
