"""Files with angle brackets that hold no documents: web pages, DTDs, schemas, stylesheets, a service's errors."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INSTRUCTION = re.compile(r"<\?.*?(?:\?>|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"<!(?:ELEMENT|ATTLIST|ENTITY|NOTATION|\[)|%[\w.-]+;")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w-]+:)?([\w-]+)([^>]*)")
_ERROR_ROOTS = frozenset({"fault", "error", "Fault", "Error", "Envelope"})
_ERROR_PARTS = re.compile(r"<(?:[\w-]+:)?(?:code|faultcode|message|Message|Code|description)\b")


def _bare(text: str) -> str:
    """The markup without comments and processing instructions before it."""
    return _INSTRUCTION.sub("", _COMMENT.sub("", text)).lstrip()


def is_web_page(text: str) -> bool:
    """Answer whether this is HTML, which is what a download gives that failed politely."""
    return text.startswith("<") and _PAGE.match(_bare(text)) is not None


def is_dtd(text: str) -> bool:
    """Answer whether these are declarations of elements or entities without a document."""
    if not text.startswith(("<", "%")):
        return False
    bare = _bare(text)
    return _DECLARATION.match(bare) is not None or (not bare and text.startswith("<!--") and "DTD" in text)


def is_xml_schema(text: str) -> bool:
    """Answer whether this is an XML schema."""
    return _root(text) == "schema" and "XMLSchema" in text


def is_stylesheet(text: str) -> bool:
    """Answer whether this is a stylesheet that turns XML into something else."""
    return _root(text) in ("stylesheet", "transform") and "XSL/Transform" in text


def is_error_answer(text: str) -> bool:
    """Answer whether a service answered with an error (not found, too many requests) in place of a document."""
    return _root(text) in _ERROR_ROOTS and _ERROR_PARTS.search(text) is not None


def _root(text: str) -> str:
    if not text.startswith("<"):
        return ""
    found = _ROOT.match(_bare(text))
    return found[1] if found else ""
