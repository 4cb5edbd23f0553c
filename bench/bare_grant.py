"""The bare peer of reading US grants: plain lxml, the same fields, nothing normalised.

It is what one writes in an afternoon: parse, walk the paths, join the texts. Numbers, dates, symbols and white space
stay as they are in the file; nothing is checked, reported or refused.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

PARSER = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)
NAME_TAGS = ("orgname", "first-name", "middle-name", "last-name", "suffix")
ADDRESS_TAGS = ("street", "city", "state", "country", "postcode")
SYMBOL_TAGS = ("section", "class", "subclass", "main-group", "subgroup")
RELATIONS = ("continuation", "division", "continuation-in-part", "reissue")


def bare_record(content: bytes) -> dict[str, Any]:
    """Answer the fields of a grant as plain values."""
    root = etree.fromstring(content, PARSER)
    biblio = root.find("us-bibliographic-data-grant")
    if biblio is None:
        return {}
    return {
        "publication": _identity(biblio.find("publication-reference/document-id")),
        "application": _identity(biblio.find("application-reference/document-id")),
        "type": biblio.find("application-reference").get("appl-type"),  # type: ignore[union-attr]
        "title": _text(biblio.find("invention-title")),
        "abstract": " ".join(_text(paragraph) for paragraph in root.findall("abstract/p")),
        "claims": [_claim(claim) for claim in root.findall("claims/claim")],
        "description": _sections(root),
        "parties": {tag: _parties(biblio, tag) for tag in ("applicant", "us-applicant", "inventor", "agent")},
        "holders": [_party(entry) for entry in biblio.findall("assignees/assignee")],
        "ipc": [_fields(entry, SYMBOL_TAGS) for entry in biblio.findall("classifications-ipcr/classification-ipcr")],
        "ipc_2005": [_text(entry) for entry in biblio.findall("classification-ipc/*")],
        "cpc": [_fields(entry, SYMBOL_TAGS) for entry in biblio.findall("classifications-cpc//classification-cpc")],
        "national": [_text(entry) for entry in biblio.findall("classification-national/*")],
        "locarno": biblio.findtext("classification-locarno/main-classification"),
        **_citations(biblio),
        "priorities": [_identity(claim) for claim in biblio.findall("priority-claims/priority-claim")],
        "provisionals": [
            _identity(entry) for entry in biblio.findall("us-related-documents/us-provisional-application/document-id")
        ],
        "parents": [
            _identity(entry)
            for relation in RELATIONS
            for entry in biblio.findall(f"us-related-documents/{relation}/relation/parent-doc/document-id")
        ],
        "extension": biblio.findtext("us-term-of-grant/us-term-extension"),
        "disclaimer": biblio.findtext("us-term-of-grant/disclaimer/date"),
    }


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(map(str, element.itertext()))


def _fields(element: etree._Element, tags: tuple[str, ...]) -> list[str | None]:
    return [element.findtext(tag) for tag in tags]


def _identity(element: etree._Element | None) -> list[str | None]:
    return [] if element is None else _fields(element, ("country", "doc-number", "kind", "date"))


def _claim(claim: etree._Element) -> tuple[str | None, str, list[str | None]]:
    return claim.get("num"), _text(claim), [reference.get("idref") for reference in claim.iter("claim-ref")]


def _sections(root: etree._Element) -> list[tuple[str, list[str]]]:
    sections: list[tuple[str, list[str]]] = [("", [])]
    for block in root.iterfind("description//*"):
        if block.tag == "heading":
            sections.append((_text(block), []))
        elif block.tag == "p":
            sections[-1][1].append(_text(block))
    return sections


def _party(entry: etree._Element) -> tuple[list[str | None], list[str | None]]:
    book = entry.find("addressbook")
    book = entry if book is None else book
    return _fields(book, NAME_TAGS), [book.findtext(f"address/{tag}") for tag in ADDRESS_TAGS]


def _parties(biblio: etree._Element, tag: str) -> list[tuple[list[str | None], list[str | None]]]:
    groups = [group for group in (biblio.find("parties"), biblio.find("us-parties")) if group is not None]
    return [_party(entry) for group in groups for entry in group.iter(tag)]


def _citations(biblio: etree._Element) -> dict[str, Any]:
    patents, others = [], []
    cited = biblio.find("references-cited")
    cited = biblio.find("us-references-cited") if cited is None else cited
    for entry in cited if cited is not None else ():
        identity = entry.find("patcit/document-id")
        if identity is not None:
            patents.append((_identity(identity), entry.findtext("category")))
        else:
            others.append(_text(entry.find("nplcit")))
    return {"citations": patents, "other_citations": others}
