"""Asking: a row of a case turned into one call, and its answer into what the row expects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from patentry.statistics import FigureResult, FigureRow, FlowRule, HighValueRule, Holders, Statistics
from patentry.wording import Refusal
from tests.spec.cases import Row
from tests.spec.world import Placed

ASKED = (
    "figure", "region", "on", "from", "to", "every", "view", "known", "attribution", "by", "versus", "basis", "rule",
    "flow_rule", "scope", "status", "why",
)  # fmt: skip
"""Keys of an ask row that are the question; everything else is the answer."""
GROWTH = tuple(f"{name}{suffix}" for name in ("year_on_year", "previous", "year_end") for suffix in ("", "_points"))
DEFAULTS = {"figure": "effective_inventions", "region": "zone"}
WORDS = {True: True, False: False, None: "unknown"}


def expected_of(ask: Row) -> dict[str, Any]:
    """Answer what a row expects. Where a figure is asked, nothing is unsettled unless the row says so."""
    expected = {key: value for key, value in ask.items() if key not in ASKED}
    if is_figure(ask) and "value" in expected:
        expected.setdefault("unknown", 0)
    return expected


def is_figure(ask: Row) -> bool:
    """Answer whether the row asks for a figure and gets one (not for one patent, not refused)."""
    return not {"status", "why", "refused"} & set(ask)


def figures_of(
    asks: Sequence[Row], place: Placed, statistics: Statistics, known: dict[str, FigureResult]
) -> list[FigureResult]:
    """Ask for the figures of rows, in their order; rows that differ only in the day are one question.

    `known` keeps what has been answered, so that a question is put to an engine once.
    """
    days: dict[str, list[date]] = {}
    for ask in asks:
        if "on" in ask:
            days.setdefault(_but_for_the_day(ask), []).append(ask["on"])
    answers = []
    for ask in asks:
        question = _but_for_the_day(ask)
        if question not in known:
            known[question] = figure_of(ask, place, statistics, on=days.get(question))
        rows = known[question].rows
        answers.append(
            replace(known[question], rows=tuple(row for row in rows if "on" not in ask or row.on == ask["on"]))
        )
    return answers


def _but_for_the_day(ask: Row) -> str:
    return repr(sorted((key, value) for key, value in ask.items() if key in ASKED and key != "on"))


def figure_of(
    ask: Row, place: Placed, statistics: Statistics, *, on: date | Sequence[date] | None, explain: bool = False
) -> FigureResult:
    """Ask for the figure of a row, on one day or several."""
    asked = {**DEFAULTS, **{key: value for key, value in ask.items() if key in ASKED}}
    versus = asked.get("versus")
    if versus is not None:
        versus = _side(versus, place)
    return _under(asked, statistics).figure(
        asked["figure"],
        region=place.region(asked["region"]),
        on=on,
        start=asked.get("from"),
        end=asked.get("to"),
        every=asked.get("every"),
        by=asked.get("by"),
        versus=versus,
        explain=explain,
        **_terms(asked, "view", "known", "attribution", "basis"),
    )


def _side(versus: str, place: Placed) -> str:
    """The other side with the corpus's name of its region."""
    parts = versus.split(":")
    at = 1 if parts[0] == "published" else 0
    return ":".join(place.region(part) if number == at else part for number, part in enumerate(parts))


def _under(asked: Row, statistics: Statistics) -> Statistics:
    if "scope" in asked:
        return statistics.under(Holders(asked["scope"]))
    if "flow_rule" in asked:
        return statistics.under(FlowRule(**asked["flow_rule"]))
    return statistics.under(HighValueRule(**asked["rule"])) if "rule" in asked else statistics


def _terms(asked: Row, *names: str) -> dict[str, Any]:
    return {name: asked[name] for name in names if name in asked}


def answers_of(
    asks: Sequence[Row], place: Placed, statistics: Statistics, known: dict[str, FigureResult]
) -> list[dict[str, Any]]:
    """Answer what the rows ask, in the words of their expectations."""
    figures = iter(figures_of([ask for ask in asks if is_figure(ask)], place, statistics, known))
    return [
        _told(next(figures), ask, place, statistics) if is_figure(ask) else _answer_of(ask, place, statistics)
        for ask in asks
    ]


def _told(result: FigureResult, ask: Row, place: Placed, statistics: Statistics) -> dict[str, Any]:
    if "counted_patents" in ask:
        explained = figure_of(ask, place, statistics, on=ask["on"], explain=True)
        assert explained.rows == result.rows
        result = explained
    return told_of(result, place, expected_of(ask))


def _answer_of(ask: Row, place: Placed, statistics: Statistics) -> dict[str, Any]:
    if "status" in ask:
        return _status(ask, place, statistics, expected_of(ask))
    if "why" in ask:
        return _why(ask, place, statistics, expected_of(ask))
    try:
        figure_of(ask, place, statistics, on=ask.get("on"))
    except Refusal as refusal:
        return {"refused": refusal.code}
    return {"refused": "nothing"}


