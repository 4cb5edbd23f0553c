"""What a dossier is made of: several pages about one matter, with facts, lists that go on over pages, and findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from patentry.reports.overview import Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list under its heading, with `widths` of its columns beside each other (0: as wide as what stands in it). The
    columns named in `numbers` are set to the right; `says` stands where it is empty."""

    heading: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A document found: its title, a line of facts, a passage, and why it was found."""

    title: str
    facts: str
    passage: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What came of one question: the question, what is to be said of the answer, and the documents in their order."""

    heading: str
    asked: str
    says: str
    found: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Pages about one matter. `running` stands at the head of every page; the pages are numbered at its foot."""

    lang: Lang
    title: str
    line: str
    running: str
    facts: tuple[tuple[str, str], ...]
    listings: tuple[Listing, ...]
    findings: tuple[Findings, ...]
    closing: str
    at: datetime
    """What the file says of when it was made, with its time zone."""
