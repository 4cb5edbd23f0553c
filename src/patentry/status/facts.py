"""Facts of a snapshot made one row a patent: dates, parties, events with their kinds."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pyarrow as pa
import pyarrow.csv as pacsv

from patentry.corpus import DuckEngine, Snapshot
from patentry.corpus.snapshots import FILES_SCHEMA
from patentry.ingestion.sources.tables import add_folded
from patentry.records import EventKind
from patentry.records.schemas import SHAPES
from patentry.status.effects import EFFECTS
from patentry.status.event_meanings import Codes, PublishedCode, meaning_of_event

CORRECTABLE_DATES = ("filing_date", "grant_date", "expires_on")
_NOT_NEEDED = (
    "claims, abstract, citations, non_patent_citations, inventors, cpc, description, claims_translations, agents, "
    "priorities, family_members, other_classes, labels, vendor_counts"
)
CORRECTABLE_WORDS = ("right_type", "applicant_type")
_LISTS = frozenset({"title", "ipc", "applicants", "holders"})
_ORDER = """((greatest(date_diff('day', DATE '1900-01-01', coalesce(publication_date, grant_date, filing_date,
  DATE '1900-01-01')), 0)::BIGINT << 46) + ((coalesce(ascii(kind), 0) % 128)::BIGINT << 39)
  + (hash(key) % 549755813888)::BIGINT)"""
"""Later publications are greater, of one day the later kind; the rest is told apart alike in any order of files."""
_GRANTED = 1 << 62


def open_facts(engine: DuckEngine, snapshot: Snapshot) -> None:
    """Register every table of a snapshot; tables it does not have are empty.

    Of reference rows only each key's current one. Of a publication every version: they are folded by the ranks of
    their sources.
    """
    for name, shape in SHAPES.items():
        stored = name if name == "events" else f"all_{name}"
        engine.add_files(stored, snapshot.uris(name), shape.schema, added=shape.added)
        if name == "records":
            engine.sql(f"CREATE OR REPLACE VIEW records AS SELECT * EXCLUDE ({_NOT_NEEDED}) FROM all_records")
        elif name != "events":
            engine.sql(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM all_{name} {_current(engine, stored)}")
    engine.add_files("files", snapshot.uris("files"), FILES_SCHEMA)


def _current(engine: DuckEngine, stored: str) -> str:
    """The clause that keeps each key's current row; a table without repeated keys does without it."""
    counted = engine.sql(f"SELECT count(*) > count(DISTINCT key) AS repeats FROM {stored}")
    repeats = counted["repeats"][0].as_py()
    return "QUALIFY row_number() OVER (PARTITION BY key ORDER BY place DESC) = 1" if repeats else ""


def derive_patents(engine: DuckEngine, *, known: date | None) -> None:
    """Make the tables `patents` (one row a patent) and `dated_events` (its events with kind and effect).

    A patent is its application number, else its publication number without kind; rows that give only one of the two
    join the patent that gives both. What several files say of one publication is folded by their ranks; later
    publications complete earlier ones. `known` cuts off what was announced
    after that day.
    """
    _derive_records(engine, known)
    _derive_events(engine, known)
    _derive_rows(engine)
    _apply_corrections(engine)
    _derive_terms(engine)


def _derive_records(engine: DuckEngine, known: date | None) -> None:
    """Tables `facts` (records with the patent they are about), `patent_bases` and `ids` (a number a patent)."""
    cut = "" if known is None else f"WHERE coalesce(publication_date, grant_date, DATE '0001-01-01') <= DATE '{known}'"
    engine.sql(f"CREATE OR REPLACE VIEW known_records AS SELECT * FROM records {cut}")
    add_folded(engine, records="known_records", columns=_FOLDED, lists=_LISTS)
    engine.sql(
        """CREATE OR REPLACE TABLE patent_bases AS
           SELECT base, min(application_number) AS patent FROM folded
           WHERE base IS NOT NULL AND application_number IS NOT NULL GROUP BY base"""
    )
    if known is not None:  # that two numbers name one patent is so before anybody announced it
        engine.sql(
            """INSERT INTO patent_bases
               SELECT base, min(application_number) FROM records ANTI JOIN patent_bases USING (base)
               WHERE base IS NOT NULL AND application_number IS NOT NULL GROUP BY base"""
        )
    engine.sql(
        f"""CREATE OR REPLACE TABLE facts AS
            SELECT f.*, coalesce(f.application_number, a.patent, f.base) AS patent, {_ORDER} AS ord
            FROM folded f LEFT JOIN patent_bases a ON f.application_number IS NULL AND a.base = f.base;
            CREATE OR REPLACE TABLE ids AS
            SELECT patent, count(*) AS publications, (row_number() OVER (ORDER BY patent) - 1)::INTEGER AS id
            FROM facts GROUP BY patent"""
    )


