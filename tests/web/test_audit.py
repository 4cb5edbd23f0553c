"""The audit log remembers every act in its own transaction, and shows when somebody touched it."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from district.audit.actions import record
from district.audit.models import AppendOnlyError, Entry, Head
from district.audit.queries import history_of, verify

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


@pytest.fixture
def log(db: None) -> list[Entry]:
    """Three entries: an acceptance, a reading, and the system's own."""
    clerk = get_user_model().objects.create(username="clerk")
    with transaction.atomic():
        return [
            record(action="request.accept", subject="request:1", by=clerk, at=NOW, detail={"point": "w1", "days": 10}),
            record(action="request.read", subject="request:2", by=clerk, at=NOW, on_behalf_of="enterprise:7"),
            record(action="request.lapse", subject="request:1", by=None, at=NOW),
        ]


def _broken(sql: str) -> tuple[int | None, str | None]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
    verdict = verify()
    return verdict.broken_at, verdict.fault


def test_an_untouched_log_is_whole_and_tells_a_subjects_history(log: list[Entry]) -> None:
    verdict = verify()
    assert (verdict.entries, verdict.fault, verdict.digest) == (3, None, log[2].digest)
    assert [entry.action for entry in history_of("request:1")] == ["request.accept", "request.lapse"]


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE audit_entry SET action = 'request.reject' WHERE place = 1", (1, "altered")),
        ("UPDATE audit_entry SET by_id = NULL WHERE place = 2", (2, "altered")),
        ("UPDATE audit_entry SET at = '2026-11-27 00:00:00' WHERE place = 2", (2, "altered")),
        ("UPDATE audit_entry SET detail = '{}' WHERE place = 1", (1, "altered")),
        ("DELETE FROM audit_entry WHERE place = 2", (2, "gap")),
        ("DELETE FROM audit_entry WHERE place = 3", (3, "cut")),
        ("UPDATE audit_entry SET previous = digest WHERE place = 3", (3, "unlinked")),
    ],
)
def test_a_touched_log_says_where_and_how(log: list[Entry], sql: str, found: tuple[int, str]) -> None:
    assert _broken(sql) == found
    with pytest.raises(CommandError, match=f"#{found[0]}"):
        call_command("verify_audit")


def test_the_command_tells_the_digest_to_keep_elsewhere(log: list[Entry]) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert log[2].digest in out.getvalue()


def test_entries_are_never_changed_or_removed(log: list[Entry]) -> None:
    log[0].action = "request.reject"
    for touch in (
        log[0].save,
        log[0].delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(action="x"),
        lambda: Entry.objects.bulk_create([]),
    ):
        with pytest.raises(AppendOnlyError):
            touch()


def _act(detail: dict[str, object], *, fails: bool) -> None:
    with transaction.atomic():
        get_user_model().objects.create(username="second")
        record(action="request.close", subject="request:1", by=None, at=NOW, detail=detail)
        if fails:
            raise RuntimeError


def test_an_act_that_fails_leaves_no_entry(log: list[Entry]) -> None:
    with pytest.raises(RuntimeError):
        _act({}, fails=True)
    assert (Entry.objects.count(), Head.objects.get().place) == (3, 3)


def test_an_entry_that_fails_undoes_its_act(log: list[Entry]) -> None:
    with pytest.raises(TypeError):
        _act({"unwritable": object()}, fails=False)
    assert not get_user_model().objects.filter(username="second").exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_a_bug() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(action="x", subject="y", by=None, at=NOW)
