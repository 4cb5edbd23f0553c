"""One recordation and the events it is to its properties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from patentry.numbers import ApplicationNumber, NumberError, PublicationNumber
from patentry.offices.uspto_recordations.conveyances import UNKNOWN, code_of_conveyance
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import EventKind, LegalEvent, Party, kind_of_event

REEL_DIGITS: Final = 6
FRAME_DIGITS: Final = 4
_ROLES: dict[EventKind, tuple[str, str]] = {
    EventKind.PLEDGE: ("pledgor", "pledgee"),
    EventKind.PLEDGE_CHANGE: ("pledgee", "pledgee"),
    EventKind.PLEDGE_RELEASE: ("pledgee", "pledgor"),
    EventKind.LICENCE: ("licensor", "licensee"),
    EventKind.LICENCE_END: ("licensor", "licensee"),
}


class Assignor(NamedTuple):
    """Who conveys, and the day they signed, where the file has it."""

    name: str
    executed: date | None


class Property(NamedTuple):
    """What is conveyed: a canonical number and which of the two kinds it is."""

    number: str
    is_application: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recordation:
    """One recorded document. Assignors and assignees keep the order of the record."""

    reel: str
    frame: str
    conveyance: str
    recorded: date | None
    assignors: tuple[Assignor, ...]
    assignees: tuple[Party, ...]


def events_of(recordation: Recordation, properties: Sequence[Property], *, warn: Warn) -> list[LegalEvent]:
    """Answer the event a recordation is to each of its properties.

    It takes effect on the day the last assignor signed and is announced by its recording (35 USC 261: void against a
    later purchaser unless recorded). A day of signing after the recording is a slip and is left out. The contract
    number is reel and frame, filled with noughts ("018247/0405").
    """
    code = code_of_conveyance(recordation.conveyance)
    if code == UNKNOWN:
        warn("conveyance_unrecognised", "conveyance", recordation.conveyance)
    kind = kind_of_event(authority="US", code=code, title=recordation.conveyance)
    giver, taker = _ROLES.get(kind, ("", ""))
    parties = [(giver, assignor.name) for assignor in recordation.assignors if giver]
    parties += [(taker, assignee.name) for assignee in recordation.assignees if taker]
    effective = _effective(recordation, warn)
    return [
        LegalEvent(
            number=known.number,
            is_application=known.is_application,
            announced=recordation.recorded,
            effective=effective,
            code=code,
            title=recordation.conveyance,
            before=tuple(Party(assignor.name) for assignor in recordation.assignors),
            after=recordation.assignees,
            contract_number=reel_and_frame(recordation.reel, recordation.frame),
            parties=tuple(parties),
        )
        for known in dict.fromkeys(properties)
    ]


def _effective(recordation: Recordation, warn: Warn) -> date | None:
    signed = [assignor.executed for assignor in recordation.assignors if assignor.executed is not None]
    last = max(signed, default=None)
    if last is not None and recordation.recorded is not None and last > recordation.recorded:
        warn("executed_after_recording", "effective", f"{last} > {recordation.recorded}")
        return None
    return last


def reel_and_frame(reel: str, frame: str) -> str | None:
    """Answer where a document is recorded; None where one of the two is missing."""
    reel, frame = reel.strip(), frame.strip()
    return f"{reel.zfill(REEL_DIGITS)}/{frame.zfill(FRAME_DIGITS)}" if reel and frame else None


def property_of(*, patent: str | None, kind: str | None, application: str | None, warn: Warn) -> Property | None:
    """Answer a property by its patent number, else by its application number; what cannot be read is reported."""
    if patent:
        try:
            return Property(str(PublicationNumber.parse(patent, authority="US", kind=kind)), False)
        except NumberError as error:
            warn(error.code, "publication_number", patent)
    if application:
        try:
            return Property(str(ApplicationNumber.parse(application, authority="US")), True)
        except NumberError as error:
            warn(error.code, "application_number", application)
    return None
