"""What is kept long enough goes, in every model that says how long; a legal hold stops it; the log stays."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta

import people
import pytest
import rows
import uploads
import window_cast
from django.core.files.base import ContentFile
from django.db import models

from district.accounts.models import Invitation, LegalHold, Membership, User
from district.accounts.privacy import erasure, export, retention
from district.accounts.privacy.declarations import Declared, every
from district.accounts.roles import Role
from district.audit.models import Entry
from district.audit.queries import verify
from district.casework.privacy import EMPTIED
from district.consultation.actions import feeds
from district.consultation.models import Booking
from district.files import actions as files
from district.files.models import StoredFile
from district.files.storage import uploads as storage
from district.notices.models import Notice
from district.window import actions as window
from district.window.desklog.models import Contact
from district.window.models import Request

AT = datetime(2060, 1, 1, 2, 0, tzinfo=UTC)
ENDING = [one for one in every() if one.says.retention_days is not None]
WITH_A_DAY = [one for one in ENDING if not one.says.with_matter]
ABOUT_PEOPLE = [one for one in every() if one.is_about_people and (one.says.erased or one.says.goes)]


def named(*declared: Declared) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("one", declared, ids=lambda one: one.name)


def told_to_go() -> None:
    retention.keep(on=rows.day_after_everything(), at=AT, is_rehearsal=False)


def is_gone(one: Declared, row: models.Model) -> bool:
    """Whether nothing of a row's words is left."""
    left = one.model._default_manager.filter(pk=row.pk).first()
    if left is None:
        return True
    said = str([getattr(left, name) for name in one.says.erased])
    return bool(one.says.erased) and rows.SAID not in said and rows.NUMBER not in said


@pytest.fixture
def person() -> User:
    return people.person(mobile=rows.NUMBER, mobile_verified_at=rows.OLD)


@named(*ENDING)
def test_a_model_with_a_retention_says_when_its_matter_ended(one: Declared) -> None:
    assert bool(one.says.ended) != one.says.with_matter


@named(*WITH_A_DAY)
def test_retention_reaches_every_model_that_has_one(one: Declared, person: User) -> None:
    row = rows.row_of(one.model, person=person)
    if "opened_at" in one.says.ended:
        one.model._default_manager.update(opened_at=rows.OLD, opened_by=people.person())
    told_to_go()
    assert is_gone(one, row)


@named(*(one for one in WITH_A_DAY if one.is_about_people))
def test_a_legal_hold_stops_retention_in_every_model_about_people(one: Declared, person: User) -> None:
    row = rows.row_of(one.model, person=person if one.says.subject else None)
    LegalHold.objects.create(user=person, reason="诉讼", placed_by=people.person(), placed_at=AT)
    told_to_go()
    assert not is_gone(one, row)


@named(*(one for one in WITH_A_DAY if one.says.subject and one.says.number))
def test_a_legal_hold_finds_what_the_desk_wrote_down_for_a_number(one: Declared, person: User) -> None:
    LegalHold.objects.create(user=person, reason="诉讼", placed_by=people.person(), placed_at=AT)
    row = rows.row_of(one.model, person=None)
    assert one.model._default_manager.filter(one.on_hold(), pk=row.pk).exists()


@named(*ABOUT_PEOPLE)
def test_erasure_and_export_reach_every_model_about_people(one: Declared, person: User) -> None:
    row = rows.row_of(one.model, person=person if one.says.subject else None)
    if one.model is User:
        row = person
    archive = zipfile.ZipFile(io.BytesIO(export.export_of(person, at=AT)))
    assert f"{one.name}.json" in archive.namelist()
    asked = erasure.ask(by=person, at=AT)
    erasure.erase(request=asked, by=people.person(Role.SYSTEM_ADMINISTRATOR), at=AT)
    assert is_gone(one, row)


