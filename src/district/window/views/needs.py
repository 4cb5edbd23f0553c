"""From a need to a filed request, and the list of one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from district.accounts import acting
from district.accounts.answers import accept_as_ticked
from district.accounts.doors import everyone, open_to, signed_in
from district.accounts.privacy.notice import asked_of
from district.casework import CaseRefusal
from district.design import language
from district.directory.models import ServiceItem
from district.limits.doors import limited
from district.window import actions, queries
from district.window.forms import NeedForm
from district.window.models import Request
from district.window.views import guests
from district.window.views.answers import asked_by, sentence
from district.window.words import TONE, state_said

PAGE = 20


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """My requests and my organisation's."""
    rows = queries.of_applicant(asked_by(request), on=timezone.localdate())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    listed = [(row, state_said(row.state), TONE.get(row.state, "")) for row in page]
    return render(request, "window/mine.html", {"room": "requests", "listed": listed, "page": page})


@open_to(everyone)
@never_cache
@limited("window.need", most=60, seconds=3_600)
def new(request: HttpRequest) -> HttpResponse:
    """Describe a need; keep it as a draft or file it. `?item=` begins with an item of the catalogue.

    Nobody has to be signed in to begin: what was described waits in the session for its owner.
    """
    item = ServiceItem.objects.filter(code=request.GET.get("item", "")[:50]).first()
    first = _begun(item) if item else guests.begun(request)
    if not request.user.is_authenticated:
        return guests.begin(request, first=first)
    return _need(request, None, begun=first)


def _begun(item: ServiceItem) -> dict[str, str]:
    return {"topic": item.group_zh, "title": str(getattr(item, f"name_{language.current()}"))}


@signed_in
@limited("window.need", most=60, seconds=3_600)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a draft."""
    return _need(request, get_object_or_404(Request, pk=pk, state="draft", applicant=asked_by(request)))


def _need(request: HttpRequest, draft: Request | None, *, begun: dict[str, str] | None = None) -> HttpResponse:
    by, at = asked_by(request), timezone.now()
    told: dict[str, Any] = {name: getattr(draft, name) for name in NeedForm.base_fields} if draft else {**(begun or {})}
    first = {"organisation": acting.organisation_of(request)} | told
    form = NeedForm(request.POST or None, initial=first, user=by, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        need = form.described()
        try:
            accept_as_ticked(request, at=at)
            kept = (
                actions.redraft(request=draft, need=need, by=by, at=at)
                if draft
                else actions.draft(need=need, by=by, at=at)
            )
            guests.forget(request)
            if "submit" in request.POST:
                actions.submit(request=kept, by=by, at=at)
                messages.success(request, _("Your request is filed. You see here how it goes on."))
            else:
                messages.success(request, _("The draft is kept. Nobody else sees it."))
            return redirect("request_page", pk=kept.pk)
        except CaseRefusal as refusal:
            messages.error(request, sentence(refusal))
            kept_draft = draft or Request.objects.filter(applicant=by, state="draft", created_at=at).first()
            if kept_draft:
                return redirect("request_edit", pk=kept_draft.pk)
    return render(
        request,
        "window/need.html",
        {"room": "requests", "form": form, "draft": draft, "asks_for_notice": asked_of(by)},
    )
