"""From which earlier filing the term of a US patent is counted (35 USC 154(a)(2), 363)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from patentry.offices.xml_documents.elements import complaint_about_day, parse_day
from patentry.offices.xml_documents.parsing import Warn

PROVISIONAL = re.compile(r"6[0-4][/ ]?\d{3},?\d{3}")
US_OR_INTERNATIONAL = frozenset({"", "US", "WO", "IB"})


class Parent(NamedTuple):
    """A parent whose relation counts for the term, as the file states it; `filed` is YYYYMMDD."""

    number: str
    filed: str
    country: str = ""


def earliest_filing(parents: Iterable[Parent], *, filed: date | None, warn: Warn) -> date | None:
    """Answer the earliest filing that counts, None where no parent does.

    Provisional and foreign applications never count (35 USC 154(a)(3)). A parent filed after the child is reported
    and left out; one without a date says nothing.
    """
    found: list[date] = []
    for parent in parents:
        stated = parent.filed.strip()
        if not stated or PROVISIONAL.fullmatch(parent.number.strip()) or parent.country not in US_OR_INTERNATIONAL:
            continue
        day = parse_day(stated)
        if day is None:
            warn(complaint_about_day(stated), "term_filing_date", stated)
        elif filed is not None and day > filed:
            warn("parent_after_filing", "term_filing_date", day.isoformat())
        else:
            found.append(day)
    return min(found, default=None)
