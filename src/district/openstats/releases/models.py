"""A release and its frozen values."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from district.openstats.releases.states import RELEASE

FROZEN = ("published", "corrected")


class FrozenError(Exception):
    """Something tried to change what has been published; that is a bug, never a person's mistake."""


class Guarded(models.QuerySet[Any]):
    """Rows that can only be changed one at a time, where each is looked at."""

    def update(self, **values: Any) -> int:
        """Refuse: a change of many rows at once would pass by the guard."""
        raise FrozenError("rows of a release are changed one at a time")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete row by row, each looked at."""
        rows = [row.delete() for row in self]
        return len(rows), {}


class Release(models.Model):
    """Values of some figures and regions on one day, with the text that goes with them."""

    code = models.SlugField(max_length=40, unique=True)
    """Its permanent address: "2022-year", "2023-11", "2022-year-c1" for a correction."""
    title_zh = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    on = models.DateField()
    """The day the values are of."""
    figures = models.JSONField(default=list)
    regions = models.JSONField(default=list)
    text_zh = models.TextField(max_length=4000, blank=True)
    text_en = models.TextField(max_length=4000, blank=True)
    planned_on = models.DateField()
    """The day in the release calendar."""
    provisional_reason = models.CharField(max_length=400, blank=True)
    """Why provisional values are released all the same."""
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    """Set: this release takes the place of that one. Each has at most one correction, which may itself be corrected."""
    correction_zh = models.CharField(max_length=1000, blank=True)
    correction_en = models.CharField(max_length=1000, blank=True)
    state = models.CharField(
        max_length=10, choices=[(state.name, state.en) for state in RELEASE.states], default=RELEASE.initial
    )
    state_since = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    known = models.DateField(null=True, blank=True)
    """Announcements after this day are left out, as if the values were stated on it; null: all that is there counts."""
    snapshot = models.PositiveIntegerField(null=True, blank=True)
    data_through = models.DateField(null=True, blank=True)

    objects = Guarded.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=FROZEN) | (Q(published_at__isnull=False) & Q(snapshot__isnull=False)),
                name="a_published_release_has_a_day_and_a_snapshot",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(correction_zh=""), name="a_correction_says_why"
            ),
        ]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("everyone",)

    def __str__(self) -> str:
        return self.code

    @property
    def matter(self) -> str:
        """The name the audit log knows it by."""
        return f"release:{self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether everybody can see it."""
        return self.state in FROZEN

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; of a published release only that it has been corrected."""
        if self.pk:
            stored = Release.objects.get(pk=self.pk)
            allowed = stored.state == "published" and self.state == "corrected"
            if stored.is_public and not (allowed and _same(stored, self)):
                raise FrozenError(self.code)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete; a published release never."""
        if Release.objects.get(pk=self.pk).is_public:
            raise FrozenError(self.code)
        return super().delete(*args, **kwargs)


def _same(stored: Release, now: Release) -> bool:
    moving = {"state", "state_since"}
    names = [field.attname for field in Release._meta.concrete_fields if field.attname not in moving]
    return all(getattr(stored, name) == getattr(now, name) for name in names)


class ReleasedValue(models.Model):
    """One value of a release, with everything it needs to be understood later."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="values")
    place = models.PositiveSmallIntegerField()
    figure = models.CharField(max_length=60)
    region = models.CharField(max_length=60)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    region_zh = models.CharField(max_length=200)
    region_en = models.CharField(max_length=200)
    unit_zh = models.CharField(max_length=60)
    unit_en = models.CharField(max_length=60)
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    denominator_date = models.DateField(null=True)
    source = models.CharField(max_length=400, blank=True)
    unknown = models.FloatField(default=0)
    is_provisional = models.BooleanField(default=False)
    definition = models.JSONField()
    """The definition as it was: version, zh, en, formula, source."""
    notes = models.JSONField(default=list)
    year_on_year = models.FloatField(null=True)
    year_end = models.FloatField(null=True)
    """Relative changes, 0.1 for ten per cent more: on the same day a year before, and on the last year-end."""
    history = models.JSONField(default=list)
    """The year-ends before and the day itself, for the drawing: day, value, whether provisional."""

    objects = Guarded.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["release", "figure", "region"], name="one_value_a_figure_and_region")
        ]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("everyone",)

    def __str__(self) -> str:
        return f"{self.release_id} {self.figure} {self.region} {self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save while the release is not public."""
        self._guard()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete while the release is not public."""
        self._guard()
        return super().delete(*args, **kwargs)

    def _guard(self) -> None:
        if Release.objects.get(pk=self.release_id).is_public:
            raise FrozenError(self.release_id)


class Bulletin(models.Model):
    """A release on one page as it was published: the file itself, so that the same address gives the same bytes for
    good, whatever the site prints with later.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="bulletins")
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=4)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the content, in hexadecimal digits."""

    objects = Guarded.as_manager()

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["release", "language", "kind"], name="one_bulletin_a_language_and_kind")
        ]

    class Privacy:
        kind = "none"
        retention_days = None
        seen_by = ("everyone",)

    def __str__(self) -> str:
        return f"{self.release_id} {self.language} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save once."""
        if self.pk:
            raise FrozenError(self.release_id)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise FrozenError(self.release_id)
