"""The Django app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organisations, roles and signing in."""

    name = "district.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Lend the room's words to refusals; listen to changes of signing in; have the loop keep to retention."""
        from datetime import timedelta

        from district.accounts import tracing  # noqa: F401
        from district.accounts.privacy.retention import nightly
        from district.casework import wording
        from district.jobs import loop

        wording.add("district.accounts")
        loop.register_chore("accounts.retention", nightly, every=timedelta(days=1))
