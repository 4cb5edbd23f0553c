"""What libraries keep about people: their models carry no declaration, so it stands here."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Model, QuerySet

from district.accounts.models import User


@dataclass(frozen=True, slots=True)
class Foreign:
    """A library's model: how it leads to the person, and which fields an export leaves out because they open doors."""

    model: type[Model]
    subject: str = "user"
    secret: tuple[str, ...] = ()

    def rows_of(self, user: User) -> QuerySet[Model]:
        """Answer the rows about a person."""
        return self.model._default_manager.filter(**{self.subject: user.pk})


FOREIGN = (
    Foreign(Authenticator, secret=("data",)),
    Foreign(EmailAddress),
    Foreign(SocialAccount),
    Foreign(UserSession, secret=("session_key",)),
)
"""Lock-outs (axes) and sessions hold no person: the one counts by the account's code, the other ends in 12 hours."""
