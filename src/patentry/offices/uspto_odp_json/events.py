"""The events of a file wrapper: its transactions, what its status says, and its assignments."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from patentry.offices.json_documents.fields import day_in, object_in, objects_in, text_in
from patentry.offices.uspto_odp_json.identity import Identity, publication_number
from patentry.offices.uspto_recordations.parties import assignee, stated
from patentry.offices.uspto_recordations.recordations import Assignor, Recordation
from patentry.offices.uspto_recordations.recordations import events_of as recorded_events
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import EventKind, LegalEvent, kind_of_event

_ENTERED_WHEN_DONE: Final = frozenset(
    {EventKind.FEE_PAYMENT_1, EventKind.FEE_PAYMENT_2, EventKind.FEE_PAYMENT_3, EventKind.RESTORATION}
)
"""Transactions that take effect on the day they are dated; of an expiry that is only the day it was entered."""

REISSUED = "REISSUED"
"""Our own event code of a patent surrendered on reissue (35 USC 252)."""


def events_of(document: dict[str, Any], identity: Identity, *, warn: Warn) -> list[LegalEvent]:
    """Answer all events of a wrapper that have a day."""
    transactions = list(_transactions(document, identity, warn))
    return [
        *transactions,
        *_status(document, identity, transactions, warn),
        *_assignments(document, identity, warn),
        *_surrenders(document, identity, warn),
    ]


def event_of(identity: Identity, *, code: str, title: str, on: date, effective: date | None) -> LegalEvent:
    """Answer an event of the wrapper's patent, or of its application."""
    about = identity.property
    return LegalEvent(
        number=about.number,
        is_application=about.is_application,
        announced=on,
        effective=effective,
        code=code,
        title=title,
    )


def _transactions(document: dict[str, Any], identity: Identity, warn: Warn) -> Iterator[LegalEvent]:
    for row in objects_in(document, "eventDataBag"):
        code, title = text_in(row, "eventCode"), text_in(row, "eventDescriptionText")
        day = day_in(row, "eventDate", field="event", warn=warn)
        if day is None:
            warn("event_undated", "event", title or code)
            continue
        kind = kind_of_event(authority="US", code=code, title=title)
        yield event_of(identity, code=code, title=title, on=day, effective=day if kind in _ENTERED_WHEN_DONE else None)


@cache
def _statuses() -> tuple[tuple[str, str], ...]:
    table = files(__package__).joinpath("statuses.csv").read_text(encoding="utf-8")
    return tuple((row["text"], row["code"]) for row in csv.DictReader(table.splitlines()))


def _status(
    document: dict[str, Any], identity: Identity, transactions: list[LegalEvent], warn: Warn
) -> Iterator[LegalEvent]:
    """What the status says and no transaction does: an application without a patent is pending unless it is over."""
    meta = object_in(document, "applicationMetaData")
    title = text_in(meta, "applicationStatusDescriptionText")
    day = day_in(meta, "applicationStatusDate", field="status", warn=warn)
    if not title or day is None:
        return
    folded = title.casefold()
    code = next((code for text, code in _statuses() if text in folded), "")
    code = code or ("ST-OTHER" if identity.granted else "ST-PENDING")
    if code == "ST-EXPIRED" and any(event.code == "EXP." for event in transactions):
        return
    yield event_of(identity, code=code, title=title, on=day, effective=None)


def _assignments(document: dict[str, Any], identity: Identity, warn: Warn) -> Iterator[LegalEvent]:
    for row in objects_in(document, "assignmentBag"):
        reel, frame = text_in(row, "reelNumber"), text_in(row, "frameNumber")
        if not (reel and frame):
            reel, _, frame = text_in(row, "reelAndFrameNumber", "reelNumber/frameNumber").partition("/")
        recordation = Recordation(
            reel=reel,
            frame=frame,
            conveyance=text_in(row, "conveyanceText"),
            recorded=day_in(row, "assignmentRecordedDate", field="announced", warn=warn),
            assignors=tuple(
                Assignor(name, day_in(of, "executionDate", field="effective", warn=warn))
                for of in objects_in(row, "assignorBag")
                if (name := stated(text_in(of, "assignorName", "assignorNameText")))
            ),
            assignees=tuple(
                assignee(
                    name=name,
                    lines=[text_in(at, key) for key in ("addressLineOneText", "addressLineTwoText", "cityName")],
                    state=text_in(at, "geographicRegionName", "geographicRegionCode"),
                    country=text_in(at, "countryName"),
                    postcode=text_in(at, "postalCode"),
                )
                for of in objects_in(row, "assigneeBag")
                if (name := stated(text_in(of, "assigneeNameText", "assigneeName")))
                for at in [object_in(of, "assigneeAddress")]
            ),
        )
        if recordation.recorded is None and not any(assignor.executed for assignor in recordation.assignors):
            warn("event_undated", "assignment", recordation.conveyance or f"{reel}/{frame}")
            continue
        yield from recorded_events(recordation, [identity.property], warn=warn)


def _surrenders(document: dict[str, Any], identity: Identity, warn: Warn) -> Iterator[LegalEvent]:
    """A reissue that is granted takes the place of the patent it reissues (35 USC 252)."""
    if identity.patent is None or identity.granted is None:
        return
    for row in objects_in(document, "parentContinuityBag"):
        parent = text_in(row, "parentPatentNumber")
        if text_in(row, "claimParentageTypeCode").upper() != "REI" or not parent:
            continue
        number = publication_number(parent, field="parent", warn=warn)
        if number is not None:
            yield LegalEvent(
                number=number,
                is_application=False,
                announced=identity.granted,
                effective=identity.granted,
                code=REISSUED,
                title=f"Surrendered on reissue as {identity.patent}",
            )
