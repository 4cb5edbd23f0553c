"""The demonstration's search: its index, built by the worker, and one project of the demonstration's firm.

Searches need the index, and the pages need not wait for it: the worker builds it first and then makes the project, by
the same acts as people.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from importlib.resources import files
from typing import Any

from django.utils import timezone
from django_tasks import task


def ensure_workbench(*, at: datetime) -> bool:
    """Have the index built where nobody had one built yet; answer whether that was begun.

    The corpus is not looked at here: the server forks its processes afterwards, and what reading it starts would not
    survive that.
    """
    from district.accounts.models import User
    from district.workbench import actions
    from district.workbench.models import IndexBuild

    officer = User.objects.filter(username="officer").first()
    if officer is None or IndexBuild.objects.exists():
        return False
    actions.start_build(by=officer, at=at)
    make_project.enqueue()
    return True


@task()
def make_project() -> None:
    """Make the project once; nothing where the index could not be built."""
    from district.accounts.models import Membership
    from district.workbench import library
    from district.workbench.models import Project

    member = Membership.objects.select_related("user", "organisation").filter(user__username="firm-user").first()
    if member is None or Project.objects.exists() or library.index().held is None:
        return
    told = tomllib.loads(files("district.demonstration").joinpath("tables", "workbench.toml").read_text("utf-8"))
    _make(told, member)


def _make(told: dict[str, Any], member: Any) -> None:
    from district.workbench import actions
    from district.workbench.asking import Told

    by, at = member.user, timezone.now()
    project = actions.start_project(
        title=told["title"], about=told["about"], organisation=member.organisation, by=by, at=at
    )
    for words in told["synonyms"]:
        actions.add_synonyms(project=project, words=words, by=by, at=at)
    for one in told["search"]:
        before = date.fromisoformat(one["before"]) if "before" in one else None
        asked = Told(text=one["text"], before=before, statuses=tuple(one.get("statuses", ())))
        row = actions.search(told=asked, project=project, by=by, at=at)
        if "name" in one:
            actions.save_search(search=row, name=one["name"], by=by, at=at)
        if "keep" in one:
            _keep(one["keep"], row, by=by, at=at)


def _keep(judged: list[dict[str, str]], row: Any, *, by: Any, at: datetime) -> None:
    """The first hits go into the collection, each with its judgement."""
    from district.workbench import actions, library
    from district.workbench.asking import question_of

    hits = library.answered(question_of(row), count=len(judged)).answer.hits
    documents = library.documents([hit.publication_number for hit in hits])
    actions.keep(project=row.project, documents=documents, found_by=row, by=by, at=at)
    for document, one in zip(documents, judged, strict=False):
        kept = row.project.kept.get(number=document.number)
        actions.rate(kept=kept, category=one["category"], comment=one["comment"], by=by, at=at)
