"""One patent's text to one record."""

from __future__ import annotations

import re

from patentry.classes import named_uspc, parse_ipc
from patentry.numbers import PublicationNumber
from patentry.offices.uspto_eras import checks
from patentry.offices.uspto_eras.classes import locarno_class
from patentry.offices.uspto_eras.numbers import application_of, kind_of, letters_of, publication_of, right_type_of
from patentry.offices.uspto_eras.parents import earliest_filing
from patentry.offices.uspto_eras.parties import country_of, first_name_first, inventors_of, named, party_of
from patentry.offices.uspto_greenbook.blocks import Block, Blocks
from patentry.offices.uspto_greenbook.characters import with_characters
from patentry.offices.uspto_greenbook.related import disclaimed_until, parents_of, priorities_of
from patentry.offices.uspto_greenbook.texts import PARTS, claims_of, description_of, paragraphs_of, text_of
from patentry.offices.uspto_xml.citations import cited_number
from patentry.offices.xml_documents.elements import day_of
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Citation, Party, Record, RightType

WITH_CHECK_DIGIT = 9
APPLICATION = re.compile(r"(\d{6})[\d&]?")
LETTERS_OF_TYPES = {"1": "", "2": "RE", "4": "D", "5": "T", "6": "PP", "7": "H"}
INDIVIDUALS = frozenset({"04", "05"})
AGENT_TAGS = frozenset({"FRM", "FR2", "AAT", "AGT", "ATT"})


def record_of(text: str, *, warn: Warn) -> Record:
    """Answer the record of a patent. Raises `RefusedDocumentError` without a readable number, and for a text that is
    no patent."""
    blocks = Blocks(text)
    patent = blocks.one("PATN")
    if not patent.fields:
        raise RefusedDocumentError("not_a_grant", value=text.strip()[:60])
    filed = day_of(patent.first("APD"), field="filing_date", warn=warn)
    issued = day_of(patent.first("ISD"), field="publication_date", warn=warn)
    checks.refuse_grant_before_filing(filed, issued)
    number = _number(patent.first("WKU"))
    letters = letters_of(number)
    kind = kind_of(letters, issued)
    publication = publication_of(number, kind, warn=warn)
    application = _application(patent, warn)
    checks.refuse_without_number(publication, application)
    right_type = _right_type(letters, patent, blocks, warn)
    inventors = named(_party(block) for block in blocks.all("INVT"))
    claims = claims_of(blocks.all("CLMS", "DCLM"))
    checks.compare_claims(len(claims), patent.first("NCL"), warn=warn)
    ipc, others = _classes(blocks.one("CLAS"), right_type, warn)
    record = Record(
        authority="US",
        right_type=right_type,
        publication_number=publication,
        application_number=application,
        kind=PublicationNumber.parse(publication).kind if publication else None,
        filing_date=filed,
        publication_date=issued,
        # A registration or a defensive publication is published, but no right is granted.
        grant_date=None if right_type is RightType.OTHER else issued,
        title=checks.in_english(with_characters(patent.first("TTL"))),
        abstract=checks.in_english(paragraphs_of(blocks.all("ABST"))),
        claims=claims,
        inventors=inventors_of(inventors),
        applicants=inventors,
        holders=named(_holder(block) for block in blocks.all("ASSG")),
        agents=named(_agents(blocks.one("LREP"))),
        ipc=ipc,
        other_classes=others,
        citations=_citations(blocks),
        non_patent_citations=tuple(filter(None, (text_of(f) for b in blocks.all("OREF") for f in b.fields))),
        priorities=priorities_of(blocks, warn=warn),
        term_filing_date=earliest_filing(parents_of(blocks, warn=warn), filed=filed, warn=warn),
        terminal_disclaimer=disclaimed_until(blocks, warn=warn),
        language="en",
        description=description_of(blocks.all(*PARTS)),
    )
    checks.report_missing(record, warn=warn)
    return record


def _number(stated: str) -> str:
    """The number without its check digit, which stands ninth."""
    bare = stated.replace(" ", "")
    return bare[: WITH_CHECK_DIGIT - 1] if len(bare) == WITH_CHECK_DIGIT else bare


def _application(patent: Block, warn: Warn) -> str | None:
    stated = patent.first("APN")
    found = APPLICATION.fullmatch(stated)
    return application_of(found[1] if found else stated, patent.first("SRC"), warn=warn)


def _right_type(letters: str | None, patent: Block, blocks: Blocks, warn: Warn) -> RightType:
    stated = LETTERS_OF_TYPES.get(patent.first("APT"))
    if letters is None:
        letters = stated
    elif stated is not None and stated != letters:
        warn("type_contradicts_number", "right_type", f"APT {patent.first('APT')}, {patent.first('WKU')}")
    classes = blocks.one("CLAS").raw("OCL")
    return right_type_of(letters, us_class=classes[0] if classes else None, series=patent.first("SRC"))


def _party(block: Block) -> Party:
    return party_of(
        first_name_first(block.first("NAM")),
        places=(block.first("STR"), block.first("CTY")),
        country=country_of(block.first("CNT")),
        state=block.first("STA") or None,
        postcode=block.first("ZIP"),
    )


def _holder(block: Block) -> Party:
    """An assignee; only a person's name is turned round."""
    holder = _party(block)
    return holder if block.first("COD") in INDIVIDUALS else holder._replace(name=block.first("NAM"))


def _agents(block: Block) -> list[Party]:
    return [Party(first_name_first(f.text)) for f in block.fields if f.tag in AGENT_TAGS]


def _classes(block: Block, right_type: RightType, warn: Warn) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Answer the IPC symbols and the other classes with their scheme."""
    ipc: list[str] = []
    others: list[str] = []
    for stated in block.raw("ICL"):
        locarno = locarno_class(stated) if right_type is RightType.DESIGN else None
        if locarno:
            others.append(locarno)
        elif symbol := parse_ipc(stated):
            ipc.append(symbol)
        elif stated.strip():
            warn("class_unreadable", "ipc", stated.strip())
    for tag in ("OCL", "XCL", "UCL"):
        others += [named_uspc(stated) for stated in block.raw(tag) if stated.strip()]
    return tuple(dict.fromkeys(ipc)), tuple(dict.fromkeys(others))


def _citations(blocks: Blocks) -> tuple[Citation, ...]:
    """Answer the patents cited; the files do not say by whom."""
    found = []
    for block in blocks.all("UREF", "FREF"):
        country = "US" if block.name == "UREF" else country_of(block.first("CNT")) or ""
        if stated := block.first("PNO"):
            found.append(Citation(cited_number(country, stated, "")))
    return tuple(found)
