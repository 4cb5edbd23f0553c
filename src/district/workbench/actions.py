"""Writes of the workbench. Each is one transaction with its entry in the audit log, which holds keys and no words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from district.accounts import queries as accounts
from district.accounts.models import Organisation, User
from district.audit import actions as audit
from district.casework import CaseRefusal
from district.workbench import asking, library, queries, tasks
from district.workbench.models import Category, IndexBuild, Kept, Kind, Project, Search, Synonyms, Watch

MOST_SYNONYMS = 200
_BETWEEN = re.compile(r"[;；,，、|\n]+")
NEAREST_IN_A_STEP = 50
"""Of a text or a patent, so many of the nearest documents are what the step stands for in a later one."""


@transaction.atomic
def start_project(
    *, title: str, about: str = "", organisation: Organisation | None = None, by: User, at: datetime
) -> Project:
    """Start a project, for oneself or for a verified firm one acts for."""
    if not title.strip():
        raise CaseRefusal("workbench.no_title")
    theirs = accounts.verified_organisations_of(by, on=_day(at))
    if organisation is not None and not theirs.filter(pk=organisation.pk).exists():
        raise CaseRefusal("workbench.not_your_firm")
    project = Project.objects.create(
        owner=by, organisation=organisation, title=title.strip()[:120], about=about.strip()[:2000], started_at=at
    )
    _record("start_project", project, by=by, at=at)
    return project


@transaction.atomic
def end_project(*, project: Project, by: User, at: datetime) -> Project:
    """End a project: it can be read, and its words go when its time is over."""
    _refuse_ended(project)
    project.ended_at = at
    project.save(update_fields=["ended_at"])
    _record("end_project", project, by=by, at=at)
    return project


@transaction.atomic
def take_up_project(*, project: Project, by: User, at: datetime) -> Project:
    """Go on with a project that was ended."""
    project.ended_at = None
    project.save(update_fields=["ended_at"])
    _record("take_up_project", project, by=by, at=at)
    return project


def search(*, told: asking.Told, project: Project | None = None, by: User, at: datetime) -> Search:
    """Carry a search out and keep it, as a step of the project's log or loose. Raises the library's refusals, too."""
    if project is not None:
        _refuse_ended(project)
    question = asking.question_told(told, project=project, today=_day(at))
    is_set = question.kind == Kind.QUERY
    found = library.answered(question, count=0 if is_set else NEAREST_IN_A_STEP)
    with transaction.atomic():
        row = Search.objects.create(
            project=project,
            step=_next_step(project),
            by=by,
            at=at,
            loose_at=None if project else at,
            kind=question.kind,
            text=question.text,
            before=question.before,
            statuses=",".join(question.statuses),
            on=question.on,
            with_unknown=question.with_unknown,
            is_prior=question.is_prior,
            snapshot=found.answer.snapshot,
            found=found.total,
            unknown_excluded=found.answer.unknown_excluded,
            nearest=[] if is_set else [hit.publication_number for hit in found.answer.hits],
            widened_by=library.widened_by(found),
        )
        detail = {"kind": row.kind, "snapshot": row.snapshot, "step": row.step}
        audit.record(action="workbench.search", subject=row.matter, by=by, at=at, detail=detail)
    return row


def _next_step(project: Project | None) -> int | None:
    if project is None:
        return None
    # Two people of a firm may search at once: the project's row makes one wait for the other's number.
    Project.objects.select_for_update().get(pk=project.pk)
    return (project.searches.aggregate(last=Max("step"))["last"] or 0) + 1


@transaction.atomic
def save_search(*, search: Search, name: str, by: User, at: datetime) -> Search:
    """Keep a search under a name."""
    if not name.strip():
        raise CaseRefusal("workbench.no_name")
    search.name = name.strip()[:80]
    search.save(update_fields=["name"])
    audit.record(action="workbench.save_search", subject=search.matter, by=by, at=at)
    return search


@transaction.atomic
def forget_search(*, search: Search, by: User, at: datetime) -> None:
    """Take the name of a saved search away; a loose one goes altogether, a step stays in the log."""
    audit.record(action="workbench.forget_search", subject=search.matter, by=by, at=at)
    if search.project_id is None:
        search.delete()
    else:
        search.name = ""
        search.save(update_fields=["name"])


def watch(*, search: Search, by: User, at: datetime) -> Watch:
    """Keep what a search finds now, to be told later what is new. Raises the library's refusals."""
    if search.project is not None:
        _refuse_ended(search.project)
    run, snapshot = library.run_of(asking.question_of(search), at=at)
    return _keep_run(search, run, snapshot, by=by, at=at)


def take_note_of_news(*, search: Search, by: User, at: datetime) -> Watch:
    """Have seen what is new: from now on it is told what is new since now. Raises the library's refusals."""
    found, run = library.news(search.watch.run, at=at)
    return _keep_run(search, run, found.snapshot, by=by, at=at)


