"""A QR code as SVG without styles, for a strict content policy."""

from __future__ import annotations

from html import escape

from qrcode import QRCode

QUIET = 4
"""Modules of white around it, which the standard asks for (ISO/IEC 18004)."""


def svg(text: str, *, label: str) -> str:
    """Answer the drawing; one path, scaled by the page."""
    code = QRCode(border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x},{y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows)
    return (
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(label)}">'
        f'<rect class="qr-ground" width="{size}" height="{size}"/><path class="qr-dark" d="{path}"/></svg>'
    )
