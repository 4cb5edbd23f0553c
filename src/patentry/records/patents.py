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


class ClaimsText(NamedTuple):
    """The claims once more, in another language than the record's own."""

    lang: str
    claims: tuple[Claim, ...]


class Section(NamedTuple):
    """A section of a description, in order.

    `kind` is technical_field, background, related, summary, drawings, embodiments, examples, industrial or other.
    """

    kind: str
    heading: str
    text: str
    lang: str


class Citation(NamedTuple):
    """One citation of a patent document in the file, in canonical publication form.

    `phase` is the office's own code of where it was cited (SEA, ISR, EXA, OPP, APP ... as DOCDB has them), `category`
    the letters of the search report (X, Y, A, D ...), both None where the file has none.
    """

    number: str
    cited_by: str = CitedBy.UNKNOWN
    phase: str | None = None
    category: str | None = None


class Priority(NamedTuple):
    """A priority claimed: a canonical application number (as printed where it is none) and its date."""

    number: str
    date: date | None = None


class VendorCount(NamedTuple):
    """A count a database vendor states of a patent: cited_by, transfers, licences, pledges, invalidations, suits."""

    name: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One publication of a patent. At least one of the two numbers is present.

    Numbers are canonical (see `patentry.numbers`). `holders` is filled only where the file names present holders
    apart from the applicants. `claims` are in `language`; the same claims in other languages stand in
    `claims_translations`. `family_members` are publication numbers the source names. `other_classes` carry their
    scheme, "USPC 426/231", "LOC 14-03". `labels` are the yes/no marks of a study that are yes. `term_filing_date` is
    the earliest US non-provisional filing claimed.
    The `vendor_*` fields are the word of a database vendor or an office's query page, kept beside the
    gazette's events and never in their place.
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
    language: str | None = None
    """Language of the publication, ISO 639-1."""
    description: tuple[Section, ...] = ()
    claims_translations: tuple[ClaimsText, ...] = ()
    priorities: tuple[Priority, ...] = ()
    agents: tuple[Party, ...] = ()
    family_members: tuple[str, ...] = ()
    other_classes: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    vendor_counts: tuple[VendorCount, ...] = ()
    decision_number: str | None = None
    """Of a text after invalidation, opposition, limitation or re-examination: the decision it carries out."""
    decision_date: date | None = None
