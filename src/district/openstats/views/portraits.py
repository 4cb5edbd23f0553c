"""企业知识产权画像: the portrait of an organisation for everybody, and with the services it used for staff."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from district.accounts.doors import everyone, open_to, roles_here
from district.accounts.models import User
from district.accounts.roles import Role
from district.audit.actions import note_reading
from district.design import language
from district.design.language import Lang
from district.design.views import problem
from district.openstats import provider, selection, words
from district.openstats.provider import NotAnswered, Portrait
from district.openstats.services.used import used_by
from district.openstats.words import named

SHOWN = 8
"""Lines of a list on the page, which has to stay one sheet of A4; how many there are stands beside it."""
STAFF = (Role.POINT_STAFF, Role.POINT_HEAD, Role.DISTRICT_OFFICER)


@open_to(everyone)
def portraits(request: HttpRequest) -> HttpResponse:
    """Find an organisation by a part of its name or by its credit code; the name typed stands in no address."""
    asked = request.POST.get("name", "").strip()[:80]
    found = provider.opened().organisations_named(asked) if asked else ()
    return render(request, "openstats/portraits.html", {"asked": asked, "found": found, "room": "statistics"})


@open_to(everyone)
def portrait(request: HttpRequest, organisation: str) -> HttpResponse:
    """An organisation's public facts on one page."""
    return _page(request, organisation, {"may_see_more": bool(roles_here(request) & set(STAFF))})


@open_to(*STAFF)
def portrait_desk(request: HttpRequest, organisation: str) -> HttpResponse:
    """The same page with the services used, to be carried to a visit; who read it stands in the audit log."""
    assert isinstance(request.user, User)
    note_reading(subject=f"portrait:{organisation[:40]}", by=request.user, at=timezone.now())
    used = used_by(organisation, user=request.user, on=timezone.localdate())
    return _page(request, organisation, {"is_desk": True, "used": used})


def _page(request: HttpRequest, organisation: str, more: dict[str, Any]) -> HttpResponse:
    stats, lang = provider.opened(), language.current()
    on = selection.read_day(request.GET.get("on"), default=selection.default_day(stats))
    try:
        found = stats.portrait(organisation, on=on)
    except NotAnswered:
        return _nobody(request)
    given = {"page": found, "room": "statistics", "shown": SHOWN} | _lines(found, lang) | more
    return render(request, "openstats/portrait.html", given)


def _lines(found: Portrait, lang: Lang) -> dict[str, Any]:
    bands = [band for band in _bands() if band[0] >= 0 or any(-1 in ages for ages in found.in_force.values())]
    return {
        "bands": [name for _first, name in bands],
        "types": [
            {
                "name": named(words.RIGHT_TYPES, right_type),
                "ages": [ages.get(first, 0) for first, _name in bands],
                "total": sum(ages.values()),
            }
            for right_type, ages in found.in_force.items()
        ],
        "stages": [(provider.word("portrait.stage", stage, lang=lang), n) for stage, n in found.pending.items()],
        "fees": found.fees[:SHOWN],
        "fee_sum": sum(one.fee.amount for one in found.fees),
        "restorable": found.restorable[:SHOWN],
        "expiring": found.expiring[:SHOWN],
        "steps": [
            {"text": provider.sentence(step.code, lang=lang, values={"n": step.count}), "source": step.source}
            for step in found.next_steps
        ],
    }


def _bands() -> tuple[tuple[int, str], ...]:
    return (
        (0, _("under 3 years")),
        (3, _("3 to 5")),
        (6, _("6 to 9")),
        (10, _("10 and more")),
        (-1, _("age not known")),
    )


def _nobody(request: HttpRequest) -> HttpResponse:
    return problem(
        request,
        status=404,
        heading=_("There is no portrait under this address"),
        text=_("Portraits are of organisations that stand on patents in the files; of natural persons there are none."),
        steps=(_("Look for the organisation by its name."),),
    )
