"""The Django app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users."""

    name = "district.accounts"
    label = "accounts"
