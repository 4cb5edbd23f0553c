"""What somebody who means harm would try, from outside and from a seat of their own."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import addresses
import consultation_district
import people
import pytest
import window_cast
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.forms import ModelForm
from django.test import Client
from django.utils import timezone

from district.accounts import acting
from district.accounts import queries as accounts
from district.accounts.actions import organisations
from district.accounts.models import Membership, Organisation, OrganisationKind, OrganisationSize, Standing
from district.accounts.roles import Role
from district.audit import anchors
from district.audit.actions import record
from district.audit.models import Entry
from district.casework import CaseRefusal
from district.consultation import queries as consultation
from district.consultation.actions import experts, recurring, sessions
from district.demonstration.people import whole_code
from district.window import actions as window
from district.window import queries as requests
from district.window.actions.drafting import Need
from district.window.listcheck.actions import take
from district.window.listcheck.models import Filing
from district.window.listcheck.reading import WEIGHTS

CODE = whole_code("91990000TE5T00009")
DISTRICT = Path(__file__).resolve().parents[2] / "src" / "district"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>"
TODAY = timezone.localdate()


def claim(user, code: str = CODE, name: str = "某某公司") -> Organisation:
    return organisations.claim(
        credit_code=code,
        name_zh=name,
        kind=OrganisationKind.ENTERPRISE,
        size=OrganisationSize.SMALL,
        by=user,
        at=timezone.now(),
    )


# --- other people's matters -------------------------------------------------------------------------------------------


def test_claiming_a_firm_by_its_public_code_shows_nothing_of_what_others_filed_for_it() -> None:
    cast = window_cast.cast()
    request = window_cast.filed(cast)
    cast.firm.standing = Standing.REFUSED
    cast.firm.credit_code = CODE
    cast.firm.save()
    attacker = people.person()
    assert claim(attacker).pk == cast.firm.pk
    assert not requests.visible_to(attacker, on=TODAY).exists()
    assert people.signed_in_as(attacker).get(f"/zh/requests/{request.pk}/").status_code == 404
    with pytest.raises(CaseRefusal):
        window.withdraw(request=request, reason="x", by=attacker, at=window_cast.moment(3))


def test_a_claim_shows_no_booking_of_the_firm_s_others() -> None:
    district = consultation_district.build()
    booking = district.book()
    attacker = people.person()
    Membership.objects.create(
        user=attacker, organisation=booking.organisation, role=Role.ENTERPRISE_ADMIN, valid_from=people.SINCE
    )
    assert booking.organisation.standing == Standing.CLAIMED
    assert not consultation.visible_to(attacker, on=TODAY).exists()
    assert consultation.visible_to(booking.person, on=TODAY).exists()


def test_whoever_claims_a_refused_firm_anew_is_alone_in_it() -> None:
    first, second = people.person(), people.person()
    firm = claim(first)
    organisations.refuse(organisation=firm, reason="不符", by=people.person(Role.DISTRICT_OFFICER), at=timezone.now())
    claim(second)
    assert not accounts.organisations_of(first, on=TODAY).exists()
    assert accounts.organisations_of(second, on=TODAY).get() == firm


def test_a_firm_named_like_another_gets_nothing_from_a_list_of_filings() -> None:
    claim(people.person(), name="青禾科技有限公司")
    twelve = "202410123456"
    number = twelve + "0123456789X"[sum(int(n) * w for n, w in zip(twelve, WEIGHTS, strict=True)) % 11]
    table = f"申请号,申请人,代理机构,通知日,期限\n{number},青禾科技有限公司,,2026-03-02,2026-04-02\n"
    take(code="B1", content=table.encode(), by=people.person(Role.POINT_STAFF), at=timezone.now())
    assert Filing.objects.get().organisation is None


def test_nobody_handles_their_own_request_at_the_desk() -> None:
    cast = window_cast.cast()
    request = window_cast.filed(cast)
    request.applicant = cast.clerk
    request.save()
    with pytest.raises(CaseRefusal, match=r"step\.not_your_role"):
        window.accept(request=request, by=cast.clerk, at=window_cast.moment(3))
    assert window.accept(request=request, by=cast.head, at=window_cast.moment(3)).state == "accepted"


def test_a_stranger_s_posts_to_somebody_s_matters_find_nothing() -> None:
    cast = window_cast.cast()
    request = window_cast.in_progress(cast)
    stranger = people.signed_in_as(cast.stranger)
    for act in ("edit/", "act/resolve/", "act/withdraw/", "say/", "rate/", "call-back/", "route/"):
        assert stranger.post(f"/zh/requests/{request.pk}/{act}", {"text": "x"}).status_code == 404, act
    assert stranger.post(f"/zh/consultation/bookings/{uuid.uuid4()}/cancel/").status_code == 404


def test_a_draft_is_changed_by_nobody_but_who_wrote_it() -> None:
    cast = window_cast.cast()
    draft = window_cast.drafted(cast)
    for other in (cast.colleague, cast.clerk, cast.stranger):
        with pytest.raises(CaseRefusal, match=r"step\.not_your_role"):
            window.redraft(request=draft, need=Need(title="别人的", need="改写"), by=other, at=window_cast.moment(2))
        assert people.signed_in_as(other).get(f"/zh/requests/{draft.pk}/").status_code == 404


def test_acting_for_a_firm_is_no_choice_of_the_form(rf) -> None:
    firm = Organisation.objects.create(name_zh="甲公司", standing=Standing.VERIFIED)
    client = people.signed_in_as(people.person())
    assert client.post("/zh/account/acting/", {"organisation": str(firm.pk)}).status_code == 404
    assert acting.KEY not in client.session


# --- forms ------------------------------------------------------------------------------------------------------------


def test_no_form_takes_its_fields_from_a_model() -> None:
    """What a form may set is written in the form: a field added to a model is set by nobody."""
    source = "".join(path.read_text(encoding="utf-8") for path in DISTRICT.rglob("*.py"))
    assert not re.search(r"\*\*request\.(POST|GET)", source)
    own = [form for form in _subclasses(ModelForm) if form.__module__.startswith("district.")]
    assert own
    for form in own:
        options = form._meta
        assert isinstance(options.fields, list | tuple), form
        assert options.exclude is None, form


def _subclasses(form: type) -> Iterator[Any]:
    for one in form.__subclasses__():
        yield one
        yield from _subclasses(one)


def test_fields_nobody_offers_are_not_taken() -> None:
    user = people.person()
    people.signed_in_as(user).post(
        "/zh/account/details/",
        {"name": "林", "language": "zh", "is_superuser": "1", "is_staff": "1", "mobile": "+8613800000000"},
    )
    user.refresh_from_db()
    assert (user.is_superuser, user.is_staff, user.mobile != "+8613800000000") == (False, False, True)


POSTED = [one for one in addresses.every() if one.has_language]


@pytest.mark.parametrize("address", POSTED, ids=lambda one: one.name)
def test_no_address_takes_a_form_of_another_site_s(address: addresses.Address) -> None:
    answer = Client(enforce_csrf_checks=True).post(address.path("zh"), {"x": "1"})
    assert answer.status_code in {403, 404, 405}, answer.status_code


AWAY = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "javascript:alert(1)"]


@pytest.mark.parametrize("where", AWAY)
def test_signing_in_leads_to_no_other_site(where: str) -> None:
    user = people.person()
    told = {"login": user.username, "password": people.PASSWORD, "next": where}
    assert Client().post("/zh/account/login/", told).url == "/zh/account/"
    client = people.signed_in_as(people.person())
    assert client.post("/zh/account/privacy/accept/", {"version": "x", "next": where}).url == "/zh/account/"


# --- sessions ---------------------------------------------------------------------------------------------------------


def test_a_session_known_before_signing_in_is_worth_nothing_after() -> None:
    user, client = people.person(), Client()
    client.get("/zh/account/login/")
    session = client.session
    session["planted"] = "1"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    client.post("/zh/account/login/", {"login": user.username, "password": people.PASSWORD})
    assert client.cookies["sessionid"].value != planted
    other = Client()
    other.cookies["sessionid"] = planted
    assert other.get("/zh/account/").status_code == 302


def test_a_new_password_signs_every_other_device_out() -> None:
    user = people.person()
    first, second = Client(), Client()
    for client in (first, second):
        client.post("/zh/account/login/", {"login": user.username, "password": people.PASSWORD})
    told = {"oldpassword": people.PASSWORD, "password1": "quite another phrase", "password2": "quite another phrase"}
    first.post("/zh/account/password/change/", told)
    assert first.get("/zh/account/").status_code == 200
    assert second.get("/zh/account/").status_code == 302


def test_the_list_of_devices_signs_the_others_out() -> None:
    user = people.person()
    first, second = Client(), Client()
    for client in (first, second):
        client.post("/zh/account/login/", {"login": user.username, "password": people.PASSWORD})
    first.post("/zh/account/sessions/")
    assert first.get("/zh/account/").status_code == 200
    assert second.get("/zh/account/").status_code == 302


def test_the_page_of_an_invitation_is_kept_by_no_cache(settings) -> None:
    import hashlib

    from district.accounts.models import Invitation

    firm = Organisation.objects.create(name_zh="甲公司", standing=Standing.VERIFIED)
    Invitation.objects.create(
        organisation=firm,
        email="a@firm.example",
        key_digest=hashlib.sha256(b"key").hexdigest(),
        role=Role.ENTERPRISE_USER,
        invited_by=people.person(),
        invited_at=timezone.now(),
        ends_at=timezone.now() + timedelta(days=1),
    )
    assert "no-store" in Client().get("/zh/account/invitations/link/key/")["Cache-Control"]


def test_a_wrong_password_says_the_same_of_every_name() -> None:
    pages = set()
    gone = people.person(is_active=False)
    for name in (people.person().username, people.person().mobile, gone.username, "nobody", "+8613700000009"):
        page = Client().post("/en/account/login/", {"login": name, "password": "wrong wrong wrong"}).content.decode()
        pages.add(re.sub(r'value="[^"]*"', "", page))
    assert len(pages) == 1


# --- what people write ------------------------------------------------------------------------------------------------


def no_words_in_the_log() -> None:
    """What people write is erased one day; the log is not, and so holds none of it."""
    assert "alert(1)" not in str(list(Entry.objects.values_list("detail", "subject", "on_behalf_of")))


def harmless(answer) -> None:
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "alert(1)" in page, "what was written is not on the page"


def test_what_is_written_into_a_request_is_text_on_every_page() -> None:
    cast = window_cast.cast()
    cast.applicant.name = SCRIPT
    cast.applicant.save()
    cast.firm.name_zh = SCRIPT
    cast.firm.save()
    request = window_cast.drafted(cast, title=SCRIPT, need=SCRIPT)
    request = window.submit(request=request, by=cast.applicant, at=window_cast.moment(2))
    window.say(request=request, text=SCRIPT, by=cast.applicant, at=window_cast.moment(2))
    window.say(request=request, text=SCRIPT, by=cast.clerk, at=window_cast.moment(2), internal=True)
    for user in (cast.applicant, cast.clerk, cast.head):
        client = people.signed_in_as(user)
        harmless(client.get(f"/zh/requests/{request.pk}/"))
        for page in ("/zh/requests/", "/zh/workspace/", "/zh/account/"):
            assert "<script>alert" not in client.get(page).content.decode()
    harmless(people.signed_in_as(cast.clerk).get("/zh/desk/requests/?view=point"))
    window.reject(request=request, right_door=SCRIPT, by=cast.clerk, at=window_cast.moment(3))
    no_words_in_the_log()


def test_what_is_written_on_a_consultation_day_is_text_on_every_page() -> None:
    district = consultation_district.build()
    booking = district.book(question=SCRIPT, counterparties=SCRIPT, competitors=SCRIPT)
    clerk = people.signed_in_as(district.clerk)
    for client in (people.signed_in_as(booking.person), clerk, people.signed_in_as(district.expert)):
        harmless(client.get(f"/zh/consultation/bookings/{booking.uid}/"))
    at = booking.slot.starts_at
    sessions.check_in(booking=booking, by=district.clerk, at=at)
    sessions.begin(booking=booking, by=district.expert, at=at)
    items = [sessions.Item(SCRIPT[:200], "firm")]
    sessions.record(booking=booking, summary=SCRIPT, advice=SCRIPT, items=items, by=district.expert, at=at)
    sessions.answer_survey(booking=booking, level=5, line=SCRIPT, by=booking.person, at=at)
    harmless(people.signed_in_as(booking.person).get(f"/zh/consultation/bookings/{booking.uid}/"))
    text = experts.Text(topic="filing", question_zh=SCRIPT, answer_zh=SCRIPT)
    row = experts.publish_question(text=text, booking=None, by=district.expert, at=at)
    harmless(Client().get(f"/zh/consultation/questions/{row.pk}/"))
    other = district.book(2, slot=district.other)
    recurring.cancel_day(day=other.slot.day, reason=SCRIPT, by=district.head, at=consultation_district.NOW)
    harmless(people.signed_in_as(other.person).get(f"/zh/consultation/bookings/{other.uid}/"))
    no_words_in_the_log()


def test_a_link_of_an_online_session_is_a_web_address() -> None:
    from district.consultation.actions import days

    district = consultation_district.build()
    slot = district.online
    plan = days.SlotPlan(
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        experts=(district.advisers[0],),
        topics=("filing",),
        link="javascript:alert(1)",
    )
    with pytest.raises(CaseRefusal, match=r"consultation\.link_wrong"):
        days.put_slot(day=district.day, plan=plan, by=district.head, at=consultation_district.NOW, slot=slot)


# --- what is sent -----------------------------------------------------------------------------------------------------


def test_a_body_beyond_the_largest_file_is_refused_before_it_is_read(settings) -> None:
    settings.PATENTRY_UPLOAD_MB = 1
    upload = SimpleUploadedFile("a.pdf", b"0" * (3 << 20))
    answer = Client().post("/zh/account/login/", {"file": upload})
    assert answer.status_code == 413
    assert "1 MB" in answer.content.decode()


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"])
def test_no_header_of_the_visitor_s_own_begins_a_count_anew(header: str) -> None:
    user = people.person()
    for number in range(5):
        browser = Client(**{header: f"203.0.113.{number}"})
        answer = browser.post("/zh/account/login/", {"login": user.username, "password": "wrong wrong wrong"})
    assert answer.status_code == 429


def test_without_a_number_of_proxies_https_trusts_the_one_before_the_site() -> None:
    import os
    import subprocess
    import sys

    told = "from district.config import settings as s; print(s.PATENTRY_PROXIES, s.ALLAUTH_TRUSTED_PROXY_COUNT)"
    for given, wanted in (({}, "0 0"), ({"PATENTRY_HTTPS": "1"}, "1 1"), ({"PATENTRY_PROXIES": "2"}, "2 2")):
        ran = subprocess.run(
            [sys.executable, "-c", told], env=os.environ | given, capture_output=True, text=True, check=True
        )
        assert ran.stdout.strip() == wanted


# --- the log ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def log(settings, tmp_path) -> Path:
    """Three entries, and the anchor dropped after them."""
    settings.PATENTRY_HOME = tmp_path
    with transaction.atomic():
        for number in range(3):
            record(action="request.accept", subject=f"request:{number}", by=None, at=timezone.now())
    assert anchors.drop(at=timezone.now())
    assert not anchors.drop(at=timezone.now())
    call_command("verify_audit")
    return anchors.place()


def _sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_removing_the_last_entries_with_their_head_is_found_by_the_anchor(log: Path) -> None:
    _sql(
        "DELETE FROM audit_entry WHERE place = 3",
        "UPDATE audit_head SET place = 2, digest = (SELECT digest FROM audit_entry WHERE place = 2)",
    )
    with pytest.raises(CommandError, match="#3"):
        call_command("verify_audit")


def test_a_log_written_anew_from_end_to_end_is_found_by_the_anchor(log: Path, tmp_path) -> None:
    kept = tmp_path / "kept-elsewhere"
    kept.write_text(log.read_text())
    _sql("DELETE FROM audit_entry", "UPDATE audit_head SET place = 0, digest = ''")
    with transaction.atomic():
        for number in range(4):
            record(action="request.reject", subject=f"request:{number}", by=None, at=timezone.now())
    with pytest.raises(CommandError, match="#3"):
        call_command("verify_audit")
    log.unlink()
    call_command("verify_audit")
    with pytest.raises(CommandError, match="#3"):
        call_command("verify_audit", anchors=kept)


def test_an_anchor_is_dropped_where_the_log_went_on(log: Path) -> None:
    with transaction.atomic():
        record(action="request.accept", subject="request:9", by=None, at=timezone.now() + timedelta(hours=6))
    assert anchors.drop(at=timezone.now())
    assert [line.split()[0] for line in log.read_text().splitlines()] == ["3", "4"]
    call_command("verify_audit")
