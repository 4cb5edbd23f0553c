"""The privacy notice, my data, and the administrator's desk of erasures and legal holds."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.answers import said
from district.accounts.doors import everyone, open_to, signed_in
from district.accounts.models import ErasureRequest, LegalHold, User
from district.accounts.privacy import erasure, export
from district.accounts.privacy import notice as privacy_notice
from district.accounts.privacy.declarations import is_on_hold
from district.accounts.roles import Role
from district.audit.actions import record_reading
from district.limits.doors import limited


@open_to(everyone)
def notice(request: HttpRequest) -> HttpResponse:
    """What is kept about people, what for, how long, who sees it; accepted here."""
    given = {
        "lines": privacy_notice.lines(),
        "version": privacy_notice.version(),
        "accepted": isinstance(request.user, User) and privacy_notice.has_accepted(request.user),
        "next": request.GET.get("next", ""),
    }
    return render(request, "accounts/privacy_notice.html", given)


@signed_in
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Accept the version that was shown, then go on where one came from."""
    with said(request, _("You have accepted the privacy notice.")):
        privacy_notice.accept(by=cast(User, request.user), at=timezone.now(), seen=request.POST.get("version", ""))
    onward = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(onward)
    return redirect("my_account")


@signed_in
@limited("accounts.export", most=10, seconds=86_400)
@require_POST
def export_my_data(request: HttpRequest) -> HttpResponse:
    """Everything about me as a ZIP."""
    user, now = cast(User, request.user), timezone.now()
    record_reading(subject=f"export:{user.pk}", by=user, at=now)
    response = HttpResponse(export.export_of(user, at=now), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="patentry-{user.username}.zip"'
    return response


@signed_in
@require_POST
def ask_erasure(request: HttpRequest) -> HttpResponse:
    """Ask for the erasure of my account."""
    with said(request, _("Your request is stored; an administrator decides on it.")):
        erasure.ask(by=cast(User, request.user), at=timezone.now())
    return redirect("my_account")


@open_to(Role.SYSTEM_ADMINISTRATOR)
def erasures(request: HttpRequest) -> HttpResponse:
    """Who asked to be erased."""
    waiting = ErasureRequest.objects.filter(done_at__isnull=True, refused_at__isnull=True).select_related("user")
    requests = [(one, is_on_hold(one.user)) for one in waiting.order_by("asked_at")]
    return render(request, "accounts/erasures.html", {"requests": requests})


@open_to(Role.SYSTEM_ADMINISTRATOR)
@require_POST
def decide_erasure(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase or refuse."""
    asked, by, now = get_object_or_404(ErasureRequest, pk=pk), cast(User, request.user), timezone.now()
    if "erase" in request.POST:
        with said(request, _("The account is erased.")):
            erasure.erase(request=asked, by=by, at=now)
    else:
        with said(request, _("The erasure is refused.")):
            erasure.refuse(request=asked, by=by, at=now)
    return redirect("erasures")


@open_to(Role.SYSTEM_ADMINISTRATOR)
@require_POST
def place_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Place a legal hold on a person."""
    user = get_object_or_404(User, pk=pk)
    with said(request, _("The legal hold stands.")):
        reason = request.POST.get("reason", "")[:200]
        erasure.hold(user=user, reason=reason, by=cast(User, request.user), at=timezone.now())
    return redirect("person", pk=pk)


@open_to(Role.SYSTEM_ADMINISTRATOR)
@require_POST
def lift_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift a legal hold."""
    hold = get_object_or_404(LegalHold, pk=pk)
    with said(request, _("The legal hold is lifted.")):
        erasure.lift(hold=hold, by=cast(User, request.user), at=timezone.now())
    return redirect("person", pk=hold.user_id)
