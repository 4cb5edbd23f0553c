"""Characters that the files spell out between points: ".degree." is °, ".sub." begins a subscript."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

SPELT = re.compile(r"\.([A-Za-z]{2,12}|\+-|-\+|0|\[|\])\.")


def with_characters(text: str) -> str:
    """Answer the text with the characters themselves; a name that is not known stays as it stands.

    Marks of subscripts and superscripts are left out, as XML's are: "CO.sub.2" becomes "CO2".
    """
    if "." not in text:
        return text
    known = _characters()
    return SPELT.sub(lambda found: known.get(found[1], found[0]), text)


@cache
def _characters() -> dict[str, str]:
    table = files(__package__).joinpath("characters.csv").read_text(encoding="utf-8")
    return {row["name"]: row["character"] or "" for row in csv.DictReader(table.splitlines())}
