"""The records of a file wrapper: the published application and the patent, as far as the portal tells of them."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from patentry.classes import parse_ipc, parse_uspc
from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber
from patentry.offices.json_documents.fields import (
    day_in,
    object_in,
    objects_in,
    text_in,
    texts_in,
    whole_number_in,
)
from patentry.offices.uspto_odp_json.identity import Identity, publication_number
from patentry.offices.uspto_recordations.parties import country_code, stated
from patentry.offices.xml_documents.parsing import RefusedDocumentError, Warn
from patentry.records import Inventor, LangText, Party, Priority, Record


def records_of(document: dict[str, Any], identity: Identity, *, warn: Warn) -> list[Record]:
    """Answer the publications of an application; of one that published nothing, the application alone.

    Raises `RefusedDocumentError` where the grant is before the filing.
    """
    if identity.filed is not None and identity.granted is not None and identity.granted < identity.filed:
        raise RefusedDocumentError("grant_before_filing", f"{identity.granted} < {identity.filed}", "grant_date")
    meta = object_in(document, "applicationMetaData")
    base = _base(document, meta, identity, warn)
    records = [
        record for record in (_published(meta, base, warn), _granted(document, base, identity)) if record is not None
    ]
    return records or [base]


def _base(document: dict[str, Any], meta: dict[str, Any], identity: Identity, warn: Warn) -> Record:
    title = text_in(meta, "inventionTitle")
    inventors = _persons(meta, "inventorBag", "inventorNameText")
    named = text_in(meta, "firstApplicantName")
    applicants = _persons(meta, "applicantBag", "applicantNameText") or ([Party(named)] if named else inventors)
    if not title:
        warn("field_missing", "title", None)
    if identity.filed is None:
        warn("field_missing", "filing_date", None)
    return Record(
        authority="US",
        right_type=identity.right_type,
        application_number=identity.application,
        filing_date=identity.filed,
        title=(LangText("en", title),) if title else (),
        inventors=tuple(Inventor(party.name, party.country) for party in inventors),
        applicants=tuple(applicants),
        cpc=_symbols(meta, warn),
        other_classes=_national_class(meta),
        priorities=tuple(_priorities(document, warn)),
        term_filing_date=_earliest_parent(document, identity, warn),
    )


def _published(meta: dict[str, Any], base: Record, warn: Warn) -> Record | None:
    stated_number = text_in(meta, "earliestPublicationNumber")
    number = publication_number(stated_number, field="publication_number", warn=warn) if stated_number else None
    if number is None:
        return None
    day = day_in(meta, "earliestPublicationDate", field="publication_date", warn=warn)
    kind = PublicationNumber.parse(number).kind
    return replace(base, publication_number=number, publication_date=day, kind=kind)


def _granted(document: dict[str, Any], base: Record, identity: Identity) -> Record | None:
    if identity.patent is None:
        return None
    adjustment = whole_number_in(object_in(document, "patentTermAdjustmentData"), "adjustmentTotalQuantity")
    return replace(
        base,
        publication_number=identity.patent,
        publication_date=identity.granted,
        grant_date=identity.granted,
        term_extension_days=adjustment if adjustment is not None and adjustment > 0 else None,
    )


def _persons(meta: dict[str, Any], bag: str, name_key: str) -> list[Party]:
    found = []
    for row in objects_in(meta, bag):
        name = text_in(row, name_key) or " ".join(filter(None, (text_in(row, "firstName"), text_in(row, "lastName"))))
        at = next(objects_in(row, "correspondenceAddressBag"), {})
        lines = ("addressLineOneText", "addressLineTwoText", "cityName", "geographicRegionName", "countryName")
        address = ", ".join(part for part in (stated(text_in(at, key)) for key in lines) if part)
        country = text_in(at, "countryCode") or text_in(row, "countryCode")
        if name:
            found.append(Party(name, country[:2] or None, address or None, stated(text_in(at, "postalCode")) or None))
    return found


def _symbols(meta: dict[str, Any], warn: Warn) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts_in(meta, "cpcClassificationBag"):
        symbol = parse_ipc(text)
        if symbol is None:
            warn("class_unreadable", "cpc", text[:40])
        else:
            found[symbol] = None
    return tuple(found)


def _national_class(meta: dict[str, Any]) -> tuple[str, ...]:
    """The US class, "USPC 257/197" of class 257 and subclass 197000 (three digits and three decimals)."""
    main, sub = text_in(meta, "class"), text_in(meta, "subclass")
    symbol = parse_uspc(f"{main:>3}{sub}") if main and sub else None
    return (f"USPC {symbol}",) if symbol else ()


def _priorities(document: dict[str, Any], warn: Warn) -> list[Priority]:
    found = []
    for row in objects_in(document, "foreignPriorityBag"):
        printed = text_in(row, "applicationNumberText")
        day = day_in(row, "filingDate", field="priority", warn=warn)
        office = country_code(text_in(row, "ipOfficeName"))
        if not printed:
            continue
        try:
            number = str(ApplicationNumber.parse(printed, authority=office)) if office else printed
        except NumberError:
            number = f"{office}{printed}"
        found.append(Priority(number, day))
    return found


@cache
def _counting() -> dict[str, bool]:
    table = files(__package__).joinpath("continuity.csv").read_text(encoding="utf-8")
    return {row["code"]: row["counts"] == "yes" for row in csv.DictReader(table.splitlines())}


def _earliest_parent(document: dict[str, Any], identity: Identity, warn: Warn) -> date | None:
    """The earliest filing among the parents that count for the term (35 USC 154(a)(2))."""
    days = []
    for row in objects_in(document, "parentContinuityBag"):
        code = text_in(row, "claimParentageTypeCode").upper()
        counts = _counting().get(code)
        if counts is None:
            warn("continuity_unrecognised", "parent", code or None)
        day = day_in(row, "parentApplicationFilingDate", field="parent", warn=warn)
        if not counts or day is None:
            continue
        if identity.filed is not None and day > identity.filed:
            warn("parent_after_filing", "parent", f"{day} > {identity.filed}")
            continue
        days.append(day)
    return min(days, default=None)
