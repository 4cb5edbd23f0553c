"""All declarations of the site, with the models they stand beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from district.accounts.models import LegalHold, User
from district.casework.privacy import Declaration, declared

CHINA = "+86"
"""Left out where somebody typed a number the short way."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A model and what it says of itself."""

    model: type[Model]
    says: Declaration

    @property
    def name(self) -> str:
        """The model as files and the log name it: "accounts.membership"."""
        return self.model._meta.label_lower

    @property
    def is_about_people(self) -> bool:
        """Whether its rows lead to the person they are about."""
        return bool(self.says.subject or self.says.number)

    def rows_of(self, user: User) -> QuerySet[Model]:
        """Answer the rows about a person; none where the model is about nobody.

        A row without a user is theirs by the number they proved to have, from that time on: before it was another's.
        """
        if not self.is_about_people:
            return self.model._default_manager.none()
        theirs = Q(**{self.says.subject: user.pk}) if self.says.subject else Q(pk__in=())
        if self.says.number and user.mobile and user.mobile_verified_at:
            since = {f"{self.says.made}__gte": user.mobile_verified_at}
            theirs |= self._reached_at([user.mobile]) & Q(**since)
        return self.model._default_manager.filter(theirs).distinct()

    def on_hold(self) -> Q:
        """Answer the filter for rows about anybody on whom a legal hold stands; where in doubt they are held."""
        holds = LegalHold.objects.filter(lifted_at__isnull=True)
        held = Q(**{f"{self.says.subject}__in": holds.values("user")}) if self.says.subject else Q(pk__in=())
        if self.says.number:
            held |= self._reached_at(holds.exclude(user__mobile="").values_list("user__mobile", flat=True))
        return held

    def _reached_at(self, mobiles: Iterable[str]) -> Q:
        numbers = [form for mobile in mobiles for form in (mobile, mobile.removeprefix(CHINA))]
        reached = Q(**{f"{self.says.number}__in": numbers})
        return reached & Q(**{f"{self.says.subject}__isnull": True}) if self.says.subject else reached


def every() -> Iterator[Declared]:
    """Answer the models of the site in the order of their rooms."""
    for model in apps.get_models():
        if model.__module__.startswith("district."):
            yield Declared(model, declared(model))


def is_on_hold(user: User) -> bool:
    """Answer whether a legal hold stands on a person."""
    return LegalHold.objects.filter(user=user, lifted_at__isnull=True).exists()
