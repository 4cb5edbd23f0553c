"""What the pages say of differences, in the language of the moment; the sentences are the library's."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from district.collection.reconciliation import comparison
from district.collection.reconciliation.models import Row
from district.collection.reconciliation.states import RECONCILIATION
from district.design import language

TONE = {"compared": "wait", "unreadable": "no", "closed": "ok"}


def state_said(name: str) -> str:
    """Answer what a state is called."""
    return str(getattr(RECONCILIATION.state(name), language.current()))


def reason_said(reason: str) -> str:
    """Answer what a reason is called."""
    return comparison.say(f"difference.{reason}", lang=language.current())


def reason_meant(reason: str) -> str:
    """Answer what a reason means."""
    return comparison.say(f"reason.more.{reason}", lang=language.current())


def reasons() -> tuple[str, ...]:
    """Answer the reasons in the order of the table."""
    return tuple(str(one) for one in comparison.Reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A row with its words. `link` is the number whose life the files know, empty where they know none."""

    row: Row
    side: str
    reason: str
    more: str
    link: str


def said(row: Row) -> Said:
    """Answer a row with its words."""
    lang = language.current()
    more = [
        comparison.say(f"problem.{row.damage}", lang=lang, value=row.stated) if row.damage else "",
        comparison.say(row.cause, lang=lang) if row.cause else "",
        f"{row.day:%F}" if row.day else "",
        comparison.say(f"mended.{row.mended}", lang=lang) if row.mended else "",
    ]
    is_known = bool(row.number and (row.title or row.holder))
    return Said(
        row=row,
        side=comparison.say(f"side.{row.side}", lang=lang),
        reason=reason_said(row.reason) if row.reason else "",
        more=" · ".join(filter(None, more)),
        link=row.number if is_known else "",
    )


def done_said(action: str) -> str:
    """Answer what an entry of the log says."""
    name = action.partition(".")[2]
    targets = {step.name: state_said(step.target) for step in RECONCILIATION.transitions}
    own = {"receive": _("list handed in"), "settle": _("differences settled"), "keep": _("file kept")}
    return targets.get(name) or own.get(name, name)
