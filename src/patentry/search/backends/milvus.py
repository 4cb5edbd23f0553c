"""Documents in Milvus: a server many machines share, reached by its address."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from patentry.search.backends.contract import EVERYTHING, Candidates, Holding, Sieve
from patentry.search.backends.tokens import asked, levels_in, tokens_of
from patentry.search.documents import DOCUMENT
from patentry.search.index.segments import days_of
from patentry.wording import Refusal

_COLLECTION = "patentry_documents"
_HOLDING = "#holding"
"""A row of its own tells what is held: a collection has no other place for it that every version keeps."""
_MOST_BYTES = 60_000
"""A field of Milvus ends at 64 KiB: of longer documents the words at the end are not found, and texts are cut."""
_MOST_LEVELS = 1_000
_NUMBERS = ("number", "base", "application_number")
_PART = 500


class MilvusBackend:
    """A collection of a Milvus server, or of a file where `uri` is one (milvus-lite, for tests)."""

    def __init__(self, uri: str, token: str = "") -> None:
        try:
            from pymilvus import MilvusClient  # type: ignore[import-untyped,unused-ignore]
        except ModuleNotFoundError:
            raise Refusal("search.backend_extra_missing", extra="milvus") from None
        self._client: Any = MilvusClient(uri, token=token)
        if not self._client.has_collection(_COLLECTION):
            self._make()
        self._client.load_collection(_COLLECTION)

    def clear(self) -> None:
        """Forget everything."""
        self._client.drop_collection(_COLLECTION)
        self._make()
        self._client.load_collection(_COLLECTION)

    def _make(self) -> None:
        from pymilvus import DataType, Function, FunctionType

        schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("key", DataType.VARCHAR, is_primary=True, max_length=200)
        schema.add_field("tokens", DataType.VARCHAR, max_length=65_535, enable_analyzer=True,
                         analyzer_params={"tokenizer": "standard"})  # fmt: skip
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_field("day", DataType.INT64, nullable=True)
        for name in (*_NUMBERS, "family"):
            schema.add_field(name, DataType.VARCHAR, max_length=500, nullable=True)
        schema.add_field("levels", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=_MOST_LEVELS,
                         max_length=60)  # fmt: skip
        schema.add_field("document", DataType.JSON)
        schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["tokens"],
                                     output_field_names=["words"]))  # fmt: skip
        index = self._client.prepare_index_params()
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25",
                        params={"bm25_k1": 1.2, "bm25_b": 0.75})  # fmt: skip
        self._client.create_collection(_COLLECTION, schema=schema, index_params=index)

    def holding(self) -> Holding | None:
        """Answer what it holds."""
        found = self._client.get(_COLLECTION, ids=[_HOLDING], output_fields=["document"])
        return Holding(**found[0]["document"]) if found else None

    def hold(self, holding: Holding) -> None:
        """Say what is held."""
        row: dict[str, Any] = {
            "key": _HOLDING,
            "tokens": _HOLDING,
            "levels": [],
            "day": None,
            "document": asdict(holding),
        }
        self._client.upsert(_COLLECTION, [row | dict.fromkeys((*_NUMBERS, "family"))])

    def keep(self, documents: pa.RecordBatch) -> None:
        """Hold documents."""
        rows = [_row_of(row) for row in documents.to_pylist()]
        for start in range(0, len(rows), _PART):
            self._client.upsert(_COLLECTION, rows[start : start + _PART])

    def delete(self, keys: Sequence[str]) -> None:
        """Forget documents."""
        for start in range(0, len(keys), _PART):
            self._client.delete(_COLLECTION, ids=list(keys[start : start + _PART]))

    def count(self) -> int:
        """Answer how many documents are held."""
        told = self._client.query(_COLLECTION, filter=f'key != "{_HOLDING}"', output_fields=["count(*)"],
                                  consistency_level="Strong")  # fmt: skip
        return int(told[0]["count(*)"])

    def numbered(self, numbers: Sequence[str]) -> list[dict[str, Any]]:
        """Answer the documents of numbers."""
        where = " or ".join(f"{name} in {_listed(numbers)}" for name in _NUMBERS)
        found = self._client.query(_COLLECTION, filter=where, output_fields=["document"], consistency_level="Strong")
        return [_told(row["document"]) for row in found]

    def candidates(self, terms: Mapping[str, float], *, top: int, sieve: Sieve = EVERYTHING) -> Candidates:
        """Answer the best documents by stems. Milvus weighs a term by how often it is said: weights are rounded."""
        words = " ".join(" ".join([term] * max(round(weight), 1)) for term, weight in asked(terms).items())
        if not words:
            return Candidates(DOCUMENT.empty_table(), np.empty(0, np.float32))
        found = self._client.search(
            _COLLECTION, data=[words], anns_field="words", limit=top, filter=_where(sieve), output_fields=["document"],
            search_params={"metric_type": "BM25"}, consistency_level="Strong",
        )[0]  # fmt: skip
        rows = [_told(hit["entity"]["document"]) for hit in found]
        # milvus-lite answers distances, the less the better, where the server answers scores.
        scores = np.abs(np.array([hit["distance"] for hit in found], np.float32))
        return Candidates(pa.Table.from_pylist(rows, DOCUMENT), scores)


def _row_of(row: dict[str, Any]) -> dict[str, Any]:
    published = row["published"]
    return {
        "key": row["key"],
        "tokens": tokens_of(row, most=_MOST_BYTES) or "-",
        "day": None if published is None else days_of(published),
        "levels": levels_in(row)[:_MOST_LEVELS],
        "document": _shortened(row),
        **{name: row[name] for name in (*_NUMBERS, "family")},
    }


def _shortened(row: dict[str, Any]) -> dict[str, Any]:
    """A document that fits into a field: without its description, the claims and then the abstract cut."""
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    told["description"] = ""
    for name in ("claims", "abstract", "citations", "inventors", "title"):
        beyond = len(json.dumps(told, ensure_ascii=False).encode()) - _MOST_BYTES
        if beyond <= 0:
            break
        value = told[name] or ""
        told[name] = value[: max(len(value) - beyond, 0)]
    return told


def _told(document: dict[str, Any]) -> dict[str, Any]:
    days = {f.name for f in DOCUMENT if pa.types.is_date(f.type)}
    return {name: date.fromisoformat(value) if name in days and value else value for name, value in document.items()}


def _where(sieve: Sieve) -> str:
    parts = [f'key != "{_HOLDING}"']
    if sieve.before is not None:
        parts.append(f"(day < {sieve.before} or day is null)")
    if sieve.levels:
        parts.append(f"array_contains_any(levels, {_listed(sieve.levels)})")
    if sieve.without:
        parts.append(f"family not in {_listed(sieve.without)}")
    return " and ".join(parts)


def _listed(texts: Sequence[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)
