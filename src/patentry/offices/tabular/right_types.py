"""The spellings of the kinds of right, 发明专利 to 3."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from patentry.offices.tabular.headings import squeeze_heading
from patentry.records import RightType


@cache
def _types() -> dict[str, RightType]:
    text = files(__package__).joinpath("right_types.csv").read_text(encoding="utf-8")
    return {squeeze_heading(row["spelling"]): RightType(row["right_type"]) for row in csv.DictReader(text.splitlines())}


def right_type_of(text: str) -> RightType | None:
    """Answer the kind of right a cell names in any of its spellings, None where it names none."""
    return _types().get(squeeze_heading(text))
