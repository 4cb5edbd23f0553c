"""The similarity model: the log-odds that two names of the same script are one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from patentry.parties.names.measures import MEASURES
from patentry.parties.names.parts import Script
from patentry.parties.names.tables import rows_of

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model of measures and of their products two by two."""

    weights: Numbers
    constant: float

    def scores(self, measured: NDArray[np.float32]) -> Numbers:
        """Answer the log-odds of each pair (a row of measures)."""
        if not len(measured):
            return np.zeros(0)
        answer = np.empty(len(measured))
        for start in range(0, len(measured), 65_536):
            part = measured[start : start + 65_536].astype(np.float64)
            answer[start : start + len(part)] = terms_of(part) @ self.weights + self.constant
        return answer


def terms_of(measured: Numbers) -> Numbers:
    """Answer the terms of the model: each measure, then each product of two, in the order of `term_names`."""
    columns = [measured, *(measured[:, [i]] * measured[:, i:] for i in range(measured.shape[1]))]
    return np.hstack(columns)


def term_names() -> tuple[str, ...]:
    """Answer the names of the terms."""
    products = [f"{a}*{b}" for i, a in enumerate(MEASURES) for b in MEASURES[i:]]
    return (*MEASURES, *products)


@cache
def model_of(script: Script) -> Model:
    """Answer the model of a script from its table `weights_*.csv` (learned by `bench/names_model.py`)."""
    found = {row["term"]: float(row["weight"]) for row in rows_of(f"weights_{script}")}
    return Model(np.array([found.get(name, 0.0) for name in term_names()]), found["constant"])
