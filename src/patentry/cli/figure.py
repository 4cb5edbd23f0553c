"""`patentry figure`: a figure on a day or as a series, explained on request."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from patentry.cli.options import add_snapshot, add_view, iso_date
from patentry.cli.output import Output, plain
from patentry.statistics import (
    Attribution,
    Basis,
    FigureResult,
    FigureRow,
    FlowRule,
    Growth,
    HighValueRule,
    Holders,
    Versus,
    Why,
    definition_of,
    open_statistics,
)
from patentry.statistics.counting import GROUPINGS
from patentry.statistics.engines import counting_on
from patentry.statistics.high_value import CASES
from patentry.wording import codes

LEVELS = ("matched", "ipc_only", "keyword_open", "ipc_keyword_miss", "none", "no_symbols")


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("figure", help="a figure on a day, as a series, compared, explained")
    parser.add_argument("figure", metavar="ID")
    parser.add_argument("--region", required=True, metavar="R")
    parser.add_argument("--on", type=iso_date, metavar="DATE")
    parser.add_argument("--from", dest="start", type=iso_date, metavar="A")
    parser.add_argument("--to", dest="end", type=iso_date, metavar="B")
    parser.add_argument("--every", choices=("month", "quarter", "year"))
    parser.add_argument("--by", choices=GROUPINGS)
    parser.add_argument("--versus", metavar="REGION|published[:REGION]")
    parser.add_argument("--attribution", choices=[str(rule) for rule in Attribution], default="cnipa")
    parser.add_argument("--scope", choices=[str(one) for one in Holders], default="mainland",
                        help="whose patents: of the mainland, with Hong Kong, Macao and Taiwan, or of all")  # fmt: skip
    parser.add_argument("--basis", choices=[str(basis) for basis in Basis], default="prior_year_end")
    parser.add_argument("--rule", type=Path, metavar="FILE", help="settings of the high-value rule, not the home's own")
    parser.add_argument("--explain", action="store_true", help="list the patents behind the last value")
    parser.add_argument("--why", metavar="NUMBER", help="why this patent counts or not")
    parser.add_argument("--engine", default=os.environ.get("PATENTRY_ENGINE", ""), metavar="ADDRESS",
                        help="what counts: duckdb, spark://HOST:PORT, sc://HOST:PORT ($PATENTRY_ENGINE)")  # fmt: skip
    parser.add_argument("--engine-store", default=os.environ.get("PATENTRY_ENGINE_STORE", ""), metavar="PLACE",
                        help="folder or s3a:// address that its workers read ($PATENTRY_ENGINE_STORE)")  # fmt: skip
    add_view(parser)
    add_snapshot(parser)
    parser.set_defaults(run=lambda options, output: run(options, output, parser))


def run(options: argparse.Namespace, output: Output, parser: argparse.ArgumentParser) -> int:
    """Print the figure, or the tests one patent was put to."""
    series = (options.start, options.end, options.every)
    is_one_day = options.on is not None and not any(series)
    is_series = options.on is None and None not in series
    if not (is_one_day or is_series):
        parser.error("give either --on DATE or all of --from A --to B --every month|quarter|year")
    counting = counting_on(options.engine, store=options.engine_store)
    statistics = open_statistics(home=options.home, snapshot=options.snapshot, counting=counting, rule=options.rule)
    statistics = statistics.under(Holders(options.scope))
    if options.why:
        why = statistics.why(
            options.why,
            figure=options.figure,
            region=options.region,
            on=options.on or options.end,
            view=options.view,
            attribution=options.attribution,
            known=options.known,
            every=options.every,
            by=options.by,
        )
        _show_why(why, output)
        return 0
    result = statistics.figure(
        options.figure,
        region=options.region,
        on=options.on,
        start=options.start,
        end=options.end,
        every=options.every,
        by=options.by,
        versus=options.versus,
        attribution=options.attribution,
        basis=options.basis,
        view=options.view,
        known=options.known,
        explain=options.explain,
    )
    _show_figure(result, output)
    return 0


def _show_why(why: Why, output: Output) -> None:
    reasons = [
        {
            "test": reason.test,
            "result": reason.result,
            "evidence": output.say(reason.evidence, **_told(reason.values, output)),
        }
        for reason in why.reasons
    ]
    if output.as_json:
        output.json({"number": why.number, "counted": why.counted, "reasons": reasons})
        return
    output.line(output.say({True: "why.yes", False: "why.no", None: "why.open"}[why.counted], number=why.number))
    marks = {True: "✓", False: "✕", None: "?"}
    output.table(
        ("", "", ""),
        [(marks[r["result"]], output.say(f"test.{r['test']}"), r["evidence"]) for r in reasons],  # type: ignore[index]
    )


def _told(values: dict[str, str], output: Output) -> dict[str, str]:
    """The values of a piece of evidence; a breakdown and its group by their names."""
    named = {key: _named(value, output) for key, value in values.items() if key in ("grouping", "group")}
    return values | named


def _named(code: str, output: Output) -> str:
    return output.say(code) if code in codes() else code.removeprefix("group.")


def _show_figure(result: FigureResult, output: Output) -> None:
    if output.as_json:
        answer = plain(result)
        if result.patents is None:
            del answer["patents"]
        if result.rule is None:
            del answer["rule"], answer["evaluations"]
        if result.flow_rule is None:
            del answer["flow_rule"]
        for patent in answer.get("patents", ()):
            patent["reason"] = output.say(patent["reason"])
        for row in answer["rows"]:
            row["messages"] = [output.say(code) for code in row["notes"]]
        output.json(answer)
        return
    definition = definition_of(result.figure)
    name, unit = (
        (definition.name_zh, definition.unit_zh) if output.lang == "zh" else (definition.name_en, definition.unit_en)
    )
    output.line(f"{name} ({unit})")
    terms = {
        "view": output.say(f"view.{result.view}"),
        "attribution": output.say(f"rule.{result.attribution}"),
    }
    output.line(output.say("cli.figure.terms", **terms, snapshot=result.snapshot, through=result.data_through or "—"))
    if result.scope is not None and result.scope.holders not in (None, Holders.MAINLAND):
        output.line(output.say(f"scope.{result.scope.holders}"))
    if result.rule is not None:
        _show_rule(result.rule, output)
    if result.flow_rule is not None:
        _show_flow_rule(result.flow_rule, output)
    _table(result, output)
    _show_average(result, output)
    for code in sorted({code for row in result.rows for code in row.notes}):
        output.line(output.say(code))
    for one in result.evaluations:
        if one.unknown_count:
            places = ", ".join(one.unknown_places)
            output.line(output.say("high_value.unknown_places", count=one.unknown_count, places=places))
    for patent in result.patents or ():
        told = [output.say(patent.reason)]
        if patent.quality:
            told.append(_group(patent.quality, output))
        if patent.days is not None:
            told.append(output.say("cli.figure.days", n=patent.days))
        output.line("  ".join((patent.application_number or patent.number, str(patent.since), *told)))


def _show_flow_rule(rule: FlowRule, output: Output) -> None:
    office = output.say("flows.any") if rule.pct_receiving_office == "any" else rule.pct_receiving_office
    output.line(output.say("flows.rule", office=office))


def _show_average(result: FigureResult, output: Output) -> None:
    ends = [row.on.year for row in result.rows if (row.on.month, row.on.day) == (12, 31) and row.group is None]
    growth, points = result.average_growth, result.average_points
    if growth is None and points is None:
        return
    value = f"{growth:+.1%}" if growth is not None else _points(points, output)
    output.line(output.say("cli.figure.average", n=ends[-1] - ends[0], value=value))


def _show_rule(rule: HighValueRule, output: Output) -> None:
    concordance = f"{rule.concordance} {rule.version}".strip() or output.say("high_value.rule.by_name")
    amount = "—" if rule.pledge_threshold is None else f"{rule.pledge_threshold:,.0f}"
    output.line(
        output.say(
            "high_value.rule",
            concordance=concordance,
            basis=output.say(f"high_value.rule.{rule.ten_years_from}"),
            amount=amount,
            amount_of=output.say(f"high_value.rule.{rule.pledge_amount_of}"),
            hmt=output.say(f"high_value.rule.{'hmt' if rule.hmt_is_overseas else 'no_hmt'}"),
        )
    )


def _cases(quality: str, output: Output) -> str:
    return " + ".join(output.say(f"case.{case}") for case in quality.split("+"))


def _table(result: FigureResult, output: Output) -> None:
    columns = (
        *("on", "region", "group", "value", "numerator", "denominator", "of", "bounds", "unknown", "parts"),
        *("growth", "previous", "year_end", "versus"),
    )
    rows = [_cells(row, output) for row in result.rows]
    used = [name for name in columns if any(row[name] is not None for row in rows)]
    # Of a series by years, or at year-ends, the three growths are one.
    for name in ("previous", "year_end"):
        if name in used and all(row[name] == row["growth"] for row in rows):
            used.remove(name)
    headings = [output.say(f"cli.figure.{name}") for name in used]
    output.table(headings, [[row[name] for name in used] for row in rows])
    if any(row.provisional for row in result.rows):
        output.line(output.say("cli.figure.provisional"))


def _cells(row: FigureRow, output: Output) -> dict[str, str | None]:
    growth = row.growth or Growth()
    has_people = row.denominator is not None and row.denominator_date is not None
    bounds = None if row.least is None or row.least == row.most else f"{_number(row.least)}—{_number(row.most)}"
    parts = [f"{_part(part.name, output)} {_number(part.count)}" for part in row.parts if part.count]
    return {
        "on": f"{row.on}{'*' if row.provisional else ''}",
        "region": row.region,
        "group": _group(row.group, output) if row.group else row.group,
        "value": _number(row.value),
        "numerator": None if row.denominator is None else _number(row.numerator),
        "denominator": f"{row.denominator:,.0f} ({row.denominator_date})" if has_people else None,
        "of": None if has_people else _number(row.denominator),
        "bounds": bounds,
        "unknown": _number(row.unknown),
        "parts": ", ".join(parts) or None,
        "growth": _change(growth.year_on_year, growth.year_on_year_points, output),
        "previous": _change(growth.previous, growth.previous_points, output),
        "year_end": _change(growth.year_end, growth.year_end_points, output),
        "versus": None if row.versus is None else _other_side(row.versus, output),
    }


def _group(group: str, output: Output) -> str:
    if set(group.split("+")) <= set(CASES):
        return _cases(group, output)
    if "+" in group and all(f"holder_type.{one}" in codes() for one in group.split("+")):
        return " + ".join(output.say(f"holder_type.{one}") for one in group.split("+"))
    if group in LEVELS:
        return output.say(f"level.{group}")
    return output.say(f"outcome.{group}") if f"outcome.{group}" in codes() else _named(f"group.{group}", output)


def _part(name: str, output: Output) -> str:
    return output.say(f"part.{name}" if f"part.{name}" in codes() else f"outcome.{name}")


def _change(relative: float | None, points: float | None, output: Output) -> str | None:
    return f"{relative:+.1%}" if relative is not None else _points(points, output)


def _points(points: float | None, output: Output) -> str | None:
    return None if points is None else output.say("cli.figure.points", value=f"{points:+.1f}")


def _other_side(versus: Versus, output: Output) -> str:
    times = "" if versus.ratio is None else f" ×{versus.ratio:.2f}"
    said = [versus.source, *(output.say(code) for code in versus.notes)]
    return f"{versus.region} {versus.on} {_number(versus.value) or '—'}{times} ({'; '.join(said)})"


def _number(value: float | None) -> str | None:
    if value is None:
        return None
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
