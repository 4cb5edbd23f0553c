"""One box over the site: two-letter Chinese words, English words, groups, and what is said where nothing fits."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from district.consultation.models import Expert, Question
from district.demonstration.network import ensure_network
from district.directory.models import AllianceMember
from district.limits.models import Count
from district.portal.search.finding import find
from district.portal.search.topics import topics
from district.portal.search.views import LIMIT
from district.portal.search.words import Asked, pieces, rank


@pytest.fixture
def network(db: None) -> None:
    ensure_network()


@pytest.fixture
def bank(network, django_user_model) -> None:
    user = django_user_model.objects.create_user(username="expert-1", name="测试专家")
    expert = Expert.objects.create(
        user=user, member=AllianceMember.objects.get(code="heng"), name_zh="测试专家", name_en="Expert"
    )
    rows = (
        (
            "filing",
            "年费没有按时缴，还能恢复吗",
            "Can a patent lapsed for an unpaid fee be restored?",
            "可以在两个月内请求恢复。",
        ),
        ("overseas", "收到境外律师函怎么办", "What to do about a warning letter from abroad?", "先核对权利是否有效。"),
    )
    for topic, zh, en, answer in rows:
        Question.objects.create(
            topic=topic,
            question_zh=zh,
            question_en=en,
            answer_zh=answer,
            curated_by=expert,
            published_on=date(2026, 1, 5),
        )
    Question.objects.create(
        topic="filing",
        question_zh="已撤回的年费问题",
        answer_zh="无",
        curated_by=expert,
        published_on=date(2026, 1, 5),
        withdrawn_on=date(2026, 2, 1),
    )


def titles(text: str, lang: str = "zh") -> dict[str, list[str]]:
    with override(lang):
        return {str(group.name): [hit.title for hit in group.hits] for group in find(text, lang=lang)}


@pytest.mark.parametrize(
    ("text", "group", "title"),
    [
        ("调解", "服务事项", "知识产权纠纷调解"),
        ("商标", "运营服务联盟", "通海商标代理（演示）"),
        ("年费", "问答库", "年费没有按时缴，还能恢复吗"),
        ("我要申请调解", "服务事项", "知识产权纠纷调解"),
        ("律师函怎么办", "问答库", "收到境外律师函怎么办"),
        ("科学谷", "服务网点", "科学谷工作站"),
        ("咨询席位", "服务网点", "科学谷工作站"),
        ("发明专利拥有量", "统计数据", "每万人口发明专利拥有量"),
        ("忘记密码", "办事指南", "忘记密码、账号被锁"),
        ("ＴＲＡＩＮＩＮＧ", "服务事项", "培训与讲座报名"),
    ],
)
def test_chinese_words_find_what_they_name(bank, text, group, title):
    assert title in titles(text)[group]


@pytest.mark.parametrize(
    ("text", "group", "title"),
    [
        ("mediation", "Services", "Mediation of an IP dispute"),
        ("mediators", "Services", "Mediation of an IP dispute"),
        ("unpaid fees", "Question bank", "Can a patent lapsed for an unpaid fee be restored?"),
        ("trademark", "Service alliance", "Tonghai Trade Marks (demonstration)"),
        ("how to book", "Guide", "How to book a consultation"),
        ("海外", "Services", "Guidance on an overseas dispute"),
    ],
)
def test_english_words_find_what_they_name(bank, text, group, title):
    assert title in titles(text, "en")[group]


def test_the_better_answer_stands_first():
    asked = Asked.read("专利检索")
    named = rank(asked, title="专利检索协助")
    told = rank(asked, title="信息服务", more="含专利检索")
    near = rank(asked, title="检索与专利导航")
    assert named > told > near > 0
    assert rank(asked, title="培训与讲座报名") == 0


def test_words_that_only_ask_do_not_count():
    assert Asked.read("怎么 调解").terms == ("调解",)
    assert Asked.read("how to file a request").terms == ("file", "request")
    assert Asked.read("怎么").terms == ("怎么",)
    assert not Asked.read("？！ ")


def test_withdrawn_answers_are_not_found(bank):
    assert titles("年费")["问答库"] == ["年费没有按时缴，还能恢复吗"]


def test_the_page_groups_answers_and_every_link_leads_somewhere(client, bank):
    html = client.get("/zh/search/", {"q": "咨询"}).content.decode()
    links = set(re.findall(r'<li><a href="([^"]+)">', html.partition("<main")[2]))
    assert len(links) > 4
    for link in links:
        assert client.get(link.partition("#")[0]).status_code in {200, 302}


def test_nothing_found_says_how_to_go_on(client, network):
    html = client.get("/en/search/", {"q": "zzzz"}).content.decode()
    assert "Nothing was found" in html
    assert 'href="/en/requests/new/"' in html
    assert "How to book a consultation" in html


def test_what_was_typed_is_shown_as_text(client, network):
    html = client.get("/zh/search/", {"q": "<b>调解</b>" + "长" * 300}).content.decode()
    assert "<b>调解" not in html
    assert "长" * 101 not in html


def test_a_patent_number_leads_to_its_life(client, network):
    html = client.get("/en/search/", {"q": "ZL 2012 1 9990315.3"}).content.decode()
    assert re.search(r'href="/en/patents/[^"]+/"', html.partition("<main")[2])


def test_the_box_stands_on_every_page_and_on_the_page_of_an_address_that_is_not_there(client, db):
    assert 'action="/zh/search/"' in client.get("/zh/").content.decode().partition("<main")[0]
    missing = client.get("/zh/nowhere/")
    assert missing.status_code == 404
    assert 'action="/zh/search/"' in missing.content.decode().partition("<main")[2]


def test_searching_too_often_is_refused_in_words_and_keeps_nothing_of_what_was_typed(client, network, monkeypatch):
    monkeypatch.setattr("district.portal.search.views.LIMIT", LIMIT.__class__(name="portal.search", most=2, seconds=60))
    for _ in range(2):
        assert client.get("/zh/search/", {"q": "调解"}).status_code == 200
    refused = client.get("/zh/search/", {"q": "调解"})
    assert refused.status_code == 429
    assert "操作过于频繁" in refused.content.decode()
    assert client.get("/zh/search/").status_code == 200
    assert "调解" not in "".join(str(vars(row)) for row in Count.objects.all())


def test_every_guide_topic_leads_to_a_page_of_the_site():
    for topic in topics():
        assert topic.zh
        assert topic.en
        assert topic.words
        assert reverse(topic.address)


def test_what_is_typed_is_found_whatever_its_case_and_width(client, bank):
    assert "收到境外律师函怎么办" in client.get("/zh/consultation/questions/", {"q": "ＷＡＲＮＩＮＧ"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "title", "marked"),
    [
        ("调解", "知识产权纠纷调解", ["调解"]),
        ("IP disputes", "Mediation of an IP dispute", ["IP"]),
        ("c+b(", "C+b( and a cab", ["C", "b", "c"]),
    ],
)
def test_what_was_typed_is_marked_in_the_answer(typed, title, marked):
    cut = pieces(Asked.read(typed), title)
    assert "".join(piece for piece, _ in cut) == title
    assert [piece for piece, is_it in cut if is_it] == marked
