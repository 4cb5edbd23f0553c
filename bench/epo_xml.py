"""The EPO's full texts and exchange files: reading every field into records against a bare parse of the same bytes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import cast

from lxml import etree

from bench.weekly_xml import Row, parse_bare
from patentry.offices.epo_docdb_xml import EpoDocdbXml
from patentry.offices.epo_fulltext_xml import EpoFulltextXml
from patentry.offices.reading import Chunk, Source
from patentry.offices.xml_documents.xml_format import XmlFormat

ROUNDS = 5
ROUND_BYTES = 10_000_000
FOLDERS: dict[str, tuple[XmlFormat, str]] = {
    "fulltext": (EpoFulltextXml(), "EPO full text to records"),
    "docdb": (EpoDocdbXml(), "DOCDB exchange documents to records"),
}


def rows() -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    return [_row(chosen, what, sorted(_folder(name).glob("*.xml"))) for name, (chosen, what) in FOLDERS.items()]


def _folder(name: str) -> Path:
    return Path(os.environ.get("PATENTRY_SAMPLES", "/nowhere"), "epo", name)


def _row(chosen: XmlFormat, what: str, paths: list[Path]) -> Row:
    chunks = [chunk for path in paths for chunk in _chunks(chosen, Source(path, path.name))]
    if not chunks:
        return what, "left out", "", "needs PATENTRY_SAMPLES"
    contents = [content for chunk in chunks for content in cast("list[bytes]", chunk.payload)]
    size = sum(map(len, contents))
    turns = max(1, ROUND_BYTES // size)
    pairs = [_round(chosen, chunks, contents, turns) for _ in range(ROUNDS)]
    ratio = median(bare / read for bare, read in pairs)
    bare, read = (size * turns / 1e6 / median(seconds) for seconds in zip(*pairs, strict=True))
    how = f"{len(contents)} real documents of {size / 1e6:.1f} MB, {turns} times, one core; bare lxml {bare:.0f} MB/s"
    return what, f"{ratio:.2f} of a bare parse, {read:.0f} MB/s", "", how


def _chunks(chosen: XmlFormat, source: Source) -> Iterator[Chunk]:
    """The chunks of a file, without the documents that a bare parse refuses (entities that only a DTD names)."""
    for chunk in chosen.chunks(source) if chosen.recognises(source) else ():
        yield Chunk(chunk.first_row, [content for content in cast("list[bytes]", chunk.payload) if _parses(content)])


def _parses(content: bytes) -> bool:
    try:
        parse_bare([content])
    except etree.XMLSyntaxError:
        return False
    return True


def _round(chosen: XmlFormat, chunks: list[Chunk], contents: list[bytes], turns: int) -> tuple[float, float]:
    """CPU seconds of the bare parse and of reading, turn by turn, so that a busy machine slows both alike."""
    bare = read = 0.0
    for _ in range(turns):
        start = time.process_time()
        for chunk in chunks:
            chosen.read(chunk)
        middle = time.process_time()
        parse_bare(contents)
        read += middle - start
        bare += time.process_time() - middle
    return bare, read


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
