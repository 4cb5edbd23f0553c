"""What is wrong with a question, in words, and for a query where."""

from __future__ import annotations

from typing import Any

from district.accounts.answers import sentence
from district.casework import CaseRefusal
from district.design import language
from district.workbench.library import QueryError, Refusal

REFUSED = (CaseRefusal, Refusal, QueryError)


def why_not(error: Exception, text: str) -> dict[str, Any]:
    """Answer what a page says of a question without an answer: the sentence, and for a query its two halves around
    the column of the mistake."""
    if isinstance(error, CaseRefusal):
        return {"sentence": sentence(error)}
    assert isinstance(error, Refusal | QueryError)
    told = error.sentence(language.current())
    if not isinstance(error, QueryError):
        return {"sentence": told, "code": error.code}
    at = min(max(error.column - 1, 0), len(text))
    width = max(len(error.found), 1)
    return {"sentence": told, "before": text[:at], "here": text[at : at + width] or "⎵", "after": text[at + width :]}
