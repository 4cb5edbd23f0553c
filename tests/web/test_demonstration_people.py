"""The demonstration has an account for every role; a real installation gets its first administrator by a command."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from district.accounts import queries, second_factor
from district.accounts.models import Organisation, User
from district.accounts.roles import Role
from district.casework.credit_codes import parse_credit_code
from district.demonstration import people
from district.demonstration.people import SINCE


def test_there_is_an_account_for_every_role_and_it_is_made_once() -> None:
    assert people.ensure_people()
    assert not people.ensure_people()
    held = {role for user in User.objects.all() for role in queries.roles_of(user, on=SINCE)}
    assert held == set(Role)
    assert all(parse_credit_code(one.credit_code or "") for one in Organisation.objects.all())


def test_everyone_gets_in_with_what_is_printed(settings) -> None:
    people.ensure_people()
    assert people.secret() == second_factor.DEMONSTRATION_SECRET
    for account in people.accounts():
        client = Client()
        step = client.post("/zh/account/login/", {"login": account.username, "password": people.password()})
        if account.has_second_factor:
            assert step.url == "/zh/account/2fa/authenticate/"
            code = second_factor.code_of_the_demonstration(User.objects.get(username=account.username))
            assert code in client.get(step.url).content.decode()
            step = client.post(step.url, {"code": code})
        assert step.url == "/zh/account/", account.username
        assert account.name in client.get(step.url).content.decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_guide_names_every_account(lang: str) -> None:
    guide = Path(__file__).parents[2] / "docs" / "guide" / lang / "getting-started.md"
    text = guide.read_text(encoding="utf-8")
    missing = [one.username for one in people.accounts() if f"`{one.username}`" not in text]
    assert missing == []
    assert f"`{people.password()}`" in text


def test_no_code_is_shown_outside_the_demonstration(settings) -> None:
    people.ensure_people()
    settings.PATENTRY_DEMONSTRATION = False
    assert second_factor.code_of_the_demonstration(User.objects.get(username="staff")) == ""


def test_no_code_of_another_key_is_shown_in_the_demonstration() -> None:
    from people import person, with_second_factor

    assert second_factor.code_of_the_demonstration(with_second_factor(person(Role.POINT_STAFF))) == ""


def _appoint(monkeypatch: pytest.MonkeyPatch, *words: str, password: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    out = io.StringIO()
    call_command("appoint", *words, "--password-stdin", stdout=out)
    return out.getvalue()


def test_the_operator_appoints_the_first_administrator(monkeypatch) -> None:
    assert "root-1" in _appoint(monkeypatch, "root-1", "--name", "管理员", password="a quite long phrase")
    user = User.objects.get(username="root-1")
    assert queries.roles_of(user, on=SINCE.replace(year=2100)) == {Role.SYSTEM_ADMINISTRATOR}
    with pytest.raises(CommandError):
        _appoint(monkeypatch, "root-1", password="")


def test_a_short_password_or_a_missing_place_stores_nothing(monkeypatch) -> None:
    with pytest.raises(CommandError):
        _appoint(monkeypatch, "root-2", password="short")
    with pytest.raises(CommandError):
        _appoint(monkeypatch, "root-2", "--role", "point_staff", password="a quite long phrase")
    assert not User.objects.filter(username="root-2").exists()
