"""What a European publication tells beyond itself, as the legal events INPADOC has codes for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from patentry.offices.epo_fulltext_xml.publications import party_of
from patentry.offices.xml_documents.elements import day_of, text_of
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import LegalEvent, Record

AMENDED = {"B2": ("27A", "PATENT MAINTAINED IN AMENDED FORM"), "B3": ("PUAM", "PUBLICATION OF B3 DOCUMENT")}
"""A new specification carries out an opposition (EPC art. 101(3)(a)) or a limitation (art. 105b)."""


def events_of(record: Record, sdobi: etree._Element, *, warn: Warn) -> list[LegalEvent]:
    """Answer the designated states, oppositions, lapses in a state and amended maintenance the B tags name.

    Each is dated by what the tag states; what has no date of its own was announced with this publication.
    """
    published = record.publication_date
    events = [
        _event(record, code, title, announced=published, detail=" ".join(states))
        for code, title, path in (
            ("AK", "DESIGNATED CONTRACTING STATES", "B800/B840/ctry"),
            ("AX", "REQUEST FOR EXTENSION OF THE EUROPEAN PATENT", "B800/B844EP/B845EP/ctry"),
        )
        if (states := [text_of(state) for state in sdobi.iterfind(path)])
    ]
    for day, state in _lapses(sdobi, warn):
        title = "LAPSED IN A CONTRACTING STATE"
        events.append(_event(record, "B472", title, announced=published, effective=day, state=state))
    events += _oppositions(record, sdobi, warn)
    amended = AMENDED.get(record.kind or "")
    if amended:
        day = day_of(sdobi.findtext("B400/B477/date"), field="announced", warn=warn, required=False)
        events.append(_event(record, *amended, announced=day or published))
    return [event for event in events if event.announced or event.effective]


def _oppositions(record: Record, sdobi: etree._Element, warn: Warn) -> Iterator[LegalEvent]:
    for opponent in sdobi.iterfind("B700/B780/B781"):
        day = day_of(opponent.findtext("date"), field="announced", warn=warn, required=False)
        name = party_of(opponent).name
        yield _event(record, "26", "OPPOSITION FILED", effective=day, parties=(("opponent", name),) if name else ())


def _lapses(sdobi: etree._Element, warn: Warn) -> Iterator[tuple[date | None, str]]:
    """The day of a lapse stands before its state."""
    day: date | None = None
    for entry in sdobi.iterfind("B400/B472/B475/*"):
        if entry.tag == "date":
            day = day_of(text_of(entry), field="effective", warn=warn)
        elif entry.tag == "ctry":
            yield day, text_of(entry)


def _event(
    record: Record,
    code: str,
    title: str,
    *,
    announced: date | None = None,
    effective: date | None = None,
    detail: str = "",
    state: str | None = None,
    parties: tuple[tuple[str, str], ...] = (),
) -> LegalEvent:
    return LegalEvent(
        number=record.application_number or record.publication_number or "",
        is_application=record.application_number is not None,
        announced=announced,
        effective=effective,
        code=code,
        title=title,
        detail=detail,
        state=state,
        parties=parties,
    )
