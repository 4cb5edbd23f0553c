"""A stored row back into the record it was."""

from __future__ import annotations

from typing import Any

from patentry.records.patents import Citation, Claim, Inventor, LangText, Party, Record, RightType

_PARTS: dict[str, type] = {
    "title": LangText,
    "abstract": LangText,
    "inventors": Inventor,
    "applicants": Party,
    "holders": Party,
    "citations": Citation,
}
_LISTS = ("ipc", "cpc", "non_patent_citations")


def record_from_row(row: dict[str, Any]) -> Record:
    """Answer the record a stored row holds; the table's own columns are left behind."""
    fields = {name: row[name] for name in Record.__dataclass_fields__}
    for name, part in _PARTS.items():
        fields[name] = tuple(part(**item) for item in fields[name] or ())
    for name in _LISTS:
        fields[name] = tuple(fields[name] or ())
    fields["claims"] = tuple(
        Claim(item["number"], item["text"], tuple(item["depends_on"] or ())) for item in fields["claims"] or ()
    )
    fields["right_type"] = RightType(fields["right_type"])
    return Record(**fields)
