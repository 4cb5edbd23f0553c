"""Steps of a search log: what was asked, with which filters, what it found, when, and on which snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from patentry.search.asking import Answer, Ask
from patentry.search.query import Node, parse_query


class Asking(StrEnum):
    """How a step asks: by a fielded query, by a text, or by a patent."""

    QUERY = "query"
    TEXT = "text"
    LIKE = "like"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedStep:
    """One step. `asked` is what was typed and `read` a fielded query as it was read.

    `found` counts all documents of a fielded query, of a text or a patent the hits that were shown, whose numbers are
    the `hits`; `unknown` counts what only an unknown day or status left out. `expanded` names places of the
    classification and `synonyms` words that were searched besides what was typed.
    """

    number: int
    by: Asking
    asked: str
    read: str | None
    found: int
    unknown: int
    at: datetime
    snapshot: int
    before: date | None = None
    statuses: tuple[str, ...] = ()
    on: date | None = None
    with_unknown: bool = False
    is_prior: bool = False
    hits: tuple[str, ...] = ()
    expanded: Mapping[str, tuple[str, ...]] | None = None
    synonyms: Mapping[str, tuple[str, ...]] | None = None

    @property
    def name(self) -> str:
        """What a query calls the step: S1."""
        return f"S{self.number}"


def step_of(*, number: int, ask: Ask, asked: str, answer: Answer, at: datetime) -> LoggedStep:
    """Answer the step a question and its answer make."""
    by = Asking.QUERY if ask.query is not None else Asking.LIKE if ask.like is not None else Asking.TEXT
    return LoggedStep(
        number=number,
        by=by,
        asked=asked,
        read=answer.query,
        found=len(answer.hits) if answer.found is None else answer.found,
        unknown=answer.unknown_excluded,
        at=at,
        snapshot=answer.snapshot,
        before=ask.before,
        statuses=ask.statuses,
        on=ask.on,
        with_unknown=ask.with_unknown,
        is_prior=ask.is_prior,
        hits=() if by is Asking.QUERY else tuple(hit.publication_number for hit in answer.hits),
        expanded=answer.expanded or None,
        synonyms=answer.synonyms or None,
    )


def steps_to_name(steps: Sequence[LoggedStep]) -> dict[int, Node | Ask | frozenset[str]]:
    """Answer the steps as a query may name them: fielded ones are carried out again on the index that is asked, with
    their filters; of a text or a patent it is the hits that were shown.
    """
    return {step.number: _to_name(step) for step in steps}


def _to_name(step: LoggedStep) -> Ask | frozenset[str]:
    if step.by is not Asking.QUERY:
        return frozenset(step.hits)
    return Ask(
        query=parse_query(step.read or step.asked),
        before=step.before,
        statuses=step.statuses,
        on=step.on,
        with_unknown=step.with_unknown,
        is_prior=step.is_prior,
    )
