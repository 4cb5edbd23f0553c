"""Releases in the API: which there are, and each with everything that was frozen, whatever has corrected it since."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import Field, Path, Query, Router, Schema
from ninja.errors import HttpError

from district.openstats.releases import queries, writing
from district.openstats.releases.models import Bulletin, Release

FRESH_SECONDS = 60
MOST = 500
router = Router()


class ReleaseTerms(Schema):
    """Which releases: of a figure or region, of days from `since` on, or only those no other has taken the place of."""

    figure: str | None = Field(None, max_length=60)
    region: str | None = Field(None, max_length=60)
    since: date | None = None
    state: Literal["published", "corrected"] | None = None
    limit: int = Field(50, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=1_000_000)


class Words(Schema):
    """A text in both languages."""

    zh: str
    en: str


class ReleaseOut(Schema):
    """A release without its values. `corrects` and `corrected_by` are codes; `address` leads to the values."""

    code: str
    title: Words
    on: date
    published_at: str
    state: str
    snapshot: int
    figures: list[str]
    regions: list[str]
    corrects: str | None
    corrected_by: str | None
    address: str


class ReleasesOut(Schema):
    """A part of the releases, the latest day first; `next` is the address of the following part."""

    total: int
    rows: list[ReleaseOut]
    next: str | None


class Problem(Schema):
    """Why a question was not answered."""

    detail: str


@router.get("/releases", response={200: ReleasesOut, 400: Problem})
def releases(request: HttpRequest, terms: Query[ReleaseTerms]) -> HttpResponse:
    """Every release that has been published, corrected ones too, the latest day first."""
    rows = [
        row
        for row in queries.public().select_related("corrects", "corrected_by")
        if (terms.figure is None or terms.figure in row.figures)
        and (terms.region is None or terms.region in row.regions)
        and (terms.since is None or row.on >= terms.since)
        and terms.state in (None, row.state)
    ]
    end = terms.offset + terms.limit
    following = _next(request, end) if end < len(rows) else None
    told = {"total": len(rows), "rows": [_listed(row) for row in rows[terms.offset : end]], "next": following}
    answer = _answered(request, told)
    if following and answer.status_code == 200:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer


@router.get("/releases/{code}", response={200: dict[str, Any], 404: Problem})
def release(request: HttpRequest, code: Path[str]) -> HttpResponse:
    """One release, for good: values, definitions and text as they were frozen, its bulletins and its vintages."""
    row = queries.public().select_related("corrects").filter(code=code).first()
    if row is None:
        raise HttpError(404, "There is no such release. Known ones are listed at /api/v1/releases.")
    told = writing.as_told(row, queries.values_of(row), address=f"/en/releases/{row.code}/")
    told["vintages"] = [_listed(one) for one in queries.vintages(row)]
    told["bulletins"] = [_printed(one, row) for one in queries.bulletins_of(row)]
    return _answered(request, told)


def _listed(row: Release) -> dict[str, Any]:
    after = getattr(row, "corrected_by", None)
    return {
        "code": row.code,
        "title": {"zh": row.title_zh, "en": row.title_en},
        "on": row.on.isoformat(),
        "published_at": row.published_at.isoformat() if row.published_at else "",
        "state": row.state,
        "snapshot": row.snapshot,
        "figures": row.figures,
        "regions": row.regions,
        "corrects": row.corrects.code if row.corrects else None,
        # A correction that is on its way is nobody's business yet.
        "corrected_by": after.code if after is not None and after.is_public else None,
        "address": f"/api/v1/releases/{row.code}",
    }


def _printed(one: Bulletin, row: Release) -> dict[str, str]:
    address = f"/{one.language}/releases/{row.code}/bulletin.{one.kind}"
    return {"language": one.language, "kind": one.kind, "sha256": one.digest, "address": address}


def _next(request: HttpRequest, offset: int) -> str:
    asked = request.GET.copy()
    asked["offset"] = str(offset)
    return f"{request.path}?{asked.urlencode()}"


def _answered(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    """The answer with the digest of its content for a tag, or 304 to whoever has it."""
    content = (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8")
    made = HttpResponse(content, content_type="application/json; charset=utf-8")
    made["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    made["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    found = get_conditional_response(request, etag=made["ETag"], response=made)
    assert isinstance(found, HttpResponse)
    return found
