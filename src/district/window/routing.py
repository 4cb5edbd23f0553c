"""Which item of the catalogue a need belongs to and which point should handle it, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from district.directory.models import ServiceItem, ServicePoint
from district.window.models import Request, Way

WEIGHT_PREFERRED = 4
WEIGHT_OFFERS = 3
WEIGHT_WAY = 1
FULL_LOAD = 20
"""Open requests from which on a point counts as full: a setting of the network."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point that could handle a request, with the codes of the reasons for and against it."""

    point: ServicePoint
    score: float
    reasons: tuple[str, ...]
    open_requests: int


def item_for(request: Request) -> ServiceItem | None:
    """Answer the item of the need's topic whose name shares most with what the applicant wrote; None: nobody can say.

    Chinese and English are compared by pairs of neighbouring characters, so neither needs a dictionary.
    """
    if not request.topic:
        return None
    said = _pairs(f"{request.title} {request.need}")
    items = list(ServiceItem.objects.filter(group_zh=request.topic))
    ranked = sorted(items, key=lambda item: (-_share(said, item), item.code))
    return ranked[0] if ranked and (len(ranked) == 1 or _share(said, ranked[0]) > 0) else None


def _share(said: frozenset[str], item: ServiceItem) -> float:
    named = _pairs(f"{item.name_zh} {item.name_en}")
    return len(said & named) / len(named) if named else 0.0


def _pairs(text: str) -> frozenset[str]:
    folded = "".join(sign if sign.isalnum() else " " for sign in text.lower())
    return frozenset(word[n : n + 2] for word in folded.split() for n in range(max(1, len(word) - 1)))


def points_for(request: Request, *, item: ServiceItem | None) -> tuple[Proposal, ...]:
    """Answer the points that could handle a need, the best first. A point that does not offer the item is left out."""
    points = ServicePoint.objects.all() if item is None else item.points.all()
    open_here = dict(
        Request.objects.filter(stage="open", point__isnull=False)
        .values_list("point")
        .annotate(n=Count("pk"))
        .values_list("point", "n")
    )
    ways = {
        point.pk: point.windows
        for point in ServicePoint.objects.annotate(windows=Count("facilities", filter=Q(facilities__kind="window")))
    }
    found = [
        _weigh(request, point, item=item, load=open_here.get(point.pk, 0), windows=ways[point.pk]) for point in points
    ]
    return tuple(sorted(found, key=lambda p: (-p.score, p.open_requests, p.point.code)))


def _weigh(request: Request, point: ServicePoint, *, item: ServiceItem | None, load: int, windows: int) -> Proposal:
    reasons, score = [], 0.0
    if point.pk == request.preferred_point_id:
        reasons.append("preferred")
        score += WEIGHT_PREFERRED
    if item is not None:
        reasons.append("offers_item")
        score += WEIGHT_OFFERS
    if request.way == Way.WINDOW and windows:
        reasons.append("has_window")
        score += WEIGHT_WAY
    if load >= FULL_LOAD:
        reasons.append("busy")
    score -= min(load / FULL_LOAD, 1.0)
    return Proposal(point, score, tuple(reasons), load)


def point_for(request: Request, *, item: ServiceItem | None) -> ServicePoint | None:
    """Answer the best point, or None where the network has none that could."""
    found = points_for(request, item=item)
    return found[0].point if found else None
