"""`django-admin recover NAME`: the operator opens an account again, such as the last administrator's."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from district.accounts.actions.recoveries import open_by_operator
from district.accounts.models import User


class Command(BaseCommand):
    """Take second factors away and print a password for the next sign-in."""

    help = "Open an account again after its second factor was lost (恢复账号)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the user name."""
        parser.add_argument("username")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print the password, once."""
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"没有此用户名 / there is no such user name: {options['username']}")
        self.stdout.write(open_by_operator(user=user, at=timezone.now()))
