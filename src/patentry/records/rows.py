"""A stored row back into the record it was."""

from __future__ import annotations

from typing import Any

from patentry.records.patents import (
    Citation,
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

_PARTS: dict[str, type] = {
    "title": LangText,
    "abstract": LangText,
    "inventors": Inventor,
    "applicants": Party,
    "holders": Party,
    "citations": Citation,
    "description": Section,
    "priorities": Priority,
    "agents": Party,
    "vendor_counts": VendorCount,
}
_LISTS = ("ipc", "cpc", "non_patent_citations", "family_members", "other_classes", "labels")


def record_from_row(row: dict[str, Any]) -> Record:
    """Answer the record a stored row holds; the table's own columns are left behind."""
    fields = {name: row[name] for name in Record.__dataclass_fields__}
    for name, part in _PARTS.items():
        fields[name] = tuple(part(**item) for item in fields[name] or ())
    for name in _LISTS:
        fields[name] = tuple(fields[name] or ())
    fields["claims"] = _claims(fields["claims"])
    fields["claims_translations"] = tuple(
        ClaimsText(item["lang"], _claims(item["claims"])) for item in fields["claims_translations"] or ()
    )
    fields["right_type"] = RightType(fields["right_type"])
    return Record(**fields)


def _claims(items: list[dict[str, Any]] | None) -> tuple[Claim, ...]:
    return tuple(Claim(item["number"], item["text"], tuple(item["depends_on"] or ())) for item in items or ())
