"""The read-only API, version 1: figures, one figure, why a patent counts, one patent. The shapes of `--json`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any, Literal

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError

from district.openstats import provider, selection
from district.openstats.provider import FigureDefinition, FigureResult, NoCorpus, NotAnswered, Opened, sentence
from district.openstats.selection import ATTRIBUTIONS, BadChoice
from district.openstats.services import registry
from district.openstats.services.page import ServicePage, gather
from district.openstats.services.registry import ServiceFigure

View = Literal["recorded", "legal"]
Attribution = Literal["cnipa", "holder_now", "applicant_at_filing", "any", "fractional"]
Every = Literal["month", "quarter", "year"]
Group = Literal["region", "holder", "applicant_type", "ipc_section", "ipc_class", "right_type"]
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
    versus: str | None = None


class WhyTerms(Schema):
    """Which patent, where and on which day."""

    number: str
    region: str | None = None
    on: date | None = None
    view: View = "recorded"
    attribution: Attribution = "cnipa"


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
def figures(request: HttpRequest) -> tuple[FigureDefinition, ...]:
    """Which figures there are and what they count."""
    return provider.opened().figures


@api.get("/figures/{figure}", response={200: FigureResult, **ERRORS})
def figure(request: HttpRequest, figure: Path[str], terms: Query[FigureTerms]) -> FigureResult:
    """A figure on a date or as a series, unrounded, with what it rests on; `patents` is always null here."""
    stats = provider.opened()
    _defined(stats, figure)
    region = _region(stats, terms.region)
    if terms.every is None:
        span: dict[str, Any] = {"on": _day(terms.on, stats)}
    else:
        if terms.start is None or terms.end is None:
            raise HttpError(400, "A series needs start and end.")
        span = {"start": _day(terms.start, stats), "end": _day(terms.end, stats), "every": terms.every}
    return stats.figure(
        figure,
        region=region,
        view=terms.view,
        attribution=terms.attribution,
        by=terms.by,
        versus=terms.versus,
        **span,
    )


@api.get("/figures/{figure}/why", response={200: WhyOut, **ERRORS})
def why(request: HttpRequest, figure: Path[str], terms: Query[WhyTerms]) -> dict[str, Any]:
    """Whether one patent counts in a figure, test by test."""
    stats = provider.opened()
    _defined(stats, figure)
    answer = stats.why(
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


def _defined(stats: Opened, figure: str) -> None:
    if stats.definition(figure) is None:
        known = ", ".join(row.id for row in stats.figures)
        raise HttpError(404, f"There is no such figure. Known: {known}.")


def _region(stats: Opened, region: str | None) -> str:
    asked = region or selection.home_region(stats)
    if stats.region(asked) is None:
        known = ", ".join(row.region for row in stats.regions)
        raise HttpError(400, f"There is no such region. Known: {known}.")
    return asked


def _day(day: date | None, stats: Opened) -> date:
    return selection.read_day(day.isoformat() if day else None, default=selection.default_day(stats))
