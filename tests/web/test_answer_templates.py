"""Answer templates: a point's own texts, in the applicant's language, with a request's facts in their places."""

from __future__ import annotations

from datetime import date

import people as crowd
import pytest
import window_cast as scene
from window_cast import Cast, moment

from district.casework import CaseRefusal
from district.window.models import Message, Request
from district.window.replies import actions, queries
from district.window.replies.models import AnswerTemplate
from district.window.replies.places import PLACES, filled

DAY = date(2026, 3, 4)


@pytest.fixture
def people() -> Cast:
    return scene.cast()


def write(people: Cast, text: str = "{applicant}：{number}", by=None, **more: object) -> AnswerTemplate:
    given = {"title_zh": "模板", "title_en": "", "text_zh": text, "text_en": "", "topic": "", "item": None}
    told = actions.Text(**{**given, "point": people.center, **more})
    return actions.write(told=told, by=by or people.head, at=moment(1))


def test_every_place_is_filled_from_the_request(people: Cast) -> None:
    request = scene.in_progress(people)
    text = filled("|".join(f"{{{name}}}" for name in PLACES), request=request, lang="zh", on=DAY)
    assert text.split("|") == [
        request.number,
        "申请前咨询",
        "青禾科技（演示）",
        "申请咨询",
        "服务中心",
        "郑办事",
        "2026-03-09",
        "2026-03-04",
    ]


@pytest.mark.parametrize("name", ["request.need", "0", "applicant!r", "__class__", "", "contact_mobile"])
def test_a_place_is_a_name_of_the_table_and_never_code(people: Cast, name: str) -> None:
    with pytest.raises(CaseRefusal, match="unknown_place"):
        write(people, f"x {{{name}}}")


def test_what_fills_a_place_is_not_read_as_a_template_again(people: Cast) -> None:
    request = scene.filed(people, title="{number} {point}")
    assert filled("{ title }", request=request, lang="zh", on=DAY) == "{number} {point}"


def test_the_text_is_in_the_applicant_s_language_where_it_is_written(people: Cast) -> None:
    template = write(people, text_en="Dear {applicant}")
    request = scene.filed(people)
    assert queries.text_for(template, request=request, on=DAY).startswith("青禾")
    request.speech = "de"
    assert queries.text_for(template, request=request, on=DAY).startswith("Dear")
    assert queries.text_for(write(people), request=request, on=DAY).startswith("青禾")


def test_a_request_is_offered_the_templates_of_its_point_topic_and_item(people: Cast) -> None:
    other = scene.item("other", "另一事项", people.center)
    fitting = {
        write(people),
        write(people, item=people.item),
        write(people, topic="咨询"),
        write(people, point=None, by=people.officer),
    }
    write(people, item=other)
    write(people, topic="维权")
    offered = queries.for_request(scene.filed(people), user=people.clerk, on=DAY)
    assert set(offered) == fitting
    assert {one.point for one in queries.visible_to(people.other_clerk, on=DAY)} == {None}


def test_heads_write_for_their_point_and_the_district_for_every_point(people: Cast) -> None:
    mine, shared = write(people), write(people, point=None, by=people.officer)
    for more, code in (
        ({"by": people.clerk}, "at_another_point"),
        ({"point": people.branch}, "at_another_point"),
        ({"point": None}, "of_every_point"),
    ):
        with pytest.raises(CaseRefusal, match=code):
            write(people, **more)
    for template, by in ((mine, people.officer), (shared, people.head), (mine, people.clerk)):
        with pytest.raises(CaseRefusal, match="not_yours"):
            actions.retire(template=template, by=by, at=moment(2))
    actions.retire(template=mine, by=people.head, at=moment(2))
    assert not queries.for_request(scene.filed(people), user=people.clerk, on=DAY).filter(point=people.center)


@pytest.mark.parametrize(("into", "act"), [("message", "say"), ("resolve", "act/resolve")])
def test_a_template_is_inserted_by_its_address_and_counted_when_it_is_sent(people: Cast, into: str, act: str) -> None:
    template, request, client = write(people), scene.in_progress(people), crowd.signed_in_as(people.clerk)
    page = client.get(f"/zh/requests/{request.pk}/?template={template.pk}&into={into}").content.decode()
    text = f"青禾科技（演示）：{request.number}"
    assert page.count(f"{text}</textarea>") == 1
    assert f'name="template" value="{template.pk}"' in page
    template.refresh_from_db()
    assert template.uses == 0, "looking is not using"
    client.post(f"/zh/requests/{request.pk}/{act}/", {"text": text, "note": text, "template": template.pk})
    template.refresh_from_db()
    assert template.uses == 1
    assert Message.objects.exists() if into == "message" else Request.objects.get(pk=request.pk).answer == text


def test_an_applicant_neither_sees_nor_counts_templates(people: Cast) -> None:
    template, request = write(people, point=None, by=people.officer), scene.in_progress(people)
    client = crowd.signed_in_as(people.applicant)
    page = client.get(f"/zh/requests/{request.pk}/?template={template.pk}&into=message").content.decode()
    assert "答复模板" not in page
    client.post(f"/zh/requests/{request.pk}/say/", {"text": "您好", "template": template.pk})
    template.refresh_from_db()
    assert template.uses == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_templates_are_written_changed_and_retired_on_the_pages(people: Cast, lang: str) -> None:
    head, officer = crowd.signed_in_as(people.head), crowd.signed_in_as(people.officer)
    told = {"title_zh": "进度", "text_zh": "{number} 办理中", "point": people.center.pk}
    assert "{secret}" in head.post(f"/{lang}/desk/templates/new/", told | {"text_zh": "{secret}"}).content.decode()
    head.post(f"/{lang}/desk/templates/new/", told)
    template = AnswerTemplate.objects.get()
    assert "进度" in crowd.signed_in_as(people.clerk).get(f"/{lang}/desk/templates/").content.decode()
    address = f"/{lang}/desk/templates/{template.pk}/"
    assert officer.get(address).status_code == 404
    head.post(address, told | {"title_zh": "办理进度"})
    assert AnswerTemplate.objects.get().title_zh == "办理进度"
    head.post(address, {"retire": "1"})
    assert AnswerTemplate.objects.get().retired_at
