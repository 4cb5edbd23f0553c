"""Records as JSON Lines: what `patentry records --format jsonl` prints, and back, losing nothing.

The field names are the contract of `--json`. A text by language is an object, a date is ISO, an absent
value null.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from patentry.records.patents import (
    Citation,
    CitedBy,
    Claim,
    ClaimsText,
    Inventor,
    LangText,
    Party,
    Priority,
    Record,
    RightType,
    Section,
    VendorCount,
)

PARTY_EXTRAS = ("postcode", "uscc")
"""Fields of a party that are printed only where they are known: the contract names name, country, address."""
Item = TypeVar("Item")


class RecordFieldError(ValueError):
    """A field that is not what the contract says; `code` is the problem's code."""

    def __init__(self, code: str, field: str, value: object) -> None:
        super().__init__(code, field, value)
        self.code = code
        self.field = field
        self.value = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def record_to_json(record: Record) -> str:
    """Answer the record as one line of JSON, without the line end."""
    return json.dumps(record_to_object(record), ensure_ascii=False)


def record_to_object(record: Record) -> dict[str, Any]:
    """Answer the record as the object that is printed; the contract's fields first, in its order."""
    return {
        "publication_number": record.publication_number,
        "authority": record.authority,
        "kind": record.kind,
        "right_type": str(record.right_type),
        "application_number": record.application_number,
        "filing_date": _iso(record.filing_date),
        "publication_date": _iso(record.publication_date),
        "grant_date": _iso(record.grant_date),
        "title": dict(record.title),
        "abstract": dict(record.abstract),
        "claims": _claims_object(record.claims),
        "inventors": [inventor._asdict() for inventor in record.inventors],
        "applicants": [_party_object(party) for party in record.applicants],
        "holders": [_party_object(party) for party in record.holders],
        "ipc": list(record.ipc),
        "cpc": list(record.cpc),
        "citations": [_citation_object(citation) for citation in record.citations],
        "non_patent_citations": list(record.non_patent_citations),
        "family_id": record.family_id,
        "applicant_type": record.applicant_type,
        "agency": record.agency,
        "province_code": record.province_code,
        "district": record.district,
        "term_filing_date": _iso(record.term_filing_date),
        "term_extension_days": record.term_extension_days,
        "terminal_disclaimer": _iso(record.terminal_disclaimer),
        "vendor_validity": record.vendor_validity,
        "vendor_status": record.vendor_status,
        "vendor_lapsed_on": _iso(record.vendor_lapsed_on),
        "language": record.language,
        "description": [section._asdict() for section in record.description],
        "claims_translations": [
            {"lang": text.lang, "claims": _claims_object(text.claims)} for text in record.claims_translations
        ],
        "priorities": [{"number": prior.number, "date": _iso(prior.date)} for prior in record.priorities],
        "agents": [_party_object(party) for party in record.agents],
        "family_members": list(record.family_members),
        "other_classes": list(record.other_classes),
        "labels": list(record.labels),
        "vendor_counts": {stated.name: stated.value for stated in record.vendor_counts},
        "decision_number": record.decision_number,
        "decision_date": _iso(record.decision_date),
    }


def _claims_object(claims: tuple[Claim, ...]) -> list[dict[str, Any]]:
    return [{"number": claim.number, "text": claim.text, "depends_on": list(claim.depends_on)} for claim in claims]


def _citation_object(citation: Citation) -> dict[str, str]:
    extras = {"phase": citation.phase, "category": citation.category}
    stated = {name: value for name, value in extras.items() if value is not None}
    return {"number": citation.number, "cited_by": str(citation.cited_by)} | stated


def record_from_object(fields: Mapping[str, Any]) -> Record:
    """Answer the record such an object describes. Absent fields are unknown; raises `RecordFieldError`."""
    return Record(
        publication_number=_text(fields, "publication_number"),
        authority=_text(fields, "authority") or "",
        kind=_text(fields, "kind"),
        right_type=_right_type(fields),
        application_number=_text(fields, "application_number"),
        filing_date=_day(fields, "filing_date"),
        publication_date=_day(fields, "publication_date"),
        grant_date=_day(fields, "grant_date"),
        title=_texts(fields, "title"),
        abstract=_texts(fields, "abstract"),
        claims=_items(fields, "claims", _claim),
        inventors=_items(fields, "inventors", _inventor),
        applicants=_items(fields, "applicants", _party),
        holders=_items(fields, "holders", _party),
        ipc=_items(fields, "ipc", _string),
        cpc=_items(fields, "cpc", _string),
        citations=_items(fields, "citations", _citation),
        non_patent_citations=_items(fields, "non_patent_citations", _string),
        family_id=_text(fields, "family_id"),
        applicant_type=_text(fields, "applicant_type"),
        agency=_text(fields, "agency"),
        province_code=_text(fields, "province_code"),
        district=_text(fields, "district"),
        term_filing_date=_day(fields, "term_filing_date"),
        term_extension_days=_whole(fields, "term_extension_days"),
        terminal_disclaimer=_day(fields, "terminal_disclaimer"),
        vendor_validity=_text(fields, "vendor_validity"),
        vendor_status=_text(fields, "vendor_status"),
        vendor_lapsed_on=_day(fields, "vendor_lapsed_on"),
        language=_text(fields, "language"),
        description=_items(fields, "description", _section),
        claims_translations=_items(fields, "claims_translations", _claims_text),
        priorities=_items(fields, "priorities", _priority),
        agents=_items(fields, "agents", _party),
        family_members=_items(fields, "family_members", _string),
        other_classes=_items(fields, "other_classes", _string),
        labels=_items(fields, "labels", _string),
        vendor_counts=_counts(fields, "vendor_counts"),
        decision_number=_text(fields, "decision_number"),
        decision_date=_day(fields, "decision_date"),
    )


