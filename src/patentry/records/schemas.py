"""The columns records, events and reference rows are stored in, and their way into Arrow.

Every table carries five columns of its own: `key` (what the row is about), `digest` (what it says), `file` (the
sha256 of the file it came from), `added_in` (the snapshot that added it) and `place` (its turn among all rows of the
table). A table is append-only: the current row of a key is the one whose turn came last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa

from patentry.numbers import PublicationNumber
from patentry.records.classification import ClassTitle, ConcordanceRow, SymbolMove, TechnologyField
from patentry.records.digests import digest_of, digest_of_record
from patentry.records.fees import FeeFact
from patentry.records.legal_events import LegalEvent
from patentry.records.lists import Alias, Award, EnterpriseTag, Implementation, OverseasMember, Pledge, Separation
from patentry.records.patents import Record
from patentry.records.reference import Correction, Enterprise, EventCode, Population, PublishedFigure, Region

OWN_COLUMNS = [
    pa.field("key", pa.string()),
    pa.field("digest", pa.string()),
    pa.field("file", pa.string()),
    pa.field("added_in", pa.int64()),
    pa.field("place", pa.int64()),
]

_TEXTS = pa.list_(pa.struct([("lang", pa.string()), ("text", pa.string())]))
_PARTIES = pa.list_(pa.struct([(name, pa.string()) for name in ("name", "country", "address", "postcode", "uscc")]))
_STRINGS = pa.list_(pa.string())
_CLAIMS = pa.list_(pa.struct([("number", pa.int32()), ("text", pa.string()), ("depends_on", pa.list_(pa.int32()))]))

_RECORD_TYPES: dict[str, pa.DataType] = {
    "filing_date": pa.date32(),
    "publication_date": pa.date32(),
    "grant_date": pa.date32(),
    "title": _TEXTS,
    "abstract": _TEXTS,
    "claims": _CLAIMS,
    "inventors": pa.list_(pa.struct([("name", pa.string()), ("country", pa.string())])),
    "applicants": _PARTIES,
    "holders": _PARTIES,
    "ipc": _STRINGS,
    "cpc": _STRINGS,
    "citations": pa.list_(pa.struct([(name, pa.string()) for name in ("number", "cited_by", "phase", "category")])),
    "non_patent_citations": _STRINGS,
    "term_filing_date": pa.date32(),
    "term_extension_days": pa.int32(),
    "terminal_disclaimer": pa.date32(),
    "vendor_lapsed_on": pa.date32(),
    "description": pa.list_(pa.struct([(name, pa.string()) for name in ("kind", "heading", "text", "lang")])),
    "claims_translations": pa.list_(pa.struct([("lang", pa.string()), ("claims", _CLAIMS)])),
    "priorities": pa.list_(pa.struct([("number", pa.string()), ("date", pa.date32())])),
    "agents": _PARTIES,
    "family_members": _STRINGS,
    "other_classes": _STRINGS,
    "labels": _STRINGS,
    "vendor_counts": pa.list_(pa.struct([("name", pa.string()), ("value", pa.int64())])),
    "decision_date": pa.date32(),
}
_EVENT_TYPES: dict[str, pa.DataType] = {
    "is_application": pa.bool_(),
    "announced": pa.date32(),
    "effective": pa.date32(),
    "before": _PARTIES,
    "after": _PARTIES,
    "parties": pa.list_(pa.struct([("role", pa.string()), ("name", pa.string())])),
}
_REFERENCE_TYPES: dict[str, pa.DataType] = {
    "date": pa.date32(),
    "valid_from": pa.date32(),
    "valid_to": pa.date32(),
    "published_on": pa.date32(),
    "tags": _STRINGS,
}
_FEE_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("due", "window_from", "window_to", "paid_on"), pa.date32()),
    **dict.fromkeys(("amount", "surcharge"), pa.float64()),
    "year": pa.int32(),
}


@dataclass(frozen=True, slots=True)
class TableShape:
    """A stored table: its columns and what makes two rows of it the same matter.

    `added` are columns that came when there were homes already; their files may lack them.
    """

    name: str
    columns: tuple[str, ...]
    schema: pa.Schema
    key_of: Callable[[object], str]
    digest_of: Callable[[object], str]
    added: tuple[str, ...] = ()

    def to_arrow(self, rows: Sequence[object], *, file: str) -> pa.RecordBatch:
        """Answer the rows as Arrow, with key, digest and file; `added_in` and `place` wait for the snapshot."""
        values = [[getattr(row, column) for row in rows] for column in self.columns]
        if "base" in self.schema.names:
            values.append([base_of(row) for row in rows])
        digests = [self.digest_of(row) for row in rows]
        keys = digests if self.key_of is self.digest_of else [self.key_of(row) for row in rows]
        own = [keys, digests, [file] * len(rows), [0] * len(rows), [0] * len(rows)]
        arrays = [pa.array(column, spec.type) for column, spec in zip(values + own, self.schema, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)


def base_of(row: object) -> str | None:
    """Answer a record's or event's publication number without its kind, where it has one."""
    if isinstance(row, Record):
        stated = row.publication_number
    else:
        stated = None if getattr(row, "is_application", True) else getattr(row, "number", None)
    return None if stated is None else _base(stated)


@lru_cache(maxsize=4_096)
def _base(stated: str) -> str:
    """Events of one patent stand together, so its number is read once."""
    return str(PublicationNumber.parse(stated).base)


def key_of_record(row: Record) -> str:
    """Answer what a record is about: its publication, else its application, of which a decision's text stands apart."""
    if row.publication_number:
        return row.publication_number
    return f"{row.application_number or ''}{f'|{row.decision_number}' if row.decision_number else ''}"


