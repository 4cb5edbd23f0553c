"""What experts write into the question bank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from district.accounts.models import User
from district.audit.actions import record
from district.casework import CaseRefusal
from district.consultation import policies
from district.consultation.models import Booking, Expert, Question
from district.consultation.rules import expert_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A question and its answer, in general words; English may follow later."""

    topic: str
    question_zh: str
    answer_zh: str
    question_en: str = ""
    answer_en: str = ""


@transaction.atomic
def publish_question(*, text: Text, booking: Booking | None, by: User, at: datetime) -> Question:
    """Put a question and answer into the bank, from a record or freely; text that names somebody is refused."""
    expert = _expert(by, at)
    if booking is not None:
        if not booking.slot.experts.filter(pk=expert.pk).exists():
            raise CaseRefusal("step.not_your_role", action="curate", roles=("expert",))
        if booking.state not in ("recorded", "followed_up", "closed"):
            raise CaseRefusal("consultation.not_recorded_yet")
    for part in (text.question_zh, text.question_en, text.answer_zh, text.answer_en):
        policies.names_nobody(part, booking=booking)
    row = Question.objects.create(
        topic=text.topic,
        question_zh=text.question_zh.strip(),
        question_en=text.question_en.strip(),
        answer_zh=text.answer_zh.strip(),
        answer_en=text.answer_en.strip(),
        curated_by=expert,
        source=booking,
        published_on=timezone.localtime(at).date(),
    )
    record(action="question.publish", subject=f"question:{row.pk}", by=by, at=at)
    return row


@transaction.atomic
def withdraw_question(*, question: Question, by: User, at: datetime) -> Question:
    """Take one's entry out of the bank."""
    if question.curated_by_id != _expert(by, at).pk:
        raise CaseRefusal("step.not_your_role", action="withdraw", roles=("expert",))
    question.withdrawn_on = timezone.localtime(at).date()
    question.save()
    record(action="question.withdraw", subject=f"question:{question.pk}", by=by, at=at)
    return question


def _expert(by: User, at: datetime) -> Expert:
    expert = expert_of(by, on=timezone.localtime(at).date())
    if expert is None:
        raise CaseRefusal("step.not_your_role", action="act as an expert", roles=("expert",))
    return expert
