"""Files that are no text, told by their first bytes."""

from __future__ import annotations

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\x01\0")
_APPLE = (b"\x00\x05\x16\x07", b"\x00\x05\x16\x00", b"\0\0\0\x01Bud1")
"""AppleDouble and AppleSingle, which archives made on a Mac hold beside each file; and the folder view of a Mac."""
_LETTER_PARTS = (b"word/", b"ppt/")


def is_image(sample: bytes) -> bool:
    """Answer whether these are a picture's bytes."""
    if sample[:4] == b"RIFF" and sample[8:12] == b"WEBP":
        return True
    return sample.startswith(_IMAGES) or (sample[:2] == b"BM" and sample[6:10] == b"\0\0\0\0")


def is_apple_metadata(sample: bytes) -> bool:
    """Answer whether this is what a Mac keeps about another file."""
    return sample.startswith(_APPLE)


def is_pdf(sample: bytes) -> bool:
    """Answer whether this is a PDF."""
    return sample.startswith(b"%PDF-")


def is_letter(sample: bytes) -> bool:
    """Answer whether this is a text document or a presentation of an office program."""
    return sample.startswith(b"PK\x03\x04") and any(part in sample for part in _LETTER_PARTS)
