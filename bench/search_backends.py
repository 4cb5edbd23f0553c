"""The own index and the engines it can be outgrown to, side by side: filling, disk, questions, changes, quality.

Documents are those of `search_million`, fewer of them (PATENTRY_BENCH_BACKEND_DOCUMENTS); quality is that of one topic
of `search_topics`, ranked out of each engine's candidates. Milvus is not timed: milvus-lite is no server and says
nothing about one; name one in PATENTRY_BENCH_MILVUS to have it in the table. Needs the sample texts (PATENTRY_SAMPLES).
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bench.search_million import append_changes, texts, write_corpus
from bench.search_topics import _three
from patentry.corpus import Home, latest, open_snapshot
from patentry.ingestion import ingest
from patentry.search.asking import Ask
from patentry.search.backends import BackendSearcher, SearchBackend, fill_backend, open_backend
from patentry.search.evaluation import qualities, read_judgements
from patentry.search.index import update_index
from patentry.search.judging import DEPTH
from patentry.search.runs import canonical
from patentry.search.searching import Searcher, open_searcher

DOCUMENTS = int(os.environ.get("PATENTRY_BENCH_BACKEND_DOCUMENTS", "20000"))
MILVUS = os.environ.get("PATENTRY_BENCH_MILVUS", "")
QUESTIONS = 30
TOPIC = "orbit_satellite"
JUDGED = 80
Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "home", DOCUMENTS)
        home = Home(folder / "home")
        began = _spent()
        update_index(latest(home))
        found = [_row("own index", "filled", f"{_spent() - began:.0f} CPU-s, {_size(home.index):.2f} GB")]
        found.append(_row("own index", "12 words", _asked(open_searcher(home))))
        engines = {"lance": f"lance:{folder / 'lance'}", **({"milvus": f"milvus:{MILVUS}"} if MILVUS else {})}
        opened = {engine: open_backend(address) for engine, address in engines.items()}
        for engine, backend in opened.items():
            found += _timed(engine, home, backend, folder / engine)
        append_changes(home.path, DOCUMENTS)
        for engine, backend in opened.items():
            began = _spent()
            changed = fill_backend(backend, latest(home))
            found.append(_row(engine, f"{changed.written:,} changed documents", f"{_spent() - began:.1f} CPU-s"))
        began = _spent()
        changed = update_index(latest(home))
        found.append(_row("own index", f"{changed.written:,} changed documents", f"{_spent() - began:.1f} CPU-s"))
        return found + _quality(folder, engines)


def _row(engine: str, what: str, told: str) -> Row:
    return (f"{engine}: {what}", told, "—", f"{DOCUMENTS:,} documents")


def _spent() -> float:
    """CPU seconds of this process and its threads: what other processes take is not in them."""
    return time.process_time()


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e9


def _timed(engine: str, home: Home, backend: SearchBackend, folder: Path) -> list[Row]:
    began = _spent()
    fill_backend(backend, open_snapshot(home, 1), rebuild=True)
    return [
        _row(engine, "filled", f"{_spent() - began:.0f} CPU-s, {_size(folder):.2f} GB"),
        _row(engine, "12 words", _asked(BackendSearcher(home, backend))),
    ]


def _asked(searcher: Searcher | BackendSearcher) -> str:
    drawn = random.Random(3)
    english, _ = texts()
    wall, spent = [], []
    for turn in range(QUESTIONS + 5):
        words = " ".join(s for _ in range(3) for s in english[drawn.randrange(len(english))][1]).split()[:12]
        began, used = time.perf_counter(), _spent()
        searcher.search(Ask(text=" ".join(words)))
        if turn >= 5:
            wall.append((time.perf_counter() - began) * 1000)
            spent.append((_spent() - used) * 1000)
    return f"{np.median(wall):.0f}, {np.quantile(wall, 0.95):.0f} ms (p50, p95); {np.median(spent):.0f} CPU-ms"


def _quality(folder: Path, engines: dict[str, str]) -> list[Row]:
    source = Path(os.environ["PATENTRY_SAMPLES"]) / "search"
    home = Home(folder / TOPIC)
    home.create()
    ingest(home=home, paths=[source / f"{TOPIC}.csv"], at=datetime(2026, 1, 1, tzinfo=UTC), processes=1)
    update_index(latest(home))
    searcher = open_searcher(home)
    judgements = read_judgements((source / f"{TOPIC}.qrels").read_text(encoding="utf-8").splitlines())
    kept = {query: _found(searcher, query, judgements[query]) for query in list(judgements)[:JUDGED]}
    kept = {query: told for query, told in kept.items() if told}
    found = []
    for engine in ("own index", *engines):
        one: Searcher | BackendSearcher = searcher
        if engine in engines:
            backend = open_backend(engines[engine])
            fill_backend(backend, latest(searcher.home), rebuild=True)
            one = BackendSearcher(searcher.home, backend)
        run = {query: [number for number, _ in one.ranked(Ask(like=query, is_prior=True, top=DEPTH))] for query in kept}
        told = {quality.measure: quality.mean for quality in qualities(kept, run)}
        three = _three([told[name] for name in ("recall@10", "recall@100", "mrr")])
        found.append((f"{engine}: {TOPIC}, {len(kept)} queries", three, "—", "R@10 / R@100 / MRR"))
    return found


def _found(searcher: Searcher, like: str, judged: dict[str, int]) -> dict[str, int]:
    """What is relevant of what may be found."""
    ask = Ask(like=like, is_prior=True)
    question, _ = searcher.question(ask, searcher.subject_of(ask))
    told = {canonical(number): grade for number, grade in judged.items() if grade > 0}
    return {number: grade for number, grade in told.items() if searcher.may_be_found(number, question)}
