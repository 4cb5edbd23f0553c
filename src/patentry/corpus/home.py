"""Where a corpus lives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from patentry.wording import Refusal

MARK = "patentry-home"
SITE = "site"
LAYOUT = "3"
"""Raised when the tables of a home change, so that a home of another version is refused in words."""
READABLE = ("2", LAYOUT)
"""Before 3 no snapshot was staged. Such a home is read as it is, and raised by the next write, so that an older program
does not take a staged snapshot for the current one."""


class HomeError(Refusal):
    """The folder is not a home, or cannot be made one, or has no such snapshot."""

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(code, path=path)


@dataclass(frozen=True, slots=True)
class Home:
    """A folder with tables, quarantined rows, and things derived from snapshots that can always be rebuilt."""

    path: Path

    @property
    def tables(self) -> Path:
        """The Delta tables."""
        return self.path / "corpus"

    @property
    def quarantine(self) -> Path:
        """Rows that were not taken, one JSON Lines file an input file."""
        return self.path / "quarantine"

    @property
    def mappings(self) -> Path:
        """Mappings of tables nobody knew, one TOML file a heading."""
        return self.path / "mappings"

    @property
    def rules(self) -> Path:
        """The operator's settings of rules the law leaves open, one TOML file a rule."""
        return self.path / "rules"

    @property
    def derived(self) -> Path:
        """Tenures and other things computed from a snapshot."""
        return self.path / "derived"

    @property
    def index(self) -> Path:
        """The index of the search, derived from a snapshot."""
        return self.path / "index"

    @property
    def staging(self) -> Path:
        """Rows on their way in; whatever a dead process left here is garbage."""
        return self.path / "staging"

    def create(self) -> None:
        """Make the folder a home. Doing it twice changes nothing; a folder with other things in it is refused.

        The site keeps a folder of its own in a home, and may be there first.
        """
        mark = self.path / MARK
        if mark.exists():
            return
        if self.path.exists() and any(other.name != SITE for other in self.path.iterdir()):
            raise HomeError("home.not_empty", self.path)
        for folder in (self.tables, self.quarantine, self.derived, self.staging):
            folder.mkdir(parents=True, exist_ok=True)
        mark.write_text(LAYOUT, encoding="ascii")

    def check(self) -> None:
        """Raise `HomeError` unless this is a home, and one whose tables this version reads."""
        mark = self.path / MARK
        if not mark.is_file():
            raise HomeError("home.missing", self.path)
        layout = mark.read_text(encoding="ascii", errors="replace").strip()
        if layout not in READABLE:
            is_older = layout.isdecimal() and int(layout) < int(LAYOUT)
            raise HomeError("home.older" if is_older else "home.newer", self.path)

    def raise_layout(self) -> None:
        """Mark the home as one of this version's, whole or not at all, before the first row an older one misreads."""
        mark = self.path / MARK
        if mark.read_text(encoding="ascii").strip() != LAYOUT:
            fresh = mark.with_suffix(".new")
            fresh.write_text(LAYOUT, encoding="ascii")
            fresh.replace(mark)
