"""Read and check a GeoJSON file of regions (RFC 7946); what is wrong is said with the feature and what to do."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from patentry.corpus import Home
from patentry.wording import Refusal

FOLDER, FILE = "maps", "regions.geojson"
WIDTH = 1000.0
"""The longer side of the plane that shapes are answered in; y points downwards, as in a drawing."""
MOST_BYTES = 20_000_000
PLANE, GEOGRAPHIC = "plane", "geographic"
Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A region's shape: its polygons, each an outer ring and its holes."""

    region: str
    polygons: tuple[tuple[Ring, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMap:
    """The shapes of the regions, the size of their plane, and what the operator states of the map."""

    areas: tuple[Area, ...]
    width: float
    height: float
    approval_number: str
    """审图号; empty for a schema that is no administrative map."""


def read_map(home: Home, *, known: Iterable[str]) -> RegionMap | None:
    """Answer the map of a home, or None where it has none. Raises `Refusal` for one that cannot be used."""
    path = _place(home)
    return read_map_file(path, known=known) if path.is_file() else None


def map_changed_at(home: Home) -> int | None:
    """Answer when the map of a home was last changed, as a number that only says whether it is the same file."""
    path = _place(home)
    return path.stat().st_mtime_ns if path.is_file() else None


def put_map(home: Home, path: Path, *, known: Iterable[str]) -> RegionMap:
    """Check a file and put it into the home, in the place of an earlier one. Raises `Refusal`."""
    home.check()
    made = read_map_file(path, known=known)
    _place(home).parent.mkdir(exist_ok=True)
    unfinished = _place(home).with_suffix(".unfinished")
    unfinished.write_bytes(path.read_bytes())
    unfinished.replace(_place(home))
    return made


def read_map_file(path: Path, *, known: Iterable[str]) -> RegionMap:
    """Answer the map of a file. Raises `Refusal` that names the feature; `known` are the ids of the regions."""
    told = _parsed(path)
    is_plane = _is_plane(told, path)
    names = frozenset(known)
    areas: dict[str, list[list[list[Point]]]] = {}
    for place, feature in enumerate(told["features"], 1):
        region = _region_of(feature, place, names)
        if region in areas:
            raise Refusal("map.region_twice", feature=place, region=region)
        areas[region] = [[*_rings(polygon, place, region, is_plane)] for polygon in _polygons(feature, place, region)]
    return _in_a_plane(areas, is_plane=is_plane, approval_number=str(told.get("approval_number") or "").strip())


def _place(home: Home) -> Path:
    return home.path / FOLDER / FILE


def _parsed(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refusal("map.too_large", path=path, most=MOST_BYTES // 1_000_000)
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise Refusal("map.no_json", path=path, line=error.lineno) from None
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal("map.unreadable", path=path, why=error) from None
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(features, list) or not features:
        raise Refusal("map.no_features", path=path)
    return told


def _is_plane(told: dict[str, Any], path: Path) -> bool:
    stated = told.get("coordinates", GEOGRAPHIC)
    if stated not in (PLANE, GEOGRAPHIC):
        raise Refusal("map.coordinates", path=path, value=str(stated)[:40])
    return bool(stated == PLANE)


def _region_of(feature: Any, place: int, known: frozenset[str]) -> str:
    told = feature.get("properties") if isinstance(feature, dict) else None
    region = told.get("region") if isinstance(told, dict) else None
    names = ", ".join(sorted(known)[:12])
    if not isinstance(region, str) or not region:
        raise Refusal("map.no_region", feature=place, known=names)
    if region not in known:
        raise Refusal("map.region_unknown", feature=place, region=region[:40], known=names)
    return region


def _polygons(feature: dict[str, Any], place: int, region: str) -> list[Any]:
    shape = feature.get("geometry")
    kind = shape.get("type") if isinstance(shape, dict) else None
    coordinates = shape.get("coordinates") if isinstance(shape, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise Refusal("map.no_area", feature=place, region=region, type=str(kind)[:40])
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not all(isinstance(one, list) and one for one in polygons) or not polygons:
        raise Refusal("map.ring", feature=place, region=region)
    return polygons


def _rings(polygon: list[Any], place: int, region: str, is_plane: bool) -> Iterator[list[Point]]:
    for ring in polygon:
        points = [_point(one) for one in ring] if isinstance(ring, list) else []
        if len(points) < 4 or None in points or points[0] != points[-1]:
            raise Refusal("map.ring", feature=place, region=region)
        found = [one for one in points if one is not None]
        if not is_plane and any(abs(x) > 180 or abs(y) > 90 for x, y in found):
            raise Refusal("map.no_degrees", feature=place, region=region)
        yield found


def _point(told: Any) -> Point | None:
    """A position may have a height after its two numbers, which a map does not need."""
    if not isinstance(told, list) or len(told) < 2:
        return None
    x, y = told[:2]
    if any(isinstance(one, bool) or not isinstance(one, int | float) for one in (x, y)):
        return None
    return (float(x), float(y)) if math.isfinite(x) and math.isfinite(y) else None


def _in_a_plane(areas: dict[str, list[list[list[Point]]]], *, is_plane: bool, approval_number: str) -> RegionMap:
    """Degrees become a plane by their middle latitude; all is moved and scaled to the same size of drawing."""
    every = [point for area in areas.values() for polygon in area for ring in polygon for point in ring]
    middle = math.radians((min(y for _, y in every) + max(y for _, y in every)) / 2)
    across, down = (1.0, 1.0) if is_plane else (max(math.cos(middle), 0.01), -1.0)
    flat = [(x * across, y * down) for x, y in every]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
    scale = WIDTH / (max(wide, high) or 1.0)

    def ring_of(points: Sequence[Point]) -> Ring:
        placed = (((x * across - left) * scale, (y * down - top) * scale) for x, y in points)
        # Points that fall together at the size of the drawing would only make the page heavier.
        return tuple(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in placed))

    return RegionMap(
        areas=tuple(
            Area(region=region, polygons=tuple(tuple(ring_of(ring) for ring in polygon) for polygon in polygons))
            for region, polygons in areas.items()
        ),
        width=round(wide * scale, 1),
        height=round(high * scale, 1),
        approval_number=approval_number,
    )
