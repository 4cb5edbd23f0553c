"""Who is who by name: the gold names of US assignees (one half), generated Chinese names, and the cost of both."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

import patentry.parties.names.resolving as resolving
from bench.chinese_names import spellings
from bench.names_gold import FILE, REPORT, Known, gold, pairwise
from patentry.parties.names import Mention, resolve
from patentry.parties.names.parts import Script
from patentry.parties.names.tables import rows_of

Row = tuple[str, str, str, str]
CHINESE_SEED, CHINESE_SIZE = 91, 4_000
MENTIONS = 200_000


def rows() -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    told = [*_chinese()]
    folder = os.environ.get("PATENTRY_SAMPLES")
    if folder and (Path(folder) / FILE).is_file():
        return [*_gold(), *told]
    return [("names of US assignees", "left out", "—", "needs the gold names of PATENTRY_SAMPLES"), *told]


def _gold() -> list[Row]:
    known = gold(half=REPORT)
    ours = _groups(known)
    stripped = _stripped(known)
    distinct, weighted = (pairwise(known, ours, weighted=w) for w in (False, True))
    plain, plain_weighted = (pairwise(known, stripped, weighted=w) for w in (False, True))
    how = f"{len(known):,} distinct names of the half that no setting has seen"
    goal = f"P ≥ .95, R ≥ {3 * plain.recall:.2f}"
    return [
        ("assignees, distinct names", str(distinct), goal, how),
        ("… legal forms stripped alone", str(plain), "—", "the same names"),
        ("… Splink at its best threshold", _splink(), "less than ours", "threshold from the other half"),
        ("assignees, weighted by mention", str(weighted), f"F1 ≥ {plain_weighted.f1:.3f}", "pairs of mentions"),
        ("… every threshold 20 % lower / higher", _moved(known, Script.LATIN), "F1 moves < .02", "distinct names"),
        _speed(),
    ]


def _chinese() -> list[Row]:
    made = []
    for kinds, told in (({"develop"}, "seen"), ({"held_out"}, "held out"), ({"develop", "held_out"}, "all")):
        known = spellings(seed=CHINESE_SEED, size=CHINESE_SIZE, kinds=frozenset(kinds))
        score = pairwise(known, _groups(known), weighted=False)
        how = f"{len(known):,} generated names"
        made.append((f"Chinese names, noise {told}", str(score), "F1 ≥ .90, P ≥ .99", how))
    known = spellings(seed=CHINESE_SEED, size=CHINESE_SIZE, kinds=frozenset({"develop", "held_out"}))
    made.append(("… every threshold 20 % lower / higher", _moved(known, Script.HAN), "F1 moves < .02", "all noise"))
    return made


def _groups(known: Sequence[Known]) -> list[tuple[int, ...]]:
    answer = resolve([Mention(row.name, None, row.count) for row in known])
    return [organisation.mentions for organisation in answer.organisations]


def _stripped(known: Sequence[Known]) -> Iterable[list[int]]:
    """Punctuation and legal forms taken off, nothing else joined: what one gets without a model."""
    forms = {row["spelling"] for row in rows_of("legal_forms_latin")}
    groups: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(known):
        words = re.sub(r"[^\w\s]", " ", row.name.casefold()).split()
        groups[" ".join(word for word in words if word not in forms) or row.name].append(index)
    return groups.values()


def _moved(known: Sequence[Known], script: Script) -> str:
    """F1 with the odds from which names are joined a fifth lower and higher."""
    before = resolving.ODDS[script]
    told = []
    try:
        for factor in (0.8, 1.2):
            resolving.ODDS[script] = before * factor
            told.append(f"{pairwise(known, _groups(known), weighted=False).f1:.3f}")
    finally:
        resolving.ODDS[script] = before
    return "F1 " + " / ".join(told)


def _speed() -> Row:
    every = [Mention(row.name, None, 1) for row in gold(half=None) for _ in range(row.count)][:MENTIONS]
    walls, spent = [], []
    for _ in range(3):
        wall, cpu = time.perf_counter(), time.process_time()
        resolve(every)
        walls.append(time.perf_counter() - wall)
        spent.append(time.process_time() - cpu)
    told = f"{median(walls):.1f} s, {median(spent):.1f} CPU-s"
    return (f"{len(every):,} mentions to organisations", told, "< 60 s", "median of 3")


def _splink() -> str:
    python = os.environ.get("PATENTRY_SPLINK_PYTHON")
    if not python:
        return "not installed (PATENTRY_SPLINK_PYTHON names a Python that has it)"
    peer = [python, "-m", "bench.splink_peer"]
    run = subprocess.run(peer, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1])
    return run.stdout.strip().splitlines()[-1] if run.returncode == 0 and run.stdout.strip() else "failed"
