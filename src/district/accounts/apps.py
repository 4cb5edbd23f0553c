"""The Django app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organisations, roles and signing in."""

    name = "district.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to what people change about their signing in."""
        from district.accounts import tracing  # noqa: F401