def _shape(
    name: str,
    row_type: type,
    types: dict[str, pa.DataType],
    key_of: Callable[..., str],
    *,
    digest_of: Callable[..., str] = digest_of,
    base: bool = False,
    added: tuple[str, ...] = (),
) -> TableShape:
    columns = tuple(row_type.__dataclass_fields__)  # type: ignore[attr-defined]
    fields = [pa.field(column, types.get(column, pa.string())) for column in columns]
    extra = [pa.field("base", pa.string())] if base else []
    return TableShape(name, columns, pa.schema(fields + extra + OWN_COLUMNS), key_of, digest_of, added)


RECORDS = _shape("records", Record, _RECORD_TYPES, key_of_record, digest_of=digest_of_record, base=True)
EVENTS = _shape("events", LegalEvent, _EVENT_TYPES, digest_of, base=True)
REGIONS = _shape("regions", Region, _REFERENCE_TYPES, lambda row: f"{row.region}|{row.valid_from}")
POPULATIONS = _shape(
    "populations",
    Population,
    {**_REFERENCE_TYPES, "value": pa.float64()},
    lambda row: f"{row.region}|{row.date}|{row.kind}|{row.source}|{row.published_on}",
)
ENTERPRISES = _shape(
    "enterprises",
    Enterprise,
    _REFERENCE_TYPES,
    lambda row: f"{row.uscc or row.name}|{row.region}|{row.valid_from}",
)
PUBLISHED = _shape(
    "published",
    PublishedFigure,
    {**_REFERENCE_TYPES, "value": pa.float64()},
    # Mainland and all holders of one source are two rows; without a scope the key is what it always was.
    lambda row: f"{row.region}|{row.figure}|{row.date}|{row.source}" + (f"|{row.scope}" if row.scope else ""),
    added=("scope",),
)
CORRECTIONS = _shape(
    "corrections", Correction, _REFERENCE_TYPES, lambda row: f"{row.number}|{row.field}|{row.valid_from}"
)


def _key_of_fee(row: FeeFact) -> str:
    """A fee is the same one when its due date or its window is; a payment without either is told by day and amount."""
    when = row.due or row.window_from or f"{row.paid_on}/{row.amount}"
    return f"{row.number}|{row.kind}|{row.year}|{when}"


