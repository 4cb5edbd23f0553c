"""The site as `patentry serve` runs it, to be killed piece by piece and begun again, and the providers it writes to."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from tests.postgresql import cluster, programs

HERE = Path(__file__).parent
PROGRAM = Path(sys.executable).with_name("patentry")
TOKEN = "r" * 32
PATIENCE = 240.0
TEMPLATES = ("confirmed", "declined", "released", "waitlisted", "cancelled", "rescheduled", "reminder")


class Providers:
    """A provider of text messages and a mail server on this machine: the keys of what they were handed."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.mails: list[str] = []
        providers = self

        class Texts(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                providers.texts.append(self.headers["Idempotency-Key"])
                time.sleep(0.005)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: object) -> None:
                pass

        class Mails(Handler):
            def handle_message(self, message: Any) -> None:
                providers.mails.append(str(message["Message-ID"]).strip("<>").partition("@")[0])

        self._texts = ThreadingHTTPServer(("127.0.0.1", 0), Texts)
        self._mails = Controller(Mails(), hostname="127.0.0.1", port=free_port())

    def __enter__(self) -> Self:
        threading.Thread(target=self._texts.serve_forever, daemon=True).start()
        self._mails.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._texts.shutdown()
        self._mails.stop()

    def environment(self) -> dict[str, str]:
        """The settings that name them."""
        return {
            "PATENTRY_SMS_URL": f"http://127.0.0.1:{self._texts.server_port}/",
            "PATENTRY_SMS_TEMPLATES": json.dumps({f"consultation_{name}": "T" for name in TEMPLATES}),
            "PATENTRY_SMTP": f"smtp://127.0.0.1:{self._mails.port}",
        }


def _part(name: str, value: object) -> bytes:
    file = '; filename="licence.pdf"' if isinstance(value, bytes) else ""
    head = f'--{TOKEN}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode()
    return head + (value if isinstance(value, bytes) else str(value).encode()) + b"\r\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def databases(kind: str) -> Iterator[dict[str, str]]:
    """The settings of a database of its own: nothing for SQLite, which lies in the data folder."""
    if kind == "sqlite":
        yield {}
        return
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("left out: needs PostgreSQL (Debian package postgresql)")
    with cluster(bin_folder=bin_folder) as address:
        yield {"PATENTRY_DATABASE": address}


class Site:
    """`patentry serve`, with its worker beside it."""

    def __init__(self, home: Path, log: Path, settings: dict[str, str]) -> None:
        self.home, self._log, self.port = home, log, free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("PATENTRY_")} | {
            "PATENTRY_HOME": str(home),
            "PATENTRY_SECRET_KEY": "killed",
            "DJANGO_SETTINGS_MODULE": "district.config.settings",
            "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")]),
            **settings,
        }

    def command(self, *words: str | Path) -> str:
        """Run a command of `patentry` on the data folder; answers what it says."""
        command = [PROGRAM, "--home", self.home, *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2_000:]
        return done.stdout

    def script(self, step: str) -> dict[str, Any]:
        """Run a step of `killed_district.py`."""
        program = [sys.executable, HERE / "killed_district.py", step]
        found = subprocess.run(program, env=self.environment, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stderr[-3_000:]
        return dict(json.loads(found.stdout))

    def start(self) -> None:
        """Begin it, and wait until it answers."""
        command = [PROGRAM, "--home", self.home, "serve", "--port", str(self.port)]
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(
                command, env=self.environment, stdout=out, stderr=out, start_new_session=True
            )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if self.ask("GET", "/healthz")[0]:
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"the site did not come up: {self._log.read_text()[-2_000:]}")

    def kill(self, part: str) -> None:
        """Kill -9 everything, or the process of the pages, or the worker; the site brings back only the latter two."""
        assert self._process is not None
        if part == "all":
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=PATIENCE)
            return
        for child in self._children():
            is_worker = "district.config.worker" in Path(f"/proc/{child}/cmdline").read_text().split("\0")
            if is_worker == (part == "worker"):
                os.kill(child, signal.SIGKILL)

    def _children(self) -> list[int]:
        assert self._process is not None
        told = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
        return [
            int(child) for child in told.split() if "resource_tracker" not in Path(f"/proc/{child}/cmdline").read_text()
        ]

    def stop(self) -> None:
        """End it as an operator does."""
        assert self._process is not None
        self._process.terminate()
        try:
            self._process.wait(timeout=PATIENCE)
        finally:
            if self._process.poll() is None:
                self.kill("all")

    def ask(self, method: str, path: str, session: str = "", **told: object) -> tuple[int, str, str]:
        """Answer status, address led to, and body; bytes go as a file. Raises `OSError` where no whole answer comes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}"}
        body = None
        if method == "POST":
            headers["Content-Type"] = f"multipart/form-data; boundary={TOKEN}"
            body = b"".join(_part(name, value) for name, value in {**told, "csrfmiddlewaretoken": TOKEN}.items())
            body += f"--{TOKEN}--\r\n".encode()
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Location", ""), answer.read().decode()
        except http.client.HTTPException as fault:
            raise OSError(str(fault)) from fault
        finally:
            connection.close()

    def settle(self) -> None:
        """Wait until nothing waits to be sent."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status, _, body = self.ask("GET", "/healthz")
            told = json.loads(body)
            if status == 200 and not told["messages"].get("waiting"):
                return
            time.sleep(0.5)
        raise AssertionError(f"the outbox does not empty itself: {body}")
