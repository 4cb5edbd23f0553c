"""Pages of releases: for everybody what is published, for officers the way there."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from district.accounts.doors import everyone, open_to
from district.accounts.models import User
from district.accounts.roles import Role
from district.audit.queries import history_of
from district.casework import CaseRefusal, wording
from district.design import language
from district.openstats import provider
from district.openstats.releases import actions, queries, writing
from district.openstats.releases.forms import CorrectionForm, DraftForm, TextForm
from district.openstats.releases.models import Release
from district.openstats.releases.revised import populations_revised
from district.openstats.releases.states import OFFICER, RELEASE

ROOM = "statistics"
FEED = 50


def _state(name: str) -> str:
    return str(getattr(RELEASE.state(name), language.current()))


@open_to(everyone)
def releases(request: HttpRequest) -> HttpResponse:
    """What has been published, the latest first, and what is announced."""
    given = {"rows": queries.public().select_related("corrects"), "calendar": queries.calendar(), "room": ROOM}
    return render(request, "releases/releases.html", given)


@open_to(everyone)
def release(request: HttpRequest, code: str) -> HttpResponse:
    """One release, for good: its values, text, definitions and vintages."""
    row = get_object_or_404(queries.public(), code=code)
    chain = queries.vintages(row)
    values = queries.values_of(row)
    given = {
        "row": row,
        "values": values,
        "revised": populations_revised(values, lang=language.current()),
        "chain": chain,
        "newest": chain[-1] if chain[-1].pk != row.pk else None,
        "pairs": queries.compared(row.corrects, row) if row.corrects else (),
        "bulletins": [one for one in queries.bulletins_of(row) if one.language == language.current()],
        "address": request.build_absolute_uri(),
        "room": ROOM,
    }
    return render(request, "releases/release.html", given)


@open_to(everyone)
def release_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """One release as CSV or JSON."""
    row = get_object_or_404(queries.public(), code=code)
    values, lang = queries.values_of(row), language.current()
    if kind == "csv":
        content, media = writing.as_csv(row, values, lang), "text/csv; charset=utf-8"
    else:
        address = request.build_absolute_uri(f"/{lang}/releases/{row.code}/")
        content, media = writing.as_json(row, values, address=address), "application/json"
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="release-{row.code}.{kind}"'
    return answer


@open_to(everyone)
def release_feed(request: HttpRequest) -> HttpResponse:
    """The Atom feed."""
    rows = queries.public().order_by("-published_at")[:FEED]
    site = request.build_absolute_uri("/").rstrip("/")
    content = writing.as_atom(rows, lang=language.current(), site=site, title=_("Releases of figures"))
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


@open_to(everyone)
def releases_compared(request: HttpRequest) -> HttpResponse:
    """Two releases side by side."""
    rows = {row.code: row for row in queries.public()}
    was, now = rows.get(request.GET.get("was", "")), rows.get(request.GET.get("now", ""))
    if rows and (was is None or now is None):
        ordered = list(rows.values())
        now = now or ordered[0]
        was = was or (ordered[1] if len(ordered) > 1 else ordered[0])
    pairs = queries.compared(was, now) if was and now else ()
    given = {"rows": rows.values(), "was": was, "now": now, "pairs": pairs, "room": ROOM}
    return render(request, "releases/compared.html", given)


def _choices() -> dict[str, list[tuple[str, str]]]:
    lang = language.current()
    try:
        stats = provider.opened()
    except provider.NoCorpus:
        return {"figures": [], "regions": []}
    return {
        "figures": [(one.id, getattr(one, f"name_{lang}")) for one in stats.figures],
        "regions": [(one.region, getattr(one, f"name_{lang}")) for one in stats.regions],
    }


@open_to(Role.DISTRICT_OFFICER)
def release_desk(request: HttpRequest) -> HttpResponse:
    """Every release with its state; a new one is begun here."""
    form = DraftForm(request.POST or None, initial={"planned_on": timezone.localdate()}, **_choices())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft(plan=actions.Plan(**form.cleaned_data), by=cast(User, request.user), at=timezone.now())
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=language.current()))
        else:
            return redirect("release_draft", pk=made.pk)
    rows = [(row, _state(row.state)) for row in queries.visible_to(cast(User, request.user), on=timezone.localdate())]
    return render(request, "releases/desk.html", {"rows": rows, "form": form, "room": "data"})


@open_to(Role.DISTRICT_OFFICER)
def release_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One release on its way: words, values, steps."""
    row = get_object_or_404(queries.visible_to(cast(User, request.user), on=timezone.localdate()), pk=pk)
    form = TextForm(request.POST or None, release=row, initial=_words(row))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        text = actions.Text(
            zh=told["text_zh"],
            en=told["text_en"],
            provisional_reason=told["provisional_reason"],
            correction_zh=told.get("correction_zh", ""),
            correction_en=told.get("correction_en", ""),
        )
        planned = told["planned_on"]
        try:
            actions.write(release=row, text=text, planned_on=planned, by=cast(User, request.user), at=timezone.now())
        except CaseRefusal as refusal:
            form.add_error(None, wording.said(refusal, lang=language.current()))
        else:
            messages.success(request, _("The words are kept."))
            return redirect("release_draft", pk=pk)
    given = {
        "row": row,
        "form": form if row.state in ("draft", "checked") else None,
        "values": queries.values_of(row),
        "pairs": queries.compared(row.corrects, row) if row.corrects and row.snapshot else (),
        "state": _state(row.state),
        "doable": [(step.name, _step(step.name)) for step in _steps(row)],
        "correcting": CorrectionForm() if row.state == "published" else None,
        "history": [(entry, _done(entry.action)) for entry in reversed(history_of(row.matter))],
        "room": "data",
    }
    return render(request, "releases/draft.html", given)


def _words(row: Release) -> dict[str, Any]:
    names = ("text_zh", "text_en", "planned_on", "provisional_reason", "correction_zh", "correction_en")
    return {name: getattr(row, name) for name in names}


def _steps(row: Release) -> list[Any]:
    may = RELEASE.actions(state=row.state, role=OFFICER)
    found = [step for step in RELEASE.transitions if step.name in may and row.state in step.sources]
    # The way forward is the first button, which is the one that stands out.
    return sorted(found, key=lambda step: step.name == "take_back")


def _step(name: str) -> str:
    return str(next(getattr(step, language.current()) for step in RELEASE.transitions if step.name == name))


def _done(action: str) -> str:
    name = action.partition(".")[2]
    own = {"draft": _("begun"), "write": _("words changed")}
    return own[name] if name in own else _step(name)


@open_to(Role.DISTRICT_OFFICER)
@require_POST
def release_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a step with a release, or begin its correction."""
    by, now = cast(User, request.user), timezone.now()
    row = get_object_or_404(queries.visible_to(by, on=timezone.localdate()), pk=pk)
    step = request.POST.get("step", "")
    try:
        if step == "begin_correction":
            zh, en = request.POST.get("correction_zh", ""), request.POST.get("correction_en", "")
            row = actions.correct(release=row, zh=zh, en=en, by=by, at=now)
        else:
            row = actions.move(release=row, action=step, by=by, at=now)
            messages.success(request, _("The release is now: %(state)s.") % {"state": _state(row.state)})
    except CaseRefusal as refusal:
        messages.error(request, wording.said(refusal, lang=language.current()))
    return redirect("release_draft", pk=row.pk)
