"""The question bank: what was asked and answered, with nobody in it."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models

from district.consultation.models.bookings import Booking
from district.consultation.models.experts import Expert
from district.consultation.topics import Topic


def folded(*texts: str) -> str:
    """Answer texts in one case and width, a line each: what is searched, and what is searched for."""
    return "\n".join(unicodedata.normalize("NFKC", text).casefold() for text in texts)


class Question(models.Model):
    """A question and its answer in general words. `source` is where it came from, which no page shows."""

    topic = models.CharField(max_length=20, choices=Topic.choices)
    question_zh = models.CharField(max_length=200)
    question_en = models.CharField(max_length=300, blank=True)
    answer_zh = models.TextField(max_length=4_000)
    answer_en = models.TextField(max_length=6_000, blank=True)
    words = models.TextField(blank=True, editable=False)
    """Question and answer in both languages, folded. One column of one case is searched ten times as fast as four."""
    curated_by = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="questions")
    source = models.ForeignKey(Booking, null=True, blank=True, on_delete=models.SET_NULL, related_name="questions")
    published_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-published_on", "-pk"]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("everyone",)

    def __str__(self) -> str:
        return f"question:{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it with the words it is found by."""
        self.words = self.all_words()
        super().save(*args, **kwargs)

    def all_words(self) -> str:
        """Answer what the entry is found by."""
        return folded(self.question_zh, self.question_en, self.answer_zh, self.answer_en)

    def question_in(self, lang: str) -> str:
        """Answer the question in a language, or else in Chinese."""
        return (self.question_en if lang == "en" else "") or self.question_zh

    def answer_in(self, lang: str) -> str:
        """Answer the answer in a language, or else in Chinese."""
        return (self.answer_en if lang == "en" else "") or self.answer_zh
