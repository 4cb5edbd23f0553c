"""A weekly file of grants: reading every field into records against a bare parse of the same bytes."""

from __future__ import annotations

import os
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import cast

from lxml import etree

from patentry.offices.reading import Source
from patentry.offices.uspto_grant_xml import UsptoGrantXml
from patentry.offices.xml_documents.splitting import TooLarge, documents

Row = tuple[str, str, str, str]
FILE_BYTES = 100_000_000
SMALL_BYTES = 25_000_000
ROUNDS = 3
NUMBER = re.compile(rb"(<doc-number>\D*)(\d{6,8})(</doc-number>)")
PARAGRAPH = b"<p>A lantern has a hinge, a wick and a handle, and the hinge holds the wick where the handle folds.</p>\n"


def rows(*, size: int = FILE_BYTES) -> list[Row]:
    """Answer the table rows: what, measured, goal, how."""
    with tempfile.TemporaryDirectory() as name:
        weekly, small = Path(name) / "weekly.xml", Path(name) / "small.xml"
        kind = write_weekly(weekly, size)
        write_weekly(small, min(size, SMALL_BYTES))
        # First, because a process reports at least the peak of the one that began it.
        growth = _apart(_peak, weekly) - _apart(_peak, small)
        pairs = [pair for _ in range(ROUNDS) for pair in _speeds(weekly)]
        megabytes = weekly.stat().st_size / 1e6
    ratio = median(read / bare for bare, read in pairs)
    bare, read = (median(speeds) / 1e6 for speeds in zip(*pairs, strict=True))
    how = f"{megabytes:.0f} MB of {kind}, one core, median of {len(pairs)} chunks; bare lxml {bare:.0f} MB/s"
    return [
        ("weekly XML to records", f"{ratio:.2f} of a bare parse, {read:.0f} MB/s", "≥ 0.5", how),
        ("… memory, four times the file", f"{growth / 1e6:+.0f} MB", "flat", "peak resident set of a process each"),
    ]


def _speeds(path: Path) -> Iterator[tuple[float, float]]:
    """Bytes per CPU second of the bare parse and of cutting and reading, for each chunk.

    The two are taken in turn, so that a busy machine slows both alike.
    """
    chosen = UsptoGrantXml()
    chunks = chosen.chunks(Source(path, path.name))
    while True:
        start = time.process_time()
        chunk = next(chunks, None)
        if chunk is None:
            return
        chosen.read(chunk)
        read = time.process_time() - start
        contents = cast("list[bytes]", chunk.payload)
        start = time.process_time()
        parse_bare(contents)
        bare = time.process_time() - start
        size = sum(map(len, contents))
        yield size / bare, size / read


def parse_bare(contents: list[bytes]) -> None:
    """Parse the documents and read nothing of them."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True)
    for content in contents:
        etree.fromstring(content, parser)


def _read(path: Path) -> int:
    chosen = UsptoGrantXml()
    return sum(chosen.read(chunk).kept for chunk in chosen.chunks(Source(path, path.name)))


def _apart(function: Callable[[Path], float], path: Path) -> float:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(function, (path,))


def _peak(path: Path) -> float:
    _read(path)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def write_weekly(path: Path, size: int) -> str:
    """Write a weekly file of about `size` bytes by repeating documents under other numbers; answer what they are."""
    originals, kind = _originals()
    with path.open("wb") as stream:
        turn = 0
        while stream.tell() < size:
            for document in originals:
                stream.write(_renumbered(document, turn))
            turn += 1
    return kind


def _renumbered(document: bytes, turn: int) -> bytes:
    """Move the publication and the application number, which stand first, on by `turn` places."""

    def move(found: re.Match[bytes]) -> bytes:
        digits = (int(found[2]) + turn * 7_919) % 10 ** len(found[2])
        return found[1] + str(digits).zfill(len(found[2])).encode() + found[3]

    return NUMBER.sub(move, document, count=2)


def _originals() -> tuple[list[bytes], str]:
    folder = os.environ.get("PATENTRY_SAMPLES")
    files = sorted(Path(folder, "uspto", "weekly").glob("*.xml")) if folder else []
    if files:
        return [document for path in files for document in _documents_of(path)], "real grants"
    return [_synthetic(number) for number in range(50)], "generated grants"


def _documents_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        for piece in documents(stream):
            if not isinstance(piece, TooLarge) and b"<us-patent-grant" in piece:
                yield piece


def _synthetic(number: int) -> bytes:
    """A fictional grant of the usual size: 20 claims, 20 citations, a description of 60 kB."""
    claims = b"".join(
        b'<claim id="CLM-%05d" num="%05d"><claim-text>%d. The lantern of <claim-ref idref="CLM-00001">claim 1'
        b"</claim-ref>, comprising:\n<claim-text>a hinge; and</claim-text>\n</claim-text></claim>\n" % (n, n, n)
        for n in range(1, 21)
    )
    citations = b"".join(
        b"<citation>\n<patcit num='%05d'>\n<document-id>\n<country>US</country>\n<doc-number>%d</doc-number>\n"
        b"<kind>A</kind>\n<name>Ficta</name>\n<date>19990500</date>\n</document-id>\n</patcit>\n"
        b"<category>cited by examiner</category>\n</citation>\n" % (n, 5_000_000 + n)
        for n in range(1, 21)
    )
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<!DOCTYPE us-patent-grant SYSTEM "us-patent-grant-v42-2006-08-23.dtd" [ ]>\n'
        b'<us-patent-grant lang="EN" dtd-version="v4.2 2006-08-23"><us-bibliographic-data-grant>\n'
        b"<publication-reference><document-id><country>US</country><doc-number>%08d</doc-number><kind>B2</kind>"
        b"<date>20110816</date></document-id></publication-reference>\n"
        b'<application-reference appl-type="utility"><document-id><country>US</country><doc-number>12%06d</doc-number>'
        b"<date>20090302</date></document-id></application-reference>\n"
        b"<us-application-series-code>12</us-application-series-code>\n"
        b"<invention-title>Lantern with a hinge</invention-title>\n<references-cited>\n%s</references-cited>\n"
        b'<parties><applicants><applicant app-type="applicant-inventor"><addressbook><last-name>Quill</last-name>'
        b"<first-name>Mara</first-name><address><city>Elmford</city><country>US</country></address></addressbook>"
        b"</applicant></applicants></parties>\n</us-bibliographic-data-grant>\n"
        b"<abstract><p>A lantern folds.</p></abstract>\n<description>\n%s</description>\n<claims>\n%s</claims>\n"
        b"</us-patent-grant>\n"
    ) % (7_000_000 + number, number, citations, PARAGRAPH * 550, claims)


if __name__ == "__main__":
    for row in rows():
        print(" | ".join(row))
