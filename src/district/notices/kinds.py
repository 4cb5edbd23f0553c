"""The kinds of notices: the rows of every room's `notices.csv`.

Columns: `kind` ("request.accepted"), `channels` (those used unless the person wishes otherwise, of in_page email sms
wecom dingtalk), `obligatory` (yes: the person is always told in the page), `template` (the operator's text-message
template, by this key in `PATENTRY_SMS_TEMPLATES`), `sms_values` (the values its parameters may hold, in order),
`address` (where the matter is looked at, `{lang}` and `{key}`), titles and texts. A title has no values, because it is
the subject of a mail; texts have `{name}` for values.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["zh", "en"]
TABLE = "notices.csv"
IN_PAGE = "in_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of notice."""

    name: str
    channels: frozenset[str]
    is_obligatory: bool
    template: str
    sms_values: tuple[str, ...]
    address: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]

    def title(self, lang: Lang) -> str:
        """Answer what it is about, without any value."""
        return self.titles[lang]

    def text(self, lang: Lang, values: Mapping[str, object]) -> str:
        """Answer the whole sentence; a value that is missing is left open."""
        return self.texts[lang].format_map(_Open(values))

    def where(self, lang: Lang, matter: str) -> str:
        """Answer the address of the matter on this site, "" where the kind has none."""
        return self.address.format(lang=lang, key=matter.partition(":")[2])


class _Open(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


@cache
def kinds() -> dict[str, Kind]:
    """Answer the kinds of all rooms by name, in the order of rooms and rows."""
    found: dict[str, Kind] = {}
    for room in sorted(files("district").iterdir(), key=lambda entry: entry.name):
        table = room.joinpath(TABLE)
        if not room.is_dir() or not table.is_file():
            continue
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
            if row["kind"] in found:
                raise ValueError(f"{row['kind']} stands twice")
            found[row["kind"]] = _read(row)
    return found


def _read(row: Mapping[str, str]) -> Kind:
    return Kind(
        name=row["kind"],
        channels=frozenset(row["channels"].split()),
        is_obligatory=row["obligatory"] == "yes",
        template=row["template"],
        sms_values=tuple(row["sms_values"].split()),
        address=row["address"],
        titles={"zh": row["title_zh"], "en": row["title_en"]},
        texts={"zh": row["text_zh"], "en": row["text_en"]},
    )
