"""`patentry ingest`: office files into the corpus."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from patentry.cli.output import Output
from patentry.corpus import Home, open_snapshot
from patentry.ingestion import FileReport, IngestReport, ingest
from patentry.offices.registry import format_names
from patentry.status.stated_words import status_problems
from patentry.status.tenures import Tenures, tenures_of
from patentry.wording import say_problem


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("ingest", help="read office files, tables and reference tables into the corpus")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files, archives or folders")
    parser.add_argument(
        "-r", "--recursive", action="store_true", help="read folders with all folders in them (they always are)"
    )
    parser.add_argument("--format", choices=format_names(), help="the format, where its content does not tell")
    parser.add_argument(
        "--map", type=Path, metavar="FILE", help="which column is which in a table nobody knows; remembered"
    )
    parser.add_argument("--again", action="store_true", help="read files the corpus already has once more")
    parser.add_argument(
        "--stage", action="store_true", help="leave the current snapshot current until the new one is accepted"
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Ingest, derive what figures stand on, and account for every document."""
    home = Home(options.home)
    shown = sys.stderr.isatty() and not output.as_json
    report = ingest(
        home=home,
        paths=options.paths,
        at=datetime.now(UTC),
        format_name=options.format,
        processes=options.processes,
        again=options.again,
        mapping=options.map,
        is_staged=options.stage,
        progress=_show_progress if shown else None,
    )
    if shown:
        print("\r\033[K", end="", file=sys.stderr)
    if report.snapshot:
        report = _with_statuses(report, tenures_of(open_snapshot(home, report.snapshot)))
    if output.as_json:
        output.json(_contract(report))
    else:
        _print(report, output, home)
    return 0 if report.took_anything else 1


def _with_statuses(report: IngestReport, tenures: Tenures) -> IngestReport:
    """The report with the statuses its files state and the gazette contradicts, whichever of the two came last."""
    found = status_problems(tenures, files={Path(file.path).name for file in report.files if file.kept})
    noted = [(file, found.get(Path(file.path).name)) for file in report.files]
    files = (replace(file, problems=(*file.problems, problem)) if problem else file for file, problem in noted)
    return replace(report, files=tuple(files))


def _show_progress(name: str, documents: int, _size: int) -> None:
    print(f"\r\033[K{Path(name).name}: {documents:,}", end="", file=sys.stderr, flush=True)


def _contract(report: IngestReport) -> dict[str, object]:
    return {"snapshot": report.snapshot, "files": [asdict(file) for file in report.files]}


def _print(report: IngestReport, output: Output, home: Home) -> None:
    for file in report.files:
        counts = {"documents": file.documents, "kept": file.kept, "rejected": file.rejected}
        output.line(output.say("cli.ingest.file", path=file.path, format=file.format or "—", **counts))
        _print_problems(file, output)
    is_staged = open_snapshot(home, report.snapshot or None).is_staged
    output.line(output.say("cli.ingest.staged" if is_staged else "cli.ingest.snapshot", snapshot=report.snapshot))
    if any(file.rejected and file.format for file in report.files):
        output.line(output.say("cli.ingest.quarantine", folder=home.quarantine))


def _print_problems(file: FileReport, output: Output) -> None:
    for problem in file.problems:
        where = output.say("cli.ingest.where", row=problem.example.row or "—", field=problem.example.field or "—")
        sentence = say_problem(problem.code, lang=output.lang, value=problem.example.value)
        output.line(f"  {problem.severity} {problem.code} ×{problem.count}: {where} {sentence}")