@transaction.atomic
def _keep_run(search: Search, run: str, snapshot: int, *, by: User, at: datetime) -> Watch:
    given = {"run": run, "snapshot": snapshot, "taken_at": at, "looked_at_snapshot": None, "told_of": ""}
    # A colleague who looks at the news does not take the notices over.
    kept, _ = Watch.objects.update_or_create(search=search, defaults=given, create_defaults={**given, "by": by})
    audit.record(action="workbench.watch", subject=search.matter, by=by, at=at, detail={"snapshot": snapshot})
    return kept


@transaction.atomic
def stop_watching(*, search: Search, by: User, at: datetime) -> None:
    """Watch a search no longer."""
    Watch.objects.filter(search=search).delete()
    audit.record(action="workbench.stop_watching", subject=search.matter, by=by, at=at)


@transaction.atomic
def tell_of_news(*, watch: Watch, by: User, at: datetime) -> Watch:
    """Be told by a notice, from now on and instead of whoever was, when something is new in a watched search."""
    watch.is_told, watch.by = True, by
    return _keep_choice(watch, by=by, at=at)


@transaction.atomic
def tell_no_news(*, watch: Watch, by: User, at: datetime) -> Watch:
    """Send no notices of a watched search; it stays watched."""
    watch.is_told = False
    return _keep_choice(watch, by=by, at=at)


def _keep_choice(watch: Watch, *, by: User, at: datetime) -> Watch:
    watch.save(update_fields=["is_told", "by"])
    detail = {"is_told": watch.is_told}
    audit.record(action="workbench.choose_notices", subject=watch.search.matter, by=by, at=at, detail=detail)
    return watch


@transaction.atomic
def keep(
    *,
    project: Project | None,
    documents: Sequence[library.Document],
    found_by: Search | None,
    by: User,
    at: datetime,
) -> int:
    """Put documents into a project's collection; answers how many were not there yet."""
    if project is None:
        raise CaseRefusal("workbench.no_project_to_keep")
    _refuse_ended(project)
    if not documents:
        raise CaseRefusal("workbench.nothing_chosen")
    fresh = 0
    for one in documents:
        given = {"family": one.family[:80], "title": one.title[:300], "found_by": found_by, "by": by, "at": at}
        _, is_new = Kept.objects.get_or_create(project=project, number=one.number, defaults=given)
        fresh += is_new
    _record("keep", project, by=by, at=at, documents=[one.number for one in documents][:50])
    return fresh


@transaction.atomic
def rate(*, kept: Kept, category: str, comment: str, by: User, at: datetime) -> Kept:
    """Say how a document bears on the matter, and why."""
    _refuse_ended(kept.project)
    if category not in Category.values:
        raise CaseRefusal("workbench.bad_category", found=category[:20])
    kept.category, kept.comment = category, comment.strip()[:2000]
    kept.save(update_fields=["category", "comment"])
    _record("rate", kept.project, by=by, at=at, document=kept.number, category=category)
    return kept


@transaction.atomic
def let_go(*, kept: Kept, by: User, at: datetime) -> None:
    """Take a document out of the collection."""
    _refuse_ended(kept.project)
    _record("let_go", kept.project, by=by, at=at, document=kept.number)
    kept.delete()


@transaction.atomic
def add_synonyms(*, project: Project, words: str, by: User, at: datetime) -> Synonyms:
    """Add a group of words that mean the same. Raises the library's `Refusal` for words that cannot be taken."""
    _refuse_ended(project)
    row = "; ".join(part.strip() for part in _BETWEEN.split(words) if part.strip())[:600]
    if ";" not in row:
        raise CaseRefusal("workbench.too_few_synonyms")
    library.synonyms([*asking.groups_of(project), row])
    if project.synonyms.count() >= MOST_SYNONYMS:
        raise CaseRefusal("workbench.too_many_synonyms", most=MOST_SYNONYMS)
    made = Synonyms.objects.create(project=project, words=row, by=by)
    _record("add_synonyms", project, by=by, at=at)
    return made


@transaction.atomic
def remove_synonyms(*, synonyms: Synonyms, by: User, at: datetime) -> None:
    """Take a group of synonyms away."""
    _refuse_ended(synonyms.project)
    _record("remove_synonyms", synonyms.project, by=by, at=at)
    synonyms.delete()


@transaction.atomic
def start_build(*, is_anew: bool = False, by: User | None, at: datetime) -> IndexBuild:
    """Have the index brought to the current snapshot by a worker."""
    if queries.running_build() is not None:
        raise CaseRefusal("workbench.index_being_built")
    row = IndexBuild.objects.create(by=by, asked_at=at, is_anew=is_anew)
    row.task = UUID(str(tasks.build.enqueue(build=row.pk).id))
    row.save(update_fields=["task"])
    audit.record(action="workbench.start_build", subject="search_index", by=by, at=at, detail={"is_anew": is_anew})
    return row


def _refuse_ended(project: Project) -> None:
    if project.ended_at is not None:
        raise CaseRefusal("workbench.project_ended")


def _record(action: str, project: Project, *, by: User, at: datetime, **detail: object) -> None:
    audit.record(action=f"workbench.{action}", subject=project.matter, by=by, at=at, detail=detail)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
