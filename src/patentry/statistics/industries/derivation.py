"""Every invention of a snapshot matched with every concordance on file, kept beside the tenures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from patentry.classes import (
    Concordance,
    Move,
    compile_rows,
    fold_text,
    parse_ipc,
    read_moves,
    rows_taking,
    shipped_moves,
)
from patentry.corpus import DuckEngine
from patentry.corpus.engine import Engine
from patentry.records import ConcordanceRow, SymbolMove
from patentry.records.schemas import SHAPES
from patentry.statistics.industries.keywords import Search, index_of, search
from patentry.status.derived import code_digest, made_whole, write_tables
from patentry.status.tenures import Tenures

TABLES = ("industries", "classified")
ROOMS = ("classes", "statistics.industries")
BATCH = 20_000
_READ = ("records", "concordances", "symbol_moves")


def industry_files(tenures: Tenures) -> dict[str, Path]:
    """Answer the files of `TABLES`, deriving them where that has not been done.

    `industries`: a row a patent, scheme, version and branch with its surest `level` and the `row` of it; `coarse` where
    a move between editions that is coarser than the row brings it there.
    `classified`: a row an invention: whether the files give it an IPC symbol (`has_symbols`), and an abstract or
    claims to look for keywords in (`has_text`, false also where nobody had to look).
    """
    folder = tenures.folder / f"industries-{code_digest(*ROOMS)}"
    if not folder.is_dir():
        _derive(tenures, folder)
    return {table: folder / f"{table}.parquet" for table in TABLES}


def open_industries(engine: Engine, tenures: Tenures) -> None:
    """Register the tables of industries in an engine."""
    for table, path in industry_files(tenures).items():
        engine.add_file(table, path)


def concordance_of(engine: DuckEngine) -> Concordance:
    """Answer every row of the concordances on file, ready to match, from an engine that has them and the moves."""
    rows = engine.sql(f"SELECT {_columns('concordances')} FROM concordances ORDER BY scheme, version, branch, row")
    return compile_rows(map(_row, rows.to_pylist()), moves=moves_of(engine))


def moves_of(engine: DuckEngine) -> tuple[Move, ...]:
    """Answer the moves between editions that come along and those on file."""
    stated = engine.sql(f"SELECT {_columns('symbol_moves')} FROM symbol_moves").to_pylist()
    return read_moves((*shipped_moves(), *(SymbolMove(**row) for row in stated)))


def open_lists(engine: DuckEngine, tenures: Tenures, names: Sequence[str]) -> None:
    """Register the current rows of tables of the snapshot; of records every version."""
    for name in names:
        stored = name if name == "records" else f"all_{name}"
        engine.add_files(stored, tenures.snapshot.uris(name), SHAPES[name].schema)
        if name != "records":
            engine.sql(
                f"""CREATE OR REPLACE VIEW {name} AS SELECT * FROM all_{name}
                    QUALIFY row_number() OVER (PARTITION BY key ORDER BY place DESC) = 1"""
            )


def records_of_patents(tenures: Tenures) -> str:
    """Answer the SQL of the records known then, each with the patent it is about, in an engine that has them."""
    known = tenures.known
    cut = "" if known is None else f"WHERE coalesce(publication_date, grant_date, DATE '0001-01-01') <= DATE '{known}'"
    return f"""SELECT p.id, r.* FROM (SELECT * FROM records {cut}) r
        LEFT JOIN patent_bases b ON r.application_number IS NULL AND b.base = r.base
        JOIN patents p ON p.right_type = 'invention' AND p.patent = coalesce(r.application_number, b.patent, r.base)"""


def _columns(table: str) -> str:
    return ", ".join(f'"{column}"' for column in SHAPES[table].columns)


def _row(row: dict[str, Any]) -> ConcordanceRow:
    lists = {name: tuple(row[name] or ()) for name in ("include", "exclude", "keywords")}
    return ConcordanceRow(**(row | lists))


def _derive(tenures: Tenures, folder: Path) -> None:
    engine = DuckEngine()
    tenures.open(engine)
    open_lists(engine, tenures, _READ)
    match_all(engine, tenures)
    with made_whole(folder, tenures) as unfinished:
        write_tables(engine, unfinished, TABLES)


def match_all(engine: DuckEngine, tenures: Tenures) -> None:
    """Make the tables `industries` and `classified` in the engine's memory."""
    concordance = concordance_of(engine)
    engine.sql(f"CREATE OR REPLACE TABLE symbols AS SELECT DISTINCT id, unnest(ipc) AS symbol FROM ({_told(tenures)})")
    _add_rows_of_symbols(engine, concordance)
    pairs = engine.sql(
        """SELECT s.id, t.row, bool_and(t.coarse) AS coarse FROM symbols s JOIN rows_of_symbols t USING (symbol)
           GROUP BY s.id, t.row ORDER BY s.id, t.row"""
    )
    ids, rows = pairs["id"].to_numpy(), pairs["row"].to_numpy().astype(np.int32)
    found, has_text = _keywords(engine, tenures, concordance, ids, rows)
    _add_levels(engine, concordance, pairs.append_column("found", pa.array(found, pa.bool_())))
    engine.add_rows("with_text", pa.table({"id": pa.array(np.flatnonzero(has_text), pa.int32())}))
    engine.sql(
        """CREATE OR REPLACE TABLE classified AS
           SELECT p.id, s.id IS NOT NULL AS has_symbols, t.id IS NOT NULL AS has_text
           FROM patents p LEFT JOIN (SELECT DISTINCT id FROM symbols) s ON s.id = p.id
           LEFT JOIN with_text t ON t.id = p.id WHERE p.right_type = 'invention' ORDER BY p.id"""
    )


