"""The schematic map with its marks, as pages of several rooms show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from district.directory import queries
from district.directory.drawing import Mark, draw


def shown(groups: Iterable[queries.PlaceGroup], lang: queries.Lang) -> dict[str, Any]:
    """Answer what a template needs: `map` ("" where the office has none) and its `approval_number` (审图号)."""
    sheet = queries.map_sheet()
    if sheet is None:
        return {"map": "", "approval_number": ""}
    marks = [
        Mark(place.x, place.y, place.sign, place.colour, place.name, reverse("point", args=[place.code]))
        for group in groups
        for place in group.places
    ]
    label = _("Schematic map of the service network; the list beside it names every place")
    drawn = mark_safe(draw(sheet.geojson, marks, lang=lang, label=label))
    return {"map": drawn, "approval_number": sheet.approval_number}
