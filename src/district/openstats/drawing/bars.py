"""Horizontal bars whose widths are attributes of the drawing, as the strict security policy asks."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from district.openstats.drawing.svg import element, n


def bar(share: float, class_: str) -> SafeString:
    """Answer one bar that fills a share (0 to 1) of its room; decoration only, the number stands beside it."""
    width = f"{n(max(0.0, min(1.0, share)) * 100)}%"
    body = element("rect", width=width, height="100%", rx=2, class_=class_)
    return mark_safe(f'<svg aria-hidden="true">{body}</svg>')


def stacked(parts: Sequence[tuple[float, str]], label: str) -> SafeString:
    """Answer one bar of several parts (amount, class) with a text alternative."""
    whole = sum(amount for amount, _class in parts) or 1
    at, body = 0.0, []
    for amount, class_ in parts:
        width = 100 * amount / whole
        body.append(
            element("rect", x=f"{at:.2f}%", width=f"{max(0.0, width - 0.35):.2f}%", height="100%", class_=class_)
        )
        at += width
    svg = element("svg", "".join(body), role="img", aria_label=label)
    return mark_safe(svg)
