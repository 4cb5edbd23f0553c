"""Full-text answers: claims and description of one publication."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from patentry.offices.epo_ops_xml.published import stub_of
from patentry.offices.european_texts import sections_of, split_claims
from patentry.offices.reading import Batch
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import ClaimsText


def take_fulltext(document: etree._Element, batch: Batch, *, warn: Warn) -> None:
    """Take the texts; the first claims are the record's own, those in other languages its translations."""
    named = document.find("bibliographic-data/publication-reference")
    if named is None:
        raise RefusedDocumentError("number_missing", field="publication_number")
    stub = stub_of(named, warn=warn)
    sets = [
        ClaimsText(lang, split_claims(_texts(claims), lang=lang))
        for claims in document.iterfind("claims")
        for lang in ((claims.get("lang") or "und").lower(),)
    ]
    sets = [text for text in sets if text.claims]
    described = [(text.get("lang") or "und").lower() for text in document.iterfind("description")]
    language = next(iter((*(text.lang for text in sets), *described)), None)
    if language is None:
        warn("field_missing", "claims", None)
    batch.records.append(
        replace(
            stub,
            language=language,
            claims=sets[0].claims if sets else (),
            claims_translations=tuple(sets[1:]),
            description=tuple(
                section for text in document.iterfind("description") for section in sections_of(text, language or "")
            ),
        )
    )


def _texts(claims: etree._Element) -> list[str]:
    elements = list(claims.iter("claim-text")) or list(claims.iterfind("claim"))
    return ["".join(map(str, element.itertext())) for element in elements]
