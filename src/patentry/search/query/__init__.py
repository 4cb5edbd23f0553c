"""The language of a fielded query: from what an analyst types to a tree, or a refusal that names the column.

Accepts what the commercial tools accept: field names in either language, full-width brackets and quotes, phrases,
proximity, wildcards, ranges, classes, numbers in any form, and steps of the search log (`S1 AND S2`). Pure: it knows
no index and no corpus.
"""

from patentry.search.query.fields import Field, FieldKind, field_named, fields
from patentry.search.query.parsing import MOST_DEPTH, MOST_TERMS, parse_query
from patentry.search.query.printing import format_query
from patentry.search.query.tree import (
    And,
    ClassIs,
    DayIn,
    Near,
    Node,
    Not,
    NumberIs,
    Or,
    PartyIs,
    Phrase,
    StatusIs,
    Step,
    Word,
    steps_in,
)
from patentry.search.query.wrong import QueryError

__all__ = [
    "MOST_DEPTH",
    "MOST_TERMS",
    "And",
    "ClassIs",
    "DayIn",
    "Field",
    "FieldKind",
    "Near",
    "Node",
    "Not",
    "NumberIs",
    "Or",
    "PartyIs",
    "Phrase",
    "QueryError",
    "StatusIs",
    "Step",
    "Word",
    "field_named",
    "fields",
    "format_query",
    "parse_query",
    "steps_in",
]
