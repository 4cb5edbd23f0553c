"""Everybody wants the same few slots at once: exactly as many as there are seats get one, and nobody an error.

240 requests from 16 threads on a granian of two processes, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import http.client
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlencode

import pytest
from race_server import CAPACITIES
from tests.migrated import place

HERE = Path(__file__).parent
THREADS = 16
TOKEN = "r" * 32
SERVERS = Path("/usr/lib/postgresql")
PATIENCE = 240.0


@pytest.fixture(params=["sqlite", "postgres"])
def environment(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> Iterator[dict[str, str]]:
    """The environment of a site on one database."""
    (tmp_path / "home" / "site").mkdir(parents=True)
    given = os.environ | {
        "PATENTRY_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "race_settings",
        "PATENTRY_SECRET_KEY": "race",
        "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]),
    }
    if request.param == "sqlite":
        place(migrated, tmp_path / "home")
        yield given
        return
    programs = sorted(SERVERS.glob("*/bin/initdb"))
    if not programs or find_spec("psycopg") is None:
        pytest.skip("left out: needs PostgreSQL (Debian package postgresql) and the extra `postgres`")
    with_cluster = _cluster(programs[-1].parent)
    folder, user = next(with_cluster)
    yield given | {"RACE_POSTGRES": str(folder), "RACE_POSTGRES_USER": user}
    next(with_cluster, None)


def _cluster(programs: Path) -> Iterator[tuple[Path, str]]:
    """A PostgreSQL of its own on a socket; the server refuses to run as root, so another user runs it then."""
    folder = Path(mkdtemp(prefix="race"))
    user = pwd.getpwuid(os.getuid()).pw_name
    as_user: dict[str, Any] = {}
    if os.getuid() == 0:
        user = "nobody"
        as_user = {"user": user, "cwd": "/"}
        shutil.chown(folder, user)
    data = folder / "data"
    run = {"check": True, "capture_output": True, **as_user}
    subprocess.run([programs / "initdb", "-D", data, "-A", "trust", "-U", user, "--no-sync"], **run)
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    control = [programs / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-o", options, "-l", folder / "log", "start"], **run)
    try:
        yield folder, user
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], **run)
        shutil.rmtree(folder, ignore_errors=True)


def run(step: str, environment: dict[str, str]) -> dict[str, Any]:
    found = subprocess.run(
        [sys.executable, HERE / "race_server.py", step], env=environment, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr[-3_000:]
    return dict(json.loads(found.stdout))


def serve(environment: dict[str, str]) -> tuple[int, subprocess.Popen[bytes]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, HERE / "race_server.py", "serve", str(port)], env=environment, start_new_session=True
    )
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            assert ask(port, "GET", "/zh/consultation/questions/", "")[0] == 200
            return port, process
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not come up")


def ask(port: int, method: str, path: str, session: str, **told: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, urlencode(told | {"csrfmiddlewaretoken": TOKEN}), headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def wants(port: int, district: dict[str, Any]) -> Callable[[int], tuple[int, int]]:
    def book(number: int) -> tuple[int, int]:
        slot = district["slots"][number % len(CAPACITIES)]
        path = f"/zh/consultation/slots/{slot}/"
        told = {"topic": "filing", "question": "先申请哪里？"}
        return slot, ask(port, "POST", path, district["sessions"][number], **told)[0]

    return book


def test_exactly_as_many_as_there_are_seats_win(environment):
    district = run("prepare", environment)
    port, process = serve(environment)
    try:
        with ThreadPoolExecutor(THREADS) as crowd:
            answers = list(crowd.map(wants(port, district), range(len(district["sessions"]))))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)
    capacities = dict(zip(district["slots"], CAPACITIES, strict=True))
    assert Counter(status for _, status in answers) == {302: sum(CAPACITIES), 409: len(answers) - sum(CAPACITIES)}
    assert Counter(slot for slot, status in answers if status == 302) == capacities
    told = run("report", environment)
    assert told["seats"] == [[slot, seat] for slot, most in capacities.items() for seat in range(1, most + 1)]
    assert (told["bookings"], told["told"], told["fault"]) == (sum(CAPACITIES), sum(CAPACITIES), "")
