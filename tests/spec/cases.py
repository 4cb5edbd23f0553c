"""Chapters and cases as the TOML files state them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "chapters"
GIVEN = (
    "patents",
    "events",
    "regions",
    "populations",
    "enterprises",
    "published",
    "corrections",
    "fees",
    "event_codes",
    "concordances",
    "overseas_members",
    "pledges",
    "awards",
    "implementations",
    "enterprise_tags",
    "technology_fields",
)
"""What a case may give, in the order the manual shows it."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case: what is given, by table, and what is asked, each row with its answer.

    `alone`: the case is about a whole corpus (coverage, the first record, places that are open everywhere), so it
    gets one of its own; the others of a chapter share one and are kept apart by their regions.
    """

    chapter: str
    index: int
    title_zh: str
    title_en: str
    given: Mapping[str, Sequence[Row]]
    asks: Sequence[Row]
    alone: bool

    @property
    def id(self) -> str:
        """Answer the name of the case in test reports."""
        return f"{self.chapter}-{self.index:02}-{self.title_en.replace(' ', '_')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One chapter of the manual: what it is about, the law or source it rests on, and its cases."""

    id: str
    order: int
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    sources_zh: Sequence[str]
    sources_en: Sequence[str]
    cases: Sequence[Case]

    def batches(self) -> tuple[tuple[Case, ...], ...]:
        """Answer the cases by the corpus they share."""
        together = tuple(case for case in self.cases if not case.alone)
        alone = tuple((case,) for case in self.cases if case.alone)
        return ((together,) if together else ()) + alone


@cache
def chapters() -> tuple[Chapter, ...]:
    """Answer every chapter in the order of the manual."""
    return tuple(sorted((_chapter(path) for path in FOLDER.glob("*.toml")), key=lambda chapter: chapter.order))


def _chapter(path: Path) -> Chapter:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    cases = tuple(_case(path.stem, index, row) for index, row in enumerate(told.pop("case"), start=1))
    return Chapter(id=path.stem, cases=cases, **told)


def _case(chapter: str, index: int, row: Row) -> Case:
    unknown = set(row) - {*GIVEN, "title_zh", "title_en", "alone", "ask"}
    assert not unknown, f"{chapter}: case {index} has {unknown}"
    return Case(
        chapter=chapter,
        index=index,
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        given={name: row[name] for name in GIVEN if name in row},
        asks=row["ask"],
        alone=row.get("alone", False) or _is_about_everything(row),
    )


def _is_about_everything(row: Row) -> bool:
    """Own regions, a list or whatever has no address would be seen from the regions of other cases."""
    patents = row.get("patents", ())
    parties = [party for p in patents for key in ("applicants", "holders") for party in p.get(key, ())]
    parties += [party for event in row.get("events", ()) for party in event.get("after", ())]
    placeless = any(not party.get("address") for party in parties)
    foreign = any(p.get("authority", "CN") != "CN" for p in patents)
    whole = ("regions", "enterprises", "concordances", "overseas_members", "pledges", "awards")
    whole += ("enterprise_tags", "technology_fields", "implementations")
    return placeless or foreign or any(table in row for table in whole)
