"""Facts of a snapshot made one row a patent: dates, parties, events with their kinds."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pyarrow as pa
import pyarrow.csv as pacsv

from patentry.corpus import DuckEngine, Snapshot
from patentry.corpus.snapshots import FILES_SCHEMA
from patentry.records import kind_of_event
from patentry.records.schemas import SHAPES
from patentry.status.effects import EFFECTS

CORRECTABLE_DATES = ("filing_date", "grant_date", "expires_on")
CORRECTABLE_WORDS = ("right_type", "applicant_type")


def open_facts(engine: DuckEngine, snapshot: Snapshot) -> None:
    """Register every table of a snapshot, each key's current row only; tables it does not have are empty."""
    for name, shape in SHAPES.items():
        engine.add_files(f"all_{name}", snapshot.uris(name), shape.schema)
        keep = "*"
        if name == "records":
            keep = "* EXCLUDE (claims, abstract, citations, non_patent_citations, inventors, cpc)"
        engine.sql(
            f"""CREATE OR REPLACE VIEW {name} AS SELECT {keep} FROM all_{name}"""
            if name == "events"
            else f"""CREATE OR REPLACE TEMP VIEW {name} AS SELECT {keep} FROM all_{name}
                     QUALIFY row_number() OVER (PARTITION BY key ORDER BY added_in DESC) = 1"""
        )
    engine.add_files("files", snapshot.uris("files"), FILES_SCHEMA)


def derive_patents(engine: DuckEngine, *, known: date | None) -> None:
    """Make the tables `patents` (one row a patent) and `dated_events` (its events with kind and effect).

    A patent is its application number, else its publication number without kind; rows that give only one of the two
    join the patent that gives both. Later publications complete earlier ones. `known` cuts off what was announced
    after that day.
    """
    _derive_records(engine, known)
    _derive_events(engine, known)
    _derive_rows(engine)
    _apply_corrections(engine)
    _derive_terms(engine)


def _derive_records(engine: DuckEngine, known: date | None) -> None:
    cut = "" if known is None else f"WHERE coalesce(publication_date, grant_date, DATE '0001-01-01') <= DATE '{known}'"
    engine.sql(
        f"""CREATE OR REPLACE TABLE facts AS SELECT *,
              date_diff('day', DATE '1800-01-01', coalesce(publication_date, grant_date, filing_date,
                DATE '1800-01-01')) * 1000000 + added_in AS ord
            FROM records {cut}"""
    )
    engine.sql(
        """CREATE OR REPLACE TABLE aliases AS
           SELECT base, min(application_number) AS patent FROM facts
           WHERE base IS NOT NULL AND application_number IS NOT NULL GROUP BY base"""
    )


def _derive_events(engine: DuckEngine, known: date | None) -> None:
    pairs = engine.sql("SELECT DISTINCT left(number, 2) AS authority, code, title FROM events").to_pylist()
    kinds = [kind_of_event(authority=p["authority"], code=p["code"], title=p["title"]) for p in pairs]
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
    engine.sql(
        f"""CREATE OR REPLACE TABLE dated_events AS
            SELECT coalesce(a.patent, CASE WHEN e.is_application THEN e.number ELSE e.base END) AS patent,
              e.announced, e.effective, e.code, e.title, e.detail, e.after, e.contract_number, k.kind, k.effect
            FROM events e JOIN event_kinds k
              ON k.authority = left(e.number, 2) AND k.code = e.code AND k.title = e.title
            LEFT JOIN aliases a ON NOT e.is_application AND a.base = e.base {cut}"""
    )


def _derive_rows(engine: DuckEngine) -> None:
    """One row a patent. arg_max skips what a publication leaves empty, so each fact is the latest one stated."""
    engine.sql(
        """CREATE OR REPLACE TABLE patents AS
        WITH grants AS (
          SELECT patent, min(announced) AS announced FROM dated_events
          WHERE kind = 'grant' GROUP BY patent
        ), told AS (
          SELECT patent, count(*) AS events,
            bool_or(kind IN ('withdrawal', 'deemed_withdrawal', 'rejection', 'deemed_abandonment')) AS refused,
            max_by(kind, announced) AS last_kind
          FROM dated_events GROUP BY patent
        ), merged AS (
          SELECT coalesce(f.application_number, a.patent, f.base) AS patent,
            any_value(f.authority) AS authority,
            arg_max(f.right_type, ord) AS right_type,
            arg_max(f.application_number, ord) AS application_number,
            arg_max(f.publication_number, ord + CASE WHEN f.grant_date IS NOT NULL THEN 10000000000000 ELSE 0 END)
              AS publication_number,
            arg_max(f.filing_date, ord) AS filing_date,
            arg_max(f.grant_date, ord) AS grant_date,
            arg_max(f.term_filing_date, ord) AS term_filing_date,
            arg_max(f.term_extension_days, ord) AS term_extension_days,
            arg_max(f.terminal_disclaimer, ord) AS terminal_disclaimer,
            arg_max(f.ipc[1], ord) AS ipc,
            arg_max(f.applicant_type, ord) AS applicant_type,
            arg_max(f.title[1].text, ord) AS title,
            arg_min(CASE WHEN len(f.applicants) > 0 THEN f.applicants END, ord) AS first_applicants,
            arg_max(CASE WHEN len(f.applicants) > 0 THEN f.applicants END,
              ord + CASE WHEN f.grant_date IS NOT NULL THEN 10000000000000 ELSE 0 END) AS last_applicants,
            arg_max(CASE WHEN len(f.holders) > 0 THEN f.holders END, ord) AS stated_holders,
            arg_max(f.kind, ord) AS kind,
            arg_max(f.vendor_validity, ord) AS vendor_validity,
            arg_max(f.vendor_status, ord) AS vendor_status,
            arg_max(f.vendor_lapsed_on, ord) AS vendor_lapsed_on
          FROM facts f LEFT JOIN aliases a ON f.application_number IS NULL AND a.base = f.base
          GROUP BY ALL
        )
        SELECT row_number() OVER (ORDER BY m.patent) - 1 AS id, m.* EXCLUDE (grant_date),
          coalesce(g.announced, m.grant_date) AS grant_date,
          coalesce(t.events, 0) AS events, coalesce(t.refused, false) AS refused, t.last_kind,
          NULL::DATE AS expires_on
        FROM merged m LEFT JOIN grants g USING (patent) LEFT JOIN told t USING (patent)"""
    )


def _apply_corrections(engine: DuckEngine) -> None:
    """Put corrected dates and words in place; corrected places and holders are dated and handled with the seats."""
    engine.sql(
        """CREATE OR REPLACE TABLE patent_corrections AS
           SELECT p.id, p.patent, c.field, c.value, c.valid_from, c.reason FROM corrections c
           LEFT JOIN aliases a ON a.base = c.number OR regexp_replace(c.number, '[A-Z][0-9]?$', '') = a.base
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
           SELECT patent, max(try_cast(regexp_extract(detail || title, '(\\d+)\\s*[日天]', 1) AS INTEGER)) AS days
           FROM dated_events WHERE kind = 'term_compensation' GROUP BY patent"""
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
          LEFT JOIN compensations c ON c.patent = p.patent
        ) t WHERE patents.id = t.id AND patents.expires_on IS NULL"""
    )
