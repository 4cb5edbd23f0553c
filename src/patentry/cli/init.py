"""`patentry init`: make a folder a home."""

from __future__ import annotations

import argparse
from typing import Any

from patentry.cli.output import Output
from patentry.corpus import Home


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("init", help="make the folder a home for a corpus")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Make the home; doing it twice changes nothing."""
    Home(options.home).create()
    if output.as_json:
        output.json({"home": str(options.home)})
    else:
        output.line(output.say("cli.init", home=options.home))
    return 0
