"""The map of regions as SVG: a shade for each class of values, hatched where the value is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from district.openstats.drawing.svg import element, n, text
from patentry.statistics.region_map import Area, RegionMap

MARGIN = 6.0
MOST_NAMED = 40
"""On more regions than this the names would cover each other; the table has them."""
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """How a region is shown: its class (None: unknown), its name, its value in words and where it leads."""

    class_: int | None
    name: str
    value: str
    href: str


def draw(drawn: RegionMap, shades: dict[str, Shade], *, label: str) -> str:
    """Answer the map. Regions without a shade are ground to find one's way by; each shaded one is a link."""
    ground = [_shape(area, "ground") for area in drawn.areas if area.region not in shades]
    shown = [area for area in drawn.areas if area.region in shades]
    areas = [_linked(area, shades[area.region]) for area in shown]
    names = [_named(area, shades[area.region]) for area in shown] if len(shown) <= MOST_NAMED else []
    box = f"{n(-MARGIN)} {n(-MARGIN)} {n(drawn.width + 2 * MARGIN)} {n(drawn.height + 2 * MARGIN)}"
    body = "".join([HATCH, *ground, *areas, *names])
    return f'<svg viewBox="{box}" role="group" aria-label="{escape(label)}">{body}</svg>'


HATCH = (
    '<defs><pattern id="rh" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch-ground" width="12" height="12"/><path class="hatch-stroke" d="M0 0V12"/></pattern></defs>'
)


def sign(class_: int | None) -> str:
    """Answer the little square of a class in the legend; decoration, the words stand beside it."""
    fill = element("rect", width=22, height=14, class_=_class(class_), fill=None if class_ is not None else "url(#rh)")
    return f'<svg width="22" height="14" aria-hidden="true">{fill}</svg>'


def _class(class_: int | None) -> str:
    return UNKNOWN if class_ is None else f"c{class_ + 1}"


def _shape(area: Area, class_: str, *, is_hatched: bool = False) -> str:
    rings = (ring for polygon in area.polygons for ring in polygon)
    d = "".join("M" + "L".join(f"{n(x)},{n(y)}" for x, y in ring) + "Z" for ring in rings)
    if is_hatched:
        return element("path", d=d, class_=class_, fill="url(#rh)", fill_rule="evenodd")
    return element("path", d=d, class_=class_, fill_rule="evenodd")


def _linked(area: Area, shade: Shade) -> str:
    told = escape(f"{shade.name}: {shade.value}")
    shape = _shape(area, _class(shade.class_), is_hatched=shade.class_ is None)
    return f'<a href="{escape(shade.href)}" aria-label="{told}"><title>{told}</title>{shape}</a>'


def _named(area: Area, shade: Shade) -> str:
    x, y = _middle(max((polygon[0] for polygon in area.polygons), key=lambda ring: abs(_area(ring))))
    value = element("text", escape(shade.value), x=x, y=y, dy="1.15em", class_="v")
    return element("g", text(x, y, shade.name, "z") + value, aria_hidden="true")


def _area(ring: Sequence[tuple[float, float]]) -> float:
    """Twice the area; the ring's last point is joined to its first."""
    after = [*ring[1:], *ring[:1]]
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, after, strict=True))


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The centre of gravity; of a ring without area the middle of its points."""
    whole = _area(ring)
    if not whole:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    after = [*ring[1:], *ring[:1]]
    pairs = [(x, y, u, v, x * v - u * y) for (x, y), (u, v) in zip(ring, after, strict=True)]
    across = sum((x + u) * cross for x, _y, u, _v, cross in pairs) / (3 * whole)
    return across, sum((y + v) * cross for _x, y, _u, v, cross in pairs) / (3 * whole)
