"""One document's text to one record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from patentry.classes import parse_ipc
from patentry.offices.tagged_text.fields import Field, fields_of, first_of, values_of
from patentry.offices.uspto_brs_text.groups import parties_of
from patentry.offices.uspto_brs_text.related import citations_of, literature_of, parents_of, priorities_of
from patentry.offices.uspto_eras import checks
from patentry.offices.uspto_eras.claims import with_wording
from patentry.offices.uspto_eras.numbers import application_of, letters_of, publication_of, right_type_of
from patentry.offices.uspto_eras.parents import earliest_filing
from patentry.offices.uspto_eras.parties import first_name_first, inventors_of
from patentry.offices.uspto_eras.sections import Line, sections_of
from patentry.offices.xml_documents.elements import day_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Claim, Party, Record, RightType

TAG = re.compile(r"^([A-Z]{3,4})(?: |$)", re.MULTILINE)
PARTS = {"CRTX": "related", "GITX": "other", "BSTX": "summary", "DRTX": "drawings", "DETX": "embodiments"}
ABOVE = re.compile(r"\A.{0,2000}?\*\*\* BRS DOCUMENT BOUNDARY \*\*\*", re.DOTALL)
"""Number and title stand above the boundary once more; a title could be taken for a field."""
CLAIM_NUMBER = re.compile(r"\s*(\d{1,5})\s*\.")


def record_of(text: str, *, warn: Warn) -> Record:
    """Answer the record of a document. Raises `RefusedDocumentError` where no number can be read."""
    fields = list(fields_of(ABOVE.sub("", text, count=1), TAG))
    if not fields:
        raise RefusedDocumentError("not_a_grant", value=text.strip()[:60])
    kind = first_of(fields, "APT")
    publication = publication_of(first_of(fields, "WKU") or first_of(fields, "DWKU"), kind, warn=warn)
    series = first_of(fields, "SRC")
    application = application_of(first_of(fields, "APNR") or first_of(fields, "APP"), series, warn=warn)
    checks.refuse_without_number(publication, application)
    filed = day_of(first_of(fields, "AFD"), field="filing_date", warn=warn)
    issued = day_of(first_of(fields, "GISD"), field="publication_date", warn=warn)
    checks.refuse_grant_before_filing(filed, issued)
    right_type = right_type_of(letters_of(publication or ""), us_class=None, series=series)
    claims = with_wording(list(_claims(fields)))
    checks.compare_claims(len(claims), first_of(fields, "NCL"), warn=warn)
    inventors = parties_of(fields, "IN")
    record = Record(
        authority="US",
        right_type=right_type,
        publication_number=publication,
        application_number=application,
        kind=kind or None,
        filing_date=filed,
        publication_date=issued,
        # A registration is published, but no right is granted.
        grant_date=None if right_type is RightType.OTHER else issued,
        title=checks.in_english(first_of(fields, "TTL")),
        abstract=checks.in_english(" ".join(values_of(fields, "ABPR"))),
        claims=claims,
        inventors=inventors_of(inventors),
        applicants=parties_of(fields, "AA"),
        holders=parties_of(fields, "AS"),
        agents=tuple(Party(first_name_first(f.text)) for f in fields if f.tag in ("LRFM", "LRFW") and f.text),
        ipc=_symbols(fields, ("IPCP", "IPCS"), "ipc", warn),
        cpc=_symbols(fields, ("CPOI", "CPOA"), "cpc", warn),
        citations=citations_of(fields),
        non_patent_citations=literature_of(fields),
        priorities=priorities_of(fields, warn=warn),
        term_filing_date=earliest_filing(parents_of(fields), filed=filed, warn=warn),
        term_extension_days=_extension(first_of(fields, "TRX"), warn),
        language="en",
        description=sections_of(_lines(fields)),
    )
    checks.report_missing(record, warn=warn)
    return record


def _lines(fields: list[Field]) -> Iterator[Line]:
    """A paragraph's value begins with a blank more than a heading's."""
    for stated in fields:
        if stated.tag in PARTS:
            yield Line(PARTS[stated.tag], stated.text, not stated.value.startswith(" "))


def _claims(fields: list[Field]) -> Iterator[Claim]:
    """Answer the claims; a paragraph without a number goes on with the claim before."""
    number, texts = 0, list[str]()
    for stated in fields:
        if stated.tag != "CLPR" or not stated.text:
            continue
        found = CLAIM_NUMBER.match(stated.value)
        if found and texts:
            yield Claim(number or 1, " ".join(texts))
            texts = []
        if found:
            number = int(found[1])
        texts.append(stated.text)
    if texts:
        yield Claim(number or 1, " ".join(texts))


def _symbols(fields: list[Field], tags: tuple[str, ...], field: str, warn: Warn) -> tuple[str, ...]:
    """Answer the symbols of these tags; the date of the edition and other spellings stand behind each."""
    found = []
    for stated in fields:
        if stated.tag in tags and stated.text:
            printed = stated.text.split()[0]
            symbol = parse_ipc(printed)
            if symbol:
                found.append(symbol)
            else:
                warn("class_unreadable", field, printed)
    return tuple(dict.fromkeys(found))


def _extension(stated: str, warn: Warn) -> int | None:
    if not stated:
        return None
    if stated.isascii() and stated.isdigit() and len(stated) < 6:
        return int(stated)
    warn("number_field_unreadable", "term_extension_days", stated)
    return None
