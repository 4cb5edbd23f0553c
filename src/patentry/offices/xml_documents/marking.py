"""Marks set between the parts of a text, so that one text of a long element can be cut into those of its parts."""

from __future__ import annotations

from lxml import etree

MARK = "\x7f"
"""In ASCII, because a text of ASCII then stays one byte a character."""
_ONE_LINE = etree.XPath("normalize-space()", smart_strings=False)


def one_line(element: etree._Element) -> str:
    """Answer the whole text of an element with white space made single, marks included.

    One text of all claims or of a description costs far less than one a claim or a paragraph.
    """
    return str(_ONE_LINE(element))


def put_before(element: etree._Element, mark: str) -> None:
    """Set a mark (or a space, which keeps the words of compact files apart) before an element's text."""
    element.text = mark + (element.text or "")