def record_from_json(line: str) -> Record:
    """Answer the record that one line of JSON describes; raises `RecordFieldError`."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RecordFieldError("json_unreadable", "", line[:200]) from error
    if not isinstance(fields, dict):
        raise RecordFieldError("json_unreadable", "", line[:200])
    return record_from_object(fields)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _party_object(party: Party) -> dict[str, str | None]:
    named = party._asdict()
    return {key: value for key, value in named.items() if key not in PARTY_EXTRAS or value is not None}


def _wrong(field: str, value: object) -> RecordFieldError:
    return RecordFieldError("field_unreadable", field, value)


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    raise _wrong(name, value)


def _string(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(value)


def _whole(fields: Mapping[str, Any], name: str) -> int | None:
    value = fields.get(name)
    # -2**31..2**31 is what the column holds; a term is never longer.
    if value is None or (type(value) is int and abs(value) < 1 << 31):
        return value
    raise _wrong(name, value)


def _day(fields: Mapping[str, Any], name: str) -> date | None:
    value = _text(fields, name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise RecordFieldError("date_unreadable", name, value) from error


def _right_type(fields: Mapping[str, Any]) -> RightType:
    value = fields.get("right_type")
    try:
        return RightType(_string(value))
    except ValueError as error:
        raise RecordFieldError("type_unknown", "right_type", value) from error


def _texts(fields: Mapping[str, Any], name: str) -> tuple[LangText, ...]:
    value = fields.get(name) or {}
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise _wrong(name, value)
    return tuple(LangText(lang, text) for lang, text in value.items())


def _items(fields: Mapping[str, Any], name: str, read: Callable[[Any], Item]) -> tuple[Item, ...]:
    value = fields.get(name) or []
    if not isinstance(value, list):
        raise _wrong(name, value)
    try:
        return tuple(read(item) for item in value)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _wrong(name, value) from error


def _optional(value: object) -> str | None:
    return None if value is None else _string(value)


def _party(item: dict[str, Any]) -> Party:
    return Party(_string(item["name"]), *(_optional(item.get(key)) for key in ("country", "address", *PARTY_EXTRAS)))


def _inventor(item: dict[str, Any]) -> Inventor:
    return Inventor(_string(item["name"]), _optional(item.get("country")))


def _claim(item: dict[str, Any]) -> Claim:
    return Claim(
        _claim_number(item["number"]),
        _string(item["text"]),
        tuple(_claim_number(number) for number in item.get("depends_on") or ()),
    )


def _claim_number(value: object) -> int:
    if type(value) is int and 0 <= value < 1 << 31:
        return value
    raise ValueError(value)


def _citation(item: dict[str, Any]) -> Citation:
    cited_by = CitedBy(item.get("cited_by") or CitedBy.UNKNOWN)
    return Citation(_string(item["number"]), cited_by, _optional(item.get("phase")), _optional(item.get("category")))


def _section(item: dict[str, Any]) -> Section:
    return Section(*(_string(item[name]) for name in Section._fields))


def _claims_text(item: dict[str, Any]) -> ClaimsText:
    return ClaimsText(_string(item["lang"]), tuple(_claim(claim) for claim in item["claims"]))


def _priority(item: dict[str, Any]) -> Priority:
    day = _optional(item.get("date"))
    return Priority(_string(item["number"]), None if day is None else date.fromisoformat(day))


def _counts(fields: Mapping[str, Any], name: str) -> tuple[VendorCount, ...]:
    value = fields.get(name) or {}
    if not isinstance(value, dict) or not all(type(n) is int and abs(n) < 1 << 63 for n in value.values()):
        raise _wrong(name, value)
    return tuple(VendorCount(key, number) for key, number in value.items())
