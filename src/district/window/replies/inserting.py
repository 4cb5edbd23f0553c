"""What the request's page needs of this room: which templates fit, and the one the address asks to insert."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from district.accounts.models import User
from district.design import language
from district.window.models import Request
from district.window.replies import queries


@dataclass(frozen=True, slots=True)
class Inserted:
    """The templates a request's page offers, and the text to begin with, in the message or in the answer."""

    offered: tuple[tuple[int, str], ...]
    key: str = ""
    into: str = ""
    text: str = ""

    def text_in(self, field: str) -> str:
        """Answer the text to begin "message" or "resolve" with."""
        return self.text if self.into == field else ""


def inserted(request: Request, *, told: Mapping[str, str], user: User, on: date) -> Inserted:
    """Answer it for the query string of the page: `template` and `into`."""
    found = list(queries.for_request(request, user=user, on=on))
    lang = language.current()
    offered = tuple((one.pk, (one.title_en if lang == "en" else "") or one.title_zh) for one in found)
    chosen = next((one for one in found if str(one.pk) == told.get("template")), None)
    if chosen is None or told.get("into") not in ("message", "resolve"):
        return Inserted(offered)
    text = queries.text_for(chosen, request=request, on=on)
    return Inserted(offered, str(chosen.pk), str(told["into"]), text)
