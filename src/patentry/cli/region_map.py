"""`patentry map`: check the operator's map of regions and put it into the home."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from patentry.cli.output import Output
from patentry.corpus import Home
from patentry.statistics import open_statistics
from patentry.statistics.region_map import put_map, read_map
from patentry.wording import Refusal


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("map", help="check a GeoJSON map of the regions and put it into the home")
    parser.add_argument("file", type=Path, nargs="?", help="a GeoJSON file; without one the map that is there is told")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Check and put a map, or tell of the one that is there."""
    home = Home(options.home)
    known = [row.region for row in open_statistics(home=options.home).regions()]
    found = put_map(home, options.file, known=known) if options.file else read_map(home, known=known)
    if found is None:
        raise Refusal("map.none")
    shown = [area.region for area in found.areas]
    left = sorted(set(known) - set(shown))
    if output.as_json:
        output.json({"regions": shown, "not_on_the_map": left, "approval_number": found.approval_number})
        return 0
    told = {"areas": len(shown), "number": found.approval_number or "—"}
    code = "cli.region_map.put" if options.file else "cli.region_map.shown"
    output.line(output.say(code, path=options.home, **told))
    if left:
        output.line(output.say("cli.region_map.left", regions=", ".join(left)))
    return 0