def _told(tenures: Tenures) -> str:
    return f"SELECT id, ipc FROM ({records_of_patents(tenures)})"


def _add_rows_of_symbols(engine: DuckEngine, concordance: Concordance) -> None:
    stated = engine.sql("SELECT DISTINCT symbol FROM symbols")["symbol"].to_pylist()
    taken = [
        (text, row, coarse)
        for text in stated
        if (symbol := parse_ipc(text))
        for row, coarse in rows_taking(concordance, symbol)
    ]
    columns = {
        "symbol": pa.array([text for text, _, _ in taken], pa.string()),
        "row": pa.array([row for _, row, _ in taken], pa.int32()),
        "coarse": pa.array([coarse for _, _, coarse in taken], pa.bool_()),
    }
    engine.add_rows("rows_of_symbols", pa.table(columns))


Flags = npt.NDArray[np.bool_]


def _keywords(
    engine: DuckEngine, tenures: Tenures, concordance: Concordance, ids: Any, rows: npt.NDArray[np.int32]
) -> tuple[Flags, Flags]:
    """Which pairs of patent and row find a keyword, and which patents have an abstract or claims to look in."""
    count = int(engine.sql("SELECT coalesce(max(id), -1) + 1 AS n FROM patents")["n"][0].as_py())
    words = [[folded for folded, _ in row.keywords] for row in concordance.rows]
    wordy = np.array([bool(row) for row in words], np.bool_)
    asked = np.zeros(count, np.bool_)
    if len(rows):
        asked[ids[wordy[rows]]] = True
    has_text = np.zeros(count, np.bool_)
    starts = np.searchsorted(ids, np.arange(count + 1)).astype(np.int64)
    looked = search(index_of(words), starts, rows)
    # A row without keywords asks nothing of the text, and must not keep a text from being put aside.
    looked.found |= ~wordy[rows] if len(rows) else np.zeros(0, np.bool_)
    if asked.any():
        engine.add_rows("asked", pa.table({"id": pa.array(np.flatnonzero(asked), pa.int32())}))
        told = f"SELECT id, title, abstract, claims FROM ({records_of_patents(tenures)}) SEMI JOIN asked USING (id)"
        for batch in engine.batches(told, rows=BATCH):
            patents = batch["id"].to_numpy().astype(np.int32)
            for column in ("title", "abstract", "claims"):
                lengths = _look(looked, patents, batch[column])
                if column != "title":
                    has_text[patents[lengths > 0]] = True
    return looked.found, has_text


def _look(looked: Search, patents: npt.NDArray[np.int32], lists: pa.ListArray) -> npt.NDArray[np.int64]:
    """Look the texts of one column through; answer how many texts each patent has there."""
    offsets = lists.offsets.to_numpy().astype(np.int32)
    texts: pa.StringArray = lists.values.field("text")
    _, places, data = texts.buffers()
    text_offsets = np.frombuffer(places, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    octets = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    for place, text in looked.read(patents, offsets, text_offsets, octets):
        looked.read_folded(int(patents[place]), fold_text(texts[int(text)].as_py()))
    counts: npt.NDArray[np.int64] = np.diff(offsets).astype(np.int64)
    return counts


def _add_levels(engine: DuckEngine, concordance: Concordance, pairs: pa.Table) -> None:
    """The table `industries`: of every branch the surest level, and the first row of it."""
    engine.add_rows("pairs", pairs.rename_columns(["id", "number", "coarse", "found"]))
    stated = [row.row for row in concordance.rows]
    engine.add_rows(
        "numbered",
        pa.table(
            {
                "number": pa.array(range(len(stated)), pa.int32()),
                **{name: pa.array([getattr(row, name) for row in stated], pa.string()) for name in _NAMED},
                "row": pa.array([row.row for row in stated], pa.int32()),
                "wordy": pa.array([bool(row.keywords) for row in concordance.rows], pa.bool_()),
                "is_open": pa.array([row.keywords_open for row in stated], pa.bool_()),
            }
        ),
    )
    engine.sql(
        """CREATE OR REPLACE TABLE industries AS
           WITH told AS (
             SELECT p.id, n.scheme, n.version, n.branch, n.row, p.coarse,
               CASE WHEN NOT n.wordy THEN 1 WHEN p.found THEN 0 WHEN n.is_open THEN 2 ELSE 3 END AS rank
             FROM pairs p JOIN numbered n USING (number)),
           best AS (
             SELECT id, scheme, version, branch, min(rank * 2 + coarse::INTEGER) AS rank,
               arg_min(row, (rank * 2 + coarse::INTEGER) * 1000000 + row) AS row
             FROM told GROUP BY id, scheme, version, branch)
           SELECT id, scheme, version, branch, row, rank % 2 = 1 AS coarse,
             ['matched', 'ipc_only', 'keyword_open', 'ipc_keyword_miss'][rank // 2 + 1] AS level
           FROM best ORDER BY scheme, version, branch, id"""
    )


_NAMED = ("scheme", "version", "branch")
