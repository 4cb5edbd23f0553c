"""The texts of the parts of a long element, claims or paragraphs, cut out of one text of the whole."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from patentry.offices.xml_documents.elements import text_of

MARK = "\x7f"
"""In ASCII, because a text of ASCII then stays one byte a character."""
_ONE_LINE = etree.XPath("normalize-space()", smart_strings=False)


def texts_of_parts(element: etree._Element, parts: Sequence[etree._Element]) -> list[str]:
    """Answer the text of each part with white space made single; the parts lie behind each other in the element.

    One text of the whole costs far less than one a part. So a mark is set behind every part, where files only have a
    line's end, and the text is cut at the marks. What stands between the parts goes to the one after it.
    """
    for part in parts:
        tail = part.tail
        part.tail = MARK if tail is None or tail.isspace() else MARK + tail
    texts = [text.strip(" ") for text in str(_ONE_LINE(element)).split(MARK)]
    if len(texts) != len(parts) + 1:
        # The printed text itself has the mark.
        return [text_of(part) for part in parts]
    behind = texts.pop()
    if behind and texts:
        texts[-1] = f"{texts[-1]} {behind}".strip(" ")
    return texts


def is_compact(element: etree._Element) -> bool:
    """Answer whether the file has no white space between blocks, and so none between cells, items and lines."""
    return len(element) > 0 and not element[0].tail


def set_apart(element: etree._Element, *tags: str) -> None:
    """Set a space before the text of each such element, so that the words of a compact file do not join."""
    for part in element.iter(*tags):
        part.text = " " + (part.text or "")
