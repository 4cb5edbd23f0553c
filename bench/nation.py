"""A nation: eight million patents, thirty-five million events, thirty-four regions, and the whole catalogue over it.

The tables are made by DuckDB from hashes of the row's number and written straight into a home as its first snapshot,
which skips reading (`weekly_xml` measures that). Everything after is the library's own way: tenures are derived from
them, and figures asked of the desk. `PATENTRY_BENCH_PATENTS` makes a smaller nation.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from bench.register import _fitted
from patentry.corpus import Home, latest
from patentry.corpus.snapshots import Snapshot
from patentry.corpus.writing import publish, write_table
from patentry.records.schemas import SHAPES

Row = tuple[str, str, str, str]
PATENTS = 8_000_000
REGIONS = 34
ON = date(2025, 6, 30)
RULE: dict[str, Any] = {"pledge_threshold": 1e7}
SERIES: dict[str, Any] = {"start": date(1985, 1, 31), "end": date(2025, 12, 31), "every": "month", "by": "region"}


def rows(*, patents: int = 0) -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    patents = patents or int(os.environ.get("PATENTRY_BENCH_PATENTS", PATENTS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "home"
        written = _apart(_write, folder, patents)
        derived, derived_memory = _apart(_derive, folder)
        judged, judged_memory = _apart(_judge, folder)
        rest, rest_memory = _apart(_rest, folder)
        asked = _apart(_catalogue, folder)
        series = _apart(_series, folder)
        events = _count(folder)
    label = f"{patents / 1e6:g}M patents, {events / 1e6:.1f}M events"
    how = f"{asked['figures']} figures, {asked['questions']} questions: each as a whole and by every breakdown it has"
    return [
        (f"a nation of {label} made", f"{written:.0f} CPU-s", "", f"{asked['in_force'] / 1e6:.2f}M in force"),
        ("… derived", f"{derived:.0f} CPU-s, {derived_memory / 1e9:.1f} GB", "", "once a content"),
        ("… high value judged", f"{judged:.0f} CPU-s, {judged_memory / 1e9:.1f} GB", "", "once a content and setting"),
        (
            "… organisations, happenings, uses derived",
            f"{rest:.0f} CPU-s, {rest_memory / 1e9:.1f} GB",
            "",
            "once a content",
        ),
        ("the full catalogue on one date", f"{asked['cpu']:.1f} CPU-s", "< 60 CPU-s", how),
        ("… memory at the peak", f"{asked['memory'] / 1e9:.2f} GB", "< 8 GB", "resident set of the process"),
        ("… dearest question", f"{asked['dearest']:.2f} CPU-s", "", asked["which"]),
        ("one figure by 34 regions, 1985-2025, monthly", f"{series:.2f} CPU-s", "< 5 CPU-s", "492 months, warm"),
    ]


def write_nation(folder: Path, *, patents: int = PATENTS) -> Snapshot:
    """Write the nation as the first snapshot of a new home."""
    home = Home(folder)
    home.create()
    spill = folder / "staging"
    connection = duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "4GB", "temp_directory": str(spill)})
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET preserve_insertion_order = false")
    connection.sql(_PATENTS.format(patents=patents))
    versions = {}
    for name, query in _QUERIES.items():
        schema = SHAPES[name].schema
        told = connection.sql(query.format(regions=REGIONS, patents=patents)).to_arrow_reader(100_000)
        write_table(home.tables / name, pa.RecordBatchReader.from_batches(schema, (_fitted(b, schema) for b in told)))
        versions[name] = 0
    write_table(home.tables / "concordances", pa.Table.from_batches([_concordance()]))
    versions["concordances"] = 0
    return publish(home, Snapshot(home, 1, datetime(2026, 1, 1, tzinfo=UTC), versions))


def _concordance() -> pa.RecordBatch:
    from patentry.records import ConcordanceRow

    rows = [
        ConcordanceRow(
            scheme="战略性新兴产业",
            version="2021",
            branch=f"{number % 9 + 1}.{number % 5 + 1}",
            branch_name="",
            row=number,
            include=(f"{'ABCDEFGH'[number % 8]}{number % 30 + 1:02}B",),
            exclude=(),
            keywords=("装置",) if number % 3 == 0 else ("系统", "网络") if number % 3 == 1 else (),
            keywords_open=number % 4 == 0,
        )
        for number in range(60)
    ]
    return SHAPES["concordances"].to_arrow(rows, file="bench")


_PATENTS = """
CREATE TABLE base AS
SELECT i, DATE '2024-03-31' - (14200 * pow((hash(i) % 1000000) / 1000000.0, 3))::INTEGER AS filed,
  (hash(i, 2) % 100)::INTEGER AS fate, (hash(i, 3) % 20)::INTEGER AS year, (hash(i, 4) % 400000)::INTEGER AS firm,
  (hash(i, 5) % 100)::INTEGER AS kind, (hash(i, 1) % 500)::INTEGER AS wait
