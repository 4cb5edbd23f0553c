"""A reader who hangs up in the middle of a whole table: the server reads no further and serves the next one."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TABLE = "/en/statistics/effective_inventions/patents.csv?region=core&on=2023-11-30"
READERS = 3
"""More than the server has threads: were one lost with each reader, nobody would be left to answer."""
PATIENCE = 180.0


@dataclass(frozen=True, slots=True)
class Served:
    """A server of one process and few threads; it writes down every block of a table that it reads."""

    port: int
    process: subprocess.Popen[bytes]
    blocks: Path

    def read(self) -> int:
        """How many blocks it has read by now."""
        return len(self.blocks.read_text().splitlines()) if self.blocks.exists() else 0

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask for a page as everybody does."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        line.request("GET", path)
        answer = line.getresponse()
        return answer.status, answer.read()

    def begin(self, path: str) -> None:
        """Ask for a table, take its first bytes and hang up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            assert line.recv(20_000).startswith(b"HTTP/1.1 200")

    def open_files(self) -> int:
        """How many files and sockets its processes hold."""
        listed = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        every = [str(self.process.pid), *listed.stdout.split()]
        return sum(len(os.listdir(f"/proc/{one}/fd")) for one in every if Path(f"/proc/{one}/fd").exists())


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "home" / "site").mkdir(parents=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "PATENTRY_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "broken_off_settings",
        "PATENTRY_SECRET_KEY": "broken off",
        "BROKEN_OFF_BLOCKS": str(tmp_path / "blocks"),
        "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]),
    }
    server = [sys.executable, str(HERE / "broken_off_server.py"), str(port)]
    process = subprocess.Popen(server, env=environment, start_new_session=True)
    made = Served(port, process, tmp_path / "blocks")
    try:
        settled(lambda: answers(made))
        yield made
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def answers(served: Served) -> bool:
    try:
        return served.get("/en/statistics/nothing.csv")[0] == 404
    except OSError:
        return False


def settled(found: Callable[[], bool]) -> None:
    """Wait until something is so; fail where it never is."""
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end
        time.sleep(0.1)


def still(served: Served) -> bool:
    before = served.read()
    time.sleep(1.0)
    return served.read() == before


def test_a_reader_who_hangs_up_leaves_nothing_running_and_nothing_open(served: Served) -> None:
    whole = served.get(TABLE)[1]
    blocks = served.read()
    held = served.open_files()
    for _ in range(READERS):
        served.begin(TABLE)
    settled(lambda: still(served))
    assert served.read() < blocks * (1 + READERS)
    assert served.get(TABLE) == (200, whole)
    settled(lambda: served.open_files() <= held)
