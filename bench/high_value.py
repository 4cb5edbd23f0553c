"""A million inventions against a concordance of 35,000 IPC symbols with keywords, and the five cases of high value."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pyarrow as pa

from bench.register import _fitted
from patentry.corpus import Home, latest
from patentry.corpus.snapshots import Snapshot
from patentry.corpus.writing import publish, write_table
from patentry.records.schemas import SHAPES

Row = tuple[str, str, str, str]
PATENTS = 1_000_000
SYMBOLS, LISTED, ROWS = 72_000, 35_473, 1_872
"""Symbols in use, those the concordance names, and its rows: the size of CNIPA's table of the strategic industries."""
FRAGMENTS = 4_000
RULE = {"pledge_threshold": 1e7}


def rows(*, patents: int = PATENTS) -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "home"
        write_inventions(folder, patents=patents)
        _apart(_tenures, folder)
        matched, memory, letters = _apart(_match, folder)
        judged = _apart(_judge, folder)
        asked = _apart(_ask, folder)
    label, lists = f"{patents / 1e6:g}M inventions", "with lists of members, pledges and awards"
    how = f"{ROWS:,} rows, {LISTED:,} symbols, {letters:.0f} letters of title, abstract and claim each"
    return [
        (f"{label} matched with a concordance", f"{matched:.1f} CPU-s", "< 30 CPU-s with the next", how),
        (
            "… the five cases judged and laid over",
            f"{judged:.1f} CPU-s",
            "",
            lists,
        ),
        ("… memory at the peak", f"{memory / 1e9:.2f} GB", "< 3 GB", "resident set of the process"),
        ("high-value inventions on one date", f"{asked:.3f} s", "", "with growth on two dates, warm"),
    ]


def write_inventions(folder: Path, *, patents: int) -> None:
    """Write the inventions, the concordance and the lists as the first snapshot of a new home."""
    home = Home(folder)
    home.create()
    dice = Random(1)
    letters = [chr(0x4E00 + n) for n in range(2_500)]
    words = ["".join(dice.choices(letters, k=dice.randrange(2, 6))) for _ in range(9_000)]
    symbols = list(map(_symbol, range(SYMBOLS)))
    fragments = ["，".join("".join(dice.choices(words, k=5)) for _ in range(4)) for _ in range(FRAGMENTS)]
    connection = duckdb.connect(":memory:", config={"threads": 2})
    connection.execute("SET enable_progress_bar = false")
    connection.register("f", pa.table({"n": range(FRAGMENTS), "text": fragments}))
    connection.register("s", pa.table({"n": range(SYMBOLS), "symbol": symbols}))
    connection.sql("CREATE TABLE texts AS SELECT list(text ORDER BY n) AS f FROM f")
    connection.sql("CREATE TABLE classes AS SELECT list(symbol ORDER BY n) AS s FROM s")
    versions = {}
    for name, query in _QUERIES.items():
        schema = SHAPES[name].schema
        told = connection.sql(query.format(patents=patents)).to_arrow_reader(20_000)
        write_table(home.tables / name, pa.RecordBatchReader.from_batches(schema, (_fitted(b, schema) for b in told)))
        versions[name] = 0
    write_table(home.tables / "concordances", pa.Table.from_batches([_concordance(dice, symbols, words)]))
    versions["concordances"] = 0
    publish(home, Snapshot(home, 1, datetime(2026, 1, 1, tzinfo=UTC), versions))


def _concordance(dice: Random, symbols: list[str], words: list[str]) -> pa.RecordBatch:
    from patentry.records import ConcordanceRow

    listed = dice.sample(symbols, LISTED)
    rows = [
        ConcordanceRow(
            scheme="战略性新兴产业",
            version="2021",
            branch=f"{number % 9 + 1}.{number % 5 + 1}.{number % 7}",
            branch_name="",
            row=number,
            include=tuple(listed[number::ROWS]),
            exclude=(),
            keywords=tuple(dice.sample(words, 8)) if number % 6 else (),
            keywords_open=number % 3 == 0,
        )
        for number in range(ROWS)
    ]
    return SHAPES["concordances"].to_arrow(rows, file="bench")