def _status(ask: Row, place: Placed, statistics: Statistics, expected: Row) -> dict[str, Any]:
    number = place.numbers[ask["status"]]
    terms = _terms(ask, "view", "known")
    standing = statistics.standing(number, on=ask["on"], **terms)
    life = statistics.life(number, known=ask.get("known"))
    told = {
        "in_force": WORDS[standing.in_force],
        "state": standing.state,
        "reason": standing.reason,
        "since": standing.since,
        "until": standing.until,
        "next_fee_due": standing.next_fee_due,
        "holders": list(standing.holders),
        "in_region": place.bare(standing.region),
        "flags": list(standing.flags),
        "expires_on": life.expires_on,
        "validations": [f"{v.state} ({v.until})" if v.until else v.state for v in standing.validations],
        "derived": [event.derived for event in life.events if event.derived],
    }
    return {key: told[key] for key in expected}


def _why(ask: Row, place: Placed, statistics: Statistics, expected: Row) -> dict[str, Any]:
    asked = {**DEFAULTS, **ask}
    why = _under(ask, statistics).why(
        place.numbers[ask["why"]],
        figure=asked["figure"],
        region=place.region(asked["region"]),
        on=ask["on"],
        **_terms(ask, "view", "known", "attribution", "by"),
    )
    tests = {test.test: WORDS[test.result] for test in why.reasons}
    told = {
        "counted": WORDS[why.counted],
        "tests": {name: tests.get(name) for name in expected.get("tests", ())},
        "evidence": [test.evidence for test in why.reasons if test.result is not True],
    }
    return {key: told[key] for key in expected}


def told_of(result: FigureResult, place: Placed, expected: Row) -> dict[str, Any]:
    """Answer a figure in the words of a row's expectations; single words are those of its last value."""
    tell: dict[str, Callable[[], Any]] = {
        "values": lambda: [row.value for row in result.rows],
        "unknowns": lambda: [row.unknown for row in result.rows],
        "days": lambda: [row.on for row in result.rows],
        "provisionals": lambda: [row.provisional for row in result.rows],
        "growths": lambda: [_growth(row, "year_on_year") for row in result.rows],
        "groups": lambda: {str(place.bare(row.group)): row.value for row in result.rows if row.value},
        "unknown_groups": lambda: {str(place.bare(row.group)): row.unknown for row in result.rows if row.unknown},
        "average_growth": lambda: result.average_growth,
        "average_points": lambda: result.average_points,
        "parts": lambda: {part.name: part.count for part in result.rows[-1].parts if part.count},
        "data_through": lambda: result.data_through,
        "counted_patents": lambda: sorted(_label(place, p.application_number or p.number) for p in _patents(result)),
    }
    return {key: tell[key]() if key in tell else _of_row(result.rows[-1], place, key) for key in expected}


def _patents(result: FigureResult) -> tuple[Any, ...]:
    return result.patents or ()


def _label(place: Placed, number: str) -> str:
    return next((label for label, known in place.numbers.items() if known == number), number)


def _growth(row: FigureRow, name: str) -> float | None:
    value: float | None = getattr(row.growth, name) if row.growth else None
    return value


def _of_row(row: FigureRow, place: Placed, key: str) -> Any:
    if key in GROWTH:
        return _growth(row, key)
    if key == "notes":
        return list(row.notes)
    versus = row.versus
    if key in ("ratio", "difference"):
        return getattr(versus, key)
    if key.startswith("versus_"):
        told = getattr(versus, key.removeprefix("versus_"))
        return place.bare(told) if key == "versus_region" else list(told) if isinstance(told, tuple) else told
    return getattr(row, key)


def differences(expected: Row, told: Row) -> list[str]:
    """Answer where an answer is not what was expected; numbers agree to nine digits, "none" is nothing."""
    wrong = {key: value for key, value in expected.items() if not _same(value, told[key])}
    return [f"{key}: expected {value!r}, got {told[key]!r}" for key, value in wrong.items()]


def _same(expected: Any, told: Any) -> bool:
    if expected == "none":
        return told is None
    if isinstance(expected, dict):
        return isinstance(told, dict) and expected.keys() == told.keys() and all(
            _same(value, told[key]) for key, value in expected.items()
        )  # fmt: skip
    if isinstance(expected, list):
        return isinstance(told, list) and len(expected) == len(told) and all(map(_same, expected, told))
    if isinstance(expected, bool) or isinstance(told, (bool, str, date)) or told is None:
        return bool(expected == told)
    if isinstance(expected, (int, float)):
        return bool(abs(expected - told) <= 1e-9 * max(1.0, abs(expected)))
    return bool(expected == told)
