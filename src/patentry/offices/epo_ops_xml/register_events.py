"""The events of a register document: the dossier, procedural steps, statuses, lapses, oppositions, unitary effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from lxml import etree

from patentry.offices.exchange_documents.references import stated_day
from patentry.offices.xml_documents.elements import text_of
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import LegalEvent, Record

Stated = tuple[str, str, date | None, date | None, str, str | None]
"""code, title, announced, effective, detail, state"""


def events_of(document: etree._Element, record: Record, *, warn: Warn) -> list[LegalEvent]:
    """Answer what the register tells with a date; an entry without any is reported and left out."""
    readers: tuple[Callable[[etree._Element, Warn], Iterator[Stated]], ...] = (
        _states,
        _lapses,
        _oppositions,
        _statuses,
        _unitary,
        _dossier,
        _steps,
    )
    events: dict[LegalEvent, None] = {}
    for stated in (stated for read in readers for stated in read(document, warn)):
        code, title, announced, effective, detail, state = stated
        if announced is None and effective is None:
            warn("date_missing", "announced", code)
            continue
        event = LegalEvent(
            number=record.application_number or record.publication_number or "",
            is_application=record.application_number is not None,
            announced=announced,
            effective=effective,
            code=code,
            title=title,
            detail=detail,
            state=state,
        )
        events[event] = None
    return list(events)


def _day(text: str | None, field: str, warn: Warn) -> date | None:
    return stated_day((text or "").strip(), field=field, warn=warn)


def _states(document: etree._Element, warn: Warn) -> Iterator[Stated]:
    for entry in document.iterfind("bibliographic-data/designation-of-states"):
        states = [text_of(country) for country in entry.iter("country") if not _excluded(country)]
        listed = " ".join(dict.fromkeys(state for state in states if state not in ("", "EP")))
        if listed:
            day = _day(entry.get("change-date"), "announced", warn)
            yield "AK", "DESIGNATED CONTRACTING STATES", day, None, listed, None


def _excluded(country: etree._Element) -> bool:
    above = [parent.tag for parent in country.iterancestors()]
    return "exclusion-from-designation" in above or "national" in above or "designation-extension" in above


def _lapses(document: etree._Element, warn: Warn) -> Iterator[Stated]:
    """Each list repeats the earlier ones: a lapse was announced with the first list that has it."""
    lists = sorted(
        document.iterfind("bibliographic-data/term-of-grant"), key=lambda entry: entry.get("change-date") or ""
    )
    told: set[tuple[str, str]] = set()
    for entry in lists:
        for lapse in entry.iterfind("lapsed-in-country"):
            state, day = text_of(lapse.find("country")), text_of(lapse.find("date"))
            if state and (state, day) not in told:
                told.add((state, day))
                announced = _day(entry.get("change-date"), "announced", warn)
                yield "PG25", "LAPSED IN A CONTRACTING STATE", announced, _day(day, "effective", warn), "", state


def _oppositions(document: etree._Element, warn: Warn) -> Iterator[Stated]:
    for entry in document.iterfind("bibliographic-data/opposition-data"):
        announced = _day(entry.get("change-date"), "announced", warn)
        for none in entry.iter("opposition-not-filed"):
            yield "26N", "NO OPPOSITION FILED", announced, _day(none.findtext("date"), "effective", warn), "", None
        for opponent in entry.iter("opponent"):
            filed = _day(opponent.findtext(".//date-opposition-filed/date"), "effective", warn)
            name = text_of(opponent.find("addressbook/name"))
            yield "26", "OPPOSITION FILED", announced, filed, name, None


def _statuses(document: etree._Element, warn: Warn) -> Iterator[Stated]:
    for entry in document.iterfind("ep-patent-statuses/ep-patent-status"):
        day = _day(entry.get("change-date"), "announced", warn)
        yield f"STATUS {entry.get('status-code') or ''}".strip(), text_of(entry), day, None, "", None


def _unitary(document: etree._Element, warn: Warn) -> Iterator[Stated]:
    for entry in document.iterfind(".//unitary-patent-statuses/unitary-patent-status"):
        day = _day(entry.get("change-date"), "announced", warn)
        yield f"UP STATUS {entry.get('status-code') or ''}".strip(), text_of(entry), day, None, "", "UP"


def _dossier(document: etree._Element, warn: Warn) -> Iterator[Stated]:
    for entry in document.iterfind("events-data/dossier-event"):
        texts = {text.get("event-text-type") or "": text_of(text) for text in entry.iterfind("event-text")}
        title = texts.pop("DESCRIPTION", "") or next(iter(texts.values()), "")
        gazette = _day(entry.findtext("gazette-reference/date"), "announced", warn)
        day = _day(entry.findtext("event-date/date"), "announced", warn)
        detail = "; ".join(filter(None, texts.values()))
        yield text_of(entry.find("event-code")), title, gazette or day, None, detail, None


def _steps(document: etree._Element, warn: Warn) -> Iterator[Stated]:
    """A step of the procedure has a day of its own and is announced nowhere."""
    for entry in document.iterfind("procedural-data/procedural-step"):
        texts = [(_type(text), text_of(text)) for text in entry.iterfind("procedural-step-text")]
        title = next((text for kind, text in texts if kind == "STEP_DESCRIPTION"), "")
        days = [
            (date_of.get("step-date-type") or "", _day(date_of.findtext("date"), "effective", warn))
            for date_of in entry.iterfind("procedural-step-date")
        ]
        told = [f"{kind}: {text}" for kind, text in texts if kind != "STEP_DESCRIPTION" and text]
        told += [f"{kind}: {day}" for kind, day in days if day]
        first = next((day for _, day in days if day), None)
        yield f"STEP {text_of(entry.find('procedural-step-code'))}".strip(), title, None, first, "; ".join(told), None


def _type(text: etree._Element) -> str:
    return text.get("step-text-type") or text.get("step-texttype") or ""
