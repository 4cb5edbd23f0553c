"""A parsed European publication to one record."""

from __future__ import annotations

from datetime import date

from lxml import etree

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber
from patentry.offices.epo_fulltext_xml.classes import ipc_of
from patentry.offices.epo_fulltext_xml.prior_art import citations_of, priorities_of
from patentry.offices.epo_fulltext_xml.texts import abstract_of, claims_of, titles_of
from patentry.offices.european_texts import sections_of
from patentry.offices.xml_documents.elements import country_of, day_of, text_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Inventor, Party, Record, RightType


def record_of(root: etree._Element, sdobi: etree._Element, *, warn: Warn) -> Record:
    """Answer the record of a publication; what is absent or unreadable is reported and left out, never guessed.

    Raises `RefusedDocumentError` where neither of the two numbers can be read.
    """
    kind = text_of(sdobi.find("B100/B130")) or root.get("kind") or ""
    publication, application = _publication_number(root, sdobi, kind, warn), _application_number(sdobi, warn)
    if publication is None and application is None:
        raise RefusedDocumentError("number_missing", field="publication_number")
    language = (text_of(sdobi.find("B200/B260")) or root.get("lang") or "").lower()
    filed, published = _days(root, sdobi, warn)
    claims, translations = claims_of(root, language)
    citations, literature = citations_of(root, sdobi)
    record = Record(
        authority="EP",
        right_type=RightType.INVENTION,
        publication_number=publication,
        application_number=application,
        kind=kind or None,
        filing_date=filed,
        publication_date=published,
        grant_date=_granted(sdobi, kind, published, warn),
        title=titles_of(sdobi, language),
        abstract=abstract_of(root),
        claims=claims,
        claims_translations=translations,
        description=sections_of(root.find("description"), language),
        inventors=tuple(Inventor(party.name, party.country) for party in parties_of(sdobi, "B700/B720/*")),
        applicants=parties_of(sdobi, "B700/B710/*"),
        holders=parties_of(sdobi, "B700/B730/*"),
        agents=parties_of(sdobi, "B700/B740/*"),
        ipc=ipc_of(sdobi, warn=warn),
        citations=citations,
        non_patent_citations=literature,
        priorities=priorities_of(sdobi, warn=warn),
        language=language or None,
    )
    if not record.title:
        warn("field_missing", "title", None)
    return record


def _publication_number(root: etree._Element, sdobi: etree._Element, kind: str, warn: Warn) -> str | None:
    stated = text_of(sdobi.find("B100/B110")) or root.get("doc-number") or ""
    if not stated:
        warn("field_missing", "publication_number", None)
        return None
    try:
        return str(PublicationNumber.parse(stated, authority="EP", kind=kind))
    except NumberError as error:
        warn(error.code, "publication_number", stated)
        return None


def _application_number(sdobi: etree._Element, warn: Warn) -> str | None:
    stated = text_of(sdobi.find("B200/B210"))
    if not stated:
        warn("field_missing", "application_number", None)
        return None
    try:
        return str(ApplicationNumber.parse(stated, authority="EP"))
    except NumberError as error:
        warn(error.code, "application_number", stated)
        return None


def _days(root: etree._Element, sdobi: etree._Element, warn: Warn) -> tuple[date | None, date | None]:
    """Answer the days of filing and of publication; a publication before its filing is refused."""
    filed = day_of(sdobi.findtext("B200/B220/date"), field="filing_date", warn=warn)
    stated = sdobi.findtext("B100/B140/date") or root.get("date-publ")
    published = day_of(stated, field="publication_date", warn=warn)
    if filed and published and published < filed:
        raise RefusedDocumentError("publication_before_filing", value=f"{published} < {filed}", field="filing_date")
    return filed, published


def _granted(sdobi: etree._Element, kind: str, published: date | None, warn: Warn) -> date | None:
    """The day the mention of the grant was published (EPC art. 97(3)): B450, also on later specifications."""
    stated = sdobi.findtext("B400/B450/date")
    if stated:
        return day_of(stated, field="grant_date", warn=warn)
    return published if kind == "B1" else None


def parties_of(sdobi: etree._Element, path: str) -> tuple[Party, ...]:
    """Answer the persons of one B tag in order, each with its address on one line."""
    return tuple(party for party in map(party_of, sdobi.iterfind(path)) if party.name)


def party_of(entry: etree._Element) -> Party:
    """Answer one person; names stand surname first, as the EPO prints them."""
    country = country_of(entry.findtext("adr/ctry"))
    lines = [text_of(line) for tag in ("str", "city") for line in entry.iterfind(f"adr/{tag}")]
    place = ", ".join(filter(None, (*lines, country if any(lines) else None)))
    return Party(text_of(entry.find("snm")), country, place or None)
