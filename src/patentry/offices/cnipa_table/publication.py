"""Which publication of which patent a row is, of what right, and since when granted."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from patentry.numbers import KindMeaning, meaning_of_kind
from patentry.offices.tabular.cells import CellError
from patentry.offices.tabular.identity import NumberInCell, read_application, read_publication
from patentry.offices.tabular.right_types import right_type_of
from patentry.offices.tabular.row import Row, RowRefusedError
from patentry.records import RightType


class PublicationOfRow(NamedTuple):
    """The identity of a row and its dates."""

    authority: str
    publication_number: str | None
    application_number: str | None
    kind: str | None
    right_type: RightType
    filing_date: date | None
    publication_date: date | None
    grant_date: date | None


def read_publication_of_row(row: Row) -> PublicationOfRow:
    """Answer what the row is; without a number, or with a wrong one or an impossible date, it is refused."""
    application = _application(row)
    publication = _publication(row)
    if application is None and publication is None:
        raise RowRefusedError("number_missing", "application_number", "")
    authority = (application or publication or _NONE).authority
    filed, published, granted = (
        row.day(field, decides=True) for field in ("filing_date", "publication_date", "grant_date")
    )
    kind = (publication.kind if publication else None) or row.optional("kind")
    meaning = meaning_of_kind(authority=authority, kind=kind or "", on=published or granted)
    if meaning.stage == "grant":
        # A granted publication is printed on the day its grant is announced (Patent Law art. 39).
        granted, published = granted or published, published or granted
    return PublicationOfRow(
        authority=authority,
        publication_number=publication.number if publication else None,
        application_number=application.number if application else None,
        kind=kind,
        right_type=_right_type(row, application, meaning),
        filing_date=filed,
        publication_date=published,
        grant_date=granted,
    )


_NONE = NumberInCell("", "CN", False)


def _application(row: Row) -> NumberInCell | None:
    field = "application_number" if row.text("application_number") else "patent_number"
    text = row.text(field)
    return _number(row, field, application=True) if text else None


def _publication(row: Row) -> NumberInCell | None:
    """Where a row has the grant's number and the earlier publication's, it is about the grant."""
    field = "grant_number" if row.text("grant_number") else "publication_number"
    return _number(row, field, application=False) if row.text(field) else None


def _number(row: Row, field: str, *, application: bool) -> NumberInCell:
    try:
        return (read_application if application else read_publication)(row.text(field))
    except CellError as error:
        raise RowRefusedError(error.code, field, error.value) from error


def _right_type(row: Row, application: NumberInCell | None, meaning: KindMeaning) -> RightType:
    """The number's own type digit or kind decides; what the row states otherwise is a doubt."""
    text = row.text("right_type")
    stated = right_type_of(text) if text else None
    if text and stated is None:
        row.warn("type_unknown", "right_type", text)
    told = application.right_type if application else None
    if told is None and meaning.right_type:
        told = RightType(meaning.right_type)
    if told and stated and told is not stated:
        row.warn("type_contradicts_number", "right_type", f"{text} / {application.number if application else ''}")
    if told is None and stated is None:
        row.warn("type_missing", "right_type", "")
    return told or stated or RightType.OTHER
