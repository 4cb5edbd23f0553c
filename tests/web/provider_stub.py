"""A provider of text messages on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Stub:
    """A provider on this machine: what it was posted, and what it answers."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, dict[str, object], dict[str, str]]] = []
        self.status, self.answer = 200, {"errcode": 0}
        stub = self

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                stub.posted.append((self.path, body, dict(self.headers)))
                self.send_response(stub.status)
                self.end_headers()
                self.wfile.write(json.dumps(stub.answer).encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def provider(settings) -> Iterator[Stub]:
    stub = Stub()
    settings.PATENTRY_SMS_URL = f"{stub.address}/sms"
    settings.PATENTRY_SMS_KEY = "k"
    settings.PATENTRY_SMS_TEMPLATES = {"test": "SMS_1", "sign_in": "SMS_2"}
    yield stub
    stub.server.shutdown()
