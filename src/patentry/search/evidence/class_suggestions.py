"""Which classes a text belongs in: those of the documents nearest to it, with their definitions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np

from patentry.classes import moved_places, parse_ipc, parse_pattern
from patentry.corpus import DuckEngine, Snapshot
from patentry.records.schemas import CLASS_TITLES
from patentry.search.index.numbering import find_document
from patentry.search.index.segments import levels_of, mark_of
from patentry.search.searching import Searcher
from patentry.wording import Lang

NEAREST = 30
"""So many documents are heard."""
FEWEST = 2
"""A class of fewer documents is no suggestion."""
MOST_OF_LEVEL = {"subclass": 5, "group": 8, "symbol": 8}
NAMED = 3
_INDEXING = re.compile(r"[A-HY]\d\d[A-Z]2\d{3}/")
_PADDED = re.compile(r"[A-H]\d\d[A-Z]\d{10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A title on file: of which symbol, its words and their language."""

    symbol: str
    title: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSuggestion:
    """A class and how many of the nearest documents are in it.

    `share` is of the nearest documents that have a class, each counting 1/log2(1 + rank); `nearest` names the first of
    them. `documents` counts all of the index in the class. `definition` is the title on file of the symbol itself, None
    where it is missing; `above` are the titles of what it lies under, from the subclass down. `moved` are the places
    at which its matter stands in other editions, of a subclass only those in another one.
    """

    symbol: str
    level: str
    share: float
    nearest: tuple[str, ...]
    documents: int
    definition: Definition | None
    above: tuple[Definition, ...]
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """Suggested classes by level, the likeliest first; `heard` documents were asked, `without` of them bear none."""

    classes: tuple[ClassSuggestion, ...]
    heard: int
    without: int


def classes_of(searcher: Searcher, numbers: Sequence[str], *, lang: Lang) -> Suggestions:
    """Answer the classes of the documents of these numbers, which are the nearest to a text in their order.

    At most 30 are heard. Definitions are in `lang` where there is one, else in another language on file.
    """
    docs = [find_document(searcher.index, number) for number in numbers[:NEAREST]]
    rows = searcher.index.rows(docs, ["number", "ipc", "cpc"])
    votes, bearing, whole = _votes(rows)
    chosen = _chosen(votes, bearing)
    titles = _titles(searcher.filters.snapshot, [name for one in chosen for name in _lineage(one)], lang)
    found = [_suggestion(searcher, one, votes[one] / whole, bearing[one], titles) for one in chosen]
    without = sum(not row["ipc"] and not row["cpc"] for row in rows)
    return Suggestions(classes=tuple(found), heard=len(rows), without=without)


def _votes(rows: Sequence[Mapping[str, list[str]]]) -> tuple[dict[str, float], dict[str, list[str]], float]:
    votes: defaultdict[str, float] = defaultdict(float)
    bearing: defaultdict[str, list[str]] = defaultdict(list)
    whole = 0.0
    for rank, row in enumerate(rows, start=1):
        weight = 1 / log2(1 + rank)
        places = {place for symbol in (*row["ipc"], *row["cpc"]) for place in levels_of(symbol) if _is_shown(place)}
        whole += weight if places else 0.0
        for place in places:
            votes[place] += weight
            bearing[place].append(str(row["number"]))
    return votes, bearing, whole or 1.0


def _chosen(votes: Mapping[str, float], bearing: Mapping[str, list[str]]) -> list[str]:
    found = []
    for level, most in MOST_OF_LEVEL.items():
        places = [place for place in votes if _level(place) == level and len(bearing[place]) >= FEWEST]
        found += sorted(places, key=lambda place: (-votes[place], place))[:most]
    return found


def _is_shown(place: str) -> bool:
    """Not a section or class; nor the CPC's 2000 series, which is only ever given besides another symbol."""
    return len(place) > 3 and not _INDEXING.match(place)


def _level(place: str) -> str:
    if "/" not in place:
        return "subclass"
    return "group" if place.endswith("/") else "symbol"


def _symbol(place: str) -> str:
    return f"{place}00" if place.endswith("/") else place


def _lineage(place: str) -> list[str]:
    """The symbols of a place and of what it lies under, from the subclass down."""
    above = [one for one in levels_of(_symbol(place)) if len(one) > 3]
    return list(dict.fromkeys(_symbol(one) for one in reversed(above)))


def _titles(snapshot: Snapshot, symbols: Sequence[str], lang: Lang) -> dict[str, Definition]:
    """The titles on file, in the language asked for before any other and of the IPC before the CPC."""
    engine = DuckEngine()
    engine.add_files("class_titles", snapshot.uris("class_titles"), CLASS_TITLES.schema)
    marks = ", ".join("?" for _ in symbols)
    rows = engine.sql(
        f"""SELECT symbol, lang, string_agg(title, ' · ' ORDER BY title) AS title FROM class_titles
            WHERE symbol IN ({marks or "''"}) GROUP BY symbol, lang, scheme, edition
            ORDER BY lang = ?, scheme = 'IPC', edition NULLS FIRST""",
        [*symbols, lang],
    ).to_pylist()
    return {
        row["symbol"]: Definition(symbol=row["symbol"], title=_tidy(row["title"]), lang=row["lang"]) for row in rows
    }


def _tidy(title: str) -> str:
    """WIPO's lists write the symbols they refer to padded, "G01S0013000000"."""
    plain = _PADDED.sub(lambda found: parse_ipc(found[0]) or found[0], title)
    return " ".join(plain.split()).strip(" ;").replace(" ;", ";")


def _suggestion(
    searcher: Searcher, place: str, share: float, bearing: Sequence[str], titles: Mapping[str, Definition]
) -> ClassSuggestion:
    symbol = _symbol(place)
    counted = searcher.index.all_marked("levels", np.array([mark_of(place)], np.int64))
    lineage = _lineage(place)
    return ClassSuggestion(
        symbol=symbol,
        level=_level(place),
        share=round(share, 4),
        nearest=tuple(bearing[:NAMED]),
        documents=int(searcher.index.alive[np.unique(counted)].sum()),
        definition=titles.get(symbol),
        above=tuple(titles[one] for one in lineage if one != symbol and one in titles),
        moved=_moved(place, searcher),
    )


def _moved(place: str, searcher: Searcher) -> tuple[str, ...]:
    pattern = parse_pattern(f"{place[:-1]}*" if place.endswith("/") else place)
    found = moved_places(pattern, searcher.filters.moves)
    if _level(place) == "subclass":
        return tuple(dict.fromkeys(one.prefix[:4] for one in found if one.prefix[:4] != place))
    return tuple(one.text for one in found)
