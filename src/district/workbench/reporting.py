"""What a report of a project says: the log as it was, and the best hits of its saved searches as they are now."""

from __future__ import annotations

from dataclasses import dataclass

from district.design import language
from district.workbench import library, queries, showing
from district.workbench.asking import question_of
from district.workbench.library import Index
from district.workbench.models import Category, Kept, Project, Search
from district.workbench.showing import Shown
from district.workbench.wrong import REFUSED, why_not

HITS_A_STEP = 10
MOST_STEPS = 10
ORDER = {Category.X: 0, Category.Y: 1, Category.A: 2, Category.UNREAD: 3, Category.NOT_RELEVANT: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A search with its best hits; `means` by what it was ranked besides its words, `refused` why there
    are none now."""

    search: Search
    hits: tuple[Shown, ...]
    found_now: int
    snapshot: int
    means: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A project, ready to be printed. `told` are its saved searches, or without any the latest one."""

    log: tuple[Search, ...]
    told: tuple[Told, ...]
    kept: tuple[Kept, ...]
    synonyms: tuple[str, ...]
    index: Index


def report_of(project: Project) -> Report:
    """Answer the report of a project."""
    log = tuple(queries.log_of(project))
    chosen = [one for one in log if one.name] or list(log[-1:])
    kept = project.kept.select_related("found_by", "by")
    return Report(
        log=log,
        told=tuple(_told(one) for one in chosen[:MOST_STEPS]),
        kept=tuple(sorted(kept, key=lambda one: ORDER[Category(one.category)])),
        synonyms=tuple(project.synonyms.values_list("words", flat=True)),
        index=library.index(),
    )


def _told(search: Search) -> Told:
    try:
        looked = library.answered(question_of(search), count=HITS_A_STEP)
    except REFUSED as error:
        refused = why_not(error, search.text)["sentence"]
        return Told(search=search, hits=(), found_now=0, snapshot=search.snapshot, refused=refused)
    shown = showing.shown(looked, on=search.on)
    means = tuple(library.means_told(looked.answer, language.current()))
    snapshot = looked.answer.snapshot
    return Told(search=search, hits=shown, found_now=looked.total, snapshot=snapshot, means=means)
