"""The read-only API, version 1: figures, one figure, why a patent counts, one patent. The shapes of `--json`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Literal

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Field, NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError
from pydantic import TypeAdapter

from district.openstats import freshness, provider, quick, selection
from district.openstats.next_year import ProjectionOut, projection_out
from district.openstats.provider import (
    CountedPatentRow,
    FigureDefinition,
    FigureResult,
    NoCorpus,
    NotAnswered,
    Opened,
    sentence,
)
from district.openstats.releases.api import router as releases
from district.openstats.selection import ATTRIBUTIONS, BadChoice
from district.openstats.services import registry
from district.openstats.services.page import ServicePage, gather
from district.openstats.services.registry import ServiceFigure

View = Literal["recorded", "legal"]
WhosePatents = Literal["mainland", "domestic_incl_hmt", "all"]
Attribution = Literal["cnipa", "holder_now", "applicant_at_filing", "any", "fractional"]
Placed = Literal["address", "list", "postcode", "correction", "unresolved"]
MOST_ROWS = 10_000
MOST_PATENTS = 1_000
LAST_ROW = 100_000_000
Every = Literal["month", "quarter", "year"]
Group = Literal[
    "region",
    "holder",
    "official_type",
    "type_basis",
    "applicant_type",
    "enterprise_tag",
    "ipc_section",
    "ipc_class",
    "ipc_subclass",
    "technology_field",
    "strategic_industry",
    "digital_industry",
    "green_technology",
    "right_type",
    "category",
    "overlap",
    "match_level",
    "outcome",
    "co_owners",
]
assert set(ATTRIBUTIONS) == {"cnipa", "holder_now", "applicant_at_filing", "any", "fractional"}


def _docs(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The documentation page reads the description from this site and draws small inline images."""
    return csp_update({"connect-src": ["'self'"], "img-src": ["data:"]})(view)


api = NinjaAPI(
    title="Patentry",
    version="1",
    description="Read-only figures of the district, with what each rests on. Licence: CC BY 4.0.",
    docs_decorator=_docs,
)
api.add_router("", releases)


class TestOut(Schema):
    """One test a patent has to pass; null where the files do not settle it."""

    test: str
    result: bool | None
    evidence: str


class WhyOut(Schema):
    """Whether a patent counts, and each test with its evidence."""

    number: str
    counted: bool | None
    reasons: list[TestOut]


class Problem(Schema):
    """Why a question was not answered."""

    detail: str


class FigureTerms(Schema):
    """The terms of a figure: one date, or a series from `start` to `end`."""

    region: str | None = None
    on: date | None = None
    start: date | None = None
    end: date | None = None
    every: Every | None = None
    by: Group | None = None
    view: View = "recorded"
    attribution: Attribution = "cnipa"
    scope: WhosePatents = "mainland"
    versus: str | None = None


class Paging(Schema):
    """A part of the rows. The address of the next part stands in the header `Link` (RFC 8288), `rel="next"`."""

    limit: int = Field(MOST_ROWS, ge=1, le=MOST_ROWS)
    offset: int = Field(0, ge=0, le=LAST_ROW)


class PatentTerms(Schema):
    """Which of the patents behind a value: by what the place was decided, or with a text in number, title or holder."""

    region: str | None = None
    on: date | None = None
    view: View = "recorded"
    attribution: Attribution = "cnipa"
    scope: WhosePatents = "mainland"
    place: Placed | None = None
    search: str | None = Field(None, max_length=60)
    limit: int = Field(50, ge=1, le=MOST_PATENTS)
    offset: int = Field(0, ge=0, le=LAST_ROW)


class PatentsOut(Schema):
    """A part of the patents behind a value, the newest first; `next` is the address of the following part."""

    total: int
    rows: list[CountedPatentRow]
    next: str | None


class ProjectionTerms(Schema):
    """Which stock, where and on which day."""

    region: str | None = None
    on: date | None = None
    view: View = "recorded"
    attribution: Attribution = "cnipa"


class WhyTerms(Schema):
    """Which patent, where and on which day."""

    number: str
    region: str | None = None
    on: date | None = None
    view: View = "recorded"
    attribution: Attribution = "cnipa"
    scope: WhosePatents = "mainland"


