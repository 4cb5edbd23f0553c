"""A service request, what happened to it, what was said about it, and how it was rated."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, GeneratedField, Q, Value, When
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from district.accounts.models import Organisation
from district.directory.models import ServiceItem, ServicePoint
from district.window.states import ENDED, OPEN, REQUEST

STATES = [(state.name, state.en) for state in REQUEST.states]


class Way(models.TextChoices):
    """How the applicant would like to be served."""

    WINDOW = "window", _("At a window")
    ONLINE = "online", _("Online")
    PHONE = "phone", _("By telephone")
    ON_SITE = "on_site", _("At our premises")


class Speech(models.TextChoices):
    """The language the applicant would like to speak."""

    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")
    JAPANESE = "ja", _("Japanese")
    GERMAN = "de", _("German")


class Matter:
    """Who may see a request: the applicant, the point it lies at, the district."""

    kind = "matter"
    retention_days: ClassVar[int | None] = 1825
    seen_by = ("self", "point_staff", "point_head", "district_officer")


class Request(models.Model):
    """One need, from the draft to the end. `due_on` is the promise's day, None while the clock stands or never ran."""

    number = models.CharField(max_length=20, unique=True, null=True)
    """Given when it is submitted: SQ, the year, a running number."""
    state = models.CharField(max_length=20, choices=STATES, default=REQUEST.initial)
    topic = models.CharField(max_length=60, blank=True)
    """The group of the catalogue the need belongs to, in Chinese as the catalogue keeps it; empty: not known."""
    item = models.ForeignKey(ServiceItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(ServicePoint, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    preferred_point = models.ForeignKey(ServicePoint, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    need = models.TextField(max_length=4000)
    wanted_by = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.ONLINE)
    speech = models.CharField(max_length=2, choices=Speech.choices, default=Speech.CHINESE)

    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    contact_name = models.CharField(max_length=80, blank=True)
    contact_mobile = models.CharField(max_length=20, blank=True)
    contact_confirmed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who at the desk filed it on behalf (代办); null where the applicant did."""
    on_behalf_note = models.CharField(max_length=200, blank=True)

    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(max_length=8000, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates")

    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accept_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Working days from filing to acceptance."""
    answer_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Working days the promise's clock ran until the answer; after a reopening the days of both answers together."""
    promise_kept = models.BooleanField(null=True, blank=True)
    """Whether every answer came within the promise; None before the first."""
    state_since = models.DateTimeField()
    state_due_on = models.DateField(null=True, blank=True)
    """The last day of the time the state's owner has."""
    promise_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """Working days promised for the item when it was accepted."""
    clock_started_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    stage = GeneratedField(
        expression=Case(
            When(state="draft", then=Value("draft")),
            When(state__in=OPEN, then=Value("open")),
            When(state__in=ENDED, then=Value("ended")),
            default=Value("answered"),
        ),
        output_field=models.CharField(max_length=8),
        db_persist=True,
    )
    """draft, open, answered or ended: what the desk's lists are cut by, so that an index keeps each in its order."""
    first_due_on = GeneratedField(
        expression=Least(Coalesce("state_due_on", "due_on"), Coalesce("due_on", "state_due_on")),
        output_field=models.DateField(),
        db_persist=True,
    )
    """The earlier of the state's day and the promise's."""

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["point", "stage", "-id"], name="requests_of_a_point"),
            models.Index(fields=["point", "stage", "first_due_on"], name="requests_by_urgency"),
            models.Index(fields=["handler", "stage", "-id"], name="requests_of_a_handler"),
            models.Index(fields=["state", "state_due_on"], name="requests_by_deadline"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(number__isnull=False), name="a_filed_request_has_a_number"
            ),
            models.CheckConstraint(
                condition=~Q(state="merged") | Q(merged_into__isnull=False), name="a_merged_request_says_into_which"
            ),
        ]

    class Privacy(Matter):
        subject = "applicant"
        number = "contact_mobile"
        made = "created_at"
        erased = ("contact_name", "contact_mobile", "title", "need", "on_behalf_note", "answer")
        ended = ("ended_at",)
        files = "matter"

    def __str__(self) -> str:
        return self.number or f"draft {self.pk}"

    @property
    def matter(self) -> str:
        """The name the audit log, notices and files know it by."""
        return f"request:{self.pk}"


class Pause(models.Model):
    """The clock stood from a day to a day; `until` is null while it stands."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(until__isnull=True), name="a_clock_stands_once")
        ]

    class Privacy(Matter):
        kind = "none"
        retention_days = None

    def __str__(self) -> str:
        return f"{self.request_id} {self.since}–{self.until}"


class Step(models.Model):
    """One thing that happened: who did what, from which state to which, and what they wrote to the other side."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """Null: the system, when a deadline passed."""
    role = models.CharField(max_length=24)
    action = models.CharField(max_length=24)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    note = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["pk"]

    class Privacy(Matter):
        erased = ("note",)
        subject = "request__applicant"
        number = "request__contact_mobile"
        made = "request__created_at"
        ended = ("request__ended_at",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.action}"


class Message(models.Model):
    """What applicant and desk write to each other; an internal note stays at the desk."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="messages")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    from_desk = models.BooleanField()
    is_internal = models.BooleanField(default=False)
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(from_desk=True) | Q(is_internal=False), name="only_the_desk_has_notes")
        ]

    class Privacy(Matter):
        withheld = "is_internal"
        erased = ("text",)
        subject = "request__applicant"
        number = "request__contact_mobile"
        made = "request__created_at"
        ended = ("request__ended_at",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.at:%F}"


class Rating(models.Model):
    """好差评: five levels and one free line; a bad one opens a call back, which is due on a day."""

    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="rating")
    at = models.DateTimeField()
    level = models.PositiveSmallIntegerField()
    line = models.CharField(max_length=200, blank=True)
    call_back_by = models.DateField(null=True, blank=True)
    called_back_at = models.DateTimeField(null=True, blank=True)
    called_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__gte=1) & Q(level__lte=5), name="five_levels")]

    class Privacy(Matter):
        erased = ("line", "outcome")
        subject = "request__applicant"
        number = "request__contact_mobile"
        made = "request__created_at"
        ended = ("request__ended_at",)

    def __str__(self) -> str:
        return f"{self.request_id} {self.level}"
