"""Learnt weights beside the index, with what they were learnt on and how they did on what was held out."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from patentry.search.index.manifest import LEARNT
from patentry.search.ranking.curves import Curve, Weights
from patentry.search.ranking.features import FEATURES

NAME = "weights.json"


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights learnt on `questions` documents' citations in a snapshot, and judged on `held_out` others.

    `learnt` and `shipped`: recall at 10, recall at 100 and reciprocal rank of the learnt and of the shipped weights on
    those held out. `are_used`: whether the learnt ones did better there; else the shipped ones stand. `embedder`: whose
    vectors the index had, None for none.
    """

    weights: Weights
    snapshot: int
    questions: int
    held_out: int
    learnt: tuple[float, float, float]
    shipped: tuple[float, float, float]
    are_used: bool
    embedder: str | None


def write_learnt(index_folder: Path, learnt: Learnt) -> None:
    """Keep learnt weights beside an index, in one step."""
    folder = index_folder / LEARNT
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{NAME}.new"
    fresh.write_text(json.dumps(asdict(learnt)), encoding="utf-8")
    fresh.replace(folder / NAME)


def remove_learnt(index_folder: Path) -> None:
    """Let the shipped weights stand again."""
    (index_folder / LEARNT / NAME).unlink(missing_ok=True)


def read_learnt(index_folder: Path) -> Learnt | None:
    """Answer what was learnt; None where nothing was, or for other features than this version has."""
    try:
        told = json.loads((index_folder / LEARNT / NAME).read_text(encoding="utf-8"))
        told |= {name: tuple(told[name]) for name in ("learnt", "shipped")}
        told["weights"] = {name: _curve(**curve) for name, curve in told["weights"].items()}
        found = Learnt(**told)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return found if found.weights.keys() == FEATURES.keys() else None


def _curve(*, slope: float, spread: list[list[float]], place: list[list[float]]) -> Curve:
    return Curve(slope, *(tuple((at, points) for at, points in steps) for steps in (spread, place)))
