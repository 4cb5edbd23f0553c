"""What the pages say of published values, in the language of the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from district.design import language
from district.openstats.provider import by_language
from patentry.statistics import definition_of
from patentry.statistics.official import Check, Conflict, Gap, ReferenceValue
from patentry.wording import codes, say


def figure_said(figure: str) -> str:
    """Answer what a figure is called."""
    return str(getattr(definition_of(figure), f"name_{language.current()}"))


def region_said(region: str) -> str:
    """Answer what a region of the reference series is called."""
    code = f"reference.region.{region}"
    return say(code, lang=language.current()) if code in codes() else region


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidCheck:
    """A check with its words; `refused` says why the two are not divided, where that is what is checked."""

    check: Check
    kind: str
    region: str
    figure: str
    published: str
    recomputed: str
    worked_out: str
    certainty: str
    refused: str


def check(one: Check) -> SaidCheck:
    """Answer a check with its words."""
    lang = language.current()
    form = "{:+.2%}" if one.kind == "growth" else "{:,.2f}"
    parts = "{:+.2%} · {:+.2%}" if one.kind == "growth" else "{:,.10g} ÷ {:,.10g}"
    has_both = one.numerator is not None and one.denominator is not None
    return SaidCheck(
        check=one,
        kind=say(f"check.{one.kind}", lang=lang),
        region=region_said(one.region),
        figure=figure_said(one.figure),
        published="—" if one.published is None else form.format(one.published),
        recomputed=_("not divided") if one.recomputed is None else form.format(one.recomputed),
        worked_out=parts.format(one.numerator, one.denominator) if has_both else "",
        certainty=say(f"certainty.{one.certainty}", lang=lang),
        refused=say(one.refused, lang=lang, **_sides(one)) if one.refused else "",
    )


def _sides(one: Check) -> dict[str, str]:
    """The core area's density, which is what the other value is not divided by."""
    core, zone = (say(f"reference.kind.{kind}", lang=language.current()) for kind in ("core_area", "zone"))
    return {
        "one": figure_said(one.figure),
        "one_area": region_said(one.region),
        "one_kind": zone,
        "other": figure_said("inventions_per_10k"),
        "other_area": region_said("cn-bj-etown-core"),
        "other_kind": core,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidValue:
    """A row of the reference series with its words."""

    row: ReferenceValue
    region: str
    figure: str
    source: str
    certainty: str
    note: str


def value(row: ReferenceValue) -> SaidValue:
    """Answer a reference value with its words."""
    lang = language.current()
    return SaidValue(
        row=row,
        region=region_said(row.figure.region),
        figure=figure_said(row.figure.figure),
        source=by_language(row.figure.source, lang=lang),
        certainty=say(f"certainty.{row.certainty}", lang=lang),
        note=by_language(row.note, lang=lang),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidConflict:
    """Sources that contradict each other, with what looks misdated."""

    conflict: Conflict
    figure: str
    region: str
    rows: tuple[tuple[float, str], ...]
    hint: str


def conflict(
    one: Conflict, *, figures: Mapping[str, str] | None = None, regions: Mapping[str, str] | None = None
) -> SaidConflict:
    """Answer a contradiction with its words."""
    lang = language.current()
    hint = ""
    if one.misdated is not None:
        hint = _("%(value)s is what another source has for %(day)s: the date is probably wrong.") % {
            "value": f"{one.misdated.value:,g}", "day": one.meant
        }  # fmt: skip
    return SaidConflict(
        conflict=one,
        figure=(figures or {}).get(one.figure) or figure_said(one.figure),
        region=(regions or {}).get(one.region) or region_said(one.region),
        rows=tuple((row.value, by_language(row.source, lang=lang)) for row in one.rows),
        hint=hint,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidGap:
    """A published value beside the computed one, and why they may differ."""

    gap: Gap
    source: str
    why: str
    agrees: bool


def gap(one: Gap) -> SaidGap:
    """Answer a gap with its words."""
    lang = language.current()
    why = ("" if lang == "zh" else " ").join(say(code, lang=lang) for code in one.why if code.startswith("gap."))
    source = by_language(one.published.source, lang=lang)
    return SaidGap(gap=one, source=source, why=why, agrees="gap.agrees" in one.why)
