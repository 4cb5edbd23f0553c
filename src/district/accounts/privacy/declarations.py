"""All declarations of the site, with the models they stand beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, QuerySet

from district.accounts.models import LegalHold, User
from district.casework.privacy import Declaration, declared


@dataclass(frozen=True, slots=True)
class Declared:
    """A model and what it says of itself."""

    model: type[Model]
    says: Declaration

    @property
    def name(self) -> str:
        """The model as files and the log name it: "accounts.membership"."""
        return self.model._meta.label_lower

    def rows_of(self, user: User) -> QuerySet[Model]:
        """Answer the rows about a person; none where the model is about nobody."""
        if not self.says.subject:
            return self.model._default_manager.none()
        return self.model._default_manager.filter(**{self.says.subject: user.pk}).distinct()


def every() -> Iterator[Declared]:
    """Answer the models of the site in the order of their rooms."""
    for model in apps.get_models():
        if model.__module__.startswith("district."):
            yield Declared(model, declared(model))


def is_on_hold(user: User) -> bool:
    """Answer whether a legal hold stands on a person."""
    return LegalHold.objects.filter(user=user, lifted_at__isnull=True).exists()
