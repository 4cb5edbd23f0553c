"""Writes of the desk's lists: saved filters, and giving many requests to one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from district.accounts import queries as accounts
from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal
from district.directory.models import ServicePoint
from district.window import actions as window
from district.window import queries as window_queries
from district.window.clocks import local_day
from district.window.desklist.filters import Filter
from district.window.desklist.models import SavedFilter
from district.window.models import Request

MOST_FILTERS = 20
MOST_AT_ONCE = 200
"""Requests that are given to somebody in one go: a setting of the network."""


@transaction.atomic
def save_filter(*, name: str, chosen: Filter, by: User, at: datetime) -> SavedFilter:
    """Keep a filter under a name; another of one's own with that name is replaced."""
    name = _named(name)
    mine = SavedFilter.objects.filter(owner=by)
    if not mine.filter(name=name).exists() and mine.count() >= MOST_FILTERS:
        raise CaseRefusal("desklist.too_many_filters", most=MOST_FILTERS)
    saved, _new = SavedFilter.objects.update_or_create(
        owner=by, name=name, defaults={"query": chosen.query, "saved_at": at}
    )
    _record("save_filter", saved, by=by, at=at)
    return saved


@transaction.atomic
def rename_filter(*, saved: SavedFilter, name: str, by: User, at: datetime) -> SavedFilter:
    """Give one's own filter another name."""
    _refuse_others(saved, by)
    saved.name = _named(name)
    try:
        with transaction.atomic():
            saved.save(update_fields=["name"])
    except IntegrityError as error:
        raise CaseRefusal("desklist.name_taken", name=saved.name) from error
    _record("rename_filter", saved, by=by, at=at)
    return saved


@transaction.atomic
def share_filter(*, saved: SavedFilter, point: ServicePoint | None, by: User, at: datetime) -> SavedFilter:
    """Let a point of one's own see the filter, or (None) nobody any more."""
    _refuse_others(saved, by)
    if point is not None and point.code not in accounts.places_of(by, on=local_day(at)):
        raise CaseRefusal("request.at_another_point", point=point.name_zh)
    saved.shared_with = point
    saved.save(update_fields=["shared_with"])
    _record("share_filter", saved, by=by, at=at)
    return saved


@transaction.atomic
def delete_filter(*, saved: SavedFilter, by: User, at: datetime) -> None:
    """Throw one's own filter away."""
    _refuse_others(saved, by)
    _record("delete_filter", saved, by=by, at=at)
    saved.delete()


@dataclass(frozen=True, slots=True)
class Given:
    """What came of giving many: those that moved, and those that did not, each with its refusal."""

    moved: tuple[Request, ...]
    refused: tuple[tuple[Request, CaseRefusal], ...]


@transaction.atomic
def give_many(*, requests: Sequence[Request], to: User, by: User, at: datetime) -> Given:
    """Give each request to one person by the step that fits its state: assign, reassign, or take over for oneself.

    All steps are one transaction, each with its own row and its own entry in the log. A request whose step is refused
    stays as it was and is answered with its refusal; the others are not kept back by it. Raises `CaseRefusal` for more
    than `MOST_AT_ONCE`.
    """
    if len(requests) > MOST_AT_ONCE:
        raise CaseRefusal("desklist.too_many_at_once", most=MOST_AT_ONCE)
    mine = set(
        window_queries.visible_to(by, on=local_day(at))
        .filter(pk__in=[one.pk for one in requests])
        .values_list("pk", flat=True)
    )
    moved, refused = [], []
    # In the order of their keys: two desks that give overlapping requests then never wait for each other in a ring.
    for one in sorted((one for one in requests if one.pk in mine), key=lambda one: one.pk):
        try:
            with transaction.atomic():
                moved.append(_give(one, to=to, by=by, at=at))
        except CaseRefusal as refusal:
            refused.append((one, refusal))
    return Given(tuple(moved), tuple(refused))


def _give(one: Request, *, to: User, by: User, at: datetime) -> Request:
    if one.state == "referred":
        if to.pk != by.pk:
            raise CaseRefusal("desklist.taken_over_by_oneself")
        return window.take_over(request=one, by=by, at=at)
    if one.handler_id == to.pk and one.state == "in_progress":
        raise CaseRefusal("desklist.has_it_already", handler=to.called)
    if one.state == "submitted":
        raise CaseRefusal("desklist.accept_it_first")
    if one.state == "in_progress":
        return window.reassign(request=one, handler=to, by=by, at=at)
    return window.assign(request=one, handler=to, by=by, at=at)


def _named(name: str) -> str:
    name = " ".join(name.split())[:40]
    if not name:
        raise CaseRefusal("desklist.filter_without_name")
    return name


def _refuse_others(saved: SavedFilter, by: User) -> None:
    if saved.owner_id != by.pk:
        raise CaseRefusal("desklist.not_your_filter")


def _record(action: str, saved: SavedFilter, *, by: User, at: datetime) -> None:
    audit.record(action=f"desklist.{action}", subject=f"filter:{saved.pk}", by=by, at=at)
