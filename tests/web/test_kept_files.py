"""Files are kept whole, given out only as attachments to whom their room lets read them, and leave nothing behind."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import uploads
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from district.accounts.models import User
from district.audit.models import Entry
from district.casework import CaseRefusal
from district.files import access, actions, queries
from district.files.models import StoredFile
from district.files.storage import everything
from district.files.storage import uploads as storage

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "uploads": {**settings.STORAGES["uploads"], "OPTIONS": {"location": tmp_path / "uploads"}},
    }
    monkeypatch.setattr(access, "_rooms", {"request": lambda user, key, on: key == "17"})
    return tmp_path / "uploads"


def _keep(matter: str = "request:17", name: str = "../合同\u202e.pdf") -> StoredFile:
    upload = SimpleUploadedFile("ignored", uploads.pdf())
    return actions.keep(upload=upload, name=name, matter=matter, by=None, at=NOW)


def _undone(act: Callable[[], object]) -> None:
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def test_a_kept_file_lies_under_its_digest_readable_by_its_owner_only(place: Path) -> None:
    file = _keep()
    assert (file.name, file.kind, file.sha256) == ("合同.pdf", "pdf", hashlib.sha256(uploads.pdf()).hexdigest())
    stored = place / file.place
    assert stored.read_bytes() == uploads.pdf()
    assert stored.name.startswith(f"{file.sha256}-")
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    assert stat.S_IMODE(stored.parent.stat().st_mode) == 0o700
    assert Entry.objects.get().action == "file.keep"


def test_the_same_bytes_of_two_matters_are_two_files() -> None:
    first, second = _keep(), _keep("request:18")
    assert first.place != second.place
    assert list(queries.of_matter("request:17")) == [first]


def test_a_file_is_given_out_only_as_an_attachment(client: Client) -> None:
    answer = client.get(f"/zh/files/{_keep().key}")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == uploads.pdf()
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    assert Entry.objects.last().action == "file.read"


@pytest.mark.parametrize("matter", ["request:18", "unknown:17", "17"])
def test_a_file_that_is_not_yours_looks_like_one_that_is_not_there(client: Client, matter: str) -> None:
    theirs = client.get(f"/zh/files/{_keep(matter).key}")
    nobodys = client.get("/zh/files/AAAAAAAAAAAAAAAAAAAAAA")
    assert theirs.status_code == nobodys.status_code == 404
    assert not Entry.objects.filter(action="file.read").exists()


def test_a_file_cannot_be_posted_to(client: Client) -> None:
    assert client.post(f"/zh/files/{_keep().key}").status_code == 405


def test_a_refused_file_leaves_nothing(place: Path) -> None:
    upload = SimpleUploadedFile("a.pdf", b"<html>")
    with pytest.raises(CaseRefusal):
        actions.keep(upload=upload, name="a.pdf", matter="request:17", by=None, at=NOW)
    assert not StoredFile.objects.exists()
    assert list(everything(storage())) == []


def test_a_write_that_fails_leaves_no_part(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        _keep()
    assert [path for path in place.rglob("*") if path.is_file()] == []


def test_a_transaction_undone_leaves_an_orphan_that_the_sweep_removes_after_a_day(place: Path) -> None:
    kept = _keep()
    _undone(lambda: _keep("request:18"))
    now = datetime.now(tz=UTC)
    assert actions.sweep(at=now) == 0
    assert actions.sweep(at=now + timedelta(days=2)) == 1
    assert list(everything(storage())) == [kept.place]


@pytest.mark.django_db(transaction=True)
def test_a_file_given_up_loses_its_bytes_only_when_the_act_stands(place: Path) -> None:
    file = _keep()
    _undone(lambda: actions.remove(file=file, by=None, at=NOW))
    file = StoredFile.objects.get()
    assert (place / file.place).exists()
    actions.remove(file=file, by=User.objects.create(username="c"), at=NOW)
    assert not (place / file.place).exists()
