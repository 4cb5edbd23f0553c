"""A backup taken while the site works holds together; nothing is restored by halves; a newer home is left alone."""

from __future__ import annotations

import hashlib
import sqlite3
import tarfile
import threading
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from district.config import keeping, versions
from district.config.keeping import KeepingError
from district.jobs import loop


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PATENTRY_DATABASE", raising=False)
    folder = tmp_path / "home"
    for name, text in {
        "patentry-home": "2",
        "corpus/snapshots/_delta_log/0.json": "{}",
        "corpus/records/_delta_log/0.json": "{}",
        "corpus/records/a.parquet": "rows",
        "site/secret-key": "key",
        "site/version": str(versions.VERSION),
        "derived/x": "left out",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="ascii")
    database = sqlite3.connect(folder / keeping.SQLITE)
    database.executescript("PRAGMA journal_mode=WAL; CREATE TABLE file (place TEXT, sha256 TEXT);")
    database.close()
    return folder


def _hand_in(home: Path, stop: threading.Event) -> None:
    """Do what keeping an upload does, over and over: first the bytes, then the row."""
    database = sqlite3.connect(home / keeping.SQLITE, timeout=30)
    number = 0
    while not stop.is_set():
        body = f"upload {number}".encode() * 50
        path = home / "site" / "uploads" / f"{number % 10}" / str(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{number}.part")
        part.write_bytes(body)
        part.replace(path)
        with database:
            place = str(path.relative_to(home / "site" / "uploads"))
            database.execute("INSERT INTO file VALUES (?, ?)", (place, hashlib.sha256(body).hexdigest()))
        number += 1
    database.close()


def test_a_backup_under_load_restores_with_every_file_its_rows_name(home: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    writer = threading.Thread(target=_hand_in, args=(home, stop))
    writer.start()
    try:
        stop.wait(0.5)
        for number in range(3):
            keeping.backup(home=home, file=tmp_path / f"{number}.tar")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        again = tmp_path / f"again-{number}"
        keeping.restore(home=again, file=tmp_path / f"{number}.tar")
        database = sqlite3.connect(again / keeping.SQLITE)
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = database.execute("SELECT place, sha256 FROM file").fetchall()
        assert rows
        for place, sha256 in rows:
            assert hashlib.sha256((again / "site" / "uploads" / place).read_bytes()).hexdigest() == sha256
        assert (again / "corpus/records/a.parquet").read_text() == "rows"
        assert not (again / "derived").exists()


def test_a_backup_is_restored_only_into_an_empty_folder(home: Path, tmp_path: Path) -> None:
    keeping.backup(home=home, file=tmp_path / "b.tar")
    with pytest.raises(KeepingError, match="is not empty"):
        keeping.restore(home=home, file=tmp_path / "b.tar")
    with pytest.raises(KeepingError, match="is there already"):
        keeping.backup(home=home, file=tmp_path / "b.tar")


def test_rules_of_the_operator_are_kept_and_restored(home: Path, tmp_path: Path) -> None:
    (home / "rules").mkdir(exist_ok=True)
    (home / "rules" / "workdays.csv").write_text("year,kind", "utf-8")
    keeping.backup(home=home, file=tmp_path / "b.tar")
    keeping.restore(home=tmp_path / "again", file=tmp_path / "b.tar")
    assert (tmp_path / "again" / "rules" / "workdays.csv").read_text("utf-8") == "year,kind"


def test_a_damaged_backup_leaves_nothing(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar"
    keeping.backup(home=home, file=file)
    file.write_bytes(file.read_bytes().replace(b"rows", b"rowz", 1))
    with pytest.raises(KeepingError, match="does not hold"):
        keeping.restore(home=tmp_path / "again", file=file)
    assert not (tmp_path / "again").exists()


def test_a_backup_that_leaves_its_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "b.tar"
    (tmp_path / "x").write_text("x")
    with tarfile.open(file, "w") as tar:
        tar.add(tmp_path / "x", arcname="../escaped")
    with pytest.raises(KeepingError, match="no whole backup"):
        keeping.restore(home=tmp_path / "inner" / "again", file=file)
    assert not (tmp_path / "inner" / "escaped").exists()


def test_a_home_of_a_newer_version_is_refused_in_words(home: Path) -> None:
    assert versions.refusal(home=home) == ""
    versions.mark(home=home).write_text(str(versions.VERSION + 1))
    assert "newer version" in versions.refusal(home=home)


def test_a_database_a_newer_program_has_opened_is_recognised(db: None) -> None:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    assert versions.unknown_migrations() == []
    MigrationRecorder(connection).record_applied("jobs", "0099_from_the_future")
    assert versions.unknown_migrations() == ["jobs.0099_from_the_future"]


def test_health_is_well_only_while_the_loops_go_round(client: Client, db: None) -> None:
    assert client.get("/healthz").status_code == 503
    for name in (loop.DEADLINES, loop.CHORES):
        loop.beat(name, at=timezone.now())
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["wrong"]) == (200, [])