FEES = _shape("fees", FeeFact, _FEE_TYPES, _key_of_fee)
TECHNOLOGY_FIELDS = _shape(
    "technology_fields", TechnologyField, {"field": pa.int32()}, lambda row: f"{row.field}|{row.ipc}"
)
CLASS_TITLES = _shape(
    "class_titles",
    ClassTitle,
    {},
    lambda row: f"{row.scheme}|{row.symbol}|{row.lang}|{row.edition}|{row.title}",
)
SYMBOL_MOVES = _shape("symbol_moves", SymbolMove, {}, lambda row: f"{row.from_symbol}|{row.to_symbol}|{row.edition}")
CONCORDANCES = _shape(
    "concordances",
    ConcordanceRow,
    {**dict.fromkeys(("include", "exclude", "keywords"), _STRINGS), "row": pa.int32(), "keywords_open": pa.bool_()},
    lambda row: f"{row.scheme}|{row.version}|{row.branch}|{row.row}",
)
PLEDGES = _shape(
    "pledges",
    Pledge,
    {"registered_on": pa.date32(), "released_on": pa.date32(), "amount": pa.float64()},
    lambda row: f"{row.number}|{row.contract_number}|{row.registered_on}",
)
IMPLEMENTATIONS = _shape(
    "implementations",
    Implementation,
    {"since": pa.date32(), "until": pa.date32()},
    lambda row: f"{row.number}|{row.product}|{row.since}",
)
AWARDS = _shape("awards", Award, {"awarded_on": pa.date32()}, lambda row: f"{row.number}|{row.award}|{row.session}")
OVERSEAS_MEMBERS = _shape(
    "overseas_members", OverseasMember, {"granted_on": pa.date32()}, lambda row: f"{row.number}|{row.member}"
)
ENTERPRISE_TAGS = _shape(
    "enterprise_tags",
    EnterpriseTag,
    _REFERENCE_TYPES,
    lambda row: f"{row.uscc or row.name}|{row.tag}|{row.level}|{row.valid_from}",
)
EVENT_CODES = _shape("event_codes", EventCode, _REFERENCE_TYPES, lambda row: f"{row.country}|{row.code}")
ALIASES = _shape("aliases", Alias, _REFERENCE_TYPES, lambda row: f"{row.name}|{row.organisation}|{row.valid_from}")
SEPARATIONS = _shape(
    "separations",
    Separation,
    {"withdrawn_on": pa.date32()},
    lambda row: "|".join(sorted((row.name, row.other_name))),
)
SHAPES: dict[str, TableShape] = {
    shape.name: shape
    for shape in (
        *(RECORDS, EVENTS, REGIONS, POPULATIONS, ENTERPRISES, PUBLISHED, CORRECTIONS, FEES),
        *(TECHNOLOGY_FIELDS, CLASS_TITLES, SYMBOL_MOVES, CONCORDANCES),
        *(PLEDGES, AWARDS, OVERSEAS_MEMBERS, ENTERPRISE_TAGS, EVENT_CODES),
        *(ALIASES, SEPARATIONS, IMPLEMENTATIONS),
    )
}
SHAPE_OF_ROW: dict[type, TableShape] = {
    Record: RECORDS,
    LegalEvent: EVENTS,
    Region: REGIONS,
    Population: POPULATIONS,
    Enterprise: ENTERPRISES,
    PublishedFigure: PUBLISHED,
    Correction: CORRECTIONS,
    FeeFact: FEES,
    TechnologyField: TECHNOLOGY_FIELDS,
    ClassTitle: CLASS_TITLES,
    SymbolMove: SYMBOL_MOVES,
    ConcordanceRow: CONCORDANCES,
    Pledge: PLEDGES,
    Award: AWARDS,
    OverseasMember: OVERSEAS_MEMBERS,
    EnterpriseTag: ENTERPRISE_TAGS,
    EventCode: EVENT_CODES,
    Alias: ALIASES,
    Separation: SEPARATIONS,
    Implementation: IMPLEMENTATIONS,
}
