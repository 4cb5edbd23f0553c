"""Searching the rooms: each source answers its public rows that fit, the best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from district.consultation import queries as consultation
from district.design.language import Lang
from district.directory import queries as directory
from district.openstats import provider
from district.portal.search.topics import topics
from district.portal.search.words import Asked, rank

MOST_A_GROUP = 6
MOST_QUESTIONS = 200
"""Entries of the question bank that are ranked; the database has chosen them."""
LANGS: tuple[Lang, Lang] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that answers."""

    title: str
    line: str
    address: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What one source answers: the best hits, how many there are, and where all of them are to be seen."""

    name: str | Promise
    hits: tuple[Hit, ...]
    count: int
    more: str


@dataclass(frozen=True, slots=True)
class Source:
    """A source of answers."""

    name: str | Promise
    hits: Callable[[Asked, Lang], Iterable[Hit]]
    more: str
    """The name of the address with all its rows."""


def find(text: str, *, lang: Lang) -> tuple[Found, ...]:
    """Answer what the rooms have for a text, grouped; groups whose best answer is better stand first."""
    asked = Asked.read(text)
    if not asked:
        return ()
    groups = []
    for source in SOURCES:
        hits = sorted((hit for hit in source.hits(asked, lang) if hit.score), key=lambda hit: -hit.score)
        if hits:
            more = reverse(source.more) if source.more else ""
            groups.append(Found(source.name, tuple(hits[:MOST_A_GROUP]), len(hits), more))
    return tuple(sorted(groups, key=lambda group: -group.hits[0].score))


def _services(asked: Asked, lang: Lang) -> Iterable[Hit]:
    for row in directory.catalogue():
        more = _both(row, "audience", "materials", "result", "group") + row.basis
        score = rank(asked, title=_both(row, "name"), more=more)
        line = " · ".join((_said(row, "group", lang), _said(row, "audience", lang), _said(row, "fee", lang)))
        yield Hit(_said(row, "name", lang), line, f"{reverse('services')}#{row.code}", score)


def _places(asked: Asked, lang: Lang) -> Iterable[Hit]:
    for point in directory.points():
        rooms = list(point.facilities.all())
        more = _both(point, "address") + " ".join(_both(room, "name") for room in rooms)
        score = rank(asked, title=_both(point, "name"), more=f"{more} {point.get_kind_display()}")
        line = " · ".join((_said(point, "address", lang), *(_said(room, "name", lang) for room in rooms)))
        yield Hit(_said(point, "name", lang), line, reverse("point", args=[point.code]), score)


def _members(asked: Asked, lang: Lang) -> Iterable[Hit]:
    for row in directory.alliance():
        score = rank(asked, title=_both(row, "name"), more=_both(row, "topics", "qualifications"))
        line = " · ".join((_said(row, "qualifications", lang), _said(row, "topics", lang)))
        yield Hit(_said(row, "name", lang), line, f"{reverse('alliance')}#{row.code}", score)


def _questions(asked: Asked, lang: Lang) -> Iterable[Hit]:
    for row in consultation.questions_like(terms=asked.terms, parts=asked.stems, most=MOST_QUESTIONS):
        score = rank(asked, title=f"{row.question_zh} {row.question_en}", more=f"{row.answer_zh} {row.answer_en}")
        line = str(row.get_topic_display())
        yield Hit(row.question_in(lang), line, reverse("consultation_question", args=[row.pk]), score)


def _topics(asked: Asked, lang: Lang) -> Iterable[Hit]:
    for row in topics():
        score = rank(asked, title=f"{row.zh} {row.en}", more=row.words)
        yield Hit(row.en if lang == "en" else row.zh, "", reverse(row.address), score)


def _figures(asked: Asked, lang: Lang) -> Iterable[Hit]:
    try:
        definitions = provider.opened().figures
    except provider.NoCorpus:
        return
    for row in definitions:
        score = rank(asked, title=_both(row, "name"), more=_both(row, "definition"))
        yield Hit(_said(row, "name", lang), _said(row, "unit", lang), reverse("figure", args=[row.id]), score)


SOURCES = (
    Source(_("Guide"), _topics, ""),
    Source(_("Services"), _services, "services"),
    Source(_("Places"), _places, "network"),
    Source(_("Question bank"), _questions, "consultation_questions"),
    Source(_("Service alliance"), _members, "alliance"),
    Source(_("Statistics"), _figures, "catalogue"),
)


def _said(row: Any, field: str, lang: Lang) -> str:
    return str(getattr(row, f"{field}_{lang}"))


def _both(row: Any, *fields: str) -> str:
    """A row's fields in both languages: whoever searches may type either."""
    return " ".join(_said(row, field, lang) for field in fields for lang in LANGS) + " "
