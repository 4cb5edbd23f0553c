"""Workers killed in the middle of sending: no message goes out twice, and none is forgotten."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from tests.migrated import place

FILL = """
import django; django.setup()
from django.db import transaction
from django.utils import timezone
from district.accounts.models import User
from district.notices.actions import announce
with transaction.atomic():
    for number in range({count}):
        to = User.objects.create(username=f"u{{number}}", mobile=f"+86138{{number:08}}")
        announce(to=to, kind="notices.test", matter="request:1", values={{"number": number}}, at=timezone.now())
"""


LEAST_DEATHS = 2
PATIENCE = 240.0


class _Provider(BaseHTTPRequestHandler):
    keys: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        type(self).keys.append(self.headers["Idempotency-Key"])
        time.sleep(0.02)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        pass


def _kill_workers(tmp_path: Path, migrated: Path, *, seconds: float, count: int) -> tuple[list[str], dict[str, int]]:
    """Kill a worker at random moments while it empties the outbox; answers what was posted and the fates."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _Provider.keys = []
    place(migrated, tmp_path)
    environment = {
        **{key: value for key, value in os.environ.items() if key != "PATENTRY_DATABASE"},
        "PATENTRY_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "district.config.settings",
        "PATENTRY_SMS_URL": f"http://127.0.0.1:{server.server_port}/",
        "PATENTRY_SMS_TEMPLATES": json.dumps({"test": "T"}),
    }
    python = sys.executable
    subprocess.run([python, "-c", FILL.format(count=count)], env=environment, check=True)
    worker = [python, "-m", "district.config.worker", str(os.getpid())]
    end, deaths = time.monotonic() + seconds, 0
    while time.monotonic() < end or deaths < LEAST_DEATHS:
        process = subprocess.Popen(worker, env=environment, stderr=subprocess.DEVNULL)
        # Told by messages, not by the clock: on a busy machine a worker is not yet up when a fast one has sent twenty.
        enough, patience = len(_Provider.keys) + random.randint(2, 20), time.monotonic() + PATIENCE
        while len(_Provider.keys) < min(enough, count) and time.monotonic() < patience:
            time.sleep(random.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
        deaths += 1
    server.shutdown()
    database = sqlite3.connect(tmp_path / "site" / "site.sqlite3")
    fates = dict(database.execute("SELECT fate, count(*) FROM notices_delivery GROUP BY fate").fetchall())
    return _Provider.keys, fates


def _judge(keys: list[str], fates: dict[str, int], count: int) -> None:
    assert len(set(keys)) == len(keys), "a message went out twice"
    assert sum(fates.values()) == count, "a message was forgotten"
    # What a killed worker had in hand may have gone out or not: it stays claimed, later uncertain.
    open_ones = fates.get("sending", 0) + fates.get("uncertain", 0)
    assert fates.get("sent", 0) <= len(keys) <= fates.get("sent", 0) + open_ones
    assert fates.get("sent", 0) > 0


def test_workers_killed_while_sending_send_nothing_twice(tmp_path: Path, migrated: Path) -> None:
    keys, fates = _kill_workers(tmp_path, migrated, seconds=6, count=300)
    _judge(keys, fates, 300)


@pytest.mark.soak
def test_workers_killed_for_minutes_send_nothing_twice(tmp_path: Path, migrated: Path) -> None:
    seconds = float(os.environ.get("PATENTRY_SOAK_SECONDS", "60"))
    keys, fates = _kill_workers(tmp_path, migrated, seconds=seconds, count=20_000)
    _judge(keys, fates, 20_000)
