"""Evidence for hits: which parts of a text a document covers and by which passage, which documents cover the whole
together, and which classes a text belongs in.

It compares words. What it calls covered is where a person should read; it decides nothing about novelty, inventive
step or infringement.
"""

from patentry.search.evidence.class_suggestions import ClassSuggestion, Definition, Suggestions, classes_of
from patentry.search.evidence.combining import MOST_TOGETHER, Combination, combinations_of
from patentry.search.evidence.covering import (
    COVERED,
    PARTLY,
    Coverage,
    DocumentCoverage,
    PartCoverage,
    coverage_of,
)
from patentry.search.evidence.gathering import Added, Evidence, evidence_of, text_of
from patentry.search.evidence.highlighting import marks_in
from patentry.search.evidence.parts import MOST_PARTS, Part, PartKind, parts_of

__all__ = [
    "COVERED",
    "MOST_PARTS",
    "MOST_TOGETHER",
    "PARTLY",
    "Added",
    "ClassSuggestion",
    "Combination",
    "Coverage",
    "Definition",
    "DocumentCoverage",
    "Evidence",
    "Part",
    "PartCoverage",
    "PartKind",
    "Suggestions",
    "classes_of",
    "combinations_of",
    "coverage_of",
    "evidence_of",
    "marks_in",
    "parts_of",
    "text_of",
]
