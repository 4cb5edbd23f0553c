"""What a channel is given, what it answers, and how it speaks HTTP."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

SECONDS = 10.0
LOCAL = {"localhost", "127.0.0.1", "::1"}
CERTAINLY_NOT_TAKEN = {408, 425, 429, 500, 503}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message, ready to be sent. `key` is the same each time this message is tried."""

    key: str
    to: str
    lang: str
    title: str
    text: str
    link: str
    template: str
    parameters: tuple[str, ...]


class NotSent(Exception):  # noqa: N818 - an answer, not a fault of ours
    """The other side did not take it; it may be tried again."""


class Refused(Exception):  # noqa: N818
    """The other side will never take it."""


class Uncertain(Exception):  # noqa: N818
    """Nobody can know whether the other side took it."""


class Person(Protocol):
    """What a channel knows of a person."""

    email: str
    mobile: str
    language: str


class Channel(Protocol):
    """A way out of the house."""

    @property
    def name(self) -> str: ...

    @property
    def is_group(self) -> bool:
        """Whether it reaches a group's chat, which is told once whoever else is told."""
        ...

    @property
    def is_idempotent(self) -> bool:
        """Whether the other side knows a message it had by its key, so that an open fate may be tried again."""
        ...

    def is_configured(self) -> bool: ...

    def address_of(self, person: Person) -> str: ...

    def send(self, message: Message) -> None: ...


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Only the address the operator wrote down is spoken to."""
        return


def post(address: str, body: Mapping[str, Any], *, headers: Mapping[str, str] | None = None) -> Any:
    """Answer the JSON a POST of JSON is answered with. Only https, or this machine, is spoken to."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOCAL):
        raise Refused("insecure_address")
    request = urllib.request.Request(
        address,
        data=json.dumps(body, ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json; charset=utf-8", **(headers or {})},
        method="POST",
    )
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
            return _json(answer.read(65_536))
    except urllib.error.HTTPError as fault:
        if fault.code in CERTAINLY_NOT_TAKEN:
            raise NotSent(f"http_{fault.code}") from None
        if fault.code in {502, 504}:
            raise Uncertain(f"http_{fault.code}") from None
        raise Refused(f"http_{fault.code}") from None
    except urllib.error.URLError as fault:
        # urllib wraps only what went wrong before the request was out.
        if isinstance(fault.reason, TimeoutError):
            raise Uncertain("timeout") from None
        raise NotSent("no_connection") from None
    except (OSError, ValueError):  # the answer did not come, or makes no sense
        raise Uncertain("no_answer") from None


def _json(data: bytes) -> Any:
    return json.loads(data or b"{}")
