"""What everyone may open: the days to come, and the question bank."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from district.accounts.doors import everyone, holder_of_the_key, open_to, roles_here
from district.accounts.roles import POINT_ROLES, Role
from district.consultation import calendars, queries
from district.consultation.topics import Topic
from district.consultation.views.answers import now, page
from district.design import language

MOST_QUESTIONS = 50


def _topic(request: HttpRequest) -> str:
    wanted = request.GET.get("topic", "")
    return wanted if wanted in Topic.values else ""


@open_to(everyone)
def coming(request: HttpRequest) -> HttpResponse:
    """The next consultation days with what is free, by topic."""
    topic = _topic(request)
    roles = roles_here(request)
    given = {
        "days": queries.offers(at=now(), topic=topic),
        "topics": Topic.choices,
        "chosen": topic,
        "works": bool(roles & {*POINT_ROLES}),
        "leads": Role.POINT_HEAD in roles,
        "reads": bool({Role.POINT_HEAD, Role.DISTRICT_OFFICER} & set(roles)),
        "advises": Role.EXPERT in roles,
    }
    return page(request, "coming", given)


@open_to(everyone)
def questions(request: HttpRequest) -> HttpResponse:
    """The question bank, searched."""
    topic, text = _topic(request), request.GET.get("q", "")[:100].strip()
    rows = list(queries.questions(topic=topic, text=text)[:MOST_QUESTIONS])
    return page(request, "questions", {"rows": rows, "topics": Topic.choices, "chosen": topic, "text": text})


@open_to(everyone)
def question(request: HttpRequest, key: int) -> HttpResponse:
    """One entry of the bank."""
    found = queries.questions().filter(pk=key).first()
    if found is None:
        raise Http404
    return page(request, "question", {"row": found})


@open_to(holder_of_the_key)
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Somebody's sessions for their calendar program, which cannot sign in."""
    found = queries.feed_bookings(secret, at=now())
    if found is None:
        raise Http404
    lang = language.current()
    name = "公益咨询日" if lang == "zh" else "Consultation day"
    answer = HttpResponse(calendars.feed(found[1], name=name, lang=lang, at=now()), "text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer
