"""What every document of these formats is checked for."""

from __future__ import annotations

from datetime import date

from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import LangText, Record, RightType


def refuse_without_number(publication: str | None, application: str | None) -> None:
    """Refuse a document neither of whose numbers can be read."""
    if publication is None and application is None:
        raise RefusedDocumentError("number_missing", field="publication_number")


def refuse_publication_before_filing(filed: date | None, published: date | None) -> None:
    """Refuse an application published before it was filed: one of the dates is another document's."""
    if filed and published and published < filed:
        raise RefusedDocumentError(
            "publication_before_filing", value=f"{published} < {filed}", field="publication_date"
        )


def refuse_grant_before_filing(filed: date | None, granted: date | None) -> None:
    """Refuse a grant before its filing: one of the dates is another document's."""
    if filed and granted and granted < filed:
        raise RefusedDocumentError("grant_before_filing", value=f"{granted} < {filed}", field="grant_date")


def in_english(text: str) -> tuple[LangText, ...]:
    """Answer an English text; none where it is empty."""
    return (LangText("en", text),) if text else ()


def report_missing(record: Record, *, warn: Warn) -> None:
    """Report what every document has: title, claims, inventors; abstract and description unless it is a design."""
    present: dict[str, object] = {"title": record.title, "claims": record.claims, "inventors": record.inventors}
    if record.right_type is not RightType.DESIGN:
        present |= {"abstract": record.abstract, "description": record.description}
    for field, value in present.items():
        if not value:
            warn("field_missing", field, None)


def compare_claims(found: int, stated: str, *, warn: Warn) -> None:
    """Report a document that says how many claims it has and has others: part of it may be lost."""
    if stated.isascii() and stated.isdigit() and len(stated) < 6 and int(stated) != found:
        warn("claims_count_differs", "claims", f"{found} ≠ {int(stated)}")
