"""Documents by number, in any form a number is written."""

from __future__ import annotations

import numpy as np

from patentry.numbers import NumberError, PublicationNumber, parse_number
from patentry.search.index.opening import Index
from patentry.search.index.reading import Numbers
from patentry.search.index.segments import mark_of
from patentry.wording import Refusal


def find_document(index: Index, number: str) -> int:
    """Answer the document of a number in any form. Raises `Refusal` for one that is none or is not in the index.

    Of several publications of one patent the one named stands, else the first published.
    """
    found = documents_numbered(index, number)
    if not len(found):
        raise Refusal("search.number_missing", number=number, snapshot=index.manifest.snapshot)
    days = index.column("published")[found]
    return int(found[np.argsort(days, kind="stable")[0]])


def documents_numbered(index: Index, number: str) -> Numbers:
    """Answer the documents a number in any form means. Raises `Refusal` for one that is none."""
    try:
        readings = parse_number(number)
    except NumberError as error:
        raise Refusal(f"problem.{error.code}", value=number) from None
    for reading in readings:
        looked_up = [("application", str(reading))]
        if isinstance(reading, PublicationNumber):
            looked_up = [("key", str(reading)), ("base", str(reading.base))]
        for column, text in looked_up:
            found = np.flatnonzero((index.column(column) == mark_of(text)) & index.alive)
            if len(found):
                return found
    return np.empty(0, np.int64)
