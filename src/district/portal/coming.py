"""Rooms of the site that are not open yet: what each will do, and the service items by which it is served today.

Each page stands at the address the room will have, so that links to it stay right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from district.accounts.doors import everyone, open_to
from district.design import language
from district.directory import queries
from district.directory.kinds import SiteRoom


@dataclass(frozen=True, slots=True)
class ComingRoom:
    """A room to come: what it is for, and what one will be able to do in it."""

    room: SiteRoom
    about: str | Promise
    will: tuple[str | Promise, ...]
    figures: str = ""
    """The place on the home page with the published facts about it."""


ROOMS = {
    one.room: one
    for one in (
        ComingRoom(
            SiteRoom.PROTECTION,
            _("Rights assistance, mediation, rapid pre-examination and help with disputes abroad."),
            (
                _("file a case with its evidence and follow it step by step"),
                _("see who reads what, and the day by which each side has to act"),
                _("have a mediated agreement confirmed by the court"),
            ),
        ),
        ComingRoom(
            SiteRoom.GATHERINGS,
            _("Training, legal literacy and touring trials."),
            (
                _("see the calendar of trainings, lectures and trials"),
                _("register, sign in at the door and receive the materials"),
                _("attend a touring trial as a listener"),
            ),
        ),
        ComingRoom(
            SiteRoom.CULTIVATION,
            _("Leading enterprises and service institutions cultivate high-value patents together."),
            (
                _("plan a project with its patent points and layout"),
                _("have patents graded and risks assessed along the way"),
                _("show what a centre has reached, in figures anybody can check"),
            ),
            "cultivation",
        ),
        ComingRoom(
            SiteRoom.RECOGNITION,
            _("Pilot, advantageous and demonstration enterprises, at city and national level."),
            (
                _("compare your organisation with the conditions of a level"),
                _("put the application together from what the site already holds"),
                _("be reminded of reviews and renewals"),
            ),
            "recognition",
        ),
    )
}


@open_to(everyone)
def coming(request: HttpRequest, room: str) -> HttpResponse:
    """What the room will do, and the way that is open today."""
    lang = language.current()
    told = ROOMS[SiteRoom(room)]
    items = [
        {
            "code": item.code,
            "name": getattr(item, f"name_{lang}"),
            "audience": getattr(item, f"audience_{lang}"),
            "promise": item.promise_days,
            "fee": getattr(item, f"fee_{lang}"),
            "points": [(point.code, getattr(point, f"name_{lang}")) for point in item.points.all()],
        }
        for item in queries.items_of_room(room)
    ]
    given: dict[str, Any] = {"room": room, "told": told, "items": items}
    return render(request, "portal/coming.html", given)
