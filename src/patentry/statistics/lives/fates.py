"""What became of each application: granted, rejected, withdrawn, pending, or not told."""

from __future__ import annotations

import csv
from enum import StrEnum
from importlib.resources import files

from patentry.corpus import DuckEngine


class Outcome(StrEnum):
    """What became of an application. `WITHDRAWN` covers what is deemed withdrawn or given up."""

    GRANTED = "granted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PENDING = "pending"
    UNKNOWN = "unknown"


DECIDED = (Outcome.GRANTED, Outcome.REJECTED, Outcome.WITHDRAWN)


def derive_fates(engine: DuckEngine) -> None:
    """Make the table `fates` (id, outcome): every application but international ones, which no office grants as such.

    A grant decides, then the last rejection, withdrawal or restoration the gazette announced, then any other event (it
    is pending), then a vendor's or a query page's word (`stated_fates.csv`, the first that occurs). Where nothing is
    told the outcome is unknown.
    """
    stated = " ".join(f"WHEN regexp_matches(said, '{words}') THEN '{outcome}'" for words, outcome in _stated())
    engine.sql(
        f"""CREATE OR REPLACE TABLE fates AS
        WITH told AS (
          SELECT id, arg_max(kind, announced) FILTER (kind NOT IN
            ('publication', 'examination', 'office_action', 'application_transfer')) AS last
          FROM life_events GROUP BY id),
        known AS (
          SELECT p.id, p.grant_date, t.id IS NOT NULL AS has_events, t.last,
            coalesce(p.vendor_validity, '') || ' ' || coalesce(p.vendor_status, '') AS said
          FROM patents p LEFT JOIN told t ON t.id = p.id WHERE p.authority <> 'WO')
        SELECT id, CASE
          WHEN grant_date IS NOT NULL THEN '{Outcome.GRANTED}'
          WHEN last = 'rejection' THEN '{Outcome.REJECTED}'
          WHEN last IN ('withdrawal', 'deemed_withdrawal', 'deemed_abandonment') THEN '{Outcome.WITHDRAWN}'
          WHEN has_events THEN '{Outcome.PENDING}'
          {stated}
          ELSE '{Outcome.UNKNOWN}' END AS outcome
        FROM known"""
    )


def _stated() -> list[tuple[str, str]]:
    text = files("patentry.statistics.lives").joinpath("stated_fates.csv").read_text(encoding="utf-8")
    return [(row["words"], row["outcome"]) for row in csv.DictReader(text.splitlines())]
