"""The five doors of the service network (一站一室一庭一窗一厅): what each is for, and the room of the site behind it.

What one can do at each door is the district's choice; how many there are and where, the directory says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from district.accounts.doors import everyone, open_to
from district.design import language
from district.directory import queries
from district.directory.kinds import FacilityKind
from district.directory.models import Facility


@dataclass(frozen=True, slots=True)
class FacilityDoor:
    """One of the five: its sign, its words, what it is for, and what to do behind it (address name and words)."""

    kind: FacilityKind
    sign: str
    name: str | Promise
    more: str | Promise
    about: str | Promise
    leads_to: str
    action: str | Promise

    @property
    def address(self) -> str:
        """The room of the site behind the door."""
        return reverse(self.leads_to)


FIVE = (
    FacilityDoor(
        FacilityKind.STATION,
        "站",
        _("Station"),
        _("Meet judge or expert"),
        _("An adviser’s seat close to the enterprise. Alliance experts and judges come on announced days."),
        "consultation",
        _("Book an expert"),
    ),
    FacilityDoor(
        FacilityKind.ROOM,
        "室",
        _("Room"),
        _("Mediation"),
        _("A room where a mediator hears both sides of a dispute; a court can confirm what they agree on."),
        "protection",
        _("How to ask for mediation"),
    ),
    FacilityDoor(
        FacilityKind.COURT,
        "庭",
        _("Court"),
        _("Touring trials"),
        _("A court room in the district: the court comes here to hear IP cases, and the public can attend."),
        "gatherings",
        _("How to attend a trial"),
    ),
    FacilityDoor(
        FacilityKind.WINDOW,
        "窗",
        _("Window"),
        _("Requests, progress"),
        _("A counter that takes every request and brings it to the right place. Online it is always open."),
        "request_new",
        _("File a request"),
    ),
    FacilityDoor(
        FacilityKind.HALL,
        "厅",
        _("Hall"),
        _("Training, exhibitions"),
        _("A hall for training, lectures and exhibitions, open to enterprises and the public."),
        "gatherings",
        _("How to join a training"),
    ),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A facility as the page lists it."""

    name: str
    seats: int
    place: queries.Place


@open_to(everyone)
def doors(request: HttpRequest) -> HttpResponse:
    """One station, one room, one court, one window, one hall: what each is, and which there are."""
    at, lang = timezone.localtime(), language.current()
    found = queries.facilities()
    listed = [(door, [_seen(row, at, lang) for row in found.get(door.kind, ())]) for door in FIVE]
    given: dict[str, Any] = {"room": "network", "doors": listed}
    return render(request, "portal/doors.html", given)


def _seen(row: Facility, at: datetime, lang: language.Lang) -> Seen:
    place = queries.place_of(row.point, at=at, lang=lang)
    return Seen(str(getattr(row, f"name_{lang}")), row.seats, place)
