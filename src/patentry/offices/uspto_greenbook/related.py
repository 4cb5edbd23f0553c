"""Priorities, parents and the international filing of a patent."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from patentry.offices.uspto_eras.parents import Parent
from patentry.offices.uspto_eras.parties import country_of
from patentry.offices.uspto_greenbook.blocks import Blocks
from patentry.offices.uspto_xml.priorities import priority_number
from patentry.offices.xml_documents.elements import day_of
from patentry.offices.xml_documents.parsing import Warn
from patentry.records import Priority


def priorities_of(blocks: Blocks, *, warn: Warn) -> tuple[Priority, ...]:
    """Answer the foreign priorities claimed."""
    found = []
    for block in blocks.all("PRIR"):
        day = day_of(block.first("APD"), field="priorities", warn=warn, required=False)
        if number := block.first("APN"):
            found.append(Priority(priority_number(country_of(block.first("CNT")) or "", number), day))
    return tuple(found)


def parents_of(blocks: Blocks, *, warn: Warn) -> Iterator[Parent]:
    """Answer the parents that count for the term: related applications, a reissue's original, the PCT filing."""
    for block in blocks.all("RLAP"):
        code = block.first("COD")
        counts = _counting().get(code)
        if counts is None:
            warn("parent_code_unknown", "term_filing_date", code or None)
        elif counts:
            yield Parent(block.first("APN"), block.first("APD"))
    for block in blocks.all("REIS"):
        yield Parent(block.first("APN"), block.first("APD"))
    for block in blocks.all("PCTA"):
        yield Parent(block.first("PCN"), block.first("PD3"), "WO")


def disclaimed_until(blocks: Blocks, *, warn: Warn) -> date | None:
    """Answer the day to which a terminal disclaimer cuts the term."""
    return day_of(blocks.one("PATN").first("DCD"), field="terminal_disclaimer", warn=warn, required=False)


@cache
def _counting() -> dict[str, bool]:
    table = files(__package__).joinpath("parent_codes.csv").read_text(encoding="utf-8")
    return {row["code"]: row["counts"] == "yes" for row in csv.DictReader(table.splitlines())}
