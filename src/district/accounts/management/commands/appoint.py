"""`django-admin appoint NAME`: the first system administrator, or any other role, from the operator's command line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from district.accounts.actions import appointments, people
from district.accounts.answers import sentence
from district.accounts.models import User
from district.accounts.roles import APPOINTED_ROLES, Role
from district.casework.refusals import CaseRefusal


class Command(BaseCommand):
    """Open an account where there is none of that name, and give it a role."""

    help = "Open an account and give it a role, such as the first system administrator (开立账号并任命)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the user name and the role."""
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="what pages call the person")
        parser.add_argument(
            "--role", default=Role.SYSTEM_ADMINISTRATOR.value, choices=[role.value for role in APPOINTED_ROLES]
        )
        parser.add_argument("--place", default="", help="code of the service point, for the roles held at one")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from the first line")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do both or nothing; a second factor is set up at the first sign-in."""
        now = timezone.now()
        try:
            with transaction.atomic():
                user = User.objects.filter(username=options["username"]).first()
                if user is None:
                    password = self._password(options["password_stdin"])
                    user = people.open_account(
                        username=options["username"], name=options["name"], password=password, by=None, at=now
                    )
                appointments.appoint(
                    user=user,
                    role=Role(options["role"]),
                    place=options["place"],
                    valid_from=timezone.localdate(),
                    by=None,
                    at=now,
                )
        except CaseRefusal as refusal:
            raise CommandError(sentence(refusal)) from refusal
        self.stdout.write(f"{user.username}: {Role(options['role']).label}")

    def _password(self, from_stdin: bool) -> str:
        given = sys.stdin.readline().rstrip("\n") if from_stdin else getpass("密码 / password: ")
        if not from_stdin and getpass("再次输入 / once more: ") != given:
            raise CommandError("两次输入不同 / the two differ")
        try:
            validate_password(given)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return given
