"""One record is one publication of one patent, as one file states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class RightType(StrEnum):
    """What kind of right; a US utility grant is an invention."""

    INVENTION = "invention"
    UTILITY_MODEL = "utility_model"
    DESIGN = "design"
    PLANT = "plant"
    OTHER = "other"


class CitedBy(StrEnum):
    """Who brought a citation into the file."""

    EXAMINER = "examiner"
    APPLICANT = "applicant"
    UNKNOWN = "unknown"


class LangText(NamedTuple):
    """A text and its language (ISO 639-1, lower case)."""

    lang: str
    text: str


class Party(NamedTuple):
    """An applicant or holder as the file names it. `country` is the two-letter office code."""

    name: str
    country: str | None = None
    address: str | None = None
    postcode: str | None = None
    uscc: str | None = None
    """统一社会信用代码, where the file has it."""


class Inventor(NamedTuple):
    """An inventor as the file names them."""

    name: str
    country: str | None = None


class Claim(NamedTuple):
    """One claim; `depends_on` holds the numbers of the claims it cites."""

    number: int
    text: str
    depends_on: tuple[int, ...] = ()


class Citation(NamedTuple):
    """One citation of a patent document in the file, in canonical publication form."""

    number: str
    cited_by: str = CitedBy.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One publication of a patent. At least one of the two numbers is present.

    Numbers are canonical (see `patentry.numbers`). `holders` is filled only where the file names present holders
    apart from the applicants. `term_filing_date` is the earliest US non-provisional filing claimed. The `vendor_*`
    fields are a database vendor's word, kept beside the gazette's events and never in their place.
    """

    authority: str
    right_type: RightType
    publication_number: str | None = None
    application_number: str | None = None
    kind: str | None = None
    filing_date: date | None = None
    publication_date: date | None = None
    grant_date: date | None = None
    title: tuple[LangText, ...] = ()
    abstract: tuple[LangText, ...] = ()
    claims: tuple[Claim, ...] = ()
    inventors: tuple[Inventor, ...] = ()
    applicants: tuple[Party, ...] = ()
    holders: tuple[Party, ...] = ()
    ipc: tuple[str, ...] = ()
    cpc: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    non_patent_citations: tuple[str, ...] = ()
    family_id: str | None = None
    applicant_type: str | None = None
    """Official type of the first applicant (企业, 高等院校, 科研单位, 机关团体, 个人) as the file states it."""
    agency: str | None = None
    province_code: str | None = None
    district: str | None = None
    term_filing_date: date | None = None
    term_extension_days: int | None = None
    terminal_disclaimer: date | None = None
    """Day to which a terminal disclaimer cuts the term, where the file gives it."""
    vendor_validity: str | None = None
    vendor_status: str | None = None
    vendor_lapsed_on: date | None = None