def test_an_export_holds_the_files_somebody_handed_in(settings, tmp_path, person: User) -> None:
    settings.STORAGES = settings.STORAGES | {
        "uploads": {"BACKEND": "district.files.storage.HouseStorage", "OPTIONS": {"location": tmp_path}}
    }
    files.keep(upload=ContentFile(uploads.pdf()), name="交底书.pdf", matter="request:1", by=person, at=AT)
    archive = zipfile.ZipFile(io.BytesIO(export.export_of(person, at=AT)))
    [name] = [name for name in archive.namelist() if name.startswith("files/")]
    assert name.endswith("/交底书.pdf")
    assert archive.read(name) == uploads.pdf()


def test_an_export_leaves_out_what_the_person_never_sees_and_what_opens_doors() -> None:
    cast = window_cast.cast()
    request = window_cast.in_progress(cast)
    window.say(request=request, text="内部备注甲", by=cast.clerk, at=window_cast.moment(3), internal=True)
    window.say(request=request, text="对外消息乙", by=cast.clerk, at=window_cast.moment(3))
    LegalHold.objects.create(user=cast.applicant, reason="调查丙", placed_by=cast.officer, placed_at=AT)
    feed = feeds.renew_feed(by=cast.applicant, at=AT)
    archive = zipfile.ZipFile(io.BytesIO(export.export_of(cast.applicant, at=AT)))
    told = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "对外消息乙" in told
    assert not [secret for secret in ("内部备注甲", "调查丙", feed.secret) if secret in told]


def test_the_log_of_acts_stays_whatever_ends(person: User) -> None:
    request = window_cast.filed(window_cast.cast())
    entries = Entry.objects.count()
    asked = erasure.ask(by=request.applicant, at=AT)
    erasure.erase(request=asked, by=people.person(Role.SYSTEM_ADMINISTRATOR), at=AT)
    told_to_go()
    assert Entry.objects.count() > entries
    assert verify().fault is None


@pytest.mark.parametrize("way", ["retention", "erasure"])
def test_the_files_of_a_request_go_with_its_words(way: str, settings, tmp_path) -> None:
    settings.STORAGES = settings.STORAGES | {
        "uploads": {"BACKEND": "district.files.storage.HouseStorage", "OPTIONS": {"location": tmp_path}}
    }
    cast = window_cast.cast()
    request, other = window_cast.in_progress(cast), window_cast.filed(cast)
    for matter in (request.matter, other.matter):
        upload = ContentFile(uploads.pdf(), name="a.pdf")
        files.keep(upload=upload, name="a.pdf", matter=matter, by=cast.applicant, at=window_cast.moment(3))
    place = StoredFile.objects.get(matter=request.matter).place
    window.resolve(request=request, answer="答复", by=cast.clerk, at=window_cast.moment(4))
    window.confirm(request=request, by=cast.applicant, at=window_cast.moment(5))
    if way == "retention":
        told_to_go()
        assert StoredFile.objects.filter(matter=other.matter).exists(), "its matter has not ended"
    else:
        asked = erasure.ask(by=cast.applicant, at=AT)
        erasure.erase(request=asked, by=people.person(Role.SYSTEM_ADMINISTRATOR), at=AT)
    assert not StoredFile.objects.filter(matter=request.matter).exists()
    assert storage().exists(place)  # until the transaction stands; then `on_commit` removes it
    assert Entry.objects.filter(action="file.remove", subject=request.matter).exists()


def test_a_request_that_goes_on_keeps_its_words_however_old() -> None:
    request = window_cast.in_progress(window_cast.cast())
    told_to_go()
    request.refresh_from_db()
    assert request.need == "想申请一项发明"


def test_removing_a_notice_leaves_the_files_of_the_matter_it_names(person: User) -> None:
    StoredFile.objects.create(matter="request:1", name="a.pdf", kind="pdf", size=1, place="a", kept_at=rows.OLD)
    Notice.objects.create(to=person, kind="request.accepted", matter="request:1", at=rows.OLD)
    told_to_go()
    assert not Notice.objects.exists()
    assert StoredFile.objects.exists()