FROM range({patents}) t(i);
CREATE TABLE dated AS
SELECT i, fate, year, firm, filed, ((filed + 200) + wait)::DATE AS granted, right_type, letter,
  'CN' || year(filed) || digit || lpad((i % 10000000)::VARCHAR, 7, '0') || '.' || (i % 10) AS number,
  'CN' || (100000000 + i) AS base,
  'ABCDEFGH'[1 + (hash(i, 6) % 8)::INTEGER] || lpad((1 + hash(i, 7) % 30)::VARCHAR, 2, '0')
    || 'BCDFGHK'[1 + (hash(i, 8) % 7)::INTEGER] || (1 + hash(i, 9) % 40) || '/00' AS symbol
FROM (SELECT *, CASE WHEN kind < 94 THEN 'invention' WHEN kind < 98 THEN 'utility_model' ELSE 'design' END AS
    right_type, CASE WHEN kind < 94 THEN 'B' WHEN kind < 98 THEN 'U' ELSE 'S' END AS letter,
  CASE WHEN kind < 94 THEN '1' WHEN kind < 98 THEN '2' ELSE '3' END AS digit FROM base);
DROP TABLE base
"""
_OWN = "'' AS digest, 'bench' AS file, 1::BIGINT AS added_in, 0::BIGINT AS place"
_PARTY = """struct_pack(name := '示例' || {firm} || '有限公司', country := NULL::VARCHAR,
    address := '示范国第' || lpad((1 + {firm} % {{regions}})::VARCHAR, 2, '0') || '省创新路' || {firm} % 300 || '号',
    postcode := NULL::VARCHAR, uscc := NULL::VARCHAR)"""
_HOLDER, _SECOND, _BUYER = (_PARTY.format(firm=f) for f in ("firm", "((firm + 7) % 400000)", "(i % 50000)"))
_RECORDS = f"""
SELECT number AS application_number, base || letter AS publication_number, 'CN' AS authority, right_type,
  letter AS kind, filed AS filing_date, granted AS grant_date, granted AS publication_date,
  [struct_pack(lang := 'zh', text := ['一种装置', '一种系统', '方法'][1 + i % 3])] AS title,
  CASE WHEN right_type <> 'design' THEN [symbol, 'G06F' || (1 + i % 20) || '/00'] END AS ipc,
  CASE WHEN i % 12 = 0 THEN [{_HOLDER}, {_SECOND}] ELSE [{_HOLDER}] END AS applicants,
  ['企业', '高等院校', '科研单位', '机关团体', '个人'][1 + (firm % 11) // 3] AS applicant_type,
  base, base || letter AS key, {_OWN}
FROM dated WHERE granted <= DATE '2025-12-31'
"""
_EVENTS = f"""
WITH told AS (
  SELECT number, i, granted AS announced, granted AS effective, 'GR01' AS code, '授权' AS title, 0 AS k FROM dated
    WHERE granted <= DATE '2025-12-31'
  UNION ALL SELECT number, i, filed + 150, NULL, 'PB01', '公布', 1 FROM dated
  UNION ALL SELECT number, i, filed + 170, NULL, 'SE01', '实质审查的生效', 2 FROM dated
  UNION ALL SELECT number, i, (filed + to_years(4 + year % 12))::DATE + 390, (filed + to_years(4 + year % 12))::DATE,
    'CF01', '未缴年费专利权终止', 3 FROM dated WHERE fate < 10
  UNION ALL SELECT number, i, (filed + to_years(4 + year % 12))::DATE + 540, NULL, 'RR01', '权利的恢复', 4 FROM dated
    WHERE fate < 5
  UNION ALL SELECT number, i, granted + 700, granted + 700, 'IW01', '专利权全部无效', 5 FROM dated WHERE fate = 99
  UNION ALL SELECT number, i, granted + 900, granted + 880, 'TR01', '专利权的转移', 6 FROM dated
    WHERE fate BETWEEN 50 AND 59
  UNION ALL SELECT number, i, granted + 300, granted + 290, 'PE01', '专利权质押合同登记的生效', 7 FROM dated
    WHERE fate BETWEEN 60 AND 69
  UNION ALL SELECT number, i, granted + 400, granted + 390, 'EE01', '专利实施许可合同备案的生效', 8 FROM dated
    WHERE fate BETWEEN 66 AND 77
  UNION ALL SELECT number, i, granted + 1000 + (i % 300)::INTEGER, NULL, 'CP01', '专利权人的姓名或者名称的变更', 9
    FROM dated
  UNION ALL SELECT number, i, granted + 500, NULL, 'CP01', '专利权人的姓名或者名称的变更', 10
    FROM dated WHERE fate >= 40
)
SELECT number, true AS is_application, announced, effective, code, title, '' AS detail,
  CASE WHEN code = 'TR01' THEN [{_BUYER}] END AS after, (i * 16 + k)::VARCHAR AS key, {_OWN}
FROM told WHERE announced <= DATE '2025-12-31'
"""
_MEMBERS = f"""
SELECT number, 'US' || (9000000 + i) || 'B2' AS member, 'US' AS country,
  CASE WHEN i % 5 > 0 THEN (granted + 300)::DATE END AS granted_on, '' AS status, 'bench' AS source, i::VARCHAR AS key,
  {_OWN} FROM dated WHERE right_type = 'invention' AND i % 9 = 0
"""
_PLEDGES = f"""
SELECT number, 'Y' || (i // 150) AS contract_number, (granted + 290)::DATE AS registered_on, NULL::DATE AS released_on,
  1000000.0 * (i % 30) AS amount, 'CNY' AS currency, 'contract' AS amount_of, 'bench' AS source, i::VARCHAR AS key,
  {_OWN} FROM dated WHERE right_type = 'invention' AND i % 50 = 0
"""
_AWARDS = f"""
SELECT number, '中国专利奖' AS award, '优秀奖' AS level, '' AS session, DATE '2019-06-24' AS awarded_on,
  'bench' AS source, i::VARCHAR AS key, {_OWN} FROM dated WHERE right_type = 'invention' AND i % 2000 = 0
"""
_REGIONS = f"""
SELECT region, parent, region AS name_zh, region AS name_en,
  CASE WHEN parent IS NULL THEN 'nation' ELSE 'province' END AS kind, address_patterns, '' AS postcodes,
  region AS key, {_OWN}
FROM (SELECT 'nation' AS region, NULL AS parent, '示范国' AS address_patterns
  UNION ALL SELECT 'p' || lpad(i::VARCHAR, 2, '0'), 'nation', '第' || lpad(i::VARCHAR, 2, '0') || '省'
    FROM range(1, {{regions}} + 1) t(i))
"""
_POPULATIONS = f"""
SELECT region, make_date(y, 12, 31) AS date, people AS value, people::VARCHAR AS stated_value, '人' AS unit,
  '常住' AS kind, 'bench' AS source, region || y AS key, {_OWN}
FROM range(1984, 2026) t(y), (SELECT 'nation' AS region, 1.4e9 AS people
  UNION ALL SELECT 'p' || lpad(i::VARCHAR, 2, '0'), 4e7 FROM range(1, {{regions}} + 1) t(i))
"""
_QUERIES = {
    "records": _RECORDS,
    "events": _EVENTS,
    "overseas_members": _MEMBERS,
    "pledges": _PLEDGES,
    "awards": _AWARDS,
    "regions": _REGIONS,
    "populations": _POPULATIONS,
}


def _count(folder: Path) -> int:
    from deltalake import DeltaTable

    return DeltaTable(folder / "corpus" / "events").to_pyarrow_dataset().count_rows()


def _apart(function: Callable[..., Any], *terms: object) -> Any:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(function, terms)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def _write(folder: Path, patents: int) -> float:
    write_nation(folder, patents=patents)
    return time.process_time()


def _derive(folder: Path) -> tuple[float, float]:
    from patentry.status.tenures import tenures_of

    start = time.process_time()
    tenures_of(latest(Home(folder)))
    return time.process_time() - start, _peak()


def _judge(folder: Path) -> tuple[float, float]:
    from patentry.statistics.high_value import HighValueRule, high_value_files
    from patentry.status.tenures import tenures_of

    start = time.process_time()
    high_value_files(tenures_of(latest(Home(folder))), HighValueRule(**RULE))
    return time.process_time() - start, _peak()


def _rest(folder: Path) -> tuple[float, float]:
    """Derive what the catalogue rests on besides: who is who, what happened, uses, and the groupings there are."""
    from patentry.statistics.holders.derivation import holder_files
    from patentry.statistics.lives.derivation import happenings_files
    from patentry.statistics.structure import STRUCTURES, Concordances, structure_files
    from patentry.statistics.uses.derivation import use_files
    from patentry.status.organisations import organisation_files
    from patentry.status.tenures import tenures_of
    from patentry.wording import Refusal

    tenures = tenures_of(latest(Home(folder)))
    start = time.process_time()
    for derive in (organisation_files, holder_files, happenings_files, use_files):
        derive(tenures)
    for by in STRUCTURES:
        try:
            structure_files(tenures, by, Concordances())
        except Refusal as refusal:
            print(f"{by}: {refusal}")
    return time.process_time() - start, _peak()


def _catalogue(folder: Path) -> dict[str, Any]:
    """Ask every figure of the catalogue on one date, as a whole and by each breakdown but the single holders.

    Millions of holders are asked for by nobody at once; every other breakdown is.
    """
    from patentry.statistics import HighValueRule, open_statistics
    from patentry.wording import Refusal

    desk = open_statistics(home=folder).under(HighValueRule(**RULE))
    told = [(one.id, by) for one in desk.figures() for by in (None, *one.breakdowns) if by != "holder"]
    spent: list[tuple[float, str]] = []
    start = time.process_time()
    in_force = 0.0
    for figure, by in told:
        began = time.process_time()
        try:
            result = desk.figure(figure, region="nation", on=ON, by=by)
            in_force = result.rows[0].value or 0.0 if (figure, by) == ("effective_inventions", None) else in_force
        except Refusal as refusal:
            print(f"{figure} by {by}: {refusal}")
        spent.append((time.process_time() - began, f"{figure} by {by or 'nothing'}"))
    cpu = time.process_time() - start
    for seconds, which in sorted(spent, reverse=True)[: int(os.environ.get("PATENTRY_BENCH_SHOWN", "0"))]:
        print(f"{seconds:.2f} {which}")
    dearest, which = max(spent)
    return {
        "cpu": cpu,
        "memory": _peak(),
        "figures": len(desk.figures()),
        "questions": len(told),
        "dearest": dearest,
        "which": which,
        "in_force": in_force,
    }


def _series(folder: Path) -> float:
    from patentry.statistics import open_statistics

    desk = open_statistics(home=folder)
    desk.figure("effective_inventions", region="p01", on=ON)
    start = time.process_time()
    desk.figure("effective_inventions", region="nation", **SERIES)
    return time.process_time() - start
