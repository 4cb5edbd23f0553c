"""A synthetic register of a million patents with four and a half million events, written straight into a corpus."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from patentry.corpus import Home
from patentry.corpus.snapshots import Snapshot
from patentry.corpus.writing import publish, write_table
from patentry.records.schemas import SHAPES

PATENTS = 1_000_000
REGIONS = 40

_PATENTS = """
CREATE TABLE base AS SELECT i, DATE '1985-04-01' + ((hash(i) % 13500)::INTEGER) AS filed,
  500 + (hash(i, 1) % 1100)::INTEGER AS pending, (hash(i, 2) % 100)::INTEGER AS fate, (hash(i, 3) % 20)::INTEGER AS year
FROM range({patents}) t(i);
CREATE TABLE dated AS SELECT *, filed + pending AS granted,
  'CN' || year(filed) || '1' || lpad((i % 10000000)::VARCHAR, 7, '0') || '.' || (i % 10) AS number,
  'CN' || (100000000 + i) AS base FROM base
"""
_RECORDS = """
SELECT number AS application_number, base || 'B' AS publication_number, 'CN' AS authority, 'invention' AS right_type,
  'B' AS kind, filed AS filing_date, granted AS grant_date, granted AS publication_date,
  [struct_pack(lang := 'zh', text := '装置')] AS title, ['H01L21/00'] AS ipc,
  [struct_pack(name := '示例' || (i % 20000) || '有限公司', country := NULL::VARCHAR,
    address := '示范市第' || (i % 20000 + i % 3) % {regions} || '园区创新路'
      || (i % 20000 + i % 3) % 300 || '号', postcode := NULL::VARCHAR, uscc := NULL::VARCHAR)]
    AS applicants, base, base || 'B' AS key, '' AS digest, 'bench' AS file, 1::BIGINT AS added_in, 0::BIGINT AS place
FROM dated
"""
_EVENTS = """
WITH told AS (
  SELECT number, i, granted AS announced, granted AS effective, 'GR01' AS code, '授权' AS title FROM dated
  UNION ALL SELECT number, i, filed + 540, NULL, 'PB01', '公布' FROM dated
  UNION ALL SELECT number, i, filed + 600, NULL, 'SE01', '实质审查的生效' FROM dated
  UNION ALL SELECT number, i, (filed + to_years(4 + year % 12))::DATE + 390, (filed + to_years(4 + year % 12))::DATE,
    'CF01', '未缴年费专利权终止' FROM dated WHERE fate < 45
  UNION ALL SELECT number, i, (filed + to_years(4 + year % 12))::DATE + 540, NULL, 'RR01', '权利的恢复' FROM dated
    WHERE fate < 5
  UNION ALL SELECT number, i, granted + 700, granted + 700, 'IW01', '专利权全部无效' FROM dated WHERE fate = 99
  UNION ALL SELECT number, i, granted + 900, granted + 880, 'TR01', '专利权的转移' FROM dated
    WHERE fate BETWEEN 50 AND 59
  UNION ALL SELECT number, i, granted + 300, granted + 290, 'PE01', '专利权质押合同登记的生效' FROM dated
    WHERE fate BETWEEN 60 AND 89
  UNION ALL SELECT number, i, granted + 1000 + (i % 300)::INTEGER, NULL, 'CP01', '专利权人的姓名或者名称的变更'
    FROM dated WHERE fate >= 41
)
SELECT number, true AS is_application, announced, effective, code, title, '' AS detail,
  CASE WHEN code = 'TR01' THEN [struct_pack(name := '受让' || (i % 5000), country := NULL::VARCHAR,
    address := '示范市第' || (i % {regions}) || '园区创新路1号', postcode := NULL::VARCHAR, uscc := NULL::VARCHAR)] END
    AS after, (row_number() OVER ())::VARCHAR AS key, '' AS digest, 'bench' AS file, 1::BIGINT AS added_in,
  0::BIGINT AS place FROM told
"""


def write_register(folder: Path, *, patents: int = PATENTS) -> Snapshot:
    """Write the register as the first snapshot of a new home; skips reading, which `weekly_xml` measures."""
    home = Home(folder)
    home.create()
    connection = duckdb.connect(":memory:", config={"threads": 2})
    connection.sql(_PATENTS.format(patents=patents, regions=REGIONS))
    versions = {}
    for name, query in (("records", _RECORDS), ("events", _EVENTS), ("regions", _regions())):
        schema = SHAPES[name].schema
        rows = connection.sql(query.format(regions=REGIONS)).to_arrow_reader(100_000)
        batches = (_fitted(batch, schema) for batch in rows)
        write_table(home.tables / name, pa.RecordBatchReader.from_batches(schema, batches))
        versions[name] = 0
    return publish(home, Snapshot(home, 1, datetime(2026, 1, 1, tzinfo=UTC), versions))


def _regions() -> str:
    parks = " UNION ALL ".join(
        f"SELECT 'park{n}' AS region, 'zone' AS parent, '第{n}园区' AS address_patterns" for n in range(REGIONS)
    )
    return f"""SELECT region, parent, region AS name_zh, region AS name_en, 'park' AS kind, address_patterns,
        '' AS postcodes, region AS key, '' AS digest, 'bench' AS file, 1::BIGINT AS added_in, 0::BIGINT AS place
        FROM (SELECT 'zone' AS region, NULL AS parent, '示范市' AS address_patterns UNION ALL {parks})"""


def _fitted(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    columns = [
        batch.column(field.name).cast(field.type) if field.name in batch.schema.names
        else pa.nulls(batch.num_rows, field.type)
        for field in schema
    ]  # fmt: skip
    return pa.RecordBatch.from_arrays(columns, schema=schema)
