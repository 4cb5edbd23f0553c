"""`patentry reconcile`: an official list of numbers beside our stock, with the reason of every difference."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from patentry.cli.options import add_snapshot, iso_date
from patentry.cli.output import Output, plain
from patentry.reports.reconciliation import told, workbook
from patentry.statistics import Attribution, open_statistics
from patentry.statistics.reconciliation import Reason, ReconciledRow, Reconciliation, Side, read_list

SHOWN = ("number", "stated", "row", "day", "cause", "suggests", "holder")


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("reconcile", help="compare an official list of numbers with our stock, row by row")
    parser.add_argument("file", type=Path, metavar="FILE", help="XLSX, XLS or CSV with a column of numbers")
    parser.add_argument("--region", required=True, metavar="R")
    parser.add_argument("--on", required=True, type=iso_date, metavar="DATE")
    parser.add_argument("--figure", default="effective_inventions", metavar="F")
    parser.add_argument("--column", default="", metavar="C", help="the column of numbers, by letter, place or heading")
    parser.add_argument("--sheet", default="", metavar="S", help="only this sheet")
    parser.add_argument("--reason", choices=[str(one) for one in Reason], help="list the rows of this reason")
    parser.add_argument("--xlsx", type=Path, metavar="OUT", help="write everything to a workbook")
    parser.add_argument("--attribution", choices=[str(rule) for rule in Attribution], default="cnipa")
    parser.add_argument("--view", choices=("recorded", "legal"), default="recorded")
    add_snapshot(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the reconciliation and write its workbook."""
    statistics = open_statistics(home=options.home, snapshot=options.snapshot)
    result = statistics.reconcile(
        read_list(options.file, column=options.column, sheet=options.sheet),
        region=options.region,
        on=options.on,
        figure=options.figure,
        view=options.view,
        attribution=options.attribution,
    )
    if options.xlsx:
        options.xlsx.write_bytes(workbook(result, lang=output.lang))
    if output.as_json:
        output.json(_contract(result, options.reason))
        return 0
    _print(result, output)
    _print_rows([row for row in result.rows if options.reason and row.reason == options.reason], output)
    if options.xlsx:
        output.line(output.say("cli.reconcile.written", path=options.xlsx))
    return 0


def _contract(result: Reconciliation, reason: str | None) -> dict[str, Any]:
    """Everything but the rows in both, which only repeat the list; `reason` narrows the rest."""
    answer: dict[str, Any] = plain(result)
    answer["gap"] = result.gap
    answer["totals"] = [plain(total) | {"effect": total.effect} for total in result.totals]
    answer["rows"] = [
        plain(row)
        for row in result.rows
        if (row.side is not Side.BOTH or row.holder_differs) and (reason is None or row.reason == reason)
    ]
    return answer


def _print(result: Reconciliation, output: Output) -> None:
    output.line(output.say("cli.reconcile.counts", theirs=result.theirs, ours=result.ours, gap=result.gap))
    sides = {"both": result.in_both, "only_ours": result.only_ours, "only_theirs": result.only_theirs}
    output.line(output.say("cli.reconcile.sides", **sides))
    read = {"column": result.number_column, "mended": result.mended, "left_out": result.left_out}
    output.line(output.say("cli.reconcile.read", **read, holders=result.holder_differs))
    if not result.totals:
        return
    heading = [output.say(f"cli.reconcile.{name}") for name in ("reason", "only_ours", "only_theirs", "effect")]
    rows = [
        (output.say(f"difference.{one.reason}"), one.only_ours, one.only_theirs, f"{one.effect:+d}")
        for one in result.totals
    ]
    total = (output.say("cli.reconcile.total"), result.only_ours, result.only_theirs, f"{result.gap:+d}")
    output.table(heading, [*rows, total])


def _print_rows(rows: list[ReconciledRow], output: Output) -> None:
    if not rows:
        return
    output.line()
    output.table(
        ["", *(output.say(f"reconcile.column.{name}") for name in SHOWN)],
        [(output.say(f"side.{row.side}"), *(told(row, name, output.lang) or None for name in SHOWN)) for row in rows],
    )
