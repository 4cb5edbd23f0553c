"""The window's pages, walked as an applicant and as a clerk would, in both languages."""

from __future__ import annotations

from datetime import date

import people as crowd
import pytest
import uploads
import window_cast as scene
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from window_cast import Cast

from district.accounts.privacy import notice
from district.files.models import StoredFile
from district.window import actions
from district.window.models import Request


@pytest.fixture
def people() -> Cast:
    return scene.cast()


def page(user, address: str) -> str:
    answer = crowd.signed_in_as(user).get(address, follow=True)
    assert answer.status_code == 200, address
    return answer.content.decode()


NEED = {"title": "想查一件专利的状态", "need": "专利号在附件里", "topic": "咨询", "way": "online", "speech": "zh"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_applicant_files_a_need_and_follows_it(people: Cast, lang: str) -> None:
    client = crowd.signed_in_as(people.applicant)
    filed = client.post(f"/{lang}/requests/new/", NEED | {"submit": "1"}, follow=True)
    request = Request.objects.get()
    assert filed.redirect_chain[-1][0] == f"/{lang}/requests/{request.pk}/"
    assert request.state == "submitted"
    body = filed.content.decode()
    assert request.number in body
    assert {"zh": "已提交", "en": "Submitted"}[lang] in body
    assert request.title in page(people.applicant, f"/{lang}/requests/")


def test_the_organisation_somebody_acts_for_is_chosen_already(people: Cast) -> None:
    form = page(people.applicant, "/en/requests/new/")
    chosen = form.split('id="id_organisation"')[1].split("</select>")[0]
    assert f'value="{people.firm.pk}" selected' in chosen


def test_a_draft_is_kept_and_gone_on_with(people: Cast) -> None:
    client = crowd.signed_in_as(people.applicant)
    client.post("/zh/requests/new/", NEED)
    request = Request.objects.get()
    assert request.state == "draft"
    again = page(people.applicant, f"/zh/requests/{request.pk}/")
    assert NEED["need"] in again
    client.post(f"/zh/requests/{request.pk}/edit/", NEED | {"title": "改过", "submit": "1"})
    request.refresh_from_db()
    assert (request.title, request.state) == ("改过", "submitted")


def test_who_has_not_accepted_the_notice_keeps_the_draft_and_is_told(people: Cast) -> None:
    user = scene.person("u-new", "新人", mobile="+8613800000009", mobile_verified_at=timezone.now())
    assert not notice.has_accepted(user)
    told = crowd.signed_in_as(user).post("/en/requests/new/", NEED | {"submit": "1"}, follow=True).content.decode()
    assert "Read and accept the privacy notice first" in told
    assert Request.objects.get(applicant=user).state == "draft"


def test_a_clerk_takes_it_through_and_the_applicant_closes_and_rates_it(people: Cast) -> None:
    clerk, applicant = crowd.signed_in_as(people.clerk), crowd.signed_in_as(people.applicant)
    applicant.post("/zh/requests/new/", NEED | {"submit": "1"})
    request = Request.objects.get()
    Request.objects.filter(pk=request.pk).update(point=people.center, item=people.item)
    at = f"/zh/requests/{request.pk}/"
    assert request.title in page(people.clerk, "/zh/desk/requests/?view=unassigned")
    clerk.post(f"{at}route/", {"item": people.item.pk, "point": people.center.pk})
    clerk.post(f"{at}act/accept/")
    clerk.post(f"{at}act/assign/", {"handler": people.clerk.pk})
    clerk.post(f"{at}say/", {"text": "只在窗口看", "internal": "on"})
    clerk.post(f"{at}act/resolve/", {"note": "该专利有效。"})
    seen = page(people.applicant, at)
    assert "该专利有效。" in seen
    assert "只在窗口看" not in seen
    applicant.post(f"{at}act/confirm/")
    applicant.post(f"{at}rate/", {"level": "1", "line": "太慢"})
    request.refresh_from_db()
    assert request.state == "closed"
    assert request.rating.call_back_by is not None
    assert "太慢" in page(people.head, at)


def test_a_refusal_is_said_on_the_page(people: Cast) -> None:
    request = scene.filed(people)
    clerk = crowd.signed_in_as(people.clerk)
    answer = clerk.post(f"/en/requests/{request.pk}/act/resolve/", {"note": "x"}, follow=True)
    assert "The matter has moved on" in answer.content.decode()


def test_a_stranger_finds_nothing(people: Cast) -> None:
    request = scene.filed(people)
    client = crowd.signed_in_as(people.stranger)
    assert client.get(f"/zh/requests/{request.pk}/").status_code == 404
    for address in ("act/withdraw/", "say/", "rate/", "call-back/", "route/"):
        assert client.post(f"/zh/requests/{request.pk}/{address}", {"text": "x"}).status_code == 404
    assert client.get("/zh/desk/requests/").status_code == 403


def test_a_request_referred_away_takes_its_clerk_back_to_the_list(people: Cast) -> None:
    request = scene.in_progress(people)
    clerk = crowd.signed_in_as(people.clerk)
    answer = clerk.post(f"/zh/requests/{request.pk}/act/refer/", {"point": people.branch.pk, "note": ""})
    assert answer.url == "/zh/desk/requests/"


def test_what_an_applicant_writes_is_shown_as_text(people: Cast) -> None:
    request = scene.filed(people, title="<script>alert(1)</script>")
    actions.say(request=request, text="<img src=x onerror=1>", by=people.applicant, at=scene.moment(2))
    body = page(people.clerk, f"/zh/requests/{request.pk}/")
    assert "<script>alert" not in body
    assert "<img src=x" not in body


def test_a_file_goes_with_a_message_and_only_who_sees_the_request_reads_it(people: Cast, settings, tmp_path) -> None:
    kept = {**settings.STORAGES["uploads"], "OPTIONS": {"location": tmp_path / "uploads"}}
    settings.STORAGES = {**settings.STORAGES, "uploads": kept}
    request = scene.filed(people)
    upload = SimpleUploadedFile("licence.pdf", uploads.pdf(), content_type="application/pdf")
    crowd.signed_in_as(people.applicant).post(
        f"/zh/requests/{request.pk}/say/", {"text": "营业执照", "attachment": upload}
    )
    kept = StoredFile.objects.get(matter=request.matter)
    assert kept.name in page(people.clerk, f"/zh/requests/{request.pk}/")
    address = reverse("file", args=[kept.key])
    assert crowd.signed_in_as(people.clerk).get(address).status_code == 200
    assert crowd.signed_in_as(people.stranger).get(address).status_code == 404
    assert crowd.signed_in_as(people.other_clerk).get(address).status_code == 404


def test_a_note_takes_no_file_and_keeps_nothing(people: Cast) -> None:
    request = scene.filed(people)
    upload = SimpleUploadedFile("licence.pdf", uploads.pdf(), content_type="application/pdf")
    told = crowd.signed_in_as(people.clerk).post(
        f"/en/requests/{request.pk}/say/", {"text": "note", "internal": "on", "attachment": upload}, follow=True
    )
    assert "internal note takes none" in told.content.decode()
    assert not StoredFile.objects.exists()
    assert not request.messages.exists()


def test_a_late_request_is_marked(people: Cast) -> None:
    request = scene.filed(people)
    Request.objects.filter(pk=request.pk).update(state_due_on=date(2020, 1, 2))
    assert "已超期" in page(people.clerk, "/zh/desk/requests/?view=overdue")
