"""The workspace: one's matters in every room, and for the desk what waits there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from district.accounts import matters
from district.accounts import queries as accounts
from district.accounts.doors import roles_here, signed_in
from district.accounts.models import User
from district.accounts.roles import Role
from district.collection import queries as collection
from district.design import language
from district.directory import kept
from district.window import queries as window
from district.window.listcheck import queries as listcheck
from district.window.states import OPEN
from district.window.words import TONE, state_said

DESK = frozenset({Role.POINT_STAFF, Role.POINT_HEAD})
OFFICE = frozenset({Role.DISTRICT_OFFICER, Role.SYSTEM_ADMINISTRATOR})
LATEST = 5


@dataclass(frozen=True, slots=True)
class Tile:
    """A door of the workspace: where it leads, what it is called, how much waits behind it (None: not counted)."""

    address: str
    name: str
    waiting: int | str | None = None


@signed_in
def workspace(request: HttpRequest) -> HttpResponse:
    """What is mine to do and to follow."""
    by, at = cast(User, request.user), timezone.localtime()
    roles = roles_here(request)
    given = {
        "room": "workspace",
        "own": _own(by, at),
        "latest": [
            (row, state_said(row.state), TONE.get(row.state, ""))
            for row in window.of_applicant(by, on=at.date())[:LATEST]
        ],
        "desk": _open_to(roles, _desk(by, at.date(), roles)) if roles & DESK else (),
        "expert": (Tile(reverse("consultation_expert"), _("My sessions")),) if Role.EXPERT in roles else (),
        "audit": (Tile(reverse("audit_log"), _("Audit log")),) if Role.AUDITOR in roles else (),
        "office": _open_to(roles, _office(by, at.date(), roles)) if roles & OFFICE else (),
    }
    return render(request, "portal/workspace.html", given)


def _open_to(roles: frozenset[Role], tiles: tuple[Tile, ...]) -> tuple[Tile, ...]:
    """Leave out the doors that are closed to these roles: the page behind a door says who may open it."""
    doors = [(tile, resolve(tile.address.partition("?")[0]).func.door) for tile in tiles]  # type: ignore[attr-defined]
    return tuple(tile for tile, door in doors if not door.roles or door.roles & roles)


def _own(by: User, at: datetime) -> tuple[Tile, ...]:
    mine = window.of_applicant(by, on=at.date())
    return (
        Tile(reverse("matters"), _("Waiting for me"), matters.number_waiting_for(by, at=at)),
        Tile(reverse("request_new"), _("File a request")),
        Tile(reverse("requests"), _("Requests that are open"), mine.filter(state__in=(*OPEN, "resolved")).count()),
        Tile(reverse("my_bookings"), _("My consultations")),
        Tile(reverse("prior_art"), _("Prior-art search")),
        Tile(reverse("workbench"), _("My search projects")),
        *_listed(by, at.date()),
        Tile(reverse("notices"), _("My notices")),
        Tile(reverse("my_account"), _("Account and organisations")),
    )


def _listed(by: User, on: date) -> tuple[Tile, ...]:
    """The list check, for a firm that has filings on a list."""
    mine = listcheck.of_firms(by, on=on)
    if not mine.exists():
        return ()
    return (Tile(reverse("my_listed"), _("Listed filings of my firm"), mine.filter(state="open").count()),)


def _desk(by: User, on: date, roles: frozenset[Role]) -> tuple[Tile, ...]:
    def counted(view: str, name: str) -> Tile:
        waiting = window.counted(window.desk(by, view=view, on=on))
        return Tile(f"{reverse('request_desk')}?view={view}", name, waiting)

    return (
        counted("mine", _("Requests I handle")),
        counted("unassigned", _("Requests nobody handles")),
        counted("overdue", _("Requests that are late")),
        Tile(reverse("desk_log"), _("Record a contact")),
        Tile(reverse("consultation_desk"), _("Board of the consultation day")),
        Tile(reverse("consultation_rosters"), _("Rosters of the consultation day")),
        Tile(reverse("list_checks"), _("List check")),
        Tile(reverse("portraits_desk"), _("Portraits of organisations")),
        Tile(reverse("returns"), _("Returns of the point")),
        Tile(reverse("evaluations"), _("Annual evaluation")),
        Tile(reverse("facilities"), _("Calendars of facilities")),
        *(_directory(by, on) if Role.POINT_HEAD in roles else ()),
    )


def _directory(by: User, on: date) -> tuple[Tile, ...]:
    due = sum(line.is_due for line in kept.lines(by, on=on, lang=language.current()))
    return (Tile(reverse("entries"), _("Directory: entries to verify"), due),)


def _office(by: User, on: date, roles: frozenset[Role]) -> tuple[Tile, ...]:
    late = window.counted(window.desk(by, view="overdue", on=on))
    return (
        Tile(reverse("claims"), _("Claims to verify"), accounts.claims_waiting().count()),
        Tile(f"{reverse('request_desk')}?view=overdue", _("Requests that are late"), late),
        Tile(reverse("people"), _("People and their roles")),
        Tile(reverse("erasures"), _("Erasure requests")),
        *(_directory(by, on) if Role.DISTRICT_OFFICER in roles else ()),
        Tile(reverse("returns"), _("Returns of service points")),
        Tile(reverse("evaluations"), _("Annual evaluation")),
        Tile(reverse("list_checks"), _("List check")),
        Tile(reverse("portraits_desk"), _("Portraits of organisations")),
        Tile(reverse("uploads"), _("Office data"), collection.waiting()),
        Tile(reverse("index_desk"), _("Search index")),
        Tile(reverse("release_desk"), _("Releases on their way")),
        Tile(reverse("official_values"), _("Official values")),
    )
