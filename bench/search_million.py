"""A million documents scaled up from real texts: building the index, memory, how long questions take, updates.

A document has the title of one real patent and sentences out of the abstracts of three; every fiftieth word is altered
into one of a hundred rare variants, so that the vocabulary grows as it does with real texts. One in ten is Chinese.
Classes come with the sentences, six citations go to earlier documents of the same kind. Needs the sample texts
(PATENTRY_SAMPLES); descriptions and claims are left out, as the goal is about a national set of titles and abstracts.
"""

from __future__ import annotations

import csv
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from bench.register import _fitted
from patentry.corpus import Home
from patentry.corpus.snapshots import FILES_SCHEMA, Snapshot
from patentry.corpus.writing import publish, write_table
from patentry.records.schemas import RECORDS

DOCUMENTS = int(os.environ.get("PATENTRY_BENCH_DOCUMENTS", "1000000"))
BATCH = 20_000
QUESTIONS = 60
UPDATED = 1_000
TOPICS = ("orbit_satellite", "offshore_plant", "radar_rain_gauge")
Row = tuple[str, str, str, str]
Text = tuple[str, list[str], list[str], list[str], str]


def rows(*, documents: int = DOCUMENTS) -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        write_corpus(Path(name) / "home", documents)
        return measured(Path(name) / "home", documents)


def measured(folder: Path, documents: int) -> list[Row]:
    """Build and ask in processes of their own."""
    build = _apart("build", folder)
    asked = _apart("ask", folder)
    append_changes(folder, documents)
    grown = _apart("update", folder)
    label = f"{documents / 1e6:g}M documents"
    return [
        (f"{label} indexed", f"{build['wall']:.0f} s, {build['cpu']:.0f} CPU-s", "< 600 s", "two processes"),
        ("… on disk", f"{build['disk'] / 1e9:.2f} GB", "—", "texts among it"),
        ("… memory at the peak", f"{build['memory'] / 1e9:.2f} GB", "< 4 GB", "the largest of the processes"),
        ("… memory of a reader", f"{asked['memory'] / 1e9:.2f} GB", "< 4 GB", f"after {3 * QUESTIONS} questions"),
        ("question of 12 words", _times(asked, "short"), "p95 < 50 ms", "waited; worked by one processor (p50, p95)"),
        ("a full claim", _times(asked, "claim"), "p95 < 300 ms", "100 words"),
        ("12 words, filtered", _times(asked, "filtered"), "p95 < 100 ms", "a class and a day"),
        (
            f"{UPDATED:,} changed documents found",
            f"{grown['wall']:.1f} s, {grown['cpu']:.1f} CPU-s",
            "< 2 s",
            "index and open anew",
        ),
    ]  # fmt: skip


def _times(told: dict[str, float], kind: str) -> str:
    """What was waited, and what one processor worked: on a busy machine only the second tells of the software."""
    waited, worked = (f"{told[kind + name + '_50']:.0f}, {told[kind + name + '_95']:.0f}" for name in ("", "_cpu"))
    return f"{waited} ms; {worked} CPU-ms"


def texts() -> tuple[list[Text], list[Text]]:
    """The real texts, English and Chinese: title, sentences, IPC, CPC, language."""
    folder = Path(os.environ["PATENTRY_SAMPLES"])
    csv.field_size_limit(10**9)
    english: list[Text] = []
    for topic in TOPICS:
        with (folder / "search" / f"{topic}.csv").open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                sentences = [s for s in re.split(r"(?<=\.)\s+", row["abstract_text"]) if s]
                english.append((row["title_text"], sentences, _listed(row["ipc_code"]), _listed(row["cpc_code"]), "en"))
    chinese: list[Text] = []
    for path in sorted((folder / "zh").glob("*.csv")):
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            for told in csv.reader(stream):
                long = max(told, key=len, default="")
                if len(long) > 80:
                    parts = [s for s in re.split(r"(?<=[。；])", long) if s]
                    chinese.append((parts[0][:20], parts, ["G09F9/30"], [], "zh"))
    return english, chinese


def _listed(cell: str) -> list[str]:
    return list(re.findall(r"[A-HY]\d\d[A-Z]\d+/\d+", cell or ""))


def write_corpus(folder: Path, documents: int) -> None:
    """Write the corpus as the first snapshot of a new home."""
    home = Home(folder)
    home.create()
    schema = RECORDS.schema
    batches = (_fitted(batch, schema) for batch in _batches(range(documents), seed=1))
    write_table(home.tables / "records", pa.RecordBatchReader.from_batches(schema, batches))
    write_table(home.tables / "files", pa.table({f.name: [] for f in FILES_SCHEMA}, schema=FILES_SCHEMA))
    publish(home, Snapshot(home, 1, datetime(2026, 1, 1, tzinfo=UTC), {"records": 0, "files": 0}))