def _derive_events(engine: DuckEngine, known: date | None) -> None:
    """The tables `event_kinds` and `dated_events`: events of the patents the records know, with kind and effect."""
    pairs = engine.sql("SELECT DISTINCT left(number, 2) AS authority, code, title FROM events").to_pylist()
    codes = _published_codes(engine)
    kinds = [meaning_of_event(authority=p["authority"], code=p["code"], title=p["title"], codes=codes) for p in pairs]
    columns = {name: [p[name] for p in pairs] for name in ("authority", "code", "title")}
    effects = [int(EFFECTS.get(kind, 0)) for kind in kinds]
    engine.add_rows(
        "event_kinds",
        pa.table(
            {
                **{name: pa.array(values, pa.string()) for name, values in columns.items()},
                "kind": pa.array([str(kind) for kind in kinds], pa.string()),
                "effect": pa.array(effects, pa.int8()),
            }
        ),
    )
    cut = "" if known is None else f"WHERE coalesce(e.announced, e.effective) <= DATE '{known}'"
    words = ", ".join(f"'{kind}'" for kind in EventKind)
    engine.sql(
        f"""CREATE TYPE event_kind AS ENUM ({words});
        CREATE OR REPLACE TABLE dated_events AS
        SELECT i.id, e.announced, e.effective, k.kind::event_kind AS kind, k.effect,
          CASE WHEN len(e.after) > 0 THEN e.after END AS after,
          CASE WHEN left(e.number, 2) = 'US' AND len(e.before) > 0 THEN e.before END AS before,
          CASE k.kind WHEN 'term_compensation' THEN e.detail || e.title WHEN 'designation' THEN e.detail END AS detail,
          e.state, CASE WHEN k.kind = 'national_lapse' THEN e.code END AS code
        FROM events e JOIN event_kinds k ON k.authority = left(e.number, 2) AND k.code = e.code AND k.title = e.title
        LEFT JOIN patent_bases a ON NOT e.is_application AND a.base = e.base
        JOIN ids i ON i.patent = CASE WHEN e.is_application THEN e.number ELSE coalesce(a.patent, e.base) END {cut}"""
    )


def _published_codes(engine: DuckEngine) -> Codes:
    rows = engine.sql("SELECT country, code, description, event_class, influence FROM event_codes").to_pylist()
    return {
        (row["country"], row["code"]): PublishedCode(row["description"], row["event_class"], row["influence"])
        for row in rows
    }


_STATED = (
    "application_number filing_date term_filing_date term_extension_days terminal_disclaimer "
    "applicant_type kind vendor_validity vendor_status vendor_lapsed_on"
).split()
_FOLDED = (
    *_STATED,
    *("authority", "publication_number", "base", "publication_date", "grant_date", "right_type", "title", "ipc"),
    *("applicants", "holders"),
)


def _derive_rows(engine: DuckEngine) -> None:
    """One row a patent. A patent of several publications takes each fact from the latest that states it."""
    granted_first = f"ord + CASE WHEN f.grant_date IS NOT NULL THEN {_GRANTED} ELSE 0 END"
    latest = ", ".join(f"arg_max(f.{name}, ord) AS {name}" for name in _STATED)
    engine.sql(
        f"""CREATE OR REPLACE TABLE patents AS
        WITH told AS (
          SELECT id, min(announced) FILTER (kind = 'grant') AS announced, count(*) AS events,
            bool_or(kind IN ('withdrawal', 'deemed_withdrawal', 'rejection', 'deemed_abandonment')) AS refused,
            max_by(kind, announced) FILTER (kind NOT IN ('other', 'service', 'unrecognised')) AS last_kind
          FROM dated_events GROUP BY id
        ), merged AS (
          SELECT i.id, i.patent, f.authority, f.publication_number, f.grant_date, f.ipc[1] AS ipc,
            f.title[1].text AS title, f.right_type, {", ".join("f." + name for name in _STATED)},
            {_filled("f.applicants")} AS first_applicants, {_filled("f.applicants")} AS last_applicants,
            {_filled("f.holders")} AS stated_holders
          FROM facts f JOIN ids i ON i.patent = f.patent WHERE i.publications = 1
          UNION ALL BY NAME
          SELECT i.id, i.patent, any_value(f.authority) AS authority,
            arg_max(f.publication_number, {granted_first}) AS publication_number,
            arg_max(f.grant_date, ord) AS grant_date, arg_max(f.ipc[1], ord) AS ipc,
            arg_max(f.title[1].text, ord) AS title, {latest},
            coalesce(arg_max(nullif(f.right_type, 'other'), ord), 'other') AS right_type,
            arg_min({_filled("f.applicants")}, ord) AS first_applicants,
            arg_max({_filled("f.applicants")}, {granted_first}) AS last_applicants,
            arg_max({_filled("f.holders")}, ord) AS stated_holders
          FROM facts f JOIN ids i ON i.patent = f.patent WHERE i.publications > 1 GROUP BY i.id, i.patent
        )
        SELECT m.* EXCLUDE (grant_date), coalesce(t.announced, m.grant_date) AS grant_date,
          m.ipc[1:1] AS ipc_section, m.ipc[1:3] AS ipc_class, false AS undated,
          coalesce(t.events, 0) AS events, coalesce(t.refused, false) AS refused, t.last_kind, NULL::DATE AS expires_on
        FROM merged m LEFT JOIN told t ON t.id = m.id;
        DROP TABLE facts"""
    )


