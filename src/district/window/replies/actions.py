"""Writes of the answer templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.audit import actions as audit
from district.casework import CaseRefusal
from district.directory.models import ServiceItem, ServicePoint
from district.window import rules
from district.window.clocks import local_day
from district.window.models import Request
from district.window.replies import queries
from district.window.replies.models import AnswerTemplate
from district.window.replies.places import check


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a template says, and for what."""

    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    topic: str
    item: ServiceItem | None
    point: ServicePoint | None


@transaction.atomic
def write(*, told: Text, by: User, at: datetime, template: AnswerTemplate | None = None) -> AnswerTemplate:
    """Add a template, or change one (`template`); a head for their point, a district officer for every point."""
    check(told.text_zh, told.text_en)
    on = local_day(at)
    if told.point is None and Role.DISTRICT_OFFICER not in accounts.roles_of(by, on=on):
        raise CaseRefusal("reply.of_every_point")
    if told.point and told.point.code not in accounts.places_of(by, on=on, roles=(Role.POINT_HEAD,)):
        raise CaseRefusal("request.at_another_point", point=told.point.name_zh)
    if template is not None:
        _refuse_others(template, by, at)
    kept = template or AnswerTemplate()
    for field in Text.__dataclass_fields__:
        setattr(kept, field, getattr(told, field))
    kept.save()
    action = "reply.change" if template else "reply.add"
    audit.record(action=action, subject=f"reply:{kept.pk}", by=by, at=at)
    return kept


@transaction.atomic
def retire(*, template: AnswerTemplate, by: User, at: datetime) -> None:
    """Offer a template no longer."""
    _refuse_others(template, by, at)
    template.retired_at = at
    template.save(update_fields=["retired_at"])
    audit.record(action="reply.retire", subject=f"reply:{template.pk}", by=by, at=at)


def count_use(*, key: str, request: Request, by: User, at: datetime) -> None:
    """Count that a text was sent that began as the template of this key; one not offered here counts nothing."""
    if not key.isdecimal() or not rules.is_desk(request, user=by, on=local_day(at)):
        return
    offered = queries.for_request(request, user=by, on=local_day(at)).filter(pk=int(key))
    AnswerTemplate.objects.filter(pk__in=offered.values("pk")).update(uses=F("uses") + 1, used_at=at)


def _refuse_others(template: AnswerTemplate, by: User, at: datetime) -> None:
    if not queries.edited_by(by, on=local_day(at)).filter(pk=template.pk).exists():
        raise CaseRefusal("reply.not_yours")