def append_changes(folder: Path, documents: int) -> None:
    """Let a second snapshot tell something new of a thousand documents."""
    home = Home(folder)
    changed = range(0, documents, max(1, documents // UPDATED))[:UPDATED]
    for batch in _batches(changed, seed=2, added_in=2):
        write_table(home.tables / "records", pa.Table.from_batches([_fitted(batch, RECORDS.schema)]))
    publish(home, Snapshot(home, 2, datetime(2026, 1, 2, tzinfo=UTC), {"records": 1, "files": 0}))


def _batches(numbers: range, *, seed: int, added_in: int = 1) -> Iterator[pa.RecordBatch]:
    drawn = random.Random(seed)
    english, chinese = texts()
    for start in range(0, len(numbers), BATCH):
        told = [_document(i, english, chinese, drawn, added_in) for i in numbers[start : start + BATCH]]
        yield pa.RecordBatch.from_pylist(told)


def _document(
    i: int, english: list[Text], chinese: list[Text], drawn: random.Random, added_in: int
) -> dict[str, object]:
    kind = chinese if chinese and i % 10 == 0 else english
    one, two, three = (kind[drawn.randrange(len(kind))] for _ in range(3))
    sentences = [s for source in (one, two, three) for s in drawn.sample(source[1], min(2, len(source[1])))]
    words = " ".join(sentences).split(" ")
    for at in range(i % 50, len(words), 50):
        words[at] = f"{words[at]}x{drawn.randrange(100)}"
    base = f"US{20_000_000 + i}"
    cited = [f"US{20_000_000 + drawn.randrange(max(i, 1))}B2" for _ in range(6)] if i else []
    return {
        "publication_number": f"{base}B2", "authority": "US", "right_type": "invention", "kind": "B2", "base": base,
        "publication_date": date(1980, 1, 1) + timedelta(days=i % 16_000), "language": one[4],
        "title": [{"lang": one[4], "text": one[0]}], "abstract": [{"lang": one[4], "text": " ".join(words)}],
        "ipc": one[2], "cpc": one[3] + two[3][:3],
        "citations": [{"number": number, "cited_by": "examiner", "phase": None, "category": None} for number in cited],
        "key": f"{base}B2", "digest": f"{i}-{added_in}", "file": "bench", "added_in": added_in,
        "place": added_in * 10**9 + i,
    }  # fmt: skip


def _apart(step: str, folder: Path) -> dict[str, float]:
    answer = subprocess.run(
        [sys.executable, "-m", "bench.search_million", step, str(folder)], capture_output=True, text=True, check=True
    )
    told = [pair.split("=") for pair in answer.stdout.split()]
    return {name: float(value) for name, value in told}


def _build(folder: Path) -> dict[str, float]:
    from patentry.corpus import latest
    from patentry.search.index import update_index

    began = time.perf_counter()
    update_index(latest(Home(folder)), processes=2)
    wall = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    disk = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    return {"wall": wall, "cpu": cpu, "memory": max(one.ru_maxrss for one in used) * 1024.0, "disk": disk}


def _ask(folder: Path) -> dict[str, float]:
    from patentry.search.asking import Ask
    from patentry.search.query import parse_query
    from patentry.search.searching import open_searcher

    searcher = open_searcher(Home(folder))
    drawn = random.Random(3)
    english, _ = texts()
    told: dict[str, float] = {}
    for kind, count in (("short", 12), ("claim", 100), ("filtered", 12)):
        took, worked = [], []
        for turn in range(QUESTIONS + 5):
            words = " ".join(s for _ in range(6) for s in english[drawn.randrange(len(english))][1]).split()
            text = " ".join(words[:count])
            ask = Ask(text=text)
            if kind == "filtered":
                terms = " OR ".join(f'"{w}"' for w in re.findall(r"[a-z]{4,}", text))
                ask = Ask(query=parse_query(f"TIAB=({terms}) AND IPC=H04"), before=date(2010, 1, 1))
            began, used = time.perf_counter(), time.process_time()
            searcher.search(ask)
            if turn >= 5:
                took.append((time.perf_counter() - began) * 1000)
                worked.append((time.process_time() - used) * 1000)
        for name, times in ((kind, took), (f"{kind}_cpu", worked)):
            told |= {f"{name}_50": float(np.median(times)), f"{name}_95": float(np.quantile(times, 0.95))}
    return told | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0}


def _update(folder: Path) -> dict[str, float]:
    from patentry.corpus import latest
    from patentry.search.index import update_index
    from patentry.search.searching import open_searcher

    began, used = time.perf_counter(), time.process_time()
    update_index(latest(Home(folder)))
    open_searcher(Home(folder))
    return {"wall": time.perf_counter() - began, "cpu": time.process_time() - used}


if __name__ == "__main__":
    step, place = sys.argv[1:3]
    figures = {"build": _build, "ask": _ask, "update": _update}[step](Path(place))
    print(" ".join(f"{name}={value}" for name, value in figures.items()))
