"""A search log on the command line: a step added, all steps printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from patentry.cli.output import Output
from patentry.cli.search_remarks import listed
from patentry.search.asking import Answer, Ask
from patentry.search.log import Asking, LoggedStep, append_step, step_of

SHOWN_CHARACTERS = 300


def log_step(path: Path, ask: Ask, answer: Answer, *, asked: str, at: datetime) -> LoggedStep:
    """Add a question and what it found to a log."""
    return append_step(path, lambda number: step_of(number=number, ask=ask, asked=asked, answer=answer, at=at))


def print_log(steps: Sequence[LoggedStep], output: Output) -> int:
    """Print the steps of a log, as a report bears them."""
    if output.as_json:
        output.json({"steps": [{"step": step.name, **_contract(step)} for step in steps]})
        return 0
    for step in steps:
        _print_step(step, output)
    if not steps:
        output.line(output.say("search.log.empty"))
    snapshots = sorted({step.snapshot for step in steps})
    if len(snapshots) > 1:
        output.line(output.say("search.log.snapshots", snapshots=", ".join(map(str, snapshots))))
    return 0


def _contract(step: LoggedStep) -> dict[str, object]:
    names = ("by", "asked", "read", "found", "unknown", "at", "snapshot", "before", "statuses", "on", "with_unknown")
    told = {name: getattr(step, name) for name in names}
    return told | {"is_prior": step.is_prior, "hits": step.hits, "expanded": dict(step.expanded or {}),
                   "synonyms": dict(step.synonyms or {})}  # fmt: skip


def _print_step(step: LoggedStep, output: Output) -> None:
    counted = "found" if step.by is Asking.QUERY else "shown"
    output.line(
        output.say(f"search.log.{counted}", step=step.name, found=step.found, at=f"{step.at:%Y-%m-%d %H:%M} UTC",
                   snapshot=step.snapshot)
    )  # fmt: skip
    asked = " ".join((step.read or step.asked).split())
    cut = asked if len(asked) <= SHOWN_CHARACTERS else f"{asked[:SHOWN_CHARACTERS]} …"
    output.line(f"    {output.say('search.log.like', number=cut) if step.by is Asking.LIKE else cut}")
    for typed, places in (step.expanded or {}).items():
        output.line(f"    {output.say('search.expanded', typed=typed, places=listed(places, output))}")
    for typed, others in (step.synonyms or {}).items():
        output.line(f"    {output.say('search.synonyms', typed=typed, others=', '.join(others))}")
    filters = _filters(step, output)
    if filters:
        output.line(f"    {'; '.join(filters)}")


def _filters(step: LoggedStep, output: Output) -> list[str]:
    told = []
    if step.before:
        told.append(output.say("search.log.before", day=step.before))
    if step.is_prior:
        told.append(output.say("search.log.prior"))
    if step.statuses:
        names = ", ".join(output.say(f"search.status.{status}") for status in step.statuses)
        told.append(output.say("search.log.status", statuses=names, on=step.on))
    if step.with_unknown:
        told.append(output.say("search.log.with_unknown"))
    elif step.unknown:
        told.append(output.say("search.unknown_excluded", count=step.unknown))
    return told
