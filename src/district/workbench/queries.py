"""Reads of the workbench. A view gets a project or a search only through `visible_to` and `searches_visible_to`."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.jobs import queue
from district.workbench.models import IndexBuild, Project, Search, Watch

MOST_LISTED = 20


def visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[Project]:
    """Answer the projects somebody may see on a day: their own without a firm, and those of firms they act for.

    What a firm searches for tells what it is inventing: staff of the district see none of it.
    """
    if not isinstance(user, User):
        return Project.objects.none()
    own = Q(owner=user, organisation__isnull=True)
    firms = Q(organisation__in=accounts.verified_organisations_of(user, on=on))
    return Project.objects.filter(own | firms).select_related("organisation", "owner")


def listed(user: User, *, on: date) -> QuerySet[Project]:
    """Answer the projects with the number of their steps and documents, those that go on before those that ended."""
    counted = visible_to(user, on=on).annotate(
        steps=Count("searches", distinct=True), documents=Count("kept", distinct=True)
    )
    return counted.order_by("ended_at", "-started_at")


def open_projects(user: User, *, on: date) -> QuerySet[Project]:
    """Answer the projects a search can be made in."""
    return visible_to(user, on=on).filter(ended_at__isnull=True)


def searches_visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[Search]:
    """Answer the searches somebody may see on a day: their own loose ones, and all of the projects they may see."""
    if not isinstance(user, User):
        return Search.objects.none()
    loose = Q(by=user, project__isnull=True)
    mine = Search.objects.filter(loose | Q(project__in=visible_to(user, on=on).values("pk")))
    return mine.select_related("project", "project__organisation", "by")


def history(user: User, *, on: date) -> QuerySet[Search]:
    """Answer one's latest searches, wherever they were made."""
    return searches_visible_to(user, on=on).filter(by=user)[:MOST_LISTED]


def saved(user: User, *, on: date) -> QuerySet[Search]:
    """Answer the saved searches one may see, by name."""
    return searches_visible_to(user, on=on).exclude(name="").order_by("name", "-at")


def watched(user: User, *, on: date, snapshot: int | None) -> list[tuple[Watch, bool]]:
    """Answer the watched searches one may see, those first of which something may be new: the index has moved on."""
    rows = Watch.objects.filter(search__in=searches_visible_to(user, on=on).values("pk"))
    told = [(row, row.snapshot != snapshot) for row in rows.select_related("search", "search__project")]
    return sorted(told, key=lambda one: (not one[1], -one[0].pk))


def log_of(project: Project) -> QuerySet[Search]:
    """Answer the search log of a project, the first step first."""
    return project.searches.select_related("by").order_by("step")


def builds() -> QuerySet[IndexBuild]:
    """Answer the buildings of the index, the latest first."""
    return IndexBuild.objects.select_related("by")


def running_build() -> IndexBuild | None:
    """Answer the building of the index that goes on, if one does; one whose workers died is given up."""
    row = IndexBuild.objects.filter(ended_at__isnull=True).first()
    far = how_far(row)
    return row if row is not None and (far is None or far.stands in ("waiting", "running")) else None


def how_far(build: IndexBuild | None) -> queue.State | None:
    """Answer how far a building is; None where nothing is known of it."""
    return queue.state_of(build.task) if build is not None and build.task is not None else None
