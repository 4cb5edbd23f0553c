"""Reads of releases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.design.language import Lang
from district.openstats.releases.models import FROZEN, Bulletin, Release, ReleasedValue


def visible_to(user: User | AnonymousUser, *, on: date) -> QuerySet[Release]:
    """Answer the releases somebody may see: what is public, and for a district officer all."""
    if isinstance(user, User) and Role.DISTRICT_OFFICER in accounts.roles_of(user, on=on):
        return Release.objects.all()
    return public()


def public() -> QuerySet[Release]:
    """Answer what has been published, the latest day first; corrected ones too."""
    return Release.objects.filter(state__in=FROZEN)


def in_force() -> QuerySet[Release]:
    """Answer the published releases that no other has taken the place of."""
    return Release.objects.filter(state="published")


def calendar() -> QuerySet[Release]:
    """Answer what is announced and not published yet, the next day first: title and day only are for the public."""
    return Release.objects.filter(state="prerelease").order_by("planned_on", "pk")


def values_of(release: Release) -> list[ReleasedValue]:
    """Answer the values of a release, in its order."""
    return list(ReleasedValue.objects.filter(release=release))


def values_before(release: Release) -> list[ReleasedValue]:
    """Answer the values of the last release in force of an earlier day."""
    earlier = in_force().filter(on__lt=release.on).order_by("-on", "-pk").first()
    return list(ReleasedValue.objects.filter(release=earlier).select_related("release")) if earlier else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A value in two vintages; one of them may lack it."""

    was: ReleasedValue | None
    now: ReleasedValue | None

    @property
    def either(self) -> ReleasedValue:
        """The one that is there."""
        found = self.now or self.was
        assert found is not None
        return found

    @property
    def difference(self) -> float | None:
        """By how much it changed; None where one is missing or they are defined differently."""
        if self.was is None or self.now is None or self.was.value is None or self.now.value is None:
            return None
        return None if self.is_redefined else self.now.value - self.was.value

    @property
    def is_redefined(self) -> bool:
        """Whether the two go by different definitions, so that their difference says nothing."""
        return bool(self.was and self.now and self.was.definition["version"] != self.now.definition["version"])


def compared(was: Release, now: Release) -> list[Pair]:
    """Answer the values of two releases side by side, in the order of the later one."""
    before = {(one.figure, one.region): one for one in values_of(was)}
    pairs = [Pair(was=before.pop((one.figure, one.region), None), now=one) for one in values_of(now)]
    return pairs + [Pair(was=one, now=None) for one in before.values()]


def vintages(release: Release) -> list[Release]:
    """Answer a release with all it corrected and all that corrected it, the first one first."""
    first = release
    while first.corrects is not None:
        first = first.corrects
    chain, following = [first], public().filter(corrects=first).first()
    while following is not None:
        chain.append(following)
        following = public().filter(corrects=following).first()
    return chain


def bulletins_of(release: Release) -> list[Bulletin]:
    """Answer which bulletins a release was published with, without their content."""
    return list(Bulletin.objects.filter(release=release).defer("content"))


def bulletin(release: Release, *, lang: Lang, kind: str) -> Bulletin | None:
    """Answer one bulletin of a release with its content."""
    found: Bulletin | None = Bulletin.objects.filter(release=release, language=lang, kind=kind).first()
    return found