_RESULT = TypeAdapter(FigureResult)
_DEFINITIONS = TypeAdapter(list[FigureDefinition])
_PATENTS = TypeAdapter(PatentsOut)
_PROJECTION = TypeAdapter(ProjectionOut)
ERRORS = {400: Problem, 404: Problem, 503: Problem}


@api.exception_handler(NoCorpus)
def _no_corpus(request: HttpRequest, refusal: NoCorpus) -> HttpResponse:
    return api.create_response(request, {"detail": "There are no data yet."}, status=503)


@api.exception_handler(NotAnswered)
def _not_answered(request: HttpRequest, refusal: NotAnswered) -> HttpResponse:
    text = sentence(refusal.code, lang="en", values=refusal.values)
    return api.create_response(request, {"detail": text}, status=400)


@api.exception_handler(BadChoice)
def _bad_choice(request: HttpRequest, refusal: BadChoice) -> HttpResponse:
    return api.create_response(request, {"detail": str(refusal)}, status=400)


@api.get("/figures", response={200: list[FigureDefinition], **ERRORS})
def figures(request: HttpRequest, measure: str | None = None, right_type: str | None = None) -> HttpResponse:
    """Which figures there are and what they count; `measure` and `right_type` narrow the list."""
    stats = provider.opened()

    def answer() -> bytes:
        found = [
            row for row in stats.figures if measure in (None, row.measure) and right_type in (None, row.right_type)
        ]
        return _DEFINITIONS.dump_json(found)

    versions = "".join(f"{row.id}{row.version}" for row in stats.figures)
    return _answered(request, stats, ("figures", versions, measure, right_type), answer)


@api.get("/figures/{figure}", response={200: FigureResult, **ERRORS})
def figure(request: HttpRequest, figure: Path[str], terms: Query[FigureTerms], paging: Query[Paging]) -> HttpResponse:
    """A figure on a date or as a series, unrounded, with what it rests on; `patents` is always null here.

    The answer is fixed by snapshot, definition, parameters and language: with `If-None-Match` an unchanged one is 304.
    """
    stats = provider.opened()
    version = _defined(stats, figure).version
    following: list[str] = []

    def answer() -> bytes:
        found = _asked(stats, figure, terms)
        end = paging.offset + paging.limit
        if end < len(found.rows):
            following.append(_next(request, end))
        return _RESULT.dump_json(replace(found, rows=found.rows[paging.offset : end]))

    made = _answered(
        request, stats, ("figure", figure, version, terms.model_dump_json(), paging.model_dump_json()), answer
    )
    if following:
        made["Link"] = f'<{following[0]}>; rel="next"'
    return made


def _asked(stats: Opened, figure: str, terms: FigureTerms) -> FigureResult:
    if terms.every is None:
        span: dict[str, Any] = {"on": _day(terms.on, stats)}
    else:
        if terms.start is None or terms.end is None:
            raise HttpError(400, "A series needs start and end.")
        span = {"start": _day(terms.start, stats), "end": _day(terms.end, stats), "every": terms.every}
    return stats.scoped(terms.scope).figure(
        figure,
        region=_region(stats, terms.region),
        view=terms.view,
        attribution=terms.attribution,
        by=terms.by,
        versus=terms.versus,
        **span,
    )


@api.get("/figures/{figure}/patents", response={200: PatentsOut, **ERRORS})
def patents(request: HttpRequest, figure: Path[str], terms: Query[PatentTerms]) -> HttpResponse:
    """The patents behind a value, a part at a time; the whole table is at `/en/statistics/FIGURE/patents.csv`."""
    stats = provider.opened()
    version = _defined(stats, figure).version

    def answer() -> bytes:
        found = stats.scoped(terms.scope).patents(
            figure=figure,
            region=_region(stats, terms.region),
            on=_day(terms.on, stats),
            view=terms.view,
            attribution=terms.attribution,
            place=terms.place,
            offset=terms.offset,
            limit=terms.limit,
            search=terms.search,
        )
        end = terms.offset + len(found.rows)
        more = _next(request, end) if found.rows and end < found.total else None
        return _PATENTS.dump_json(PatentsOut.model_construct(total=found.total, rows=list(found.rows), next=more))

    return _answered(request, stats, ("patents", figure, version, terms.model_dump_json()), answer)


