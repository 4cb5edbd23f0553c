"""What the hits of a text cover alone and together, and the classes the text belongs in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from district.accounts.doors import signed_in
from district.design import language
from district.workbench import library, showing
from district.workbench.asking import question_of
from district.workbench.views.answers import REFUSED, ROOM, found_search, no_answer

HEARD = 20
SHOWN = 8
MOST_COMBINATIONS = 5
MOST_CLASSES = 12


@signed_in
def evidence(request: HttpRequest, key: UUID) -> HttpResponse:
    """The parts of the text beside the documents that cover most of them, combinations, suggested classes."""
    row = found_search(request, key)
    try:
        question = question_of(row)
        hits = library.answered(question, count=HEARD).answer.hits
        found, classes = library.evidence(question, [hit.publication_number for hit in hits], language.current())
    except REFUSED as error:
        return no_answer(request, error, row)
    documents = sorted(found.coverage.documents, key=lambda one: -(one.share or 0.0))[:SHOWN]
    cells = [
        [(one.publication_number, one.parts[place], showing.coverage_tone(one.parts[place])) for one in documents]
        for place in range(len(found.coverage.parts))
    ]
    given = {
        "room": ROOM,
        "search": row,
        "project": row.project,
        "found": found,
        "documents": documents,
        "rows": list(zip(found.coverage.parts, cells, strict=True)),
        "combinations": found.combinations[:MOST_COMBINATIONS],
        "added": {one.publication_number for one in found.added},
        "classes": classes.classes[:MOST_CLASSES],
        "heard": classes.heard,
    }
    return render(request, "workbench/evidence.html", given)
