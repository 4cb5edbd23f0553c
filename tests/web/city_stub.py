"""A city's unified identity for tests: a small OpenID Connect server on this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt


@dataclass
class City:
    """What the stub says of the person who signs in, and what it was asked."""

    address: str = ""
    subject: str = "city-1"
    name: str = "林一"
    tokens_asked: list[dict[str, list[str]]] = field(default_factory=list)
    fails: bool = False


@contextmanager
def running() -> Iterator[City]:
    """Serve on a free port of the loopback address until the block ends."""
    city = City()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def _answer(self, told: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            if self.path.endswith("/openid-configuration"):
                names = ("authorization", "token", "userinfo")
                told: dict[str, Any] = {f"{name}_endpoint": f"{city.address}/{name}" for name in names}
                told |= {"issuer": city.address, "jwks_uri": f"{city.address}/keys"}
                told["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
                self._answer(told)
            else:
                self._answer({"sub": city.subject, "name": city.name, "id_card": "a number the site must not keep"})

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            city.tokens_asked.append(parse_qs(self.rfile.read(length).decode()))
            if city.fails:
                self._answer({"error": "invalid_grant"}, 400)
                return
            now = int(time.time())
            claims = {"iss": city.address, "aud": "patentry", "sub": city.subject, "iat": now, "exp": now + 60}
            token = jwt.encode(claims, "a secret of the stub that is long enough", algorithm="HS256")
            self._answer({"access_token": "t", "token_type": "Bearer", "expires_in": 60, "id_token": token})

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    city.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield city
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
