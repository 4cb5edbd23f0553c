"""Who advises, and what their institution declares of its own ties."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from district.consultation.topics import names_of
from district.directory.models import AllianceMember


class Expert(models.Model):
    """A person of an alliance member who takes turns on the consultation day, with the topics they advise on."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="expert")
    member = models.ForeignKey(AllianceMember, on_delete=models.PROTECT, related_name="experts")
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=40, blank=True)
    title_en = models.CharField(max_length=80, blank=True)
    topics = models.JSONField(default=list)

    class Meta:
        ordering = ["name_zh"]

    class Privacy:
        kind = "contact"
        retention_days = None  # who advised is part of each session's record; the person may have it erased
        seen_by = ("everyone",)
        subject = "user"
        erased = ("name_zh", "name_en", "title_zh", "title_en")

    def __str__(self) -> str:
        return self.name_zh

    def name_in(self, lang: str) -> str:
        """Answer the name in a language."""
        return self.name_en if lang == "en" else self.name_zh

    def title_in(self, lang: str) -> str:
        """Answer what the expert is, in a language."""
        return self.title_en if lang == "en" else self.title_zh

    def topic_names(self) -> list[str]:
        """Answer the topics' names in the page's language."""
        return names_of(self.topics)


class Interest(models.Model):
    """A declared tie of an alliance member: a client, an opponent of a client, an interest of its own."""

    class Relation(models.TextChoices):
        """What the named organisation is to the institution."""

        CLIENT = "client", _("client")
        OPPONENT = "opponent", _("opponent of a client")
        INTEREST = "interest", _("an interest of its own")

    member = models.ForeignKey(AllianceMember, on_delete=models.PROTECT, related_name="interests")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    name = models.CharField(max_length=120)
    credit_code = models.CharField(max_length=18, blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declared_on = models.DateField()
    holds_from = models.DateField(null=True, blank=True)
    """The first day of the tie; null: from ever."""
    ended_on = models.DateField(null=True, blank=True)
    """The first day on which it holds no more; null: until further notice."""

    class Meta:
        ordering = ["-declared_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "relation", "name"], condition=Q(ended_on__isnull=True), name="one_open_interest"
            )
        ]

    class Privacy:
        kind = "trace"
        retention_days = 1095
        seen_by = ("self", "point_staff", "point_head")
        subject = "declared_by"
        ended = ("ended_on",)

    def __str__(self) -> str:
        return f"{self.member_id} {self.relation}"
