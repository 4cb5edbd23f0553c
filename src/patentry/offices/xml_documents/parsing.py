"""One document's bytes to its root element, with entities, DTDs and the network off."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from patentry.offices.xml_documents.entities import character_of
from patentry.records import Problem, Severity

ENCODING = re.compile(rb"""<\?xml[^>]{0,80}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# Nothing before the root but the declaration and a DOCTYPE with no or an empty internal subset: no entity can be
# declared, and the search through the whole document is spared.
PLAIN_PROLOG = re.compile(rb"(?:<\?xml[^<>]*\?>)?\s*(?:<!DOCTYPE\s[^<>\[\]]*(?:\[\s*\]\s*)?>)?\s*<[A-Za-z]")
SUBSET = re.compile(rb"(<!DOCTYPE\s[^<>\[\]]*)\[([^\[\]]*)\]\s*>")
# Pictures and listings that stand beside the text: they name a file and cannot be expanded.
UNPARSED = re.compile(
    rb"""\s*(?:<!ENTITY\s+[^\s"'<>%]+\s+(?:SYSTEM|PUBLIC\s+(?:"[^"<>]*"|'[^'<>]*'))\s+(?:"[^"<>]*"|'[^'<>]*')"""
    rb"""\s+NDATA\s+[\w.-]+\s*>|<!NOTATION\s[^<>]*>|<!--(?:(?!-->)[^<>])*-->)"""
)
NAMED_ENTITY = re.compile(rb"&(?!amp;|lt;|gt;|quot;|apos;|#)([A-Za-z_][\w.-]*);")

# collect_ids must keep its default: switched off, lxml reads the external DTD although load_dtd is off.
# The encoding is forced because libxml2 would follow a declared UTF-7, which can hide <!ENTITY from the check.
PARSER = etree.XMLParser(
    resolve_entities=False,
    load_dtd=False,
    no_network=True,
    huge_tree=True,
    remove_comments=True,
    remove_pis=True,
    encoding="utf-8",
)


class RefusedDocumentError(Exception):
    """A document that cannot be taken, and why."""

    def __init__(self, code: str, value: str | None = None, field: str | None = None) -> None:
        super().__init__(code)
        self.code, self.value, self.field = code, value, field


Warn = Callable[[str, str | None, str | None], None]
"""Reports a doubt about a document that is kept: code, field, value."""


def warnings_of(row: int, problems: list[Problem]) -> Warn:
    """Answer the way to report doubts about document `row`, once for each code, field and value."""

    seen: set[Problem] = set()

    def warn(code: str, field: str | None, value: str | None) -> None:
        problem = Problem(code, row, field, value, Severity.WARNING)
        if problem not in seen:
            seen.add(problem)
            problems.append(problem)

    return warn


def parse_document(content: bytes, *, warn: Warn) -> etree._Element:
    """Answer the root of a document. Raises `RefusedDocumentError` for what is broken or hostile.

    Declarations of unparsed entities (pictures) are dropped; a document that declares any other entity is refused
    before it is parsed.
    """
    text = as_utf8(content)
    if not PLAIN_PROLOG.match(text) and b"<!ENTITY" in text:
        text = _without_pictures(text)
        if b"<!ENTITY" in text:
            raise RefusedDocumentError("entity_declared")
    return _parse(text, warn)


def without_namespaces(root: etree._Element) -> etree._Element:
    """Take the namespaces off every element and attribute, in place; answer the root."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag[:1] == "{":
            element.tag = element.tag.rpartition("}")[2]
        # An element iterates over its children, so its names have to be asked for.
        for name in [str(key) for key in element.keys() if str(key)[:1] == "{"]:  # noqa: SIM118
            value = element.attrib.pop(name)
            element.set(name.rpartition("}")[2], value)
    return root


def _without_pictures(text: bytes) -> bytes:
    found = SUBSET.search(text, 0, 1 << 20)
    if found is None or UNPARSED.sub(b"", found[2]).strip():
        return text
    return text[: found.start()] + found[1] + b">" + text[found.end() :]


def _parse(text: bytes, warn: Warn) -> etree._Element:
    """Parse; where the parser complains of a named entity (fatally or not), spell the entities out and parse again."""
    try:
        root = etree.fromstring(text, PARSER)
        if len(PARSER.error_log) == 0:
            return root
        refusal = None
    except etree.XMLSyntaxError as error:
        refusal = RefusedDocumentError("xml_broken", value=error.msg)
    spelt_out = _with_entities_spelt_out(text, warn)
    if spelt_out is not text:
        try:
            return etree.fromstring(spelt_out, PARSER)
        except etree.XMLSyntaxError as error:
            refusal = RefusedDocumentError("xml_broken", value=error.msg)
    if refusal is not None:
        raise refusal
    return root


def as_utf8(content: bytes) -> bytes:
    """Answer the document in UTF-8, whatever encoding it declares. Raises `RefusedDocumentError`."""
    declared = ENCODING.match(content[:200].lstrip(b"\xef\xbb\xbf \t\r\n"))
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name in ("utf-8", "utf8", "us-ascii", "ascii"):
        return content
    try:
        return content.decode(name).encode()
    except (LookupError, UnicodeError) as error:
        raise RefusedDocumentError("xml_broken", value=f"encoding {name}") from error


def _with_entities_spelt_out(text: bytes, warn: Warn) -> bytes:
    """Replace named entities, which only an unread DTD defines.

    A name of HTML or of ISO 8879 becomes its character; any other stays as its own text.
    """
    if NAMED_ENTITY.search(text) is None:
        return text

    def spell(found: re.Match[bytes]) -> bytes:
        name = found[1].decode()
        characters = character_of(name)
        if characters is None:
            warn("entity_unknown", None, f"&{name};")
            return b"&amp;" + found[1] + b";"
        return "".join(f"&#{ord(character)};" for character in characters).encode()

    return NAMED_ENTITY.sub(spell, text)
