"""Give an answer of the API again without making it anew, as long as the snapshot it came from is the one opened.

It stands before everything that looks at who asks: only addresses whose answer is the same for everybody are
remembered, and only those whose view has said so (`may_be_remembered`). What is remembered goes with the snapshot.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from district.openstats import provider
from district.openstats.provider import NoCorpus, Opened

PREFIX = "/api/v1/figures"
LONGEST_ADDRESS = 1_000
LARGEST_ANSWER = 200_000
MOST_BYTES = 32_000_000
"""What one process remembers at most; the answer longest not asked for goes first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it left the site."""

    content: bytes
    headers: tuple[tuple[str, str], ...]

    def again(self, request: HttpRequest) -> HttpResponse:
        """Answer it once more, or 304 to whoever has it."""
        answer = HttpResponse(self.content, headers=dict(self.headers))
        moment = parse_http_date_safe(answer["Last-Modified"]) if answer.has_header("Last-Modified") else None
        found = get_conditional_response(request, etag=answer["ETag"], last_modified=moment, response=answer)
        assert isinstance(found, HttpResponse)
        return found


class Answers:
    """The answers of one snapshot."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, bool], Answer] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, key: tuple[str, bool]) -> Answer | None:
        """Answer what is remembered under an address."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: tuple[str, bool], answer: Answer) -> None:
        """Remember one, and forget others where there is no room."""
        with self._lock:
            old = self._kept.pop(key, None)
            self._kept[key] = answer
            self._bytes += len(answer.content) - (len(old.content) if old else 0)
            while self._bytes > MOST_BYTES:
                _key, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.content)


_answers: WeakKeyDictionary[Opened, Answers] = WeakKeyDictionary()
_guard = threading.Lock()


def _of(stats: Opened) -> Answers:
    with _guard:
        return _answers.setdefault(stats, Answers())


def remember(request: HttpRequest) -> None:
    """Say that the answer being made is the same for everybody who asks this address."""
    request.may_be_remembered = True  # type: ignore[attr-defined]


class Remembered:
    """Middleware: remembered answers of figures; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from memory, or pass the request on and remember what comes back."""
        if request.method != "GET" or not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        address = request.get_full_path()
        try:
            answers = _of(provider.opened())
        except NoCorpus:
            return self.get_response(request)
        key = (address, "gzip" in request.headers.get("Accept-Encoding", ""))
        found = answers.find(key)
        if found is not None:
            return found.again(request)
        made = self.get_response(request)
        if _is_for_all(request, made) and len(address) <= LONGEST_ADDRESS and len(made.content) <= LARGEST_ANSWER:
            answers.keep(key, Answer(made.content, tuple(made.items())))
        return made


def _is_for_all(request: HttpRequest, made: HttpResponse) -> bool:
    said = getattr(request, "may_be_remembered", False)
    return said and made.status_code == 200 and not made.streaming and not made.cookies and made.has_header("ETag")
