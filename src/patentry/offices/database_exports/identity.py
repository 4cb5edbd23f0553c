"""Which publication of which patent a row is, of what right, and when it was filed, published and granted."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from patentry.numbers import ApplicationNumber, KindMeaning, NumberError, PublicationNumber, meaning_of_kind
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.tabular.cells import CellError, parse_date
from patentry.offices.tabular.headings import squeeze_heading
from patentry.offices.tabular.right_types import right_type_of
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.records import RightType

_RIGHT_BY_LETTER = {
    **dict.fromkeys("ABC", RightType.INVENTION),
    **dict.fromkeys("UYZ", RightType.UTILITY_MODEL),
    "S": RightType.DESIGN,
    "P": RightType.PLANT,
}
"""What the first letter of a kind code says at every office (WIPO ST.16, part 7). T, M, H, E and others do not tell."""
_SERIAL_AND_YEAR = re.compile(r"US(\d{6})(\d{2})([A-Z]?)")
_KIND_TWICE = re.compile(r"(.*\d)([A-Z])\d?\s*\((\2\d?)\)")
"""`USD209526S (S)`, `USD441613S (S1)`."""
_SHORT_WO = re.compile(r"WO([1-9]\d{2,5})([A-Z]\d?)?")
"""An international publication of 2000 or 2001 whose year's noughts a spreadsheet has dropped, WO122883 of 2001."""
_SCIENTIFIC = re.compile(r"\d[.,]\d+E\+?\d", re.IGNORECASE)
_NUMBER_AND_DAY = re.compile(r"(\S+)\s+(\d{4}-\d\d-\d\d)")
_NO_DAY = frozenset({"0", "00000000"})


class Identity(NamedTuple):
    """What the row is. `siblings` are further publications of the same application that the cell names."""

    authority: str
    publication: PublicationNumber | None
    application: ApplicationNumber | None
    siblings: tuple[str, ...]
    right_type: RightType
    filed: date | None
    published: date | None
    granted: date | None


def read_identity(row: Row, spelling: Spelling) -> Identity:
    """Answer what the row is; without a number, or with a wrong one or an impossible date, it is refused.

    An application number that cannot be read beside a publication number is left out with a warning.
    """
    publication, siblings = _publications(row, spelling)
    published = _day(row, "publication_date", None)
    bound = published.year if published else None
    filed, granted = _day(row, "filing_date", bound), _day(row, "grant_date", bound)
    application_text, filed = _application_text(row, filed)
    application = _application(row, application_text, spelling, filed, needed=publication is None)
    number = publication or application
    if number is None:
        raise RowRefusedError("number_missing", "publication_number", "")
    kind = publication.kind if publication else None
    meaning = meaning_of_kind(authority=number.authority, kind=kind or "", on=published or granted)
    if meaning.stage == "grant":
        # Of the offices in the table of kinds a granted publication is printed on the day of its grant.
        granted, published = granted or published, published or granted
    return Identity(
        authority=number.authority,
        publication=publication,
        application=application,
        siblings=siblings,
        right_type=_right_type(row, application, kind, meaning),
        filed=filed,
        published=published,
        granted=granted,
    )


def _publications(row: Row, spelling: Spelling) -> tuple[PublicationNumber | None, tuple[str, ...]]:
    text = row.text("publication_number")
    if not text:
        return None, ()
    first, *others = spelling.split(text) or ("",)
    return _parsed(row, first), tuple(canonical_publication(other) for other in others)


def _parsed(row: Row, text: str) -> PublicationNumber:
    authority = row.text("authority").upper()
    hint = authority if authority and not text[:2].isalpha() else None
    try:
        return parse_publication(text, authority=hint, kind=row.text("kind") or None)
    except NumberError as error:
        code = "number_digits_lost" if _SCIENTIFIC.search(text) else error.code
        raise RowRefusedError(code, "publication_number", text) from error


