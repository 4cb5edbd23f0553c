"""The kinds of files that are no patent files, in the order in which they are asked. To add one, add its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from patentry.offices.other_files.binary import is_apple_metadata, is_image, is_letter, is_pdf
from patentry.offices.other_files.markup import is_dtd, is_error_answer, is_stylesheet, is_web_page, is_xml_schema
from patentry.offices.other_files.prose import is_plain_text
from patentry.offices.other_files.study_sets import (
    is_annotated_corpus,
    is_names_benchmark,
    is_relevance_judgements,
    is_sentence_pairs,
)
from patentry.offices.other_files.totals import is_reference_totals
from patentry.offices.reading import Source
from patentry.offices.tabular.encoding import text_of_sample


class Kind(NamedTuple):
    """A kind of file. What a person is told stands in `patentry.wording` under `value.not_patent_data.<name>`."""

    name: str
    fits: Callable[[str], bool]
    """Judges by the beginning of the text."""


BINARY: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("apple_metadata", is_apple_metadata),
    ("image", is_image),
    ("pdf", is_pdf),
    ("letter", is_letter),
)
TEXT = (
    Kind("web_page", is_web_page),
    Kind("dtd", is_dtd),
    Kind("xml_schema", is_xml_schema),
    Kind("stylesheet", is_stylesheet),
    Kind("error_answer", is_error_answer),
    Kind("reference_totals", is_reference_totals),
    Kind("annotated_corpus", is_annotated_corpus),
    Kind("relevance_judgements", is_relevance_judgements),
    Kind("sentence_pairs", is_sentence_pairs),
    Kind("names_benchmark", is_names_benchmark),
    Kind("plain_text", is_plain_text),
)
NAMES = (*(name for name, _ in BINARY), *(kind.name for kind in TEXT))
"""Every kind, for the test that each can be said."""


def taken_for(source: Source) -> str | None:
    """Answer what the file is, if it is something else than patent data; None where nobody can say."""
    sample = source.sample()
    for name, fits in BINARY:
        if fits(sample):
            return name
    text = text_of_sample(sample)
    if text is None:
        return None
    text = text.lstrip("\ufeff \t\r\n")
    return next((kind.name for kind in TEXT if kind.fits(text)), None)
