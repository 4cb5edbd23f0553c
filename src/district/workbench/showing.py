"""Hits as a page shows them: marked passages, bars of shares, standing and remaining life in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from district.design import language
from district.workbench import library
from district.workbench.library import FACETS, Coverage, Hit, Looked, PartCoverage, Standing, Status
from district.workbench.models import StatusChoice

LEAST_SHARE = 0.01
TONES = {"words": "a", "feedback": "a", "classes": "c", "uspc": "c", "age": "u", "cited": "u"}
"""The colour of a part of the score: words, classes, age and number of citations; the other citations share one."""
STATUS_TONES = {Status.IN_FORCE: "ok", Status.PENDING: "wait", Status.ENDED: "no", Status.UNKNOWN: ""}
SECTIONS: dict[str, str | Promise] = {
    "title": _("title"),
    "abstract": _("abstract"),
    "claims": _("claims"),
    "description": _("description"),
}
FACET_NAMES: dict[str, str | Promise] = {
    "year": _("Year of publication"),
    "class": _("Class"),
    "holder": _("Holder or applicant"),
    "status": _("Status"),
    "language": _("Language"),
}
LANGUAGES: dict[str, str | Promise] = {
    "zh": _("Chinese"),
    "en": _("English"),
    "ja": _("Japanese"),
    "de": _("German"),
    "fr": _("French"),
    "ko": _("Korean"),
}
CATEGORY_TONES = {"X": "no", "Y": "wait", "A": "ok"}
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, marked where it is a word of the question."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of the score: where its bar begins and how wide it is, of a hundred."""

    name: str
    tone: str
    start: float
    width: float
    points: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit with all a page says of it."""

    hit: Hit
    standing: Standing
    status: str | Promise
    tone: str
    years_left: float | None
    pieces: tuple[Piece, ...]
    title: tuple[Piece, ...]
    section: str | Promise
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet with its count, and where a click on it leads."""

    name: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values."""

    name: str | Promise
    code: str
    values: tuple[Value, ...]
    is_chosen: bool


def shown(looked: Looked, *, on: date) -> tuple[Shown, ...]:
    """Answer the hits of a page."""
    return tuple(_shown(hit, looked.standings[hit.publication_number], on) for hit in looked.answer.hits)


def _shown(hit: Hit, standing: Standing, on: date) -> Shown:
    # A passage that is the title again would only repeat it.
    passage = () if hit.passage.strip() == hit.title.strip() else marked(hit.passage, hit.why.terms)
    return Shown(
        hit=hit,
        standing=standing,
        status=status_said(standing.status),
        tone=STATUS_TONES.get(standing.status, "") if standing.status is not None else "",
        years_left=years_between(on, standing.ends),
        pieces=passage,
        title=marked(hit.title, hit.why.terms),
        section=SECTIONS.get(hit.section, hit.section),
        bars=_bars(hit),
    )


def status_said(status: Status | None) -> str | Promise:
    """Answer the word of a status; of one that cannot be told, too."""
    return _("not told") if status is None else StatusChoice(status.name.lower()).label


def years_between(on: date, ends: date | None) -> float | None:
    """Answer the years from a day to another."""
    return None if ends is None else max((ends - on).days, 0) / DAYS_A_YEAR


def marked(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """Answer a text in pieces, the words (in any of their inflections) marked."""
    pieces, at = [], 0
    for start, end in library.marks_in(text, words):
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    pieces.append(Piece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)


def _bars(hit: Hit) -> tuple[Bar, ...]:
    bars, at = [], 0.0
    for part in hit.why.parts:
        if part.share < LEAST_SHARE:
            continue
        name = library.feature_name(part.feature, language.current())
        bars.append(Bar(name, TONES.get(part.feature, "b"), round(at, 2), round(part.share * 100, 2), part.points))
        at += part.share * 100
    return tuple(bars)


@dataclass(frozen=True, slots=True)
class Covered:
    """A part of the text asked with, and how a document covers it; `share` of a hundred, None where unknown."""

    label: str
    text: str
    share: float | None
    tone: str
    section: str | Promise
    pieces: tuple[Piece, ...]
    missing: tuple[str, ...]


def covered(coverage: Coverage) -> tuple[Covered, ...]:
    """Answer the parts of a text as the first document of a coverage covers them."""
    found = zip(coverage.parts, coverage.documents[0].parts, strict=True)
    return tuple(
        Covered(
            label=part.label,
            text=part.text,
            share=None if one.share is None else one.share * 100,
            tone=coverage_tone(one),
            section=SECTIONS.get(one.section or "", ""),
            pieces=marked(one.passage or "", one.found),
            missing=one.missing,
        )
        for part, one in found
    )


def coverage_tone(one: PartCoverage) -> str:
    """Answer the tag of a part: covered, covered partly, not covered."""
    return "ok" if one.is_covered else "wait" if one.is_partly else ""


def narrowed_by(asked: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Answer the facets' values an address chooses."""
    chosen = {name: tuple(dict.fromkeys(value[:200] for value in asked.get(name, ()))) for name in FACETS}
    return {name: values[:20] for name, values in chosen.items() if values}


def facets(looked: Looked, chosen: dict[str, tuple[str, ...]], *, kept: dict[str, str]) -> tuple[Facet, ...]:
    """Answer the facets with what is chosen; `kept` are parameters that stay in every address."""
    found = []
    for code in FACETS:
        values = tuple(
            Value(value_said(code, value), count, value in chosen.get(code, ()), _turned(chosen, code, value, kept))
            for value, count in looked.facets.get(code, ())
        )
        if values:
            found.append(Facet(FACET_NAMES[code], code, values, bool(chosen.get(code))))
    return tuple(found)


def value_said(code: str, value: str) -> str:
    """Answer a facet's value in words."""
    if not value:
        return str(_("not known"))
    if code == "status":
        return str(StatusChoice(value).label)
    return str(LANGUAGES.get(value, value)) if code == "language" else value


def _turned(chosen: dict[str, tuple[str, ...]], code: str, value: str, kept: dict[str, str]) -> str:
    """The address with this value added, or taken away where it is chosen."""
    values = chosen.get(code, ())
    turned = tuple(one for one in values if one != value) if value in values else (*values, value)
    return query_of(chosen | {code: turned}, kept)


def query_of(chosen: dict[str, tuple[str, ...]], kept: dict[str, str]) -> str:
    """Answer the parameters of an address."""
    return urlencode([(name, value) for name, values in chosen.items() for value in values] + list(kept.items()))