def _application_text(row: Row, filed: date | None) -> tuple[str, date | None]:
    """The number and its day, which some databases write behind it in one cell."""
    text = row.text("application_number")
    found = _NUMBER_AND_DAY.fullmatch(text)
    if found is None:
        return text, filed
    try:
        return found[1], filed or parse_date(found[2])
    except CellError as error:
        raise RowRefusedError(error.code, "application_number", text) from error


def _application(
    row: Row, text: str, spelling: Spelling, filed: date | None, *, needed: bool
) -> ApplicationNumber | None:
    if spelling.docdb_numbers:
        text = with_year(text, filed)
    if not text:
        return None
    authority = row.text("authority").upper()
    hint = authority if authority and not text[:2].isalpha() else None
    try:
        return ApplicationNumber.parse(text, authority=hint)
    except NumberError as error:
        if needed:
            raise RowRefusedError(error.code, "application_number", text) from error
        row.warn(error.code, "application_number", text)
        return None


def with_year(text: str, filed: date | None) -> str:
    """Answer an American application of DOCDB's older form, `US 17439471 A` of 1971, with its year in full.

    Read as it stands it would be the application 17/439,471 of 2021.
    """
    found = _SERIAL_AND_YEAR.fullmatch("".join(text.split()))
    if found is None or filed is None or f"{filed.year % 100:02}" != found[2]:
        return text
    return f"US{filed.year}0{found[1]}{found[3]}"


def _day(row: Row, field: str, bound: int | None) -> date | None:
    if row.text(field) in _NO_DAY:
        return None
    if bound is None and row.text("publication_year").isdecimal():
        bound = int(row.text("publication_year"))
    return row.day(field, decides=True, latest_year=bound)


def _right_type(row: Row, application: ApplicationNumber | None, kind: str | None, meaning: KindMeaning) -> RightType:
    """The office's own table of kinds, else the type the row states, else the kind's letter."""
    told = meaning.right_type or (application.right_type if application else None)
    if told:
        return RightType(told)
    text = row.text("right_type") or row.text("document_type")
    stated = right_type_of(text) or document_types().get(squeeze_heading(text)) if text else None
    right = stated or right_of_kind(meaning, kind)
    if right is None:
        row.warn("type_missing", "right_type", text)
    return right or RightType.OTHER


def right_of_kind(meaning: KindMeaning, kind: str | None) -> RightType | None:
    """Answer the right a kind code tells: by the office's own table, else by its letter."""
    return RightType(meaning.right_type) if meaning.right_type else _RIGHT_BY_LETTER.get((kind or " ")[0])


@cache
def document_types() -> dict[str, RightType]:
    """Answer the kinds of right that databases call by names of their own."""
    text = files(__package__).joinpath("document_types.csv").read_text(encoding="utf-8")
    return {squeeze_heading(row["spelling"]): RightType(row["right_type"]) for row in csv.DictReader(text.splitlines())}


def parse_publication(text: str, *, authority: str | None = None, kind: str | None = None) -> PublicationNumber:
    """Answer a publication number, also where its kind stands twice or its year has lost noughts.

    Raises `NumberError`.
    """
    if twice := _KIND_TWICE.fullmatch(text.strip()):
        text = twice[1] + twice[3]
    elif short := _SHORT_WO.fullmatch(f"WO{text}" if authority == "WO" else text):
        text = f"WO{short[1]:0>7}{short[2] or ''}"
    return PublicationNumber.parse(text, authority=authority, kind=kind)


def canonical_publication(text: str) -> str:
    """Answer a publication number in its one spelling, or the text as it stands where it cannot be read."""
    try:
        return str(parse_publication(text))
    except NumberError:
        return text


def canonical_application(text: str, authority: str | None = None) -> str:
    """Answer an application number in its one spelling, or the text as it stands where it cannot be read."""
    try:
        return str(ApplicationNumber.parse(text, authority=authority))
    except NumberError:
        return text
