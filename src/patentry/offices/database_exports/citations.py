"""Cited patents and literature, with who cited them where the column says so."""

from __future__ import annotations

from typing import NamedTuple

from patentry.numbers import NumberError
from patentry.offices.database_exports.identity import parse_publication
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.tabular.row import Row
from patentry.records import Citation, CitedBy


class Cited(NamedTuple):
    """What a column of citations means: who brought them, and DOCDB's code of the phase."""

    by: CitedBy
    phase: str | None


COLUMNS = {
    "citations": Cited(CitedBy.UNKNOWN, None),
    "cited_in_search": Cited(CitedBy.EXAMINER, "SEA"),
    "cited_in_international_search": Cited(CitedBy.EXAMINER, "ISR"),
    "cited_in_supplementary_search": Cited(CitedBy.EXAMINER, "SUP"),
    "cited_in_examination": Cited(CitedBy.EXAMINER, "EXA"),
    "cited_in_opposition": Cited(CitedBy.UNKNOWN, "OPP"),
    "cited_by_applicant": Cited(CitedBy.APPLICANT, "APP"),
}
"""Fields of cited patents. Phases are the codes of DOCDB's `cited-phase`."""
LITERATURE = "literature"
_LITERATURE_FIELDS = (LITERATURE, *(f"{LITERATURE}_{field}" for field in COLUMNS))
_CITED, _LITERATURE = frozenset(COLUMNS), frozenset(_LITERATURE_FIELDS)


def read_citations(row: Row, spelling: Spelling) -> tuple[Citation, ...]:
    """Answer the cited patents of every column; a number that cannot be read stands as written, with a warning."""
    if not row.holds_any(_CITED):
        return ()
    found = []
    for field, meaning in COLUMNS.items():
        for text in spelling.split(row.text(field)):
            found.append(Citation(_number(row, field, text), meaning.by, meaning.phase))
    return tuple(dict.fromkeys(found))


def _number(row: Row, field: str, text: str) -> str:
    try:
        return str(parse_publication(text))
    except NumberError as error:
        row.warn(error.code, field, text)
        return text


def read_literature(row: Row, spelling: Spelling) -> tuple[str, ...]:
    """Answer the cited literature; each column of citations may have one beside it."""
    if not row.holds_any(_LITERATURE):
        return ()
    return tuple(dict.fromkeys(text for field in _LITERATURE_FIELDS for text in spelling.split(row.text(field))))
