"""From what somebody filled in to a question, and back from a kept search to the same question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from district.casework import CaseRefusal
from district.workbench import library
from district.workbench.library import Ask, Question
from district.workbench.models import Kind, Project, Search


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The form as it was sent: `kind` empty is to be found out; `on` None is the day the data reach to."""

    text: str
    kind: str = ""
    before: date | None = None
    statuses: tuple[str, ...] = ()
    on: date | None = None
    with_unknown: bool = False
    is_prior: bool = False


def question_told(told: Told, *, project: Project | None, today: date) -> Question:
    """Answer the question of a form. Raises `CaseRefusal`, and `QueryError` for a query that cannot be read."""
    if not told.text.strip():
        raise CaseRefusal("workbench.nothing_asked")
    kind = told.kind or str(library.typed_as(told.text))
    steps = _steps_of(project, told.text) if kind == Kind.QUERY else {}
    return Question(
        kind=kind,
        text=told.text,
        on=told.on or library.day_told(today),
        before=told.before,
        statuses=told.statuses,
        with_unknown=told.with_unknown,
        is_prior=told.is_prior,
        groups=groups_of(project),
        steps=steps,
    )


def question_of(search: Search, *, with_unknown: bool = False) -> Question:
    """Answer the question a search asked. Raises `CaseRefusal` where one of its steps is no query any more."""
    steps = _steps_of(search.project, search.text) if search.kind == Kind.QUERY else {}
    return replace(_plain(search), with_unknown=search.with_unknown or with_unknown, steps=steps)


def groups_of(project: Project | None) -> tuple[str, ...]:
    """Answer the rows of a project's synonyms."""
    return () if project is None else tuple(project.synonyms.values_list("words", flat=True))


def _steps_of(project: Project | None, text: str) -> dict[int, Ask | frozenset[str]]:
    """The steps a query names, and those they name in turn; the library says in which column a missing one stands."""
    wanted = set(library.steps_named(text))
    if not wanted:
        return {}
    if project is None:
        raise CaseRefusal("workbench.steps_without_project", steps=_named(wanted))
    known = {row.step: row for row in project.searches.filter(step__isnull=False)}
    found: dict[int, Ask | frozenset[str]] = {}
    while wanted:
        row = known.get(number := wanted.pop())
        if row is not None:
            found[number] = library.step_of(_plain(row), row.nearest)
            wanted |= (library.steps_named(row.text) if row.kind == Kind.QUERY else set()) - found.keys()
    return found


def _plain(row: Search) -> Question:
    """A step as it was asked, its own steps left to the query that names it."""
    return Question(
        kind=row.kind,
        text=row.text,
        on=row.on,
        before=row.before,
        statuses=row.chosen_statuses,
        with_unknown=row.with_unknown,
        is_prior=row.is_prior,
        groups=groups_of(row.project),
    )


def _named(steps: set[int]) -> str:
    return ", ".join(f"S{number}" for number in sorted(steps))
