"""Writes of the desk log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from district.accounts.mobiles import parse_mobile
from district.accounts.models import User
from district.audit import actions as audit
from district.directory.models import ServicePoint
from district.window.actions import file_on_behalf
from district.window.actions.drafting import Need
from district.window.clocks import local_day
from district.window.desklog import policies
from district.window.desklog.models import Channel, Contact
from district.window.models import Request, Way

WAYS = {Channel.PHONE: Way.PHONE, Channel.WALK_IN: Way.WINDOW, Channel.VISIT: Way.ON_SITE}

LATE_ENTRIES: list[Callable[[Contact, datetime], None]] = []
"""Who is told of a contact entered after its return was handed in; the returns enter themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the desk writes down of a contact."""

    asked: str
    channel: Channel
    topic: str = ""
    answer: str = ""
    minutes: int = 5
    caller: str = ""
    firm: str = ""
    mobile: str = ""


@transaction.atomic
def log(*, told: Told, point: ServicePoint, day: date, by: User, at: datetime) -> Contact:
    """Write down a contact at a point; one of an earlier day is marked as entered late.

    One of a day that was reported already is marked so, and whoever asked to hear of it is told.
    """
    today = local_day(at)
    policies.check_entry(point=point, day=day, by=by, today=today)
    heard = asdict(told) | {"mobile": parse_mobile(told.mobile) or told.mobile}
    marks = {"is_late": day < today, "is_after_return": policies.is_reported(point, day)}
    contact = Contact.objects.create(point=point, on=day, entered_at=at, by=by, **marks, **heard)
    detail = {"point": point.code, "late": contact.is_late, "after_return": contact.is_after_return}
    audit.record(action="contact.log", subject=contact.matter, by=by, at=at, detail=detail)
    if contact.is_after_return:
        for tell in LATE_ENTRIES:
            tell(contact, at)
    return contact


@transaction.atomic
def make_request(*, contact: Contact, by: User, at: datetime) -> Request:
    """File a contact as a request on behalf of the caller, at the same point."""
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    policies.check_becoming(held, by=by, today=local_day(at))
    need = Need(
        title=held.asked[:120],
        need="\n\n".join(filter(None, [held.asked, held.answer, held.firm])),
        topic=held.topic,
        way=WAYS.get(Channel(held.channel), Way.ONLINE),
        contact_name=held.caller,
        contact_mobile=held.mobile,
    )
    note = f"{held.matter} {held.on} {held.channel}"
    request = file_on_behalf(need=need, point=held.point, note=note, by=by, at=at)
    held.request = request
    held.save(update_fields=["request"])
    audit.record(action="contact.become_request", subject=held.matter, by=by, at=at, detail={"request": request.matter})
    return request
