"""What an exchange document cites, in which phase, in which category of the search report."""

from __future__ import annotations

from lxml import etree

from patentry.numbers import NumberError
from patentry.offices.exchange_documents.references import reference_of
from patentry.offices.xml_documents.elements import text_of
from patentry.records import Citation, CitedBy

PHASES = {
    "national-search-report": "SEA",
    "search": "SEA",
    "international-search-report": "ISR",
    "supplementary-international-search-report": "SUP",
    "international-type-search-report": "ITS",
    "national-examination": "EXA",
    "examination": "EXA",
    "international-examination": "CH2",
    "opposition": "OPP",
    "appeal": "APL",
    "applicant": "APP",
    "third-party-observation": "TPO",
    "pre-grant-pre-search": "PRS",
}
"""The open services write out what DOCDB abbreviates."""
BY_PHASE = {
    **dict.fromkeys(("SEA", "ISR", "SUP", "ITS", "EXA", "CH2", "PRS"), CitedBy.EXAMINER),
    "APP": CitedBy.APPLICANT,
}
CITED_BY = {"examiner": CitedBy.EXAMINER, "applicant": CitedBy.APPLICANT}


def citations_of(biblio: etree._Element) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    """Answer the cited patent documents and the texts of the other literature, each as often as it is cited."""
    patents: list[Citation] = []
    others: list[str] = []
    for entry in biblio.iterfind("references-cited/citation"):
        patent, literature = entry.find("patcit"), entry.find("nplcit")
        if patent is not None and (number := _cited_number(patent)):
            phase = _phase(entry)
            cited_by = CITED_BY.get(entry.get("cited-by") or "") or BY_PHASE.get(phase or "", CitedBy.UNKNOWN)
            patents.append(Citation(number, cited_by, phase, _category(entry)))
        elif literature is not None:
            text = text_of(literature.find("text")) or text_of(literature)
            if text:
                others.append(text)
    return tuple(patents), tuple(others)


def _phase(entry: etree._Element) -> str | None:
    stated = (entry.get("cited-phase") or "").strip()
    return PHASES.get(stated, stated) or None


def _category(entry: etree._Element) -> str | None:
    letters = [text_of(category) for category in entry.iter("category")]
    return ",".join(dict.fromkeys(filter(None, letters))) or None


def _cited_number(patent: etree._Element) -> str:
    """The cited number; one that is no number of its office stands as printed, without spaces."""
    reference = reference_of([patent])
    if reference is None:
        return "".join((patent.get("dnum") or text_of(patent.find("text"))).split())
    try:
        return reference.publication()
    except NumberError:
        return "".join(f"{reference.country}{reference.number}{reference.kind}".split())
