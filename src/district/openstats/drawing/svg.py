"""The few SVG elements the drawings use."""

from __future__ import annotations

from html import escape


def n(value: float) -> str:
    """Answer a coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def element(name: str, content: str = "", **attributes: object) -> str:
    """Answer one element; `class_` and `stroke_width` become class and stroke-width. `content` is markup."""
    parts = [name]
    for key, value in attributes.items():
        if value is None:
            continue
        text = n(value) if isinstance(value, float) else str(value)
        parts.append(f'{key.rstrip("_").replace("_", "-")}="{escape(text)}"')
    opening = " ".join(parts)
    return f"<{opening}>{content}</{name}>" if content else f"<{opening}/>"


def text(x: float, y: float, words: str, class_: str = "") -> str:
    """Answer a line of text."""
    return element("text", escape(words), x=float(x), y=float(y), class_=class_ or None)


def path(d: str, class_: str) -> str:
    """Answer a path."""
    return element("path", d=d, class_=class_)


def circle(x: float, y: float, r: float, class_: str) -> str:
    """Answer a circle."""
    return element("circle", cx=float(x), cy=float(y), r=float(r), class_=class_)


def rect(x: float, y: float, width: float, height: float, class_: str) -> str:
    """Answer a rectangle; nothing is drawn for one without width."""
    if width <= 0:
        return ""
    return element("rect", x=float(x), y=float(y), width=float(width), height=float(height), class_=class_)


def picture(key: str, size: tuple[int, int], title: str, description: str, body: str) -> str:
    """Answer a whole drawing with its name and its text alternative."""
    head = element("title", escape(title), id=f"{key}t") + element("desc", escape(description), id=f"{key}d")
    return f'<svg viewBox="0 0 {size[0]} {size[1]}" role="img" aria-labelledby="{key}t {key}d">{head}{body}</svg>'
