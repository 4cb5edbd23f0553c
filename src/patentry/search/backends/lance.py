"""Documents in LanceDB: a folder, or a bucket on object storage (`s3://…`), without a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pyarrow as pa

from patentry.search.backends.contract import EVERYTHING, Candidates, Holding, Sieve
from patentry.search.backends.tokens import asked, levels_in, tokens_of
from patentry.wording import Refusal

_OWN = ("tokens", "levels", "day")


class LanceBackend:
    """A LanceDB database. `options` are those of its object storage, as LanceDB takes them."""

    def __init__(self, uri: str, options: Mapping[str, str] | None = None) -> None:
        try:
            import lancedb  # type: ignore[import-untyped,unused-ignore]
        except ModuleNotFoundError:
            raise Refusal("search.backend_extra_missing", extra="search") from None
        self._database: Any = lancedb.connect(uri, storage_options=dict(options) if options else None)

    def _table(self, name: str) -> Any:
        return self._database.open_table(name) if name in self._database.list_tables().tables else None

    def holding(self) -> Holding | None:
        """Answer what it holds."""
        table = self._table("holding")
        return None if table is None else Holding(**table.to_arrow().to_pylist()[0])

    def hold(self, holding: Holding) -> None:
        """Bring the index of words up to date, then say what is held."""
        if (table := self._table("documents")) is not None:
            table.optimize()
        self._database.create_table("holding", pa.Table.from_pylist([asdict(holding)]), mode="overwrite")

    def keep(self, documents: pa.RecordBatch) -> None:
        """Hold documents."""
        rows = documents.to_pylist()
        fresh = (
            pa.Table.from_batches([documents])
            .append_column("tokens", pa.array([tokens_of(row) for row in rows], pa.string()))
            .append_column("levels", pa.array([levels_in(row) for row in rows], pa.list_(pa.string())))
            .append_column("day", documents["published"].cast(pa.int32()))
        )
        table = self._table("documents")
        if table is None:
            self._make(fresh)
        else:
            table.merge_insert("key").when_matched_update_all().when_not_matched_insert_all().execute(fresh)

    def _make(self, fresh: pa.Table) -> None:
        from lancedb.index import FTS  # type: ignore[import-untyped,unused-ignore]

        words = FTS(base_tokenizer="whitespace", with_position=False, stem=False, remove_stop_words=False,
                    ascii_folding=False, lower_case=False, max_token_length=None)  # fmt: skip
        self._database.create_table("documents", fresh).create_index("tokens", config=words)

    def delete(self, keys: Sequence[str]) -> None:
        """Forget documents."""
        table = self._table("documents")
        if keys and table is not None:
            table.delete(f"key IN ({_listed(keys)})")

    def clear(self) -> None:
        """Forget everything."""
        for name in ("holding", "documents"):
            if self._table(name) is not None:
                self._database.drop_table(name)

    def count(self) -> int:
        """Answer how many documents are held."""
        table = self._table("documents")
        return 0 if table is None else int(table.count_rows())

    def numbered(self, numbers: Sequence[str]) -> list[dict[str, Any]]:
        """Answer the documents of numbers."""
        table = self._table("documents")
        if table is None:
            return []
        where = " OR ".join(f"{name} IN ({_listed(numbers)})" for name in ("number", "base", "application_number"))
        found: list[dict[str, Any]] = table.search().where(where).to_arrow().drop_columns(list(_OWN)).to_pylist()
        return found

    def candidates(self, terms: Mapping[str, float], *, top: int, sieve: Sieve = EVERYTHING) -> Candidates:
        """Answer the best documents by weighed stems."""
        from lancedb.query import BooleanQuery, MatchQuery, Occur  # type: ignore[import-untyped,unused-ignore]

        table = self._table("documents")
        if table is None or not terms:
            return Candidates(pa.table({}), np.empty(0, np.float32))
        match: Any = MatchQuery  # its declared arguments have no defaults for a type checker
        words = [(Occur.SHOULD, match(term, "tokens", boost=weight)) for term, weight in asked(terms).items()]
        columns = [name for name in table.schema.names if name not in _OWN]
        query = table.search(BooleanQuery(words)).select([*columns, "_score"])
        if where := _where(sieve):
            query = query.where(where)
        found = query.limit(top).to_arrow()
        return Candidates(found.select(columns), found["_score"].to_numpy().astype(np.float32))


def _where(sieve: Sieve) -> str:
    parts = [] if sieve.before is None else [f"(day < {sieve.before} OR day IS NULL)"]
    if sieve.levels:
        parts.append(f"array_has_any(levels, [{_listed(sieve.levels)}])")
    if sieve.without:
        parts.append(f"family NOT IN ({_listed(sieve.without)})")
    return " AND ".join(parts)


def _listed(texts: Sequence[str]) -> str:
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)