_NUMBER = "'CN' || (2005 + i % 15) || '1' || lpad((i % 10000000)::VARCHAR, 7, '0')"
_OWN = "'' AS digest, 'bench' AS file, 1::BIGINT AS added_in, 0::BIGINT AS place"
_PICKED = "f[1 + (hash(i, {salt}) % 4000)::INTEGER]"
_TEXT = " || '。' || ".join(_PICKED.replace("{salt}", str(salt)) for salt in range(1, 6))
_CLAIM = " || '；' || ".join(_PICKED.replace("{salt}", str(salt)) for salt in range(6, 9))
_RECORDS = f"""
SELECT {_NUMBER} AS application_number, 'CN' || (100000000 + i) || 'B' AS publication_number, 'CN' AS authority,
  'invention' AS right_type, 'B' AS kind, make_date((2005 + i % 15)::BIGINT, 1 + (i % 12)::BIGINT, 5) AS filing_date,
  make_date((2008 + i % 15)::BIGINT, 1 + (i % 12)::BIGINT, 5) AS grant_date,
  make_date((2008 + i % 15)::BIGINT, 1 + (i % 12)::BIGINT, 5) AS publication_date,
  [struct_pack(lang := 'zh', text := left({_PICKED.replace("{salt}", "0")}, 18))] AS title,
  [struct_pack(lang := 'zh', text := {_TEXT})] AS abstract,
  [struct_pack(number := 1::INTEGER, text := {_CLAIM}, depends_on := []::INTEGER[])] AS claims,
  [s[1 + (hash(i, 11) % 72000)::INTEGER], s[1 + (hash(i, 12) % 72000)::INTEGER], s[1 + (hash(i, 13) % 72000)::INTEGER]]
    AS ipc,
  [struct_pack(name := '示例' || (i % 20000) || '有限公司', country := NULL::VARCHAR,
    address := '示范市创新路' || i % 300 || '号', postcode := NULL::VARCHAR, uscc := NULL::VARCHAR)] AS applicants,
  'CN' || (100000000 + i) AS base, 'CN' || (100000000 + i) || 'B' AS key, {_OWN}
FROM range({{patents}}) t(i), texts, classes
"""
_MEMBERS = f"""
SELECT {_NUMBER} AS number, 'US' || (9000000 + i) || 'B2' AS member, 'US' AS country,
  CASE WHEN i % 5 > 0 THEN DATE '2015-01-06' + (i % 2000)::INTEGER END AS granted_on, '' AS status, 'bench' AS source,
  i::VARCHAR AS key, {_OWN} FROM range({{patents}} // 4) t(i)
"""
_PLEDGES = f"""
SELECT {_NUMBER} AS number, 'Y' || (i // 3) AS contract_number,
  DATE '2016-01-06' + (i % 2000)::INTEGER AS registered_on,
  NULL::DATE AS released_on, 1000000.0 * (i % 30) AS amount, 'CNY' AS currency, 'contract' AS amount_of,
  'bench' AS source, i::VARCHAR AS key, {_OWN} FROM range({{patents}} // 50) t(i)
"""
_AWARDS = f"""
SELECT {_NUMBER} AS number, '中国专利奖' AS award, '优秀奖' AS level, '' AS session, DATE '2019-06-24' AS awarded_on,
  'bench' AS source, i::VARCHAR AS key, {_OWN} FROM range({{patents}} // 500) t(i)
"""
_REGIONS = f"""
SELECT 'zone' AS region, 'zone' AS name_zh, 'zone' AS name_en, 'zone' AS kind, '示范市' AS address_patterns,
  '' AS postcodes, 'zone' AS key, {_OWN}
"""


_QUERIES = {
    "records": _RECORDS,
    "regions": _REGIONS,
    "overseas_members": _MEMBERS,
    "pledges": _PLEDGES,
    "awards": _AWARDS,
}


def _symbol(n: int) -> str:
    subclass = f"{'ABCDEFGH'[n % 8]}{n // 8 % 30 + 1:02}{'BCDFGHK'[n // 240 % 7]}"
    return f"{subclass}{n // 1680 % 43 + 1}/{n % 90:02}"


def _apart(function: Callable[[Path], Any], folder: Path) -> Any:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(function, (folder,))


def _tenures(folder: Path) -> None:
    from patentry.status.tenures import tenures_of

    tenures_of(latest(Home(folder)))


def _match(folder: Path) -> tuple[float, float, float]:
    import numpy as np

    from patentry.corpus import DuckEngine
    from patentry.statistics.industries import industry_files
    from patentry.statistics.industries.keywords import index_of, search
    from patentry.status.tenures import tenures_of

    tenures = tenures_of(latest(Home(folder)))
    none = np.zeros(1, np.int32)
    looked = search(index_of([["词语"]]), np.zeros(2, np.int64), none[:0])
    looked.read(none, none.repeat(2), none.repeat(2), none.astype(np.uint8))  # so that it is compiled beforehand
    start = time.process_time()
    industry_files(tenures)
    cpu, memory = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0
    engine = DuckEngine()
    engine.add_files("records", tenures.snapshot.uris("records"), SHAPES["records"].schema)
    letters = "len(title[1].text) + len(abstract[1].text) + len(claims[1].text)"
    return cpu, memory, float(engine.sql(f"SELECT avg({letters}) AS n FROM records")["n"][0].as_py())


def _judge(folder: Path) -> float:
    from patentry.statistics.high_value import HighValueRule, high_value_files
    from patentry.status.tenures import tenures_of

    tenures = tenures_of(latest(Home(folder)))
    start = time.process_time()
    high_value_files(tenures, HighValueRule(**RULE))
    return time.process_time() - start


def _ask(folder: Path) -> float:
    from patentry.statistics import HighValueRule, open_statistics

    desk = open_statistics(home=folder).under(HighValueRule(**RULE))
    desk.figure("high_value_inventions", region="zone", on=date(2019, 6, 30))
    start = time.perf_counter()
    desk.figure("high_value_inventions", region="zone", on=date(2020, 6, 30))
    return time.perf_counter() - start
