"""What a visitor asks for: figure, region, day, view, attribution and the other side of the comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from district.openstats.provider import MAINLAND, Opened

VIEWS = ("recorded", "legal")
ATTRIBUTIONS = ("cnipa", "holder_now", "applicant_at_filing", "any", "fractional")
SCOPES = (MAINLAND, "domestic_incl_hmt", "all")
FIRST_DAY = date(1985, 4, 1)
"""The Patent Law of 1984 took effect on this day; nothing stands before it."""
LAST_DAY = date(2100, 12, 31)
NO_COMPARISON = "none"


class BadChoice(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """A parameter that cannot be answered; the text says what is wrong and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One question. `versus` is a region, "published:REGION", "computed:REGION" or None."""

    figure: str
    region: str
    on: date
    view: str
    attribution: str
    versus: str | None
    scope: str = MAINLAND

    def query(self) -> str:
        """Answer the parameters in one fixed order: the same question always has the same address."""
        stated = {
            "region": self.region,
            "on": self.on.isoformat(),
            "view": self.view,
            "attribution": self.attribution,
            "versus": self.versus or NO_COMPARISON,
        }
        # Addresses from before there was a choice stay what they were.
        return urlencode(stated if self.scope == MAINLAND else stated | {"scope": self.scope})

    def with_view(self, view: str) -> Choice:
        """Answer the same question in the other view."""
        return replace(self, view=view)


def asked(given: Mapping[str, str], figure: str, stats: Opened) -> Choice:
    """Answer the question a query string asks, with the district's core region where it is silent.

    A density is compared with the city where somebody published the city's; a count of a part is not laid beside
    the count of its whole unless a visitor asks for it.
    """
    definition = stats.definition(figure)
    published = {(row.figure, row.region) for row in stats.published}
    comparable = definition is not None and definition.is_density
    city = settings.PATENTRY_CITY if comparable and (figure, settings.PATENTRY_CITY) in published else None
    return read(figure, given, stats=stats, region=home_region(stats), versus=city)


def home_region(stats: Opened) -> str:
    """Answer the district's core region, or the first there is. Raises `BadChoice` without a table of regions."""
    if stats.region(settings.PATENTRY_REGION):
        return str(settings.PATENTRY_REGION)
    if stats.regions:
        return stats.regions[0].region
    raise BadChoice(_("There is no table of regions yet. Take one in: patentry ingest regions.csv."))


def read(figure: str, given: Mapping[str, str], *, stats: Opened, region: str, versus: str | None) -> Choice:
    """Answer the question a query string asks; `region` and `versus` stand in where it is silent."""
    asked = given.get("region") or region
    if stats.region(asked) is None:
        known = ", ".join(row.region for row in stats.regions)
        raise BadChoice(_("There is no region “%(region)s”. Known: %(known)s.") % {"region": asked, "known": known})
    other = given.get("versus") or versus
    return Choice(
        figure=figure,
        region=asked,
        on=read_day(given.get("on"), default=_default_day_of(figure, stats)),
        view=_one_of(given.get("view"), VIEWS, "view"),
        attribution=_one_of(given.get("attribution"), ATTRIBUTIONS, "attribution"),
        versus=_other_side(other, asked, stats),
        scope=_one_of(given.get("scope"), SCOPES, "scope"),
    )


def default_day(stats: Opened) -> date:
    """Answer the day a page shows when none is asked for.

    The last day for which the zone itself published its stock, so that both stand side by side; where that is more
    than a year before the data end, or not there, the last month's end up to which the data are complete.
    """
    through = stats.data_through or date.fromordinal(FIRST_DAY.toordinal() + 366)
    recent = [
        row.date
        for row in stats.published
        if row.figure == "effective_inventions"
        and row.region == settings.PATENTRY_ZONE
        and 0 <= (through - row.date).days <= 366
    ]
    return max(recent, default=date.fromordinal(through.replace(day=1).toordinal() - 1))


def _default_day_of(figure: str, stats: Opened) -> date:
    """The default day, or for a figure whose periods ripen late the end of the last year that has."""
    definition, day = stats.definition(figure), default_day(stats)
    lag = definition.lag_years if definition else 0
    return date(day.year - lag, 12, 31) if lag else day


def read_day(text: str | None, *, default: date) -> date:
    """Answer the day a visitor typed, as 2023-11-30, 2023.11.30, 2023/11/30 or 20231130."""
    if not text or not text.strip():
        return default
    cleaned = text.strip().replace(".", "-").replace("/", "-")
    try:
        day = date.fromisoformat(cleaned)
    except ValueError as error:
        raise BadChoice(_("“%(text)s” is not a date. Write it like 2023-11-30.") % {"text": text[:40]}) from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadChoice(
            _("%(day)s is outside the time that can be counted: 1985-04-01 to 2100-12-31.") % {"day": day.isoformat()}
        )
    return day


def _one_of(text: str | None, allowed: tuple[str, ...], name: str) -> str:
    if not text:
        return allowed[0]
    if text not in allowed:
        raise BadChoice(
            _("“%(text)s” is not a value of %(name)s. Choose one of: %(allowed)s.")
            % {"text": text[:40], "name": name, "allowed": ", ".join(allowed)}
        )
    return text


def _other_side(text: str | None, region: str, stats: Opened) -> str | None:
    if not text or text == NO_COMPARISON:
        return None
    name = text.removeprefix("published:").removeprefix("computed:")
    if name == region and not text.startswith("published:"):
        return None
    if stats.region(name) is None:
        raise BadChoice(_("There is no region “%(region)s” to compare with.") % {"region": name[:40]})
    return text
