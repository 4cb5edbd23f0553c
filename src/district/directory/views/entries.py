"""Keeping entries: the list with what is due, one entry of each kind, the map."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.answers import refused, said, say_errors
from district.casework import CaseRefusal
from district.design import language
from district.directory import kept, queries, rules
from district.directory.actions import keeping
from district.directory.forms import (
    ItemForm,
    MapForm,
    MemberForm,
    NewItemForm,
    NewMemberForm,
    NewPointForm,
    VerifyForm,
    again,
)
from district.directory.models import AllianceMember, ServiceItem, ServicePoint
from district.directory.views.answers import asked_by, entry_kept, for_keepers, for_officers, page
from district.directory.words import FIELDS, KINDS

PAGES = {"point": "keep_point", "item": "keep_item", "member": "keep_member"}
NEW: dict[str, tuple[type[kept.Entry], type[Any]]] = {
    "point": (ServicePoint, NewPointForm),
    "item": (ServiceItem, NewItemForm),
    "member": (AllianceMember, NewMemberForm),
}
FORMS: dict[str, type[Any]] = {"item": ItemForm, "member": MemberForm}


@for_keepers
def entries(request: HttpRequest) -> HttpResponse:
    """The entries somebody keeps, what is due to be verified first."""
    by, today = asked_by(request), timezone.localdate()
    rows = [(line, KINDS[line.kind], PAGES[line.kind]) for line in kept.lines(by, on=today, lang=language.current())]
    given = {
        "due": [row for row in rows if row[0].is_due],
        "others": [row for row in rows if not row[0].is_due],
        "all": rules.may_keep_all(by, on=today),
        "again_on": again(today),
    }
    return page(request, "entries", given)


@for_officers
def item(request: HttpRequest, code: str) -> HttpResponse:
    """Edit an item of the catalogue."""
    return _entry(request, "item", code)


@for_officers
def member(request: HttpRequest, code: str) -> HttpResponse:
    """Edit a member of the alliance."""
    return _entry(request, "member", code)


def _entry(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    entry, status = entry_kept(request, kind, code), 200
    form = FORMS[kind](request.POST or None, instance=entry)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.put(entry=entry, told=form.cleaned_data, by=asked_by(request), at=timezone.now())
            messages.success(request, _("The entry is stored."))
            return redirect(PAGES[kind], code=code)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    return page(request, "entry", {"form": form, **about(kind, entry, form)}, status=status)


def about(kind: str, entry: kept.Entry, form: forms.BaseForm) -> dict[str, Any]:
    """Answer what every page of an entry shows beside its form."""
    stored = type(entry).objects.get(pk=entry.pk)
    labels = FIELDS | {name: field.label or name for name, field in form.fields.items()}
    today = timezone.localdate()
    return {
        "kind": kind,
        "kind_name": KINDS[kind],
        "entry": stored,
        "name": getattr(stored, f"name_{language.current()}"),
        "is_due": stored.verify_again_on <= today,
        "verify": VerifyForm(initial={"again_on": again(today)}),
        "changes": kept.changes(stored, labels=labels),
    }


@for_officers
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add an entry to the directory; whoever adds it vouches for it."""
    model, form_class = NEW[kind]
    form, status = form_class(request.POST or None, instance=model()), 200
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        told = form.cleaned_data | {"verified_on": today, "verify_again_on": again(today)}
        try:
            entry = keeping.put(entry=model(code=told["code"]), told=told, by=asked_by(request), at=timezone.now())
            messages.success(request, _("The entry is stored."))
            return redirect(PAGES[kind], code=entry.code)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    return page(request, "entry", {"form": form, "kind": kind, "kind_name": KINDS[kind]}, status=status)


@for_keepers
@require_POST
def verify(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Vouch for an entry as it stands."""
    entry, form = entry_kept(request, kind, code), VerifyForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
    else:
        with said(request, _("Verified. You will be reminded when it is due again.")):
            keeping.verify(entry=entry, again_on=form.cleaned_data["again_on"], by=asked_by(request), at=timezone.now())
    return redirect("entries") if "list" in request.POST else redirect(PAGES[kind], code=code)


@for_officers
def the_map(request: HttpRequest) -> HttpResponse:
    """The map's areas and its approval number."""
    sheet, status = queries.map_sheet(), 200
    first = (
        {"approval_number": sheet.approval_number, "geojson": json.dumps(sheet.geojson, ensure_ascii=False, indent=1)}
        if sheet
        else None
    )
    form = MapForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.put_map(**form.cleaned_data, by=asked_by(request), at=timezone.now())
            messages.success(request, _("The map is stored."))
            return redirect("keep_map")
        except CaseRefusal as refusal:
            status = refused(form, refusal)
    return page(request, "keep_map", {"form": form}, status=status)
