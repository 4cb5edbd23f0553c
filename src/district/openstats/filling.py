"""The pages visitors open first, counted when a snapshot becomes the current one and not at the first visit.

However it became current (accepted at the desk, taken in from the command line, gone back to), the worker's round sees
it, counts once, and tells how far it is under a name the desk asks with.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import get_args

from django.conf import settings
from django.utils import timezone

from district.design.language import Lang
from district.jobs import queue
from district.openstats import provider, selection, stored
from district.openstats.provider import NoCorpus, NotAnswered, Opened
from district.openstats.selection import BadChoice, Choice

PROGRESS_SECONDS = 1.0
STAGE = "pages"


def questions(stats: Opened) -> Iterator[Choice]:
    """Give each figure as it is shown when nothing is asked for, of the headline region and of the two it lies in.

    The headline region comes first, for that is what the catalogue shows. The other view is left to the first visit: it
    is asked for seldom, and would be half of all the counting.
    """
    headline = (settings.PATENTRY_REGION, settings.PATENTRY_ZONE, settings.PATENTRY_CITY)
    regions = [row.region for row in stats.regions if row.region in headline]
    regions.sort(key=headline.index)
    for region in regions or [row.region for row in stats.regions[:1]]:
        for definition in stats.figures:
            try:
                yield selection.asked({"region": region}, definition.id, stats)
            except BadChoice:
                continue


def look(*, at: datetime) -> None:
    """Queue the counting of the current snapshot's pages, once a snapshot."""
    number = provider.current_number()
    if number is None or queue.is_told(_name(number)):
        return
    queue.tell(_name(number), done=0, at=at, stage=STAGE)
    fill.enqueue(snapshot=number)


@queue.task()
def fill(*, snapshot: int) -> None:
    """Count the pages of a snapshot in both languages. Harmless twice; nothing to do once another one is current."""
    try:
        stats = provider.opened()
        if stats.snapshot != snapshot:
            provider.forget()
            stats = provider.opened()
    except NoCorpus:
        return
    if stats.snapshot != snapshot:
        return
    asked = [(choice, lang) for choice in questions(stats) for lang in get_args(Lang)]
    last = timezone.now()
    for done, (choice, lang) in enumerate(asked):
        now = timezone.now()
        if (now - last).total_seconds() >= PROGRESS_SECONDS:
            last = now
            queue.tell(_name(snapshot), done=done, total=len(asked), at=now, stage=STAGE)
        try:
            stored.page(choice, stats=stats, lang=lang)
        except NotAnswered:
            continue
    queue.tell(_name(snapshot), done=len(asked), total=len(asked), at=timezone.now(), stage=STAGE)


def _name(snapshot: int) -> str:
    """The desk asks under the same name."""
    return f"pages of snapshot {snapshot}"
