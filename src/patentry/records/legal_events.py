"""Legal events: dated statements of an office about a patent, and what kind each code or text is."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from patentry.records.patents import Party


class EventKind(StrEnum):
    """What an event is in law, whatever its wording. What follows from it is the business of `patentry.status`."""

    PUBLICATION = "publication"
    EXAMINATION = "examination"
    OFFICE_ACTION = "office_action"
    GRANT = "grant"
    REJECTION = "rejection"
    WITHDRAWAL = "withdrawal"
    DEEMED_WITHDRAWAL = "deemed_withdrawal"
    DEEMED_ABANDONMENT = "deemed_abandonment"
    FEE_LAPSE = "fee_lapse"
    EXPIRY = "expiry"
    ABANDONMENT = "abandonment"
    DOUBLE_PATENTING = "double_patenting"
    WHOLE_INVALIDATION = "whole_invalidation"
    PARTIAL_INVALIDATION = "partial_invalidation"
    INVALIDATION_REQUEST = "invalidation_request"
    INVALIDATION_DECISION = "invalidation_decision"
    INVALIDATION_END = "invalidation_end"
    RESTORATION = "restoration"
    APPLICATION_TRANSFER = "application_transfer"
    TRANSFER = "transfer"
    NAME_CHANGE = "name_change"
    ADDRESS_CHANGE = "address_change"
    NAME_ADDRESS_CHANGE = "name_address_change"
    BIBLIOGRAPHIC_CHANGE = "bibliographic_change"
    PLEDGE = "pledge"
    PLEDGE_CHANGE = "pledge_change"
    PLEDGE_RELEASE = "pledge_release"
    PRESERVATION = "preservation"
    PRESERVATION_RELEASE = "preservation_release"
    LICENCE = "licence"
    LICENCE_CHANGE = "licence_change"
    LICENCE_END = "licence_end"
    OPEN_LICENCE = "open_licence"
    OPEN_LICENCE_END = "open_licence_end"
    SUSPENSION = "suspension"
    SUSPENSION_END = "suspension_end"
    TERM_COMPENSATION = "term_compensation"
    GRACE = "grace"
    CORRECTION = "correction"
    SERVICE = "service"
    FEE_PAYMENT_1 = "fee_payment_1"
    FEE_PAYMENT_2 = "fee_payment_2"
    FEE_PAYMENT_3 = "fee_payment_3"
    US_EXPIRY = "us_expiry"
    DESIGNATION = "designation"
    NATIONAL_GRANT = "national_grant"
    NATIONAL_FEE = "national_fee"
    NATIONAL_LAPSE = "national_lapse"
    NATIONAL_REVIVAL = "national_revival"
    UNITARY_EFFECT = "unitary_effect"
    UNITARY_LAPSE = "unitary_lapse"
    UNITARY_REVIVAL = "unitary_revival"
    OPPOSITION = "opposition"
    OPPOSITION_END = "opposition_end"
    MAINTAINED_AMENDED = "maintained_amended"
    LIMITATION = "limitation"
    CEASED = "ceased"
    OTHER = "other"
    UNRECOGNISED = "unrecognised"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalEvent:
    """One event of one patent.

    `announced` is the day the office made it public, `effective` the day it takes effect in law; either is None
    where the file does not say. `number` is canonical; `is_application` tells which of the two numbers it is.
    `title` is the short status text, `detail` the long one. `before` and `after` are holders in order.
    """

    number: str
    is_application: bool
    announced: date | None
    effective: date | None
    code: str
    title: str
    detail: str = ""
    before: tuple[Party, ...] = ()
    after: tuple[Party, ...] = ()
    contract_number: str | None = None
    parties: tuple[tuple[str, str], ...] = ()
    """(role, name) of pledgor and pledgee, licensor and licensee, opponent."""
    state: str | None = None
    """Of a European patent: the one contracting state the event is about, `UP` for the unitary effect; None for all."""


@dataclass(frozen=True, slots=True)
class _Rule:
    authority: str
    code: str
    text: str
    is_whole: bool
    """Whether the text has to be all there is: in the table it begins with `=`."""
    kind: EventKind


@cache
def _rules() -> tuple[dict[tuple[str, str], EventKind], tuple[_Rule, ...]]:
    """The code table and the text rules in their order: the first text that occurs decides."""
    codes: dict[tuple[str, str], EventKind] = {}
    texts: list[_Rule] = []
    table = files("patentry.records").joinpath("event_kinds.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        text = _squeeze(row["text"])
        rule = _Rule(
            row["authority"], row["code"], text.removeprefix("="), text.startswith("="), EventKind(row["kind"])
        )
        if rule.code:
            codes[rule.authority, rule.code] = rule.kind
        if rule.text:
            texts.append(rule)
    return codes, tuple(texts)


def _squeeze(text: str) -> str:
    """Fold width and case and drop spaces, so that 专利权的终止（未缴年费） is one spelling."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=65_536)
def kind_of_event(*, authority: str, code: str, title: str) -> EventKind:
    """Answer what kind of event a gazette code and status text are; the code decides where it is known.

    Vocabulary: Implementing Regulations of the Patent Law (2023) arts 106-107; the gazette's event codes; USPTO
    maintenance-fee event codes. An unknown pair is `UNRECOGNISED`, never guessed.
    """
    codes, texts = _rules()
    known = codes.get((authority, code.strip().upper()))
    squeezed = _squeeze(title)
    if known is not None and known is not EventKind.BIBLIOGRAPHIC_CHANGE:
        return known
    for rule in texts:
        if rule.authority != authority:
            continue
        if rule.text == squeezed if rule.is_whole else rule.text in squeezed:
            return rule.kind
    return known or EventKind.UNRECOGNISED
