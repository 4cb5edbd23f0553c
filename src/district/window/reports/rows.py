"""A report as a table: its rows in order, what each is called, and the list each number opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from district.accounts.models import OrganisationSize, User
from district.design import language
from district.directory.models import ServiceItem, ServicePoint
from district.window.desklist.filters import Filter
from district.window.desklog.models import Channel
from district.window.models import Way
from district.window.reports.asking import Asked
from district.window.reports.counting import CONTACT, NONE, tallied
from district.window.reports.tallies import Tally, rank


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, its numbers, and the addresses behind them."""

    name: str
    tally: Tally
    links: dict[str, str]

    @property
    def accept_median(self) -> int | None:
        """Working days within which half were accepted."""
        return rank(self.tally.accept_days, 50)

    @property
    def accept_most(self) -> int | None:
        """Working days within which nine of ten were accepted."""
        return rank(self.tally.accept_days, 90)

    @property
    def answer_median(self) -> int | None:
        """Working days within which half were answered."""
        return rank(self.tally.answer_days, 50)

    @property
    def answer_most(self) -> int | None:
        """Working days within which nine of ten were answered."""
        return rank(self.tally.answer_days, 90)


@dataclass(frozen=True, slots=True)
class Report:
    """The rows, those with most first or in the order of the months, and their total."""

    asked: Asked
    rows: tuple[Row, ...]
    total: Row


def report(user: User, asked: Asked, *, on: date) -> Report:
    """Answer a report of what somebody may see."""
    found = tallied(user, asked, on=on)
    if asked.by == "month":
        keys: Iterable[str] = [name for name, _first, _last in asked.months]
    else:
        keys = sorted(found, key=lambda key: (-found[key].filed, -found[key].contacts, key))
    names, total = _names(asked), Tally()
    for tally in found.values():
        total.add(tally)
    rows = tuple(Row(names.get(key, key), found.get(key, Tally()), _links(_one(asked, key), key)) for key in keys)
    return Report(asked, rows, Row(_("Total"), total, _links(asked, "")))


def _names(asked: Asked) -> dict[str, str]:
    place = 1 if language.current() == "en" else 0
    if asked.by == "point":
        named = {one.code: (one.name_zh, one.name_en)[place] for one in ServicePoint.objects.all()}
        return named | {NONE: _("without a point")}
    if asked.by == "topic":
        groups = ServiceItem.objects.order_by().values_list("group_zh", "group_en").distinct()
        return {names[0]: names[place] for names in groups} | {NONE: _("not settled")}
    if asked.by == "size":
        return {size.value: str(size.label) for size in OrganisationSize}
    contacts = {CONTACT + one.value: f"{one.label} · {_('Desk log')}" for one in Channel}
    return {one.value: str(one.label) for one in Way} | contacts


def _one(asked: Asked, key: str) -> Asked:
    """The part of a report that one of its rows is about."""
    if asked.by == "month":
        first, last = next((first, last) for name, first, last in asked.months if name == key)
        return replace(asked, since=first, until=last)
    narrower: dict[str, Any] = {} if asked.by == "way" else {asked.by: key}
    return replace(asked, **narrower)


def _links(part: Asked, key: str) -> dict[str, str]:
    way = "" if part.by != "way" or key.startswith(CONTACT) else key

    def listed(day: str, **more: str) -> str:
        narrowed: dict[str, Any] = {"point": part.point, "topic": part.topic, "size": part.size, "way": way, **more}
        chosen = Filter(view="all", day=day, since=part.since, until=part.until, **narrowed)
        return f"{reverse('request_desk')}?{chosen.query}"

    channel = f"&channel={key.removeprefix(CONTACT)}" if key.startswith(CONTACT) else ""
    return {
        "filed": listed("submitted"),
        "accepted": listed("accepted"),
        "answered": listed("answered"),
        "kept": listed("answered", kept="yes"),
        "broken": listed("answered", kept="no"),
        "rated": listed("rated", rated="any"),
        "good": listed("rated", rated="good"),
        "bad": listed("rated", rated="bad"),
        "contacts": f"{reverse('report_contacts')}?{part.query}{channel}",
    }
