"""Where the written half lies, for the tests that compare it with the code."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GUIDES = (DOCS / "guide" / "en", DOCS / "guide" / "zh")
_CODE = re.compile(r"`([^`\n]+)`")


def text_of(path: Path) -> str:
    """Answer a page's text."""
    return path.read_text(encoding="utf-8")


def words_in_code(text: str) -> frozenset[str]:
    """Answer the words that stand in `code` on a page."""
    return frozenset(word for span in _CODE.findall(text) for word in re.findall(r"[\w.-]+", span))


def pages() -> tuple[Path, ...]:
    """Answer every page written by hand: the root's, the guide, the reference, the decisions."""
    written = [path for folder in ("guide", "reference", "decisions") for path in (DOCS / folder).rglob("*.md")]
    return tuple(sorted([*ROOT.glob("*.md"), *written]))
