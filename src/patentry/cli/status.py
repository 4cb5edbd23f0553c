"""`patentry status`: where one patent stands on a day, and what happened to it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from patentry.cli.options import add_snapshot, add_view, iso_date
from patentry.cli.output import Output
from patentry.records import FeeFact
from patentry.statistics import open_statistics
from patentry.status.life import LifeEvent, PatentLife
from patentry.status.standing import Standing


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("status", help="a patent's status on a day")
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--on", type=iso_date, required=True, metavar="DATE")
    add_view(parser)
    add_snapshot(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, output: Output) -> int:
    """Print the status."""
    statistics = open_statistics(home=options.home, snapshot=options.snapshot)
    life = statistics.life(options.number, known=options.known)
    standing = statistics.standing(options.number, on=options.on, view=options.view, known=options.known)
    if output.as_json:
        output.json(_contract(options, life, standing, output))
    else:
        _print(options, life, standing, output)
    return 0


def _contract(options: argparse.Namespace, life: PatentLife, standing: Standing, output: Output) -> dict[str, object]:
    return {
        "number": life.number,
        "on": options.on,
        "view": options.view,
        "known": options.known,
        "in_force": standing.in_force,
        "state": standing.state,
        "reason": output.say(standing.reason),
        "since": standing.since,
        "until": standing.until,
        "expires_on": life.expires_on,
        "next_fee_due": standing.next_fee_due,
        "holders": standing.holders,
        "region": standing.region,
        "flags": standing.flags,
        **_validations(standing, output),
        "events": [
            {
                "effective": event.effective,
                "announced": event.announced,
                "code": event.code,
                "text": event.title,
                "effect": output.say(event.effect),
                "derived": event.derived,
                **({"state": event.state} if event.state else {}),
            }
            for event in life.events
        ],
        "fees": life.fee_facts,
    }


def _validations(standing: Standing, output: Output) -> dict[str, object]:
    """The key `validations`, of granted European patents only."""
    if not standing.validations:
        return {}
    told = [{**asdict(state), "reason": output.say(state.reason)} for state in standing.validations]
    return {"validations": told}


def _print(options: argparse.Namespace, life: PatentLife, standing: Standing, output: Output) -> None:
    answer = {True: "status.in_force", False: "status.not_in_force", None: "status.unknown"}[standing.in_force]
    output.line(f"{life.number}  {life.title or ''}".rstrip())
    output.line(output.say(answer, on=options.on, view=output.say(f"view.{options.view}")))
    output.line(output.say(standing.reason))
    rows = [
        ("status.since", standing.since),
        ("status.until", standing.until),
        ("status.expires_on", life.expires_on),
        ("status.next_fee_due", standing.next_fee_due),
        ("status.holders", "; ".join(standing.holders) or None),
        ("status.region", standing.region),
        ("status.flags", ", ".join(standing.flags) or None),
    ]
    output.table(("", ""), [(output.say(code), value) for code, value in rows if value is not None])
    if standing.validations:
        states = [(v.state, v.since, v.until, output.say(v.reason)) for v in standing.validations]
        names = (output.say("status.validations"), output.say("status.since"), output.say("status.until"), "")
        output.line()
        output.table(names, states)
    output.line()
    heading = [output.say(f"status.{name}") for name in ("effective", "announced", "code", "event", "effect")]
    output.table(heading, [_event_cells(event, output) for event in life.events])
    if life.fee_facts:
        output.line()
        _print_fees(life.fee_facts, output)


def _event_cells(event: LifeEvent, output: Output) -> tuple[object, ...]:
    effective = event.effective or (f"({event.derived})" if event.derived else None)
    title = f"{event.title} ({event.state})" if event.state else event.title
    return effective, event.announced, event.code, title, output.say(event.effect)


def _print_fees(facts: tuple[FeeFact, ...], output: Output) -> None:
    columns = ("fee", "amount", "surcharge", "fee_due", "fee_paid_on", "fee_status")
    rows = [
        (
            fact.kind,
            None if fact.amount is None else f"{fact.amount:,.0f} {fact.currency}",
            None if fact.surcharge is None else f"{fact.surcharge:,.0f}",
            fact.due or (f"{fact.window_from}–{fact.window_to}" if fact.window_from else None),
            fact.paid_on,
            output.say(f"fee_status.{fact.status}"),
        )
        for fact in facts
    ]
    output.table([output.say(f"status.{column}") for column in columns], rows)