def test_a_number_given_out_again_shows_nothing_of_who_had_it_before() -> None:
    contact = rows.row_of(Contact, person=None)
    request = rows.row_of(Request, person=None)
    new = people.person(mobile=rows.NUMBER, mobile_verified_at=rows.OLD + timedelta(days=1))
    found = {one.model: one for one in every()}
    assert not found[Contact].rows_of(new).exists()
    assert not found[Request].rows_of(new).exists()
    unproved = people.person(mobile="+8613712345678")
    Contact.objects.filter(pk=contact.pk).update(mobile=unproved.mobile)
    assert not found[Contact].rows_of(unproved).exists()
    assert request.pk


def test_a_request_with_an_applicant_is_nobody_else_s_by_its_number(person: User) -> None:
    other = people.person()
    row = rows.row_of(Request, person=other)
    found = next(one for one in every() if one.model is Request)
    assert not found.rows_of(person).filter(pk=row.pk).exists()


def test_an_emptied_row_keeps_a_dash_where_a_page_needs_something_to_show(person: User) -> None:
    row = rows.row_of(Request, person=person)
    told_to_go()
    row.refresh_from_db()
    assert (row.title, row.contact_name) == (EMPTIED, "")


def test_a_desk_booking_without_an_account_is_emptied_to_the_last_name() -> None:
    row = rows.row_of(Booking, person=None)
    told_to_go()
    row.refresh_from_db()
    assert (row.called, row.phone, row.question) == ("", "", EMPTIED)


def test_two_invitations_nobody_took_up_both_go(person: User) -> None:
    for _ in range(2):
        rows.row_of(Invitation, person=person)
    firm = Invitation.objects.first().organisation
    Invitation.objects.exclude(organisation=firm).update(organisation=firm, mobile="+8613900000001")
    told_to_go()
    assert not Invitation.objects.exists()


def test_an_ended_membership_leaves_no_earlier_state_behind(person: User) -> None:
    rows.row_of(Membership, person=person)
    told_to_go()
    assert not Membership.history.exists()


def test_the_loop_keeps_to_retention_every_day(person: User) -> None:
    from district.jobs import loop

    row = rows.row_of(Contact, person=None)
    loop.do_chores(at=AT)
    row.refresh_from_db()
    assert row.asked == EMPTIED


def test_why_a_booking_was_declined_is_kept_where_it_can_be_erased(client) -> None:
    import consultation_district

    from district.consultation.actions import bookings

    district = consultation_district.build()
    district.series.confirms_itself = False
    district.series.save()
    booking = district.book()
    bookings.decline(booking=booking, by=district.clerk, at=consultation_district.NOW, reason="请先准备交底材料")
    assert "请先准备交底材料" not in str(list(Entry.objects.values_list("detail", flat=True)))
    page = people.signed_in_as(booking.person or district.clerk).get(f"/zh/consultation/bookings/{booking.uid}/")
    booking.refresh_from_db()
    assert booking.reason == "请先准备交底材料"
    assert "请先准备交底材料" in page.content.decode()


def test_a_draft_nobody_came_back_to_goes_after_a_year_unless_a_hold_stands() -> None:
    from district.jobs import loop

    cast = window_cast.cast()
    draft, filed = window_cast.drafted(cast), window_cast.filed(cast)
    later = draft.created_at + timedelta(days=366)
    hold = LegalHold.objects.create(user=cast.applicant, reason="诉讼", placed_by=cast.officer, placed_at=AT)
    loop.do_chores(at=later)
    assert Request.objects.filter(pk=draft.pk).exists()
    hold.lifted_at = AT
    hold.save()
    loop.do_chores(at=later + timedelta(days=1))
    assert list(Request.objects.values_list("pk", flat=True)) == [filed.pk]
    assert Entry.objects.filter(action="request.discard", by=None).exists()
