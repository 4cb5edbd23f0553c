"""The report of a project as PDF: the same as the page prints, with a running head and numbered pages."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from django.utils import timezone
from django.utils.translation import gettext as _

from district.accounts.models import User
from district.design import language
from district.workbench.models import Kept, Project, Search
from district.workbench.reporting import Report, Told
from district.workbench.showing import Shown
from patentry.reports import Dossier, Finding, Findings, Listing, dossier_to_pdf


def to_pdf(report: Report, *, project: Project, by: User, at: datetime) -> bytes:
    """Answer the report as PDF/A. Raises `ReportError`, as for a letter that the font does not have."""
    return dossier_to_pdf(dossier_of(report, project=project, by=by, at=at))


def dossier_of(report: Report, *, project: Project, by: User, at: datetime) -> Dossier:
    """Answer what the pages say."""
    held = report.index.held
    running = [project.title, f"{at:%Y-%m-%d}"]
    if held is not None:
        running.insert(1, _("snapshot %(n)s") % {"n": held.snapshot})
    return Dossier(
        lang=language.current(),
        title=_("Search report"),
        line=project.title,
        running=" · ".join(running),
        facts=tuple(_facts(report, project, by=by, at=at)),
        listings=(_log(report), _collection(report)),
        findings=tuple(_findings(one) for one in report.told),
        closing=_(
            "The report shows documents and why they were found. It does not judge novelty; a search never proves that"
            " nothing else exists."
        ),
        at=at,
    )


def _facts(report: Report, project: Project, *, by: User, at: datetime) -> list[tuple[str, str]]:
    held, firm = report.index.held, project.organisation
    named = firm.name_en if firm is not None and language.current() == "en" else ""
    whose = (named or firm.name_zh) if firm is not None else project.owner.called
    index = {"n": held.snapshot, "documents": f"{held.documents:,}"} if held is not None else None
    facts = [
        (_("Searched for"), project.about),
        (_("For"), whose),
        (_("Printed"), f"{at:%Y-%m-%d %H:%M} · {by.called}"),
        (_("Index"), _("snapshot %(n)s, %(documents)s documents") % index if index else _("none")),
        (
            _("Ranking"),
            _(
                "words (BM25F over title, abstract, claims, description), classes and citations of near documents;"
                " fielded queries find exactly what they say and are ordered by their words; one document a family"
            ),
        ),
        (_("Synonyms"), "\n".join(report.synonyms)),
    ]
    return [fact for fact in facts if fact[1]]


def _log(report: Report) -> Listing:
    return Listing(
        heading=_("Search log"),
        headings=(_("Step"), _("Searched"), _("Families"), _("On"), _("Snapshot")),
        widths=(0, 1, 0, 0, 0),
        rows=tuple(_step(one) for one in report.log),
        numbers=frozenset({2, 4}),
        says=_("Nothing is searched for yet."),
    )


def _step(one: Search) -> tuple[str, ...]:
    told = [
        one.get_kind_display(),
        f"{_('published before')} {one.before.isoformat()}" if one.before else "",
        f"{_('status')}: {one.statuses_said} ({one.on.isoformat()})" if one.statuses else "",
        _("%(n)s left out as unknown") % {"n": f"{one.unknown_excluded:,}"} if one.unknown_excluded else "",
        f"{_('Looked for, too:')} {', '.join(one.widened_by)}" if one.widened_by else "",
        one.name,
    ]
    asked = f"{one.text}\n{' · '.join(filter(None, told))}"
    return f"S{one.step}", asked, f"{one.found:,}", f"{timezone.localtime(one.at):%Y-%m-%d %H:%M}", str(one.snapshot)


def _collection(report: Report) -> Listing:
    return Listing(
        heading=_("Collection"),
        headings=(_("Category"), _("Document"), _("Comment"), _("Found by")),
        widths=(2, 4, 5, 0),
        rows=tuple(_kept(one) for one in report.kept),
        says=_("Nothing is collected yet."),
    )


def _kept(one: Kept) -> tuple[str, ...]:
    step = f"S{one.found_by.step}" if one.found_by is not None and one.found_by.step else "—"
    return str(one.get_category_display()), f"{one.number}\n{one.title}", one.comment, step


def _findings(told: Told) -> Findings:
    name = f" · {told.search.name}" if told.search.name else ""
    says = told.refused or " ".join([_best(told), *told.means])
    found = tuple(_finding(one) for one in told.hits)
    return Findings(heading=f"S{told.search.step}{name}", asked=told.search.text, says=says, found=found)


def _best(told: Told) -> str:
    given = {"n": f"{told.found_now:,}", "before": f"{told.search.found:,}", "snapshot": told.snapshot}
    text = _("The best hits as snapshot %(snapshot)s gives them: %(n)s families (%(before)s when it was asked).")
    return text % given


def _finding(one: Shown) -> Finding:
    hit, standing = one.hit, one.standing
    days = [
        (_("Publication date"), hit.published),
        (_("Filing date"), standing.filed),
        (_("In force until"), standing.ends),
    ]
    facts = [
        hit.publication_number,
        str(one.status),
        *(f"{name} {day.isoformat()}" for name, day in days if day),
        "; ".join(standing.holders),
    ]
    shares = [f"{bar.name} {bar.width:.0f}%" for bar in one.bars]
    classes = [f"{_('Classes shared')}: {', '.join(hit.why.classes)}"] if hit.why.classes else []
    return Finding(
        title=hit.title,
        facts=" · ".join(filter(None, facts)),
        passage="".join(piece.text for piece in one.pieces),
        reasons=" · ".join(chain(shares, classes)),
    )
