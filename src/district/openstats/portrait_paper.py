"""A portrait on one sheet of A4, to be carried to a visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from district.design.language import Lang
from district.design.writing import NONE, day, number
from district.openstats.portrait_page import PortraitPage
from district.openstats.services.used import Used
from patentry.reports import Block, KeyNumber, Overview, Step, overview_to_pdf

SHOWN = 14
"""Lines of a list: paper holds more than a screen."""


def print_one(page: PortraitPage, *, lang: Lang, at: datetime, used: Sequence[Used] | None = None) -> bytes:
    """Answer the sheet as PDF/A, with the services used where they are given. Raises `ReportError`."""
    return overview_to_pdf(sheet_of(page, lang=lang, at=at, used=used))


def sheet_of(page: PortraitPage, *, lang: Lang, at: datetime, used: Sequence[Used] | None) -> Overview:
    """Answer what stands on the sheet, in the language that is active."""
    found = page.found
    said = {"on": day(found.on, lang), "through": day(found.data_through, lang)}
    told = [_("IP portrait"), found.code, _("as of %(on)s, data through %(through)s") % said]
    where = "desk/portraits" if used is not None else "statistics/portraits"
    address = f"{settings.PATENTRY_SITE_URL}/{lang}/{where}/{found.organisation}/"
    kind = _("For staff only") if used is not None else "CC BY 4.0"
    return Overview(
        lang=lang,
        title=found.name,
        line=" · ".join(part for part in told if part),
        publisher=_("Innovation District IP Service (demonstration)")
        if settings.PATENTRY_DEMONSTRATION
        else _("Innovation District IP Service"),
        key_numbers=_key_numbers(page),
        steps_heading=_("To do next"),
        steps=tuple(Step(text=step.text, rule=step.source) for step in page.steps),
        blocks=(*_own(page), *_coming(page), *(_used(used, lang) if used is not None else ())),
        footer=f"{address} · {kind}",
        at=at,
    )


def _key_numbers(page: PortraitPage) -> tuple[KeyNumber, ...]:
    found = page.found
    sure, possible = found.high_value_sure, found.high_value_possible
    beside = _("to %(n)s possible") % {"n": number(possible)} if possible != sure else ""
    return (
        KeyNumber(name=_("In force"), value=number(found.total)),
        KeyNumber(name=_("High-value inventions"), value=number(sure), beside=beside),
        KeyNumber(name=_("Pledged"), value=number(found.pledged)),
        KeyNumber(name=_("Licensed"), value=number(found.licensed)),
    )


def _own(page: PortraitPage) -> tuple[Block, ...]:
    """What there is: patents by type and age, what is pending, titles and families abroad."""
    found = page.found
    titles = (" ".join(filter(None, (title.name, title.level, _until(title.until)))) for title in found.titles)
    abroad = " · ".join(f"{country} {n}" for country, n in found.overseas.items())
    none = _("none on the lists")
    rows = [(name, number(n)) for name, n in page.stages]
    rows += [(_("Members abroad"), abroad or none), (_("Titles held"), "；".join(titles) or none)]
    return (
        Block(
            heading=_("In force by type and age"),
            headings=(_("Type"), *page.bands, _("Total")),
            rows=tuple((row.name, *map(number, row.ages), number(row.total)) for row in page.types),
            numbers=frozenset(range(1, len(page.bands) + 2)),
            says=_("None."),
        ),
        Block(heading=_("Pending, titles, families abroad"), rows=tuple(rows)),
    )


def _coming(page: PortraitPage) -> tuple[Block, ...]:
    found = page.found
    fees = [(row.number, row.due.isoformat(), row.amount) for row in page.fees[:SHOWN]]
    return (
        Block(
            heading=_counted(_("Annual fees due within 90 days"), len(found.fees)),
            headings=(_("Patent"), _("Falls due"), _("Full fee")) if fees else (),
            rows=(*fees, (_("All of them, in full"), "", page.fee_sum)) if fees else (),
            numbers=frozenset({2}),
            says=_("None."),
            note=_("Full fees by the table; which are paid already or reduced the files do not say.") if fees else "",
        ),
        Block(
            heading=_counted(_("Lapsed for an unpaid fee, still to be restored"), len(found.restorable)),
            headings=(_("Patent"), _("In time at least until"), _("At most until")) if found.restorable else (),
            rows=tuple(
                (one.number, one.surely_until.isoformat(), one.utmost.isoformat()) for one in found.restorable[:SHOWN]
            ),
            says=_("None."),
            note=_(
                "Two months run from the notice of termination, whose day is in no file: look at the notice. The first"
                " day supposes that it was sent when the grace ended, the second holds for a cause nobody can be"
                " blamed for."
            )
            if found.restorable
            else "",
        ),
        Block(
            heading=_counted(_("Terms that end within a year"), len(found.expiring)),
            rows=tuple((one.number, str(one.expires_on)) for one in found.expiring[:SHOWN]),
            says=_("None."),
        ),
    )


def _used(used: Sequence[Used], lang: Lang) -> tuple[Block, ...]:
    rows = tuple((one.named(lang), number(one.count), one.last.isoformat() if one.last else NONE) for one in used)
    return (
        Block(
            heading=_("Services used"),
            headings=(_("Service"), _("Times"), _("Last")) if rows else (),
            rows=rows,
            numbers=frozenset({1}),
            says=_("This organisation has no account here."),
            note=_("Of what you may see. For staff only.") if rows else "",
        ),
    )


def _counted(heading: str, n: int) -> str:
    return f"{heading} ({n})"


def _until(last: date | None) -> str:
    return f"→ {last.isoformat()}" if last else ""
