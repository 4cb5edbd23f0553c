"""What everybody may read: the network, a point, the catalogue, the alliance."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from district.accounts.doors import everyone, open_to
from district.design import language
from district.design.views import problem
from district.directory import network_map, queries, rules
from district.directory.models import HoursException, ServicePoint
from district.directory.words import CHANNELS, LANGUAGES

CHIPS = (
    ("all", gettext_lazy("All")),
    ("window", gettext_lazy("Windows")),
    ("mediation", gettext_lazy("Mediation rooms")),
    ("overseas", gettext_lazy("Overseas")),
    ("open", gettext_lazy("Open now")),
)


@open_to(everyone)
def network(request: HttpRequest) -> HttpResponse:
    """The service network: the list carries everything, the schematic map only helps."""
    lang = language.current()
    wanted = request.GET.get("show", "all")
    wanted = wanted if wanted in queries.CHOICES else "all"
    groups = queries.network(wanted=wanted, at=timezone.localtime(), lang=lang)
    return render(
        request,
        "directory/network.html",
        {
            "room": "network",
            "groups": groups,
            "count": sum(len(group.places) for group in groups),
            "wanted": wanted,
            "chips": CHIPS,
            **network_map.shown(groups, lang),
        },
    )


@open_to(everyone)
def point(request: HttpRequest, code: str) -> HttpResponse:
    """One service point: hours, facilities, services."""
    found = queries.point_named(code)
    if found is None:
        return _no_such(request, _("There is no such service point"))
    lang = language.current()
    by, today = request.user, timezone.localdate()
    given: dict[str, Any] = {
        "room": "network",
        "keeps": rules.may_keep(by, found, on=today),
        "works": (works := rules.may_take(by, found, on=today)),
        "on_duty": found.duties.filter(weekday=today.weekday()).select_related("person") if works else (),
        "place": queries.place_of(found, at=timezone.localtime(), lang=lang),
        "kind": found.get_kind_display(),
        "facilities": [
            (row.pk, row.get_kind_display(), _said(row, "name"), row.seats) for row in found.facilities.all()
        ],
        "items": [(item.code, _said(item, "name")) for item in found.items.all()],
        "plaque_until": found.plaque_until,
        "plaque_runs": found.plaque_until is not None and found.plaque_until >= timezone.localdate(),
        "exceptions": [(row.day, row.opens, row.closes, _said(row, "reason")) for row in _exceptions(found)],
    }
    return render(request, "directory/point.html", given)


def _exceptions(found: ServicePoint) -> list[HoursException]:
    today = timezone.localtime().date()
    return sorted((row for row in found.exceptions.all() if row.day >= today), key=lambda row: row.day)


@open_to(everyone)
def services(request: HttpRequest) -> HttpResponse:
    """The service catalogue: what for, for whom, on what basis, how long, at what cost."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in queries.catalogue():
        groups.setdefault(_said(item, "group"), []).append(
            {
                "code": item.code,
                "name": _said(item, "name"),
                "audience": _said(item, "audience"),
                "basis": item.basis,
                "materials": [line for line in _said(item, "materials").splitlines() if line],
                "channels": [CHANNELS[channel] for channel in item.channels if channel in CHANNELS],
                "promise": item.promise_days,
                "fee": _said(item, "fee"),
                "result": _said(item, "result"),
                "points": [(place.code, _said(place, "name")) for place in item.points.all()],
                "verified_on": item.verified_on,
                "room": item.room,
            }
        )
    return render(request, "directory/services.html", {"room": "services", "groups": groups.items()})


@open_to(everyone)
def alliance(request: HttpRequest) -> HttpResponse:
    """The operation service alliance."""
    members = [
        {
            "code": member.code,
            "name": _said(member, "name"),
            "qualifications": _said(member, "qualifications"),
            "topics": _said(member, "topics"),
            "languages": [LANGUAGES.get(code, code) for code in member.languages],
            "conflict_declared_on": member.conflict_declared_on,
            "verified_on": member.verified_on,
        }
        for member in queries.alliance()
    ]
    return render(request, "directory/alliance.html", {"room": "network", "members": members})


def _said(row: object, field: str) -> str:
    return str(getattr(row, f"{field}_{language.current()}"))


def _no_such(request: HttpRequest, heading: str) -> HttpResponse:
    return problem(
        request,
        status=404,
        heading=heading,
        text=_("It may have moved or its code may be mistyped."),
        steps=(_("Look it up in the list of the service network."),),
    )
