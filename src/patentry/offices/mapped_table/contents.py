"""What the cells of a column are, judged over a sample."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from patentry.classes import parse_ipc
from patentry.numbers import ApplicationNumber, NumberError
from patentry.numbers.authorities import ST3
from patentry.offices.database_exports.classes import read_symbol
from patentry.offices.database_exports.identity import parse_publication
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.mapped_table.mapping import YES
from patentry.offices.tabular.cells import CellError, Order, parse_day_in

MOST = 0.95
"""Share of the filled cells that must be what the column is taken for."""
_NUMBER = re.compile(r"[A-Z]{0,4}[ -]?(?:[ ,./-]?\d){5,15}[ ,./-]{0,2}[A-Z]?\d?", re.IGNORECASE)
_KIND = re.compile(r"[A-Z][0-9]?")
_NO = frozenset({"", "false", "no", "n", "0", "否", "-"})
_WORDS_FOR_NO = frozenset({"false", "no", "否"})
"""A column of nothing but these still says yes or no."""
_COUNT = re.compile(r"\d{1,9}(?:\.0)?")

Sample = Sequence[str]


def share(cells: Sample, fits: Callable[[str], bool]) -> float:
    """Answer the share of the filled cells that fit; none of none is nothing."""
    filled = [cell for cell in cells if cell]
    return sum(map(fits, filled)) / len(filled) if filled else 0.0


def are_publications(cells: Sample) -> bool:
    """Answer whether the cells are publication numbers that name their office."""
    return share(cells, is_publication) >= MOST


def is_publication(text: str) -> bool:
    """Answer whether a cell is one publication number with its office's letters."""
    return text[:2].isalpha() and text[:2].upper() in ST3 and _parses(parse_publication, text)


def are_applications(cells: Sample) -> bool:
    """Answer whether the cells are application numbers, a day behind them or not."""
    parse = ApplicationNumber.parse
    return share(cells, lambda text: _parses(parse, text) or _parses(parse, text.split(" ")[0])) >= 0.5


def _parses(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except NumberError:
        return False
    return True


def joined_numbers(countries: Sample, numbers: Sample, kinds: Sample) -> float:
    """Answer which share of the rows gives a publication number when office, number and kind are joined."""
    read = filled = 0
    for country, number, kind in zip(countries, numbers, kinds, strict=True):
        if number:
            filled += 1
            read += is_publication(f"{country}{number}{kind}")
    return read / filled if filled else 0.0


def are_days(cells: Sample) -> bool:
    """Answer whether the cells are days in any spelling."""
    return share(cells, _is_day) >= MOST


def _is_day(text: str) -> bool:
    for order in Order:
        try:
            if parse_day_in(text, order, 2000):
                return True
        except CellError:
            continue
    return False


def are_offices(cells: Sample) -> bool:
    """Answer whether the cells are two-letter codes of offices."""
    return share(cells, lambda text: text.upper() in ST3) >= MOST


def may_be_numbers(cells: Sample) -> bool:
    """Answer whether the cells are of five digits or more, a few letters and marks about them, and no days."""
    return share(cells, lambda text: _NUMBER.fullmatch(text) is not None) >= MOST and not are_days(cells)


def are_kinds(cells: Sample) -> bool:
    """Answer whether the cells are kind codes."""
    return share(cells, lambda text: _KIND.fullmatch(text.upper()) is not None) >= MOST


def are_counts(cells: Sample) -> bool:
    """Answer whether the cells are whole numbers."""
    return share(cells, lambda text: _COUNT.fullmatch(text) is not None) >= MOST


def are_yes_or_no(cells: Sample) -> bool:
    """Answer whether the cells say yes or no, or are marked or empty."""
    said = {cell.casefold() for cell in cells}
    if not said <= set(YES) | _NO or len(said) > 3:
        return False
    return bool(said & set(YES)) or bool(said & _WORDS_FOR_NO)


def are_symbols(cells: Sample, spelling: Spelling, padded: int) -> bool:
    """Answer whether the cells are lists of IPC or CPC symbols."""
    pieces = [piece for cell in cells for piece in spelling.split(cell)]
    return share(pieces, lambda text: read_symbol(text, padded) is not None) >= 0.8


def padding_of(cells: Sample, spelling: Spelling) -> int:
    """Answer how many digits a main group has in symbols without a stroke, 0 where they have one or are short."""
    digits = [found[1] for cell in cells for piece in spelling.split(cell) if (found := _BARE.fullmatch(piece))]
    if not digits or any(parse_ipc(piece) and "/" in piece for cell in cells for piece in spelling.split(cell)):
        return 0
    # Main groups above 999 are rare and so are subgroups of one digit: five digits can only be three and two.
    return 3 if any(len(one) == 5 for one in digits) else 4


_BARE = re.compile(r"[A-HY]\d\d[A-Z](\d{4,8})")


def are_publication_lists(cells: Sample, spelling: Spelling) -> bool:
    """Answer whether the cells are lists of publication numbers."""
    pieces = [piece for cell in cells for piece in spelling.split(cell)]
    return share(pieces, is_publication) >= 0.8
