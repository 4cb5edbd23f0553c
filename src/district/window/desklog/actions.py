"""Writes of the desk log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from district.accounts import queries as accounts
from district.accounts.mobiles import parse_mobile
from district.accounts.models import Organisation, User
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
def make_request(*, contact: Contact, by: User, at: datetime, caller: str = "", mobile: str = "") -> Request:
    """File a contact as a request on behalf of the caller, at the same point.

    `caller` and `mobile` complete what the log lacks. Where name and confirmed number are those of an account, the
    request is that person's, and their organisation's if the log names it; a number alone could be a slip of the pen.
    """
    held = Contact.objects.select_for_update().get(pk=contact.pk)
    held.caller, held.mobile = held.caller or caller.strip(), held.mobile or parse_mobile(mobile) or mobile.strip()
    policies.check_becoming(held, by=by, today=local_day(at))
    applicant = accounts.known_as(name=held.caller, mobile=held.mobile)
    need = Need(
        title=held.asked[:120],
        need="\n\n".join(filter(None, [held.asked, held.answer, held.firm])),
        topic=held.topic,
        way=WAYS.get(Channel(held.channel), Way.ONLINE),
        organisation=_firm(held, applicant, at),
        contact_name=held.caller,
        contact_mobile=held.mobile,
    )
    note = f"{held.get_channel_display()} {held.on}"
    request = file_on_behalf(need=need, point=held.point, note=note, applicant=applicant, by=by, at=at)
    held.request = request
    held.save(update_fields=["request", "caller", "mobile"])
    audit.record(action="contact.become_request", subject=held.matter, by=by, at=at, detail={"request": request.matter})
    return request


def _firm(contact: Contact, applicant: User | None, at: datetime) -> Organisation | None:
    if applicant is None or not contact.firm:
        return None
    theirs = accounts.organisations_of(applicant, on=local_day(at))
    return theirs.filter(Q(name_zh=contact.firm) | Q(name_en=contact.firm)).first()
