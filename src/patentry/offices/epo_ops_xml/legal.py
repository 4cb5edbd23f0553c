"""The legal events of a family member: the numbered fields L001EP to L525EP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from patentry.offices.xml_documents.elements import complaint_about_day, parse_day, text_of
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import LegalEvent, Party, Record

REFERENCE = "REG"
"""The code that only refers to a national office's own code."""
UNITARY = re.compile(r"U\d[0-9A-Z]")
OF_ONE_STATE = re.compile(r"([A-Z]{2}): ")
CHANGES_HANDS = re.compile(r"ASSIGN|TRANSFER|CHANGE OF|CHANGED|OWNER|PROPRIETOR|HOLDER")
EFFECTIVE = ("L525EP", "L518EP", "L524EP")
"""Effective date; of a payment the day it was made."""
NO_DAY = ("", "00010101", "00000000")


def events_of(member: etree._Element, record: Record, *, warn: Warn) -> Iterator[LegalEvent]:
    """Answer the events in the file's order; one with neither date is reported and left out."""
    number = record.application_number or record.publication_number or ""
    for element in member.iterfind("legal"):
        event = _event(element, number, record.application_number is not None, warn)
        if event.announced is None and event.effective is None:
            warn("date_missing", "announced", event.code)
        else:
            yield event


def _event(element: etree._Element, number: str, is_application: bool, warn: Warn) -> LegalEvent:
    told = {str(field.tag): field for field in element.iterdescendants() if str(field.tag).startswith("L")}
    values = {tag: text_of(field) for tag, field in told.items()}
    code = values.get("L008EP") or (element.get("code") or "").strip()
    title = (element.get("desc") or "").strip()
    state = values.get("L501EP") or None
    if code == REFERENCE and state:
        national = told.get("L502EP")
        code = f"{REFERENCE} {state} {values.get('L502EP', '')}".strip()
        title = f"{title}: {national.get('descData') or ''}" if national is not None else title
    elif values.get("L001EP") == "EP" and state is None:
        state = _state(code, title)
    before, after, parties = _parties(told, title)
    return LegalEvent(
        number=number,
        is_application=is_application,
        announced=_day(values.get("L007EP", ""), "announced", warn),
        effective=_first_day(values, warn),
        code=code,
        title=title,
        detail="; ".join(_said(field) for tag, field in told.items() if tag >= "L501EP"),
        before=before,
        after=after,
        parties=parties,
        state=state,
    )


def _state(code: str, title: str) -> str | None:
    """The state a national code of the EP file is about, which its description begins with ("GB: …")."""
    if UNITARY.fullmatch(code):
        return "UP"
    found = OF_ONE_STATE.match(title)
    return found[1] if found else None


def _first_day(values: dict[str, str], warn: Warn) -> date | None:
    return next((_day(values[tag], "effective", warn) for tag in EFFECTIVE if values.get(tag)), None)


def _day(text: str, field: str, warn: Warn) -> date | None:
    bare = text.replace("-", "")
    if bare in NO_DAY:
        return None
    day = parse_day(bare)
    if day is None:
        warn(complaint_about_day(bare), field, text)
    return day


def _said(field: etree._Element) -> str:
    name, value = field.get("desc") or str(field.tag), text_of(field)
    meaning = field.get("descData")
    return f"{name}: {value}" + (f" ({meaning})" if meaning else "")


def _parties(
    told: dict[str, etree._Element], title: str
) -> tuple[tuple[Party, ...], tuple[Party, ...], tuple[tuple[str, str], ...]]:
    """Answer holders before and after a change of hands, and others by their role, as the fields are named."""
    before: list[Party] = []
    after: list[Party] = []
    others: list[tuple[str, str]] = []
    for field in told.values():
        name, value = (field.get("desc") or "").upper(), text_of(field)
        if not value:
            continue
        if "OWNER" in name or "PROPRIETOR" in name:
            if any(word in name for word in ("OLD", "FORMER", "PREVIOUS")):
                before.append(Party(value))
            elif "NEW" in name or CHANGES_HANDS.search(title.upper()):
                after.append(Party(value))
            else:
                others.append(("owner", value))
        elif "OPPONENT" in name:
            others.append(("opponent", value))
        elif "LICENSEE" in name:
            others.append(("licensee", value))
    return tuple(before), tuple(after), tuple(others)