def _next(request: HttpRequest, offset: int) -> str:
    """The same question further on, as an address without a host: a proxy may stand before us."""
    asked = request.GET.copy()
    asked["offset"] = str(offset)
    return f"{request.path}?{asked.urlencode()}"


def _answered(
    request: HttpRequest, stats: Opened, asked: tuple[object, ...], answer: Callable[[], bytes]
) -> HttpResponse:
    """The answer with its tag; not made for whoever has it, and remembered for who asks next."""
    tag = freshness.tag_of(stats, "api", *asked)
    if (found := freshness.unchanged(request, tag, stats)) is not None:
        return found
    made = HttpResponse(answer(), content_type="application/json; charset=utf-8")
    freshness.stamp(made, tag, stats)
    quick.remember(request)
    return made


@api.get("/figures/{figure}/next-year", response={200: ProjectionOut, **ERRORS})
def next_year(request: HttpRequest, figure: Path[str], terms: Query[ProjectionTerms]) -> HttpResponse:
    """What would change a stock within a year, with its assumptions: a projection, no figure."""
    stats = provider.opened()
    version = _defined(stats, figure).version

    def answer() -> bytes:
        found = stats.projection(
            figure,
            region=_region(stats, terms.region),
            on=_day(terms.on, stats),
            view=terms.view,
            attribution=terms.attribution,
        )
        return _PROJECTION.dump_json(projection_out(found, lang="en"))

    return _answered(request, stats, ("next-year", figure, version, terms.model_dump_json()), answer)


@api.get("/figures/{figure}/why", response={200: WhyOut, **ERRORS})
def why(request: HttpRequest, figure: Path[str], terms: Query[WhyTerms]) -> dict[str, Any]:
    """Whether one patent counts in a figure, test by test."""
    stats = provider.opened()
    _defined(stats, figure)
    answer = stats.scoped(terms.scope).why(
        terms.number,
        figure=figure,
        region=_region(stats, terms.region),
        on=_day(terms.on, stats),
        view=terms.view,
        attribution=terms.attribution,
    )
    reasons = [
        {
            "test": test.test,
            "result": test.result,
            "evidence": sentence(test.evidence, lang="en", values=test.values),
        }
        for test in answer.reasons
    ]
    return {"number": answer.number, "counted": answer.counted, "reasons": reasons}


@api.get("/patents/{path:number}", response={200: dict[str, Any], **ERRORS})
def patent(request: HttpRequest, number: Path[str]) -> dict[str, Any]:
    """One patent's life: facts, events with both dates, both views as intervals, holders, fees."""
    life = provider.opened().life(number)
    if life is None:
        raise HttpError(404, "No file names this patent.")
    facts = asdict(life)
    # A number of the derived tables, another one in the next snapshot.
    del facts["id"]
    return facts


@api.get("/services", response={200: list[ServiceFigure], **ERRORS})
def services(request: HttpRequest) -> tuple[ServiceFigure, ...]:
    """Which figures over service records there are and what they count."""
    return registry.figures()


@api.get("/services/{figure}", response={200: ServicePage, **ERRORS})
def service(request: HttpRequest, figure: Path[str], span: str | None = None) -> ServicePage:
    """A service figure: its series, and the breakdowns of one span. A value that is not told is null, with its mark."""
    found = registry.figure_named(figure)
    if found is None:
        raise HttpError(404, "There is no such figure.")
    try:
        return gather(found, on=timezone.localdate(), span=span, lang="en")
    except LookupError as error:
        raise HttpError(400, "Nothing is published for this span.") from error


def _defined(stats: Opened, figure: str) -> FigureDefinition:
    found = stats.definition(figure)
    if found is None:
        known = ", ".join(row.id for row in stats.figures)
        raise HttpError(404, f"There is no such figure. Known: {known}.")
    return found


def _region(stats: Opened, region: str | None) -> str:
    asked = region or selection.home_region(stats)
    if stats.region(asked) is None:
        known = ", ".join(row.region for row in stats.regions)
        raise HttpError(400, f"There is no such region. Known: {known}.")
    return asked


def _day(day: date | None, stats: Opened) -> date:
    return selection.read_day(day.isoformat() if day else None, default=selection.default_day(stats))
