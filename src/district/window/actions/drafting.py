"""From a need to a filed request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import ProtectedError

from district.accounts import queries as accounts
from district.accounts.models import Organisation, User
from district.accounts.privacy.declarations import is_on_hold
from district.accounts.privacy.notice import ask_for_acceptance
from district.audit import actions as audit
from district.casework import CaseRefusal
from district.directory.models import ServiceItem, ServicePoint
from district.window import routing
from district.window.actions.moving import move, taken
from district.window.clocks import PROMISE, local_day
from district.window.models import Request, Speech, Way
from district.window.states import REQUEST

DRAFT_KEPT = timedelta(days=365)
"""How long a draft waits to be filed: a setting of the network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What an applicant says in the guided form: five questions at most."""

    title: str
    need: str
    topic: str = ""
    item: ServiceItem | None = None
    wanted_by: date | None = None
    way: Way = Way.ONLINE
    speech: Speech = Speech.CHINESE
    preferred_point: ServicePoint | None = None
    organisation: Organisation | None = None
    contact_name: str = ""
    contact_mobile: str = ""


@transaction.atomic
def draft(*, need: Need, by: User, at: datetime) -> Request:
    """Keep a need as a draft of the person who wrote it; it is nobody else's to see."""
    _refuse_other_organisation(need.organisation, by=by, on=local_day(at))
    request = Request.objects.create(applicant=by, created_at=at, state_since=at, **_fields(need, by))
    if by.mobile and by.mobile == request.contact_mobile and by.mobile_verified_at:
        request.contact_confirmed_at = by.mobile_verified_at
        request.save(update_fields=["contact_confirmed_at"])
    audit.record(action="request.draft", subject=request.matter, by=by, at=at)
    return request


@transaction.atomic
def redraft(*, request: Request, need: Need, by: User, at: datetime) -> Request:
    """Change a draft of one's own. Raises `CaseRefusal` once it is filed, and for anybody else."""
    _refuse_other_organisation(need.organisation, by=by, on=local_day(at))
    held = taken(request.pk)
    if held.applicant_id != by.pk:
        raise CaseRefusal("step.not_your_role", action="redraft", roles=())
    if held.state != REQUEST.initial:
        raise CaseRefusal("step.not_from_here", action="redraft", state=held.state, may=())
    for field, value in _fields(need, by).items():
        setattr(held, field, value)
    confirmed = by.mobile_verified_at if by.mobile and by.mobile == held.contact_mobile else None
    held.contact_confirmed_at = confirmed
    held.save()
    audit.record(action="request.redraft", subject=held.matter, by=by, at=at)
    return held


def discard_old_drafts(*, at: datetime) -> int:
    """Remove drafts that were begun longer ago than anybody comes back to one; answers how many. The loop's chore.

    A draft has no end from which its retention could run, and nobody but its writer ever saw it.
    """
    old = Request.objects.filter(state=REQUEST.initial, created_at__lt=at - DRAFT_KEPT)
    return sum(_discard(request, at=at) for request in old.iterator())


@transaction.atomic
def _discard(request: Request, *, at: datetime) -> bool:
    held = Request.objects.select_for_update().filter(pk=request.pk, state=REQUEST.initial).first()
    if held is None or (held.applicant and is_on_hold(held.applicant)):
        return False
    try:
        with transaction.atomic():
            held.delete()
    except ProtectedError:
        return False  # another room's matter leads to it
    audit.record(action="request.discard", subject=f"request:{request.pk}", by=None, at=at)
    return True


@transaction.atomic
def file_on_behalf(
    *, need: Need, point: ServicePoint, note: str, by: User, at: datetime, applicant: User | None = None
) -> Request:
    """File at the desk for somebody who came or called (代办); the note says who asked and how they were identified.

    With an `applicant`, who has an account, it is theirs from then on.
    """
    if not note.strip():
        raise CaseRefusal("request.reason_missing")
    if point.code not in accounts.places_of(by, on=local_day(at)):
        raise CaseRefusal("request.at_another_point", point=point.name_zh)
    request = Request.objects.create(
        applicant=applicant,
        filed_by=by,
        on_behalf_note=note.strip(),
        created_at=at,
        state_since=at,
        **{**_fields(need, applicant), "preferred_point": point},
    )
    return submit(request=request, by=by, at=at, point=point)


@transaction.atomic
def submit(*, request: Request, by: User, at: datetime, point: ServicePoint | None = None) -> Request:
    """File a draft: it gets its number, its proposed item and point, and its clock starts.

    Raises `CaseRefusal` where the privacy notice is not accepted, the contact not confirmed or the need not described.
    """
    held = taken(request.pk)
    if held.filed_by_id is None:
        ask_for_acceptance(by)
    if not held.title.strip() or not held.need.strip():
        raise CaseRefusal("request.incomplete")
    on = local_day(at)
    item = held.item or routing.item_for(held)
    chosen = point or routing.point_for(held, item=item)
    sets = {
        "number": f"SQ{on.year}-{held.pk:06d}",
        "submitted_at": at,
        "item": item,
        "point": chosen,
        "promise_days": (item.promise_days if item else None) or PROMISE.days,
    }
    return move(request=held, action="submit", by=by, at=at, sets=sets)


@transaction.atomic
def route(*, request: Request, item: ServiceItem | None, point: ServicePoint, by: User, at: datetime) -> Request:
    """Confirm or change the proposed item and point of a request that is not yet accepted."""
    held, on = taken(request.pk), local_day(at)
    if held.state != "submitted":
        raise CaseRefusal("step.not_from_here", action="route", state=held.state, may=())
    mine = accounts.places_of(by, on=on)
    if held.point is not None and held.point.code not in mine:
        raise CaseRefusal("request.at_another_point", point=held.point.name_zh)
    if not mine:
        raise CaseRefusal("step.not_your_role", action="route", roles=())
    if item is not None and not item.points.filter(pk=point.pk).exists():
        raise CaseRefusal("request.point_without_item", point=point.name_zh, item=item.name_zh)
    detail = {"item": item.code if item else None, "point": point.code}
    held.item, held.point = item, point
    held.save(update_fields=["item", "point"])
    audit.record(action="request.route", subject=held.matter, by=by, at=at, detail=detail)
    return held


def _fields(need: Need, whose: User | None) -> dict[str, object]:
    return {
        "title": need.title.strip(),
        "need": need.need.strip(),
        "topic": need.topic,
        "item": need.item,
        "wanted_by": need.wanted_by,
        "way": need.way,
        "speech": need.speech,
        "preferred_point": need.preferred_point,
        "organisation": need.organisation,
        "contact_name": need.contact_name or (whose.called if whose else ""),
        "contact_mobile": need.contact_mobile or (whose.mobile if whose else ""),
    }


def _refuse_other_organisation(organisation: Organisation | None, *, by: User, on: date) -> None:
    if organisation is not None and not accounts.organisations_of(by, on=on).filter(pk=organisation.pk).exists():
        raise CaseRefusal("request.not_your_organisation", organisation=organisation.name_zh)
