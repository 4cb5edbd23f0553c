"""Words of fees: the status a file states, the patent year a fee's name holds."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files

from patentry.records import FeeStatus, is_annual_fee

_YEAR = re.compile(r"(?<!\d)第?\s*(\d{1,2})\s*年(?!\d{0,2}月)")
LAST_YEAR = 25
"""No patent year lies beyond it, compensation included."""


def status_of_fee(text: str) -> FeeStatus | None:
    """Answer the status a word states; None for a word that is in no row of `statuses.csv`."""
    return _statuses().get(_squeeze(text))


def year_of_fee(kind: str) -> int | None:
    """Answer the patent year in the name of an annual fee (发明专利第4年年费), None where it names none."""
    if not is_annual_fee(kind):
        return None
    found = _YEAR.search(unicodedata.normalize("NFKC", kind))
    year = int(found[1]) if found else 0
    return year if 1 <= year <= LAST_YEAR else None


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _statuses() -> dict[str, FeeStatus]:
    text = files(__package__).joinpath("statuses.csv").read_text(encoding="utf-8")
    return {_squeeze(row["spelling"]): FeeStatus(row["status"]) for row in csv.DictReader(text.splitlines())}
