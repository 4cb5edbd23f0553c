"""企业知识产权画像: the portrait of an organisation for everybody, and with the services used for staff."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from district.accounts.doors import everyone, open_to, roles_here
from district.accounts.models import User
from district.accounts.roles import Role
from district.audit.actions import note_reading
from district.design import language
from district.design.views import problem
from district.openstats import portrait_page, portrait_paper, provider, selection
from district.openstats.portrait_page import PortraitPage
from district.openstats.provider import NotAnswered
from district.openstats.services.used import Used, used_by
from patentry.reports import ReportError

STAFF = (Role.POINT_STAFF, Role.POINT_HEAD, Role.DISTRICT_OFFICER)


@open_to(everyone)
def portraits(request: HttpRequest) -> HttpResponse:
    """Find an organisation by a part of its name or by its credit code; the name typed stands in no address."""
    return _found(request, {"portrait_url": "portrait"})


@open_to(*STAFF)
def portraits_desk(request: HttpRequest) -> HttpResponse:
    """The same, leading to the portraits with the services used."""
    return _found(request, {"portrait_url": "portrait_desk", "is_desk": True})


@open_to(everyone)
def portrait(request: HttpRequest, organisation: str) -> HttpResponse:
    """An organisation's public facts on one page."""
    page = _page(request, organisation)
    if page is None:
        return _nobody(request)
    return _shown(request, page, {"may_see_more": bool(roles_here(request) & set(STAFF))})


@open_to(everyone)
def portrait_sheet(request: HttpRequest, organisation: str) -> HttpResponse:
    """The public facts as a sheet of A4."""
    page = _page(request, organisation)
    return _nobody(request) if page is None else _printed(request, page)


@open_to(*STAFF)
def portrait_desk(request: HttpRequest, organisation: str) -> HttpResponse:
    """The same page with the services used, to be carried to a visit; who read it stands in the audit log."""
    page = _page(request, organisation)
    if page is None:
        return _nobody(request)
    answer = _shown(request, page, {"is_desk": True, "used": _read_by_staff(request, organisation)})
    add_never_cache_headers(answer)
    return answer


@open_to(*STAFF)
def portrait_desk_sheet(request: HttpRequest, organisation: str) -> HttpResponse:
    """The sheet with the services used; this reading stands in the audit log, too."""
    page = _page(request, organisation)
    if page is None:
        return _nobody(request)
    answer = _printed(request, page, _read_by_staff(request, organisation))
    add_never_cache_headers(answer)
    return answer


def _found(request: HttpRequest, more: dict[str, object]) -> HttpResponse:
    asked = request.POST.get("name", "").strip()[:80]
    found = provider.opened().organisations_named(asked)
    return render(request, "openstats/portraits.html", {"asked": asked, "found": found, "room": "statistics"} | more)


def _page(request: HttpRequest, organisation: str) -> PortraitPage | None:
    """None where there is no such organisation, or it is a person."""
    stats = provider.opened()
    on = selection.read_day(request.GET.get("on"), default=selection.default_day(stats))
    try:
        return portrait_page.gather(stats.portrait(organisation, on=on), lang=language.current())
    except NotAnswered:
        return None


def _read_by_staff(request: HttpRequest, organisation: str) -> Sequence[Used]:
    assert isinstance(request.user, User)
    note_reading(subject=f"portrait:{organisation[:40]}", by=request.user, at=timezone.now())
    return used_by(organisation, user=request.user, on=timezone.localdate())


def _shown(request: HttpRequest, page: PortraitPage, more: dict[str, object]) -> HttpResponse:
    given = {"words": page, "page": page.found, "shown": portrait_page.SHOWN, "room": "statistics"}
    return render(request, "openstats/portrait.html", given | more)


def _printed(request: HttpRequest, page: PortraitPage, used: Sequence[Used] | None = None) -> HttpResponse:
    stats = provider.opened()
    try:
        made = portrait_paper.print_one(page, lang=language.current(), at=stats.taken_at or timezone.now(), used=used)
    except ReportError as error:
        return problem(
            request,
            status=422,
            heading=_("This sheet cannot be set"),
            text=str(error),
            steps=(_("Print the page itself from the browser; it is made for one sheet of A4."),),
        )
    answer = HttpResponse(made, content_type="application/pdf")
    name = f"portrait-{page.found.organisation}-{page.found.on.isoformat()}-{language.current()}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _nobody(request: HttpRequest) -> HttpResponse:
    return problem(
        request,
        status=404,
        heading=_("There is no portrait under this address"),
        text=_("Portraits are of organisations that stand on patents in the files; of natural persons there are none."),
        steps=(_("Look for the organisation by its name."),),
    )
