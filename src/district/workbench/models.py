"""Searches people carried out, the projects they belong to, what was collected, and the building of the index."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from district.accounts.models import Organisation

A_YEAR = 366


class Kind(models.TextChoices):
    """How what was typed is carried out (`patentry.search.typed`)."""

    TEXT = "text", _("Free text")
    LIKE = "like", _("Like a patent")
    QUERY = "query", _("Fielded query")


class StatusChoice(models.TextChoices):
    """Statuses one can ask for (`patentry.search.standing.STATUSES`)."""

    IN_FORCE = "in_force", _("In force")
    PENDING = "pending", _("Pending")
    ENDED = "ended", _("Ended or never granted")
    UNKNOWN = "unknown", _("Unknown")


class Category(models.TextChoices):
    """How a document bears on the matter: the categories of search reports (WIPO ST.14), and the work still to do."""

    UNREAD = "", _("Not read yet")
    X = "X", _("X: particularly relevant alone")
    Y = "Y", _("Y: particularly relevant in combination")
    A = "A", _("A: background")
    NOT_RELEVANT = "N", _("Not relevant")


class Project(models.Model):
    """A matter that is searched for: of one person, or of a firm whose members all see it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="search_projects")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="search_projects")
    title = models.CharField(max_length=120)
    about = models.TextField(max_length=2000, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at", "-pk"]

    class Privacy:
        kind = "matter"
        retention_days = A_YEAR
        seen_by = ("self", "enterprise_user", "enterprise_admin", "service_institution")
        subject = "owner"
        erased = ("title", "about")
        ended = ("ended_at",)

    def __str__(self) -> str:
        return f"project {self.pk}"

    @property
    def matter(self) -> str:
        """How the audit log names it."""
        return f"search_project:{self.pk}"


class Search(models.Model):
    """A question as it was asked, with what came of it on that day. In a project it is a step of the log."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, null=True, on_delete=models.CASCADE, related_name="searches")
    step = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="searches")
    at = models.DateTimeField()
    loose_at = models.DateTimeField(null=True)
    """The day it was asked, for a search in no project: nothing else ends it."""
    kind = models.CharField(max_length=5, choices=Kind.choices)
    text = models.TextField()
    before = models.DateField(null=True)
    statuses = models.CharField(max_length=60, blank=True)
    """Words of `standing.STATUSES`, between commas."""
    on = models.DateField()
    """The day statuses are told of."""
    with_unknown = models.BooleanField(default=False)
    is_prior = models.BooleanField(default=False)
    snapshot = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    """Families."""
    unknown_excluded = models.PositiveIntegerField(default=0)
    nearest = models.JSONField(default=list)
    """Of a text or a patent, the documents nearest to it: what the step stands for in later ones."""
    widened_by = models.JSONField(default=list)
    """Synonyms that were looked for, too, and other places of a class."""
    name = models.CharField(max_length=80, blank=True)
    """Not empty: saved."""

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "step"], name="a_step_has_its_own_number"),
            models.CheckConstraint(
                condition=models.Q(project__isnull=True, step__isnull=True, loose_at__isnull=False)
                | models.Q(project__isnull=False, step__isnull=False, loose_at__isnull=True),
                name="a_search_in_a_project_is_a_step",
            ),
        ]

    class Privacy:
        kind = "matter"
        retention_days = A_YEAR
        seen_by = ("self", "enterprise_user", "enterprise_admin", "service_institution")
        subject = "by"
        erased = ("text", "name")
        ended = ("project__ended_at", "loose_at")

    def __str__(self) -> str:
        return f"search {self.pk}"

    @property
    def matter(self) -> str:
        """How the audit log names it."""
        return self.project.matter if self.project is not None else f"search:{self.pk}"

    @property
    def chosen_statuses(self) -> tuple[str, ...]:
        """The statuses it is narrowed to."""
        return tuple(one for one in self.statuses.split(",") if one)

    @property
    def statuses_said(self) -> str:
        """The statuses in words."""
        return ", ".join(str(StatusChoice(one).label) for one in self.chosen_statuses)


class Watch(models.Model):
    """A search that is watched: what it found when it was last looked at, to be compared with what it finds later."""

    search = models.OneToOneField(Search, on_delete=models.CASCADE, related_name="watch")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    run = models.TextField()
    """As `patentry.search.watching.write_run` writes it."""
    taken_at = models.DateTimeField()
    snapshot = models.PositiveIntegerField()
    is_told = models.BooleanField(default=True)
    """Whether `by` gets a notice when the index has moved on and something is new."""
    looked_at_snapshot = models.PositiveIntegerField(null=True)
    """The last snapshot of which it was looked whether something is new; null: none since the run."""
    told_of = models.CharField(max_length=64, blank=True)
    """The digest of what the last notice told of."""

    class Privacy:
        kind = "matter"
        retention_days = A_YEAR
        seen_by = ("self", "enterprise_user", "enterprise_admin", "service_institution")
        subject = "by"
        goes = True
        ended = ("search__project__ended_at", "search__loose_at")

    def __str__(self) -> str:
        return f"watch of {self.search_id}"


class Kept(models.Model):
    """A document in the collection of a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="kept")
    number = models.CharField(max_length=40)
    family = models.CharField(max_length=80)
    title = models.CharField(max_length=300, blank=True)
    category = models.CharField(max_length=1, choices=Category.choices, blank=True)
    comment = models.TextField(max_length=2000, blank=True)
    found_by = models.ForeignKey(Search, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="a_document_is_kept_once")]

    class Privacy:
        kind = "matter"
        retention_days = A_YEAR
        seen_by = ("self", "enterprise_user", "enterprise_admin", "service_institution")
        subject = "by"
        erased = ("comment",)
        ended = ("project__ended_at",)

    def __str__(self) -> str:
        return self.number


class Synonyms(models.Model):
    """Words that mean the same in a project: a search there looks for all of them."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="synonyms")
    words = models.CharField(max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    class Privacy:
        kind = "matter"
        retention_days = A_YEAR
        seen_by = ("self", "enterprise_user", "enterprise_admin", "service_institution")
        subject = "by"
        erased = ("words",)
        ended = ("project__ended_at",)

    def __str__(self) -> str:
        return f"synonyms {self.pk}"


class IndexBuild(models.Model):
    """Somebody had the index brought to the current snapshot."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """Null: the system, as in the demonstration."""
    asked_at = models.DateTimeField()
    is_anew = models.BooleanField(default=False)
    task = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    snapshot = models.PositiveIntegerField(null=True)
    documents = models.PositiveIntegerField(null=True)
    written = models.PositiveIntegerField(null=True)
    removed = models.PositiveIntegerField(null=True)
    refused = models.CharField(max_length=60, blank=True)
    """The code of the library's refusal, where it refused."""

    class Meta:
        ordering = ["-pk"]

    class Privacy:
        kind = "trace"
        retention_days = A_YEAR
        seen_by = ("self", "district_officer")
        subject = "by"
        goes = True
        ended = ("ended_at",)

    def __str__(self) -> str:
        return f"index build {self.pk}"
