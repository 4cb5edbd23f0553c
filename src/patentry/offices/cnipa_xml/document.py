"""A parsed document to one record."""

from __future__ import annotations

from datetime import date

from lxml import etree

from patentry.claims import with_dependencies
from patentry.classes import parse_ipc
from patentry.numbers import meaning_of_kind
from patentry.offices.cnipa_xml.citations import citations_of
from patentry.offices.cnipa_xml.identity import Identity, identity_of, priorities_of
from patentry.offices.cnipa_xml.parties import agency_of, agents_of, inventors_of, parties_of
from patentry.offices.cnipa_xml.texts import claims_of, description_of, paragraphs_of
from patentry.offices.xml_documents.elements import day_of, text_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import LangText, Record, RightType

BIBLIOS = ("BibliographicData", "DesignBibliographicData")
_LANGUAGES = {"zh": "zh", "cn": "zh", "chi": "zh", "en": "en", "eng": "en"}


def record_of(root: etree._Element, *, warn: Warn) -> Record:
    """Answer the record of a publication; what is absent or unreadable is reported and left out, never guessed.

    Raises `RefusedDocumentError` where neither number can be read, or where it was published before it was filed.
    """
    biblio = next((part for name in BIBLIOS if (part := root.find(name)) is not None), None)
    if biblio is None:
        raise RefusedDocumentError("number_missing", field=BIBLIOS[0])
    identity = identity_of(root, biblio, warn=warn)
    filed, published = _days(identity, warn)
    meaning = meaning_of_kind(authority=identity.authority, kind=identity.kind or "", on=published)
    language = _LANGUAGES.get((root.get("lang") or "zh").lower(), (root.get("lang") or "zh").lower())
    applicants = parties_of(biblio, "Applicant")
    holders = parties_of(biblio, "Assignee")
    cited = citations_of(biblio)
    record = Record(
        authority=identity.authority,
        right_type=_right_type(identity, biblio, meaning.right_type),
        publication_number=identity.publication_number,
        application_number=identity.application_number,
        kind=identity.kind,
        filing_date=filed,
        publication_date=published,
        # A text after partial invalidation or a correction is published, but nothing is granted by it.
        grant_date=published if meaning.stage == "grant" else None,
        title=_text(language, text_of(_first(biblio, "InventionTitle", "DesignTitle"))),
        abstract=_text(language, paragraphs_of(_first(root, "Abstract", "DesignBriefExplanation"))),
        claims=with_dependencies(claims_of(root.find("Claims"))),
        inventors=inventors_of(biblio),
        applicants=applicants,
        holders=holders if [h.name for h in holders] != [a.name for a in applicants] else (),
        ipc=_ipc(biblio, warn),
        citations=cited.patents,
        non_patent_citations=cited.others,
        agency=agency_of(biblio),
        agents=agents_of(biblio),
        district=text_of(biblio.find(".//Applicant//County")) or None,
        language=language,
        description=description_of(root.find("Description"), language),
        priorities=priorities_of(biblio, warn=warn),
        other_classes=_locarno(biblio),
    )
    _report_missing(record, warn)
    return record


def _days(identity: Identity, warn: Warn) -> tuple[date | None, date | None]:
    filed = day_of(identity.filed, field="filing_date", warn=warn)
    published = day_of(identity.published, field="publication_date", warn=warn)
    if filed and published and published < filed:
        raise RefusedDocumentError("grant_before_filing", value=f"{published} < {filed}", field="publication_date")
    return filed, published


def _first(element: etree._Element, *names: str) -> etree._Element | None:
    return next((found for name in names if (found := element.find(name)) is not None), None)


def _text(language: str, text: str) -> tuple[LangText, ...]:
    return (LangText(language, text),) if text else ()


def _right_type(identity: Identity, biblio: etree._Element, by_kind: str | None) -> RightType:
    """The number's type digit decides, then the kind, then that the document is a design's."""
    if identity.right_type is not None:
        return identity.right_type
    if by_kind:
        return RightType(by_kind)
    return RightType.DESIGN if biblio.tag == BIBLIOS[1] else RightType.OTHER


def _ipc(biblio: etree._Element, warn: Warn) -> tuple[str, ...]:
    """Symbols in order, from the text of each entry, else from its parts."""
    found: dict[str, None] = {}
    for entry in biblio.iterfind(".//ClassificationIPCR"):
        text = text_of(entry.find("Text"))
        if not text:
            parts = [
                text_of(entry.find(name)) for name in ("Section", "MainClass", "Subclass", "MainGroup", "Subgroup")
            ]
            text = f"{''.join(parts[:4])}/{parts[4]}" if all(parts) else text_of(entry)
        symbol = parse_ipc(text)
        if symbol is None:
            warn("class_unreadable", "ipc", text)
        else:
            found[symbol] = None
    return tuple(found)


def _locarno(biblio: etree._Element) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for entry in biblio.iterfind(".//ClassificationLocarno"):
        inner = [text_of(part) for part in entry if "Classification" in str(part.tag)]
        for text in inner or [text_of(entry)]:
            if text:
                found[f"LOC {text}"] = None
    return tuple(found)


def _report_missing(record: Record, warn: Warn) -> None:
    """Report what every publication has."""
    for field, value in (("title", record.title), ("applicants", record.applicants)):
        if not value:
            warn("field_missing", field, None)