def _filled(column: str) -> str:
    """An empty list says nothing, and must not hide what another publication states."""
    return f"CASE WHEN len({column}) > 0 THEN {column} END"


def _apply_corrections(engine: DuckEngine) -> None:
    """Put corrected dates and words in place; corrected places and holders are dated and handled with the seats."""
    engine.sql(
        """CREATE OR REPLACE TABLE patent_corrections AS
           SELECT p.id, p.patent, c.field, c.value, c.valid_from, c.reason FROM corrections c
           LEFT JOIN patent_bases a ON a.base = c.number OR regexp_replace(c.number, '[A-Z][0-9]?$', '') = a.base
           JOIN patents p ON p.patent = c.number OR p.patent = a.patent"""
    )
    for field in (*CORRECTABLE_DATES, *CORRECTABLE_WORDS):
        cast = "try_cast(c.value AS DATE)" if field in CORRECTABLE_DATES else "c.value"
        engine.sql(
            f"""UPDATE patents SET {field} = {cast} FROM patent_corrections c
                WHERE c.id = patents.id AND c.field = '{field}'"""
        )


def _derive_terms(engine: DuckEngine) -> None:
    """Fill `expires_on` from the table of terms: the first day the right is over (the end is exclusive)."""
    source = files("patentry.status").joinpath("terms.csv").read_bytes()
    options = pacsv.ConvertOptions(
        column_types={"filed_from": pa.date32(), "filed_to": pa.date32(), "years": pa.int32()},
        strings_can_be_null=True,
        null_values=[""],
    )
    engine.add_rows("terms", pacsv.read_csv(pa.BufferReader(source), convert_options=options))
    engine.sql(
        """CREATE OR REPLACE TABLE compensations AS
           SELECT id, max(try_cast(regexp_extract(detail, '(?:^|[^月\\d])(\\d+)\\s*[日天]', 1) AS INTEGER)) AS days
           FROM dated_events WHERE kind = 'term_compensation' GROUP BY id"""
    )
    engine.sql(
        """UPDATE patents SET expires_on = t.expires_on FROM (
          SELECT p.id, least(
            CASE t.counted_from
              WHEN 'filing' THEN p.filing_date + to_years(t.years)
              WHEN 'grant' THEN p.grant_date + to_years(t.years)
              WHEN 'parent_filing' THEN least(p.filing_date, coalesce(p.term_filing_date, p.filing_date))
                + to_years(t.years)
              ELSE greatest(least(p.filing_date, coalesce(p.term_filing_date, p.filing_date)) + to_years(t.years),
                p.grant_date + to_years(17))
            END + to_days(coalesce(c.days, 0)
              + CASE WHEN t.counted_from = 'parent_filing' THEN coalesce(p.term_extension_days, 0) ELSE 0 END),
            coalesce(p.terminal_disclaimer, DATE '9999-12-31'))::DATE AS expires_on
          FROM patents p JOIN terms t ON t.authority = p.authority AND t.right_type = p.right_type
            AND (t.filed_from IS NULL OR p.filing_date >= t.filed_from)
            AND (t.filed_to IS NULL OR p.filing_date < t.filed_to)
          LEFT JOIN compensations c ON c.id = p.id
        ) t WHERE patents.id = t.id AND patents.expires_on IS NULL"""
    )
