"""The schematic map as SVG: areas from the office's own GeoJSON, a mark for each point; drawn on the server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

MARGIN = 4.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the map: where, its sign and colour class, its name, and where it leads."""

    x: float
    y: float
    sign: str
    colour: str
    name: str
    href: str


def draw(geojson: dict[str, Any], marks: Sequence[Mark], *, lang: str, label: str) -> str:
    """Answer the map. Areas marked `core` stand out; each carries its name in the page's language."""
    areas = [_Area(feature, lang) for feature in geojson["features"] if feature["geometry"]["type"] == "Polygon"]
    points = [point for area in areas for point in area.ring] + [(mark.x, mark.y) for mark in marks]
    left, top = min(x for x, _ in points) - MARGIN, min(y for _, y in points) - MARGIN
    width, height = max(x for x, _ in points) + MARGIN - left, max(y for _, y in points) + MARGIN - top
    body = "".join([*(area.path() for area in areas), *(area.text() for area in areas), *map(_mark, marks)])
    return (
        f'<svg viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" role="group" aria-label="{escape(label)}">'
        f"{body}</svg>"
    )


class _Area:
    def __init__(self, feature: dict[str, Any], lang: str) -> None:
        self.ring: list[Point] = [(float(x), float(y)) for x, y in feature["geometry"]["coordinates"][0]]
        told = feature.get("properties") or {}
        self.name = str(told.get(f"name_{lang}") or "")
        self.is_core = bool(told.get("core"))

    def path(self) -> str:
        line = "L".join(f"{x:.1f},{y:.1f}" for x, y in self.ring)
        return f'<path class="{"core" if self.is_core else "area"}" d="M{line}Z"/>'

    def text(self) -> str:
        x, y = _middle(self.ring)
        return f'<text class="z" x="{x:.1f}" y="{y:.1f}">{escape(self.name)}</text>'


def _middle(ring: Iterable[Point]) -> Point:
    """The middle of the corners, which is near enough for a name in a schematic area."""
    corners = list(dict.fromkeys(ring))
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)


def _mark(mark: Mark) -> str:
    name = escape(mark.name)
    return (
        f'<a href="{escape(mark.href)}" aria-label="{name}"><title>{name}</title>'
        f'<circle class="m-{mark.colour}" cx="{mark.x:.0f}" cy="{mark.y:.0f}" r="14"/>'
        f'<text class="s" aria-hidden="true" x="{mark.x:.0f}" y="{mark.y:.0f}">{escape(mark.sign)}</text></a>'
    )
