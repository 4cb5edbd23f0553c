"""What stands beside contacts, requests, bookings and their items: the pages of those rooms show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from district.accounts.beside import Beside, Offer, Tie
from district.accounts.models import User
from district.accounts.queries import places_of
from district.consultation import queries as consultation
from district.consultation.models import ActionItem, Booking
from district.consultation.rules import is_for
from district.design import language
from district.journeys import policies
from district.journeys.models import BookedContact, FollowUp
from district.window import queries as window
from district.window.desklog import queries as desklog
from district.window.desklog.models import Contact
from district.window.models import Request


def find(matters: Sequence[str], user: User, on: date) -> Mapping[str, Beside]:
    """Answer the ties and offers of the matters of the rooms joined here, as `accounts.beside` asks for them."""
    keys: dict[str, list[int]] = defaultdict(list)
    for matter in matters:
        kind, _colon, key = matter.partition(":")
        if key.isdecimal():
            keys[kind].append(int(key))
    found: dict[str, Beside] = {}
    for kind, read in (("contact", _contacts), ("request", _requests), ("booking", _bookings), ("item", _items)):
        if keys[kind]:
            found |= read(keys[kind], user, on)
    return found


def _contacts(keys: list[int], user: User, on: date) -> dict[str, Beside]:
    booked = BookedContact.objects.filter(contact__in=keys).select_related("booking__slot__day__series")
    bookings: dict[int, list[Booking]] = defaultdict(list)
    for row in booked:
        bookings[row.contact_id].append(row.booking)
    places, found = places_of(user, on=on), {}
    for contact in Contact.objects.filter(pk__in=keys).select_related("point"):
        mine = bookings[contact.pk]
        is_free = all(booking.state in policies.CAME_TO_NOTHING for booking in mine)
        offers = (
            (
                Offer(
                    label=_("Book the consultation day"), address=reverse("contact_becomes_booking", args=[contact.pk])
                ),
            )
            if is_free and contact.point.code in places
            else ()
        )
        found[contact.matter] = Beside(ties=tuple(_booking_tie(b, _("Booked")) for b in mine), offers=offers)
    return found


def _requests(keys: list[int], user: User, on: date) -> dict[str, Beside]:
    ties: dict[str, list[Tie]] = defaultdict(list)
    for contact in desklog.visible_to(user, on=on).filter(request__in=keys).select_related("point"):
        ties[f"request:{contact.request_id}"].append(_contact_tie(contact, user, on))
    for row in FollowUp.objects.filter(request__in=keys).select_related("item__record__booking__slot__day__series"):
        booking = row.item.record.booking
        may_see = consultation.visible_to(user, on=on).filter(pk=booking.pk).exists()
        ties[f"request:{row.request_id}"].append(_booking_tie(booking, _("Grew out of a session"), may_see=may_see))
    return {matter: Beside(ties=tuple(found)) for matter, found in ties.items()}


def _bookings(keys: list[int], user: User, on: date) -> dict[str, Beside]:
    ties: dict[str, list[Tie]] = defaultdict(list)
    seen = desklog.visible_to(user, on=on)
    for row in BookedContact.objects.filter(booking__in=keys, contact__in=seen).select_related("contact__point"):
        ties[f"booking:{row.booking_id}"].append(_contact_tie(row.contact, user, on))
    made = FollowUp.objects.filter(item__record__booking__in=keys).select_related("request", "item__record")
    for one in made:
        ties[f"booking:{one.item.record.booking_id}"] += _request_ties([one.request], user, on)
    return {matter: Beside(ties=tuple(found)) for matter, found in ties.items()}


def _items(keys: list[int], user: User, on: date) -> dict[str, Beside]:
    found = {}
    made = {row.item_id: row.request for row in FollowUp.objects.filter(item__in=keys).select_related("request")}
    for item in ActionItem.objects.filter(pk__in=keys).select_related("record__booking__slot__day__series__point"):
        booking = item.record.booking
        if item.pk in made:
            found[f"item:{item.pk}"] = Beside(ties=_request_ties([made[item.pk]], user, on))
        elif booking.state in policies.AFTER_SESSION and (
            is_for(booking, user, on=on) or policies.is_desk(item, by=user, on=on)
        ):
            address = reverse("item_becomes_request", args=[item.pk])
            found[f"item:{item.pk}"] = Beside(
                offers=(Offer(label=_("Make it a request"), address=address, is_act=True),)
            )
    return found


def _contact_tie(contact: Contact, user: User, on: date) -> Tie:
    is_here = contact.point.code in places_of(user, on=on)
    address = f"{reverse('desk_log')}?day={contact.on}#contact-{contact.pk}" if is_here else ""
    return Tie(how=_("Grew out of a contact"), name=f"{contact.on} {contact.get_channel_display()}", address=address)


def _booking_tie(booking: Booking, how: str, *, may_see: bool = True) -> Tie:
    name = f"{booking.slot.day.day} {booking.slot.day.series.name_in(language.current())}"
    return Tie(how=how, name=name, address=reverse("my_booking", args=[booking.uid]) if may_see else "")


def _request_ties(requests: Iterable[Request], user: User, on: date) -> tuple[Tie, ...]:
    seen = set(window.visible_to(user, on=on).filter(pk__in=[one.pk for one in requests]).values_list("pk", flat=True))
    return tuple(
        Tie(
            how=_("Became a request"),
            name=one.number or "",
            address=reverse("request_page", args=[one.pk]) if one.pk in seen else "",
        )
        for one in requests
    )
