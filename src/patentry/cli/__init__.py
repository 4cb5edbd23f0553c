"""The command line: parse, call one function, print.

Plain output for people, `--json` for programs. Exit codes: 0 ok, 1 refused or bad input, 2 usage. The clock and the
environment are read here and nowhere below.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path

from patentry.cli.commands import COMMANDS
from patentry.cli.output import Output
from patentry.wording import Lang, Refusal, say

OK, REFUSED, USAGE = 0, 1, 2
SITE_COMMANDS = ("demo", "serve", "worker", "backup", "restore", "upgrade")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and answer its exit code."""
    parser = _parser()
    options = parser.parse_args(argv)
    output = Output(as_json=options.json, lang=options.lang or _language())
    if options.run is None:
        return _site_missing(options, output)
    try:
        code = int(options.run(options, output) or OK)
        sys.stdout.flush()
        return code
    except Refusal as refusal:
        output.complain(refusal.sentence(output.lang))
        return REFUSED
    except ModuleNotFoundError:
        # The site's commands can be there without what the site stands on.
        if options.command not in SITE_COMMANDS:
            raise
        return _site_missing(options, output)


def _site_missing(options: argparse.Namespace, output: Output) -> int:
    output.complain(say("cli.site_missing", lang=output.lang, command=options.command))
    return REFUSED


def run() -> None:
    """Run the command of this process and end it.

    The engines' native threads may still be winding down; ending at once keeps them from meeting a half-torn
    interpreter, which would turn a finished command into a crash.
    """
    try:
        code = main()
        sys.stdout.flush()
    except SystemExit as stop:  # argparse: usage and --help
        code = stop.code if isinstance(stop.code, int) else USAGE
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output (head, less) has gone; nothing is left to say
        code = OK
    sys.stderr.flush()
    os._exit(code)


def _language() -> Lang:
    """The language of the terminal: Chinese where its locale says so."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if locale.startswith("zh") else "en"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="patentry", description=__doc__.split("\n\n")[0])
    parser.add_argument("--home", type=Path, default=Path(os.environ.get("PATENTRY_HOME", "patentry-home")),
                        help="the folder of the corpus (default: $PATENTRY_HOME or ./patentry-home)")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of messages (default: the terminal's)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in COMMANDS:
        add(commands)
    found = {point.name: point for point in entry_points(group="patentry.commands")}
    for name in SITE_COMMANDS:
        _add_site_command(commands, name, found)
    return parser


def _add_site_command(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, found: dict) -> None:  # type: ignore[type-arg]
    """Add a command the site fills; without the site installed it says which extra to install."""
    try:
        found[name].load()(commands)
    except (KeyError, ModuleNotFoundError):
        missing = commands.add_parser(name, help="needs the extra `site`: pip install 'patentry[site]'")
        missing.set_defaults(run=None)
