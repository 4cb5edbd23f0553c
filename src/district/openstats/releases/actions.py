"""Writes of releases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal, Transition
from district.casework.workflows import SYSTEM
from district.openstats.releases import bulletin, frozen, policies, queries, sentences
from district.openstats.releases.models import Bulletin, Release, ReleasedValue
from district.openstats.releases.states import OFFICER, RELEASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a release is about."""

    code: str
    title_zh: str
    title_en: str
    on: date
    figures: Sequence[str]
    regions: Sequence[str]
    planned_on: date
    known: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What goes with the values."""

    zh: str
    en: str
    provisional_reason: str = ""
    correction_zh: str = ""
    correction_en: str = ""


@transaction.atomic
def draft(*, plan: Plan, by: User, at: datetime) -> Release:
    """Begin a release. Raises `CaseRefusal` for a code there is already and where nothing is chosen."""
    if Release.objects.filter(code=plan.code).exists():
        raise CaseRefusal("release.code_taken", code=plan.code)
    if not plan.figures or not plan.regions:
        raise CaseRefusal("release.nothing_chosen")
    release = Release.objects.create(
        code=plan.code,
        title_zh=plan.title_zh.strip(),
        title_en=plan.title_en.strip(),
        on=plan.on,
        figures=list(plan.figures),
        regions=list(plan.regions),
        planned_on=plan.planned_on,
        known=plan.known,
        state_since=at,
        created_by=by,
    )
    audit.record(action="release.draft", subject=release.matter, by=by, at=at, detail={"code": release.code})
    return release


@transaction.atomic
def correct(*, release: Release, zh: str, en: str, by: User, at: datetime) -> Release:
    """Begin the correction of a published release: a draft of the same figures, which says what changed and why.

    Raises `CaseRefusal` for one that is not public, one that has a correction, and a correction without words.
    """
    held: Release = Release.objects.select_for_update().get(pk=release.pk)
    if not held.is_public:
        raise CaseRefusal("release.not_published", code=held.code)
    other = Release.objects.filter(corrects=held).first()
    if other is not None:
        raise CaseRefusal("release.cannot_be_corrected", code=held.code, by=other.code)
    if not (zh.strip() and en.strip()):
        raise CaseRefusal("release.says_why")
    made: Release = Release.objects.create(
        code=_next_code(held.code),
        title_zh=held.title_zh,
        title_en=held.title_en,
        on=held.on,
        figures=held.figures,
        regions=held.regions,
        planned_on=timezone.localtime(at).date(),
        corrects=held,
        correction_zh=zh.strip()[:1000],
        correction_en=en.strip()[:1000],
        provisional_reason=held.provisional_reason,
        state_since=at,
        created_by=by,
    )
    detail = {"code": made.code, "corrects": held.code}
    audit.record(action="release.draft", subject=made.matter, by=by, at=at, detail=detail)
    return made


def _next_code(code: str) -> str:
    stem, _, number = code.rpartition("-c")
    return f"{stem}-c{int(number) + 1}" if stem and number.isdecimal() else f"{code}-c1"


@transaction.atomic
def write(*, release: Release, text: Text, planned_on: date, by: User, at: datetime) -> Release:
    """Change the words and the planned day of a release that is not announced yet. Raises `CaseRefusal`."""
    held: Release = Release.objects.select_for_update().get(pk=release.pk)
    if held.state not in ("draft", "checked"):
        raise CaseRefusal("release.not_a_draft")
    if held.corrects_id and not (text.correction_zh.strip() and text.correction_en.strip()):
        raise CaseRefusal("release.says_why")
    held.text_zh, held.text_en = text.zh.strip(), text.en.strip()
    held.provisional_reason, held.planned_on = text.provisional_reason.strip(), planned_on
    held.correction_zh, held.correction_en = text.correction_zh.strip(), text.correction_en.strip()
    held.save()
    audit.record(action="release.write", subject=held.matter, by=by, at=at)
    return held


def move(*, release: Release, action: str, by: User, at: datetime) -> Release:
    """Make one step of the table. Raises `CaseRefusal`."""
    fresh: Release = Release.objects.get(pk=release.pk)
    RELEASE.step(state=fresh.state, action=action, role=OFFICER)
    # Counting takes a while, in which nobody else should have to wait for the database.
    gathered = frozen.gather(fresh) if action == "check" else None
    return _move(release=fresh, action=action, by=by, at=at, gathered=gathered)


@transaction.atomic
def _move(*, release: Release, action: str, by: User, at: datetime, gathered: frozen.Gathered | None) -> Release:
    held: Release = Release.objects.select_for_update().get(pk=release.pk)
    step = RELEASE.step(state=held.state, action=action, role=OFFICER)
    policies.check(step, policies.Asked(release=held, on=timezone.localtime(at).date(), gathered=gathered))
    if gathered is not None:
        _freeze(held, gathered)
    if action == "take_back":
        _drop(held)
    # Printed at the announcement already, so that a letter the font lacks is found while the text can be changed.
    printed = bulletin.print_all(held, queries.values_of(held), at=at) if action in ("announce", "publish") else ()
    if action == "publish":
        held.published_at = at
        for one in printed:
            Bulletin.objects.create(
                release=held, language=one.lang, kind=one.kind, content=one.content, digest=one.digest
            )
        if held.corrects is not None:
            _mark_corrected(held.corrects, at=at)
    return _moved(held, step, by=by, at=at)


def _freeze(held: Release, gathered: frozen.Gathered) -> None:
    held.snapshot, held.data_through = gathered.snapshot, gathered.data_through
    for value in gathered.values:
        value.save()
    before = queries.values_before(held)
    values = list(ReleasedValue.objects.filter(release=held))
    held.text_zh = held.text_zh or sentences.written(values, on=held.on, before=before, lang="zh")
    held.text_en = held.text_en or sentences.written(values, on=held.on, before=before, lang="en")


def _drop(held: Release) -> None:
    held.snapshot = held.data_through = None
    for value in ReleasedValue.objects.filter(release=held):
        value.delete()


def _mark_corrected(earlier: Release, *, at: datetime) -> None:
    held = Release.objects.select_for_update().get(pk=earlier.pk)
    # A correction may have been corrected before this one; then it is marked already.
    if held.state == "published":
        _moved(held, RELEASE.step(state=held.state, action="correct", role=SYSTEM), by=None, at=at)


def _moved(held: Release, step: Transition, *, by: User | None, at: datetime) -> Release:
    source, held.state, held.state_since = held.state, step.target, at
    held.save()
    detail = {"from": source, "to": step.target, "snapshot": held.snapshot}
    audit.record(action=f"release.{step.name}", subject=held.matter, by=by, at=at, detail=detail)
    return held
