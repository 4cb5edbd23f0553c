"""Characters by the names that a DTD would define: those of HTML, and the Greek of ISO 8879 (ISOgrk1) beside them."""

from __future__ import annotations

from html.entities import html5

ISO_GREEK = {
    **dict(zip("abgdez", "αβγδεζ", strict=True)),
    "ee": "η",
    "th": "θ",
    "ph": "φ",
    "kh": "χ",
    "ps": "ψ",
    "oh": "ω",
    "sf": "ς",
    **dict(zip("iklmnxoprstu", "ικλμνξοπρστυ", strict=True)),
}
"""By the letters in front of "gr"; a capital is written in capitals, "PHgr"."""


def character_of(name: str) -> str | None:
    """Answer the character of a named entity, None where no set known here has the name."""
    known = html5.get(f"{name};")
    if known is not None or not name.endswith("gr"):
        return known
    letters = name.removesuffix("gr")
    greek = ISO_GREEK.get(letters.lower())
    return greek.upper() if greek is not None and letters.isupper() else greek
