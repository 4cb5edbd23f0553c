"""Reads of the answer templates."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.design.language import Lang
from district.directory.models import ServiceItem
from district.window.models import Request
from district.window.replies.models import AnswerTemplate
from district.window.replies.places import filled


def visible_to(user: User, *, on: date) -> QuerySet[AnswerTemplate]:
    """Answer the templates in use that somebody may see: every point's, their points', and for the district all."""
    used = AnswerTemplate.objects.filter(retired_at__isnull=True).select_related("point", "item")
    if Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on):
        return used
    return used.filter(Q(point__isnull=True) | Q(point__code__in=accounts.places_of(user, on=on)))


def edited_by(user: User, *, on: date) -> QuerySet[AnswerTemplate]:
    """Answer the templates somebody may change: a head those of their points, a district officer every point's."""
    seen = visible_to(user, on=on)
    if Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on):
        return seen.filter(point__isnull=True)
    return seen.filter(point__code__in=accounts.places_of(user, on=on, roles=(Role.POINT_HEAD,)))


def topics() -> tuple[tuple[str, str], ...]:
    """Answer the groups of the catalogue in both languages, in its order."""
    return tuple(dict.fromkeys(ServiceItem.objects.order_by("code").values_list("group_zh", "group_en")))


def for_request(request: Request, *, user: User, on: date) -> QuerySet[AnswerTemplate]:
    """Answer the templates that fit a request, those used most first: of its item, of its topic, of everything."""
    here = visible_to(user, on=on).filter(Q(point__isnull=True) | Q(point=request.point_id))
    topics = {"", request.topic, request.item.group_zh if request.item else ""}
    return here.filter(Q(item__isnull=True) | Q(item=request.item_id), topic__in=topics)


def text_for(template: AnswerTemplate, *, request: Request, on: date) -> str:
    """Answer a template's text for a request, in the language its applicant speaks."""
    lang: Lang = "zh" if request.speech == "zh" or not template.text_en else "en"
    return filled(template.text_en if lang == "en" else template.text_zh, request=request, lang=lang, on=on)
