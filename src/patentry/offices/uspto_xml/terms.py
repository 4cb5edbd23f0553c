"""What a grant says about its term: the earliest US filing claimed, the adjustment, the terminal disclaimer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from patentry.offices.xml_documents.elements import complaint_about_day, day_of, parse_day, text_of
from patentry.offices.xml_documents.parsing import Warn

# 35 USC 154(a)(2): only a reference under sections 120, 121, 365(c) or 386(c) moves the start of the term; a
# reissue keeps its original's term (35 USC 251). A substitute application does not obtain the benefit of the
# earlier filing (MPEP 201.02), and a provisional or a foreign priority never counts (35 USC 154(a)(3)).
RELATIONS = frozenset(
    {
        "continuation",
        "division",
        "continuation-in-part",
        "reissue",
        "continuing-reissue",
        "us-divisional-reissue",
        "us-reexamination-reissue-merger",
    }
)
PROVISIONAL_SERIES = frozenset({"60", "61", "62", "63", "64"})
US_OR_INTERNATIONAL = frozenset({"", "US", "WO", "IB"})


def term_filing_date_of(biblio: dict[str, etree._Element], *, filed: date | None, warn: Warn) -> date | None:
    """Answer the earliest US non-provisional filing claimed, an international filing designating the US included.

    Follows 35 USC 154(a)(2) and 363. None where the grant claims no parent. A parent filed after the grant's own
    filing is reported and left out.
    """
    found: list[date] = []
    for stated in [*_parents(biblio.get("us-related-documents")), *_international(biblio)]:
        day = parse_day(stated)
        if day is None:
            warn(complaint_about_day(stated), "term_filing_date", stated)
        elif filed is not None and day > filed:
            warn("parent_after_filing", "term_filing_date", day.isoformat())
        else:
            found.append(day)
    return min(found, default=None)


def _parents(related: etree._Element | None) -> Iterator[str]:
    for relation in related if related is not None else ():
        if relation.tag in RELATIONS:
            for parent in relation.iter("parent-doc"):
                yield from _dates(parent)


def _dates(parent: etree._Element) -> Iterator[str]:
    """Answer the filing dates of a parent; the date of `parent-grant-document` is its grant, not its filing."""
    identity = parent.find("document-id")
    if identity is not None and _counts(identity):
        yield from _present(identity.findtext("date"))
        yield from _present(parent.findtext("parent-pct-document/document-id/date"))
        yield from _present(parent.findtext("international-filing-date/date"))


def _present(text: str | None) -> list[str]:
    return [text.strip()] if text and text.strip() else []


def _counts(identity: etree._Element) -> bool:
    country = (identity.findtext("country") or "").strip()
    number = (identity.findtext("doc-number") or "").strip()
    is_provisional = number.isdigit() and len(number) == 8 and number[:2] in PROVISIONAL_SERIES
    return country in US_OR_INTERNATIONAL and not is_provisional


def _international(biblio: dict[str, etree._Element]) -> list[str]:
    filing = biblio.get("pct-or-regional-filing-data")
    if filing is None or (filing.findtext("document-id/country") or "WO").strip() not in US_OR_INTERNATIONAL:
        return []
    return _present(filing.findtext("document-id/date"))


def term_extension_of(term: etree._Element | None, *, warn: Warn) -> int | None:
    """Answer the days of term adjustment or extension (35 USC 154(b)), None where none is printed."""
    stated = term.findtext("us-term-extension") if term is not None else None
    if stated is None or not stated.strip():
        return None
    days = stated.strip()
    if len(days) < 6 and days.isascii() and days.isdigit():
        return int(days)
    warn("number_field_unreadable", "term_extension_days", days)
    return None


def terminal_disclaimer_of(term: etree._Element | None, *, warn: Warn) -> date | None:
    """Answer the day to which a terminal disclaimer cuts the term.

    Most grants only say that there is one: that is reported, since the patent may end before its computed date.
    """
    disclaimer = term.find("disclaimer") if term is not None else None
    if disclaimer is None:
        return None
    stated = disclaimer.findtext("date")
    if stated is None:
        warn("terminal_disclaimer_undated", "terminal_disclaimer", text_of(disclaimer)[:200] or None)
    return day_of(stated, field="terminal_disclaimer", warn=warn, required=False)
