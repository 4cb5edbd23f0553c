"""Documents as they are searched: one row a publication, out of a snapshot, folded from all files that tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from patentry.corpus import DuckEngine, Snapshot
from patentry.corpus.snapshots import FILES_SCHEMA
from patentry.ingestion.families import families_table
from patentry.ingestion.sources.ranks import ranks_digest
from patentry.ingestion.sources.tables import add_folded
from patentry.records.schemas import RECORDS

SECTIONS = ("title", "abstract", "claims", "description")
LAYOUT = "2"
FOLDED = (
    *("publication_number", "application_number", "base", "authority", "kind", "right_type", "language"),
    *("filing_date", "publication_date", "grant_date", "title", "abstract", "claims", "claims_translations"),
    *("description", "inventors", "applicants", "holders", "agency", "agents", "ipc", "cpc", "other_classes"),
    *("citations", "priorities"),
)
LISTS = frozenset(
    {"title", "abstract", "claims", "claims_translations", "description", "inventors", "applicants", "holders"}
    | {"agents", "ipc", "cpc", "other_classes", "citations", "priorities"}
)
# What is told of an application completes its latest publication and never stands before what is told of that, as
# everywhere; a decision's text is no publication.
_STANDING = """
CREATE OR REPLACE TABLE heirs AS
SELECT lone.key AS lone, max_by(o.key, (coalesce(o.publication_date, DATE '0001-01-01'), o.key)) AS heir
FROM records lone JOIN records o ON o.application_number = lone.application_number
WHERE lone.publication_number IS NULL AND lone.decision_number IS NULL AND o.publication_number IS NOT NULL
GROUP BY lone.key;
CREATE OR REPLACE VIEW standing AS
SELECT coalesce(h.heir, r.key) AS key, r.* EXCLUDE (key, place),
  r.place - CASE WHEN h.heir IS NULL THEN 0 ELSE 2000000000000000000 END AS place
FROM records r LEFT JOIN heirs h ON h.lone = r.key
WHERE r.decision_number IS NULL;
CREATE OR REPLACE TABLE fingerprints AS
SELECT s.key, md5(string_agg(s.digest, '|' ORDER BY s.place) || coalesce(any_value(f.family), '')) AS fingerprint,
  any_value(f.family) AS family
FROM standing s LEFT JOIN families f USING (key) GROUP BY s.key
"""
_STRINGS = pa.list_(pa.string())
DOCUMENT = pa.schema(
    [
        *((name, pa.string()) for name in ("key", "number", "base", "application_number", "authority", "kind")),
        *((name, pa.string()) for name in ("right_type", "family", "fingerprint", "language")),
        *((name, pa.date32()) for name in ("published", "filed", "granted", "first_filed")),
        *((name, pa.string()) for name in SECTIONS),
        *((name, _STRINGS) for name in ("applicants", "holders", "inventors", "agencies")),
        *((name, _STRINGS) for name in ("ipc", "cpc", "other_classes", "citations")),
    ]
)
"""A document: its numbers, days, texts, parties, classes and references."""
_TEXTS = "array_to_string(list_transform({0}, lambda x: x.text), '\n')"
_NAMES = "list_distinct(list_transform(coalesce({0}, []), lambda x: x.name))"
_COLUMNS = f"""
d.key, coalesce(d.publication_number, d.application_number, d.key) AS number, d.base, d.application_number, d.authority,
d.kind, d.right_type, coalesce(p.family, d.key) AS family, p.fingerprint,
coalesce(d.language, d.title[1].lang, d.abstract[1].lang) AS language,
coalesce(d.publication_date, d.grant_date)::DATE AS published, d.filing_date AS filed, d.grant_date AS granted,
least(d.filing_date, list_min(list_transform(d.priorities, lambda x: x.date))) AS first_filed,
{_TEXTS.format("d.title")} AS title, {_TEXTS.format("d.abstract")} AS abstract,
array_to_string(list_concat(list_transform(coalesce(d.claims, []), lambda x: x.text), flatten(list_transform(
  coalesce(d.claims_translations, []), lambda t: list_transform(t.claims, lambda x: x.text)))), '\n') AS claims,
{_TEXTS.format("d.description")} AS description,
{_NAMES.format("d.applicants")} AS applicants, {_NAMES.format("d.holders")} AS holders,
{_NAMES.format("d.inventors")} AS inventors,
list_distinct(list_concat([d.agency], {_NAMES.format("d.agents")})) AS agencies,
coalesce(d.ipc, []) AS ipc, coalesce(d.cpc, []) AS cpc, coalesce(d.other_classes, []) AS other_classes,
list_distinct(list_transform(coalesce(d.citations, []), lambda x: x.number)) AS citations
"""


class Source:
    """Records opened for indexing: an engine has them as `records`, their families and the `files` they are from."""

    def __init__(self, engine: DuckEngine) -> None:
        self._engine = engine
        self._engine.sql(_STANDING)
        add_folded(self._engine, records="standing", columns=FOLDED, lists=LISTS)

    def fingerprints(self) -> dict[str, str]:
        """Answer, for the key of every document, what changes when anything told of it does."""
        rows = self._engine.sql("SELECT key, fingerprint FROM fingerprints")
        return dict(zip(rows["key"].to_pylist(), rows["fingerprint"].to_pylist(), strict=True))

    def count(self) -> int:
        """Answer how many documents there are."""
        return int(self._engine.sql("SELECT count(*) AS n FROM fingerprints")["n"][0].as_py())

    def documents(
        self, *, rows: int, keys: Sequence[str] | None = None, part: tuple[int, int] = (0, 1)
    ) -> Iterator[pa.RecordBatch]:
        """Answer the documents a batch at a time: those of the `keys`, or one part of so many."""
        if keys is not None:
            self._engine.add_rows("wanted", pa.table({"key": pa.array(keys, pa.string())}))
        chosen = "SEMI JOIN wanted USING (key)" if keys is not None else ""
        turn, parts = part
        where = f"WHERE hash(d.key) % {parts} = {turn}" if parts > 1 else ""
        query = f"SELECT {_COLUMNS} FROM folded d JOIN fingerprints p USING (key) {chosen} {where}"
        yield from self._engine.batches(query, rows=rows)


def open_source(snapshot: Snapshot, *, is_anew: bool = False) -> Source:
    """Answer a snapshot opened for indexing. Its families are those kept, or derived anew."""
    engine = DuckEngine()
    engine.add_files("records", snapshot.uris("records"), RECORDS.schema)
    engine.add_files("files", snapshot.uris("files"), FILES_SCHEMA)
    engine.add_rows("families", families_table(snapshot, is_anew=is_anew).select(["key", "family"]))
    return Source(engine)


def rules_of_documents() -> str:
    """Answer what an index depends on besides its snapshot: another value, and it has to be made anew."""
    return f"{LAYOUT}-{ranks_digest()}"
