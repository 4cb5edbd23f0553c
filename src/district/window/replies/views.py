"""Pages of the answer templates."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from district.accounts.answers import refused, said
from district.accounts.doors import open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.casework import CaseRefusal
from district.design import language
from district.window.replies import actions, queries
from district.window.replies.forms import TemplateForm
from district.window.replies.models import AnswerTemplate
from district.window.replies.places import PLACES

EDITORS = (Role.POINT_HEAD, Role.DISTRICT_OFFICER)


@open_to(Role.POINT_STAFF, *EDITORS)
def templates(request: HttpRequest) -> HttpResponse:
    """The templates of my points, those used most first."""
    by, on = cast(User, request.user), timezone.localdate()
    mine = set(queries.edited_by(by, on=on).values_list("pk", flat=True))
    topics = dict(queries.topics()) if language.current() == "en" else {}
    rows = [(one, one.pk in mine, _fits(one, topics)) for one in queries.visible_to(by, on=on)]
    return render(request, "replies/templates.html", {"room": "desk", "rows": rows})


def _fits(one: AnswerTemplate, topics: dict[str, str]) -> str:
    if one.item is not None:
        return str(getattr(one.item, f"name_{language.current()}"))
    return topics.get(one.topic, one.topic)


@open_to(*EDITORS)
def new(request: HttpRequest) -> HttpResponse:
    """Write a template."""
    return _write(request, None)


@open_to(*EDITORS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a template, or offer it no longer."""
    mine = queries.edited_by(cast(User, request.user), on=timezone.localdate())
    template = get_object_or_404(mine, pk=pk)
    if request.method == "POST" and "retire" in request.POST:
        with said(request, _("The template is no longer offered.")):
            actions.retire(template=template, by=cast(User, request.user), at=timezone.now())
        return redirect("answer_templates")
    return _write(request, template)


def _write(request: HttpRequest, template: AnswerTemplate | None) -> HttpResponse:
    by, at, status = cast(User, request.user), timezone.now(), 200
    first = {field: getattr(template, field) for field in TemplateForm.base_fields} if template else None
    form = TemplateForm(request.POST or None, initial=first, user=by, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(told=form.told(), by=by, at=at, template=template)
        except CaseRefusal as refusal:
            status = refused(form, refusal)
        else:
            return redirect("answer_templates")
    places = [(f"{{{name}}}", said_as) for name, (said_as, _fill) in PLACES.items()]
    given = {"room": "desk", "form": form, "template": template, "places": places}
    return render(request, "replies/template.html", given, status=status)
