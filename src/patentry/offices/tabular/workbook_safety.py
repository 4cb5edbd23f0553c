"""What an XLSX would become when opened, measured before anything opens it."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from patentry.offices.reading import UnreadableFileError

BYTES_LIMIT = 1 << 30
RATIO_LIMIT = 300
RATIO_FLOOR = 64 << 20
"""Below this size no ratio is held against a file: small sheets of blanks shrink a thousandfold."""
CELLS_LIMIT = 32_000_000
"""Cells of the rectangle that a sheet spans; the reader holds them all at about 32 bytes each."""
_BLOCK = 1 << 20
_FILLED_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?r=["']([A-Z]{1,3})([0-9]{1,7})["'](?:[^>]*[^/>])?>""")
_LONGEST_TAG = 4096


def check_workbook(path: Path) -> None:
    """Raise `UnreadableFileError` for an archive that swells (`zip_bomb`) or a sheet of absurd extent.

    Sizes are measured by unpacking in blocks, since those written in the archive may lie.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > BYTES_LIMIT:
                raise UnreadableFileError("zip_bomb", path.name)
            budget = _Budget(limit=min(BYTES_LIMIT, max(RATIO_FLOOR, path.stat().st_size * RATIO_LIMIT)))
            for member in members:
                _measure(archive, member, budget)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableFileError("workbook_damaged", str(error)) from error


class _Budget:
    def __init__(self, *, limit: int) -> None:
        self.left = limit

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise UnreadableFileError("zip_bomb", "")


def _measure(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> None:
    is_sheet = member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")
    # The reader stops at the size written in the archive; a true end is what counts here.
    member.file_size = BYTES_LIMIT + 1
    extent = _Extent()
    tail = b""
    with archive.open(member) as stream:
        while block := stream.read(_BLOCK):
            budget.spend(len(block))
            if is_sheet:
                tail = extent.see(tail + block)


class _Extent:
    """The rectangle from A1 to the farthest filled cell seen."""

    def __init__(self) -> None:
        self.columns: set[bytes] = set()
        self.last_row = 0

    def see(self, text: bytes) -> bytes:
        """Take a block in; the answer is its cut end, to stand before the next block."""
        found = _FILLED_CELL.findall(text)
        if found:
            self.columns.update({column for column, _ in found})
            self.last_row = max(self.last_row, max(int(row) for _, row in found))
            width = max(map(_column_number, self.columns))
            if width * self.last_row > CELLS_LIMIT:
                raise UnreadableFileError("sheet_too_large", f"{width} x {self.last_row}")
        return text[-_LONGEST_TAG:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
