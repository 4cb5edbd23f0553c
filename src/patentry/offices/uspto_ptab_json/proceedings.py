"""One proceeding: whether a trial was instituted and how it stands."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from patentry.offices.json_documents.fields import day_in, object_in, text_in
from patentry.offices.uspto_recordations.recordations import Property
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import LegalEvent

INSTITUTED, NOT_INSTITUTED, FILED, ENDED = "PTAB-INSTITUTED", "PTAB-NOT-INSTITUTED", "PTAB-FILED", "PTAB-ENDED"
_LAST_DAYS: Final = ("terminationDate", "latestDecisionDate", "institutionDecisionDate", "trialLastModifiedDate")


@cache
def _codes() -> dict[str, str]:
    table = files(__package__).joinpath("statuses.csv").read_text(encoding="utf-8")
    return {_folded(row["status"]): row["code"] for row in csv.DictReader(table.splitlines())}


def _folded(status: str) -> str:
    return "".join(character for character in status.casefold() if character.isalnum())


def event_of(trial: str, about: Property, *, code: str, says: str, on: date) -> LegalEvent:
    """Answer an event of a trial; the trial's number keeps several trials about one patent apart."""
    return LegalEvent(
        number=about.number,
        is_application=about.is_application,
        announced=on,
        effective=on,
        code=code,
        title=f"{trial}: {says}",
    )


def proceeding_events(document: dict[str, Any], trial: str, about: Property, *, warn: Warn) -> list[LegalEvent]:
    """Answer what a proceeding's dates and status say. A status that is not known is reported and left out."""
    meta = object_in(document, "trialMetaData")
    status = text_in(meta, "trialStatusCategory")
    code = _codes().get(_folded(status))
    if code is None:
        warn("trial_status_unrecognised", "status", status or None)
    instituted = day_in(meta, "institutionDecisionDate", field="institution", warn=warn)
    if code in (None, FILED, NOT_INSTITUTED):
        day = instituted or _last_day(meta, warn)
        denied = code == NOT_INSTITUTED and day is not None
        return [event_of(trial, about, code=NOT_INSTITUTED, says=status, on=day)] if denied and day else []
    found = []
    if instituted is not None:
        found.append(event_of(trial, about, code=INSTITUTED, says="trial instituted", on=instituted))
    if code == INSTITUTED:
        return found
    day = _last_day(meta, warn)
    if day is None:
        warn("event_undated", "status", status)
        return found
    # What ends before a trial was instituted ends no trial.
    code = NOT_INSTITUTED if code == ENDED and instituted is None else code
    return [*found, event_of(trial, about, code=code, says=status, on=day)]


def _last_day(meta: dict[str, Any], warn: Warn) -> date | None:
    days = (day_in(meta, name, field="status", warn=warn) for name in _LAST_DAYS)
    return next((day for day in days if day is not None), None)
