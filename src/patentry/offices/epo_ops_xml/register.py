"""Register answers: one document tells of one application, from its filing to the end of the patent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lxml import etree

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber
from patentry.numbers.exchange import exchanged_application
from patentry.offices.epo_ops_xml.register_events import events_of
from patentry.offices.exchange_documents.classes import symbol_in
from patentry.offices.exchange_documents.document import texts_by_language
from patentry.offices.exchange_documents.references import stated_day
from patentry.offices.reading import Batch
from patentry.offices.xml_documents.elements import country_of, parse_day, text_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Inventor, Party, Priority, Record, RightType

OWN_ID = re.compile(r"EP(\d{8})P?")
QUERY = re.compile(r"EP\W?(\d{5,7})\b", re.IGNORECASE)


def take_register_document(document: etree._Element, batch: Batch, *, warn: Warn) -> None:
    """Take what the register says of one application, and its events."""
    record = _record(document, warn)
    batch.records.append(record)
    batch.events += events_of(document, record, warn=warn)


def _record(document: etree._Element, warn: Warn) -> Record:
    biblio = document.find("bibliographic-data")
    if biblio is None:
        biblio = etree.Element("bibliographic-data")
    application, filed = _application(biblio, warn)
    publications = sorted(_publications(biblio, warn), key=lambda told: told[1] or date.min)
    number, published = publications[-1] if publications else (_asked_for(document) if not application else None, None)
    if application is None and number is None:
        raise RefusedDocumentError("number_missing", field="application_number")
    applicants = _groups(biblio, "parties/applicants")
    language = text_of(biblio.find("language-of-publication")).lower()
    granted = next((day for stated, day in publications if stated.endswith("B1")), None)
    return Record(
        authority="EP",
        right_type=RightType.INVENTION,
        publication_number=number,
        application_number=application,
        kind=PublicationNumber.parse(number).kind if number else None,
        filing_date=filed,
        publication_date=published,
        grant_date=granted,
        title=texts_by_language(biblio.iterfind("invention-title")),
        applicants=applicants[0] if applicants else (),
        holders=applicants[-1] if applicants and granted else (),
        inventors=tuple(Inventor(p.name, p.country) for p in _last(_groups(biblio, "parties/inventors"))),
        agents=_last(_groups(biblio, "parties/agents")),
        ipc=_ipc(biblio, warn),
        priorities=_priorities(biblio, warn),
        language=language or None,
    )


def _application(biblio: etree._Element, warn: Warn) -> tuple[str | None, date | None]:
    """The European application number; where only its international number is given the document's own id has it."""
    for document_id in biblio.iterfind("application-reference/document-id"):
        if text_of(document_id.find("country")) == "EP":
            stated = text_of(document_id.find("doc-number"))
            filed = stated_day(text_of(document_id.find("date")), field="filing_date", warn=warn)
            try:
                return str(ApplicationNumber.parse(stated, authority="EP")), filed
            except NumberError as error:
                warn(error.code, "application_number", stated)
    found = OWN_ID.fullmatch(biblio.get("id") or "")
    return (str(ApplicationNumber.parse(found[1], authority="EP")) if found else None), None


def _publications(biblio: etree._Element, warn: Warn) -> list[tuple[str, date | None]]:
    found = []
    for document_id in biblio.iterfind("publication-reference/document-id"):
        country, number, kind = (text_of(document_id.find(tag)) for tag in ("country", "doc-number", "kind"))
        if country != "EP":
            continue
        day = stated_day(text_of(document_id.find("date")), field="publication_date", warn=warn)
        try:
            found.append((str(PublicationNumber.parse(number, authority="EP", kind=kind)), day))
        except NumberError as error:
            warn(error.code, "publication_number", number)
    return found


def _asked_for(document: etree._Element) -> str | None:
    """Answers of events alone may name the patent only in the question that was asked."""
    query = next(document.getroottree().getroot().iter("query"), None)
    found = QUERY.search(text_of(query))
    return str(PublicationNumber.parse(found[1], authority="EP")) if found else None


def _groups(biblio: etree._Element, path: str) -> list[tuple[Party, ...]]:
    """The lists of one kind of person by the day they were entered, the oldest first; empty ones took persons off."""
    lists = sorted(biblio.iterfind(path), key=lambda entry: entry.get("change-date") or "")
    groups = [tuple(party for party in map(_party, entry) if party.name) for entry in lists]
    return [group for group in groups if group]


def _last(groups: list[tuple[Party, ...]]) -> tuple[Party, ...]:
    return groups[-1] if groups else ()


def _party(entry: etree._Element) -> Party:
    book = entry.find("addressbook")
    if book is None:
        return Party("")
    name = text_of(book.find("name"))
    if not name:
        name = ", ".join(filter(None, (text_of(book.find("last-name")), text_of(book.find("first-name")))))
    lines = [text_of(line) for line in book.iterfind("address/*") if line.tag != "country"]
    country = country_of(book.findtext("address/country"))
    return Party(name, country, ", ".join(filter(None, lines)) or None)


def _ipc(biblio: etree._Element, warn: Warn) -> tuple[str, ...]:
    sections = sorted(biblio.iterfind("classifications-ipcr"), key=lambda entry: entry.get("change-date") or "")
    texts: Iterable[str] = (text_of(text) for text in sections[-1].iter("text")) if sections else ()
    symbols = [symbol_in(stated, "ipc", warn) for text in texts for stated in text.split(",")]
    return tuple(dict.fromkeys(symbol for symbol in symbols if symbol))


def _priorities(biblio: etree._Element, warn: Warn) -> tuple[Priority, ...]:
    found = []
    for claim in biblio.iterfind("priority-claims/priority-claim"):
        country, number, day = (text_of(claim.find(tag)) for tag in ("country", "doc-number", "date"))
        try:
            canonical = exchanged_application(country, number.removeprefix(country), day=parse_day(day))
        except NumberError:
            canonical = "".join(f"{country}{number}".split())
        found.append(Priority(canonical, stated_day(day, field="priorities", warn=warn)))
    return tuple(dict.fromkeys(found))
