"""One `doc` of an answer of the assignment search: fields by name, lists side by side."""

from __future__ import annotations

from datetime import date
from typing import Final

from lxml import etree

from patentry.offices.uspto_recordations.parties import assignee, stated
from patentry.offices.uspto_recordations.recordations import Assignor, Property, Recordation, property_of
from patentry.offices.xml_documents.elements import day_of, text_of
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import Party

_MARKS: Final = (b'"patAssignorName"', b'"reelNo"')
_ADDRESS: Final = ("patAssigneeAddress1", "patAssigneeAddress2", "patAssigneeCity")


def is_answer(sample: bytes) -> bool:
    """Answer whether a file begins like an answer of the search."""
    return b"<response" in sample[:2_000] and all(mark in sample for mark in _MARKS)


def recordation_of(root: etree._Element, *, warn: Warn) -> tuple[Recordation, list[Property], bool]:
    """Answer the recording, its properties in order, and whether the office withdrew it."""
    fields = {str(node.get("name")): node for node in root}
    one = {name: stated(text_of(node)) for name, node in fields.items() if node.tag != "arr"}
    lists = {name: [stated(text_of(item)) for item in node] for name, node in fields.items() if node.tag == "arr"}
    recordation = Recordation(
        reel=one.get("reelNo", ""),
        frame=one.get("frameNo", ""),
        conveyance=one.get("conveyanceText", ""),
        recorded=_day(one.get("recordedDate", ""), "announced", warn),
        assignors=_assignors(lists, warn),
        assignees=_assignees(lists),
    )
    return recordation, _properties(lists, warn), one.get("purgeIndicator", "").upper() == "Y"


def _assignors(lists: dict[str, list[str]], warn: Warn) -> tuple[Assignor, ...]:
    names = lists.get("patAssignorName", [])
    days = _beside(lists, "patAssignorExDate", len(names))
    pairs = zip(names, days, strict=True)
    return tuple(Assignor(name, _day(day, "effective", warn)) for name, day in pairs if name)


def _assignees(lists: dict[str, list[str]]) -> tuple[Party, ...]:
    names = lists.get("patAssigneeName", [])
    columns = {
        name: _beside(lists, name, len(names))
        for name in (*_ADDRESS, "patAssigneeState", "patAssigneeCountryName", "patAssigneePostcode")
    }
    return tuple(
        assignee(
            name=name,
            lines=[columns[line][place] for line in _ADDRESS],
            state=columns["patAssigneeState"][place],
            country=columns["patAssigneeCountryName"][place],
            postcode=columns["patAssigneePostcode"][place],
        )
        for place, name in enumerate(names)
        if name
    )


def _properties(lists: dict[str, list[str]], warn: Warn) -> list[Property]:
    count = max(len(lists.get("applNum", [])), len(lists.get("patNum", [])))
    patents, applications = _beside(lists, "patNum", count), _beside(lists, "applNum", count)
    found = (
        property_of(patent=patent, kind=None, application=application, warn=warn)
        for patent, application in zip(patents, applications, strict=True)
    )
    return [known for known in found if known is not None]


def _beside(lists: dict[str, list[str]], name: str, count: int) -> list[str]:
    """A list as long as the one it stands beside; one of another length cannot be told whose it is."""
    values = lists.get(name, [])
    return values if len(values) == count else [""] * count


def _day(text: str, field: str, warn: Warn) -> date | None:
    """The day of "2006-09-14T04:00:00Z": midnight in the office's own time, so the date is right as written."""
    bare = text[:10].replace("-", "")
    return day_of("" if bare.startswith("0001") else bare, field=field, warn=warn, required=False)
