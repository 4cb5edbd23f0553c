"""The reference series of the library taken in among the official values: once, each row with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal
from district.openstats.official import actions
from district.openstats.official.actions import Told
from district.openstats.official.models import OfficialValue
from patentry.statistics.official import ReferenceValue, reference_values
from patentry.wording import say

MATTER = "official:reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """How many values were entered, and how many were there already (or withdrawn by an officer, who stays right)."""

    entered: int
    there: int


def regions() -> tuple[str, ...]:
    """Answer the regions of the series, in their order."""
    return tuple(dict.fromkeys(row.figure.region for row in reference_values()))


@transaction.atomic
def load(*, called: Mapping[str, str], by: User, at: datetime) -> Loaded:
    """Enter the reference series; `called` gives this site's own names of regions, as cn-bj → city.

    A value that this source has here already is left alone, also a withdrawn one. Raises `CaseRefusal` in a
    demonstration.
    """
    if settings.PATENTRY_DEMONSTRATION:
        raise CaseRefusal("official.demonstration")
    told = [_told(row, called) for row in reference_values()]
    fresh = [one for one in told if not _is_there(one)]
    for one in fresh:
        actions.enter(told=one, by=by, at=at)
    done = Loaded(entered=len(fresh), there=len(told) - len(fresh))
    detail = {"entered": done.entered, "there": done.there, "called": dict(called)}
    audit.record(action="official.load_reference", subject=MATTER, by=by, at=at, detail=detail)
    return done


def _is_there(one: Told) -> bool:
    same = {name: getattr(one, name) for name in ("figure", "region", "on", "scope", "title", "issuer")}
    return OfficialValue.objects.filter(**same).exists()


def _told(row: ReferenceValue, called: Mapping[str, str]) -> Told:
    figure = row.figure
    return Told(
        figure=figure.figure,
        region=called.get(figure.region, figure.region),
        on=figure.date,
        value=figure.value,
        title=figure.source,
        issuer=row.issuer,
        scope=figure.scope or "",
        published_on=figure.published_on,
        note=_note(row),
    )


def _note(row: ReferenceValue) -> str:
    """How certain the row is, and its own remark, in both languages."""
    zh, _mark, en = row.note.partition(" / ")
    certain = {lang: say(f"certainty.{row.certainty}", lang=lang) for lang in ("zh", "en")}
    return " / ".join(
        "；".join(filter(None, (certain["zh"], zh))) if lang == "zh" else "; ".join(filter(None, (certain["en"], en)))
        for lang in ("zh", "en")
    )
