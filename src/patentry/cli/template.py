"""`patentry template`: a workbook to type a reference table into."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from patentry.cli.output import Output
from patentry.offices.templates import template, template_names
from patentry.wording import Refusal


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("template", help="write a workbook to type a reference table into")
    parser.add_argument("name", metavar="NAME", help=f"one of {', '.join(template_names())}")
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where to write it (default: NAME.xlsx)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Write the workbook; a file that is there already is not touched."""
    if options.name not in template_names():
        raise Refusal("template.unknown", name=options.name, known=", ".join(template_names()))
    path: Path = options.file or Path(f"{options.name}.xlsx")
    try:
        with path.open("xb") as stream:
            stream.write(template(options.name, lang=output.lang))
    except FileExistsError:
        raise Refusal("template.file_exists", path=path) from None
    except OSError as error:
        raise Refusal("template.not_written", path=path, why=error.strerror or str(error)) from None
    if output.as_json:
        output.json({"template": options.name, "file": str(path)})
    else:
        output.line(output.say("cli.template", name=options.name, path=path))
    return 0
