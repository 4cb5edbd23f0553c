"""The operator's own map of regions: a GeoJSON file in the home, read and checked, and the classes of its colours.

No map comes with the library and none is fetched: borders are the operator's matter, and in China a published map bears
its approval number (审图号). Nothing is drawn here; shapes are answered in a plane of their own, ready to be drawn.
"""

from patentry.statistics.region_map.classes import MOST_CLASSES, ColourClass, class_of, classes_of
from patentry.statistics.region_map.reading import (
    WIDTH,
    Area,
    RegionMap,
    map_changed_at,
    put_map,
    read_map,
    read_map_file,
)

__all__ = [
    "MOST_CLASSES",
    "WIDTH",
    "Area",
    "ColourClass",
    "RegionMap",
    "class_of",
    "classes_of",
    "map_changed_at",
    "put_map",
    "read_map",
    "read_map_file",
]
