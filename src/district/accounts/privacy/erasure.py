"""Erasing what the site knows about a person: what they said of themselves goes, the matters stay.

The right to erasure (个人信息保护法 第四十七条) ends where a law asks to keep: the log of acts stays, and holds no
words of a person; a legal hold keeps everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from district.accounts import rules
from district.accounts.models import ErasureRequest, Invitation, LegalHold, User
from district.accounts.privacy.declarations import Declared, every, is_on_hold
from district.accounts.privacy.libraries import FOREIGN
from district.audit.actions import record
from district.casework.privacy import EMPTIED
from district.casework.refusals import CaseRefusal
from district.files.actions import remove
from district.files.queries import of_matter as files_of


@transaction.atomic
def ask(*, by: User, at: datetime) -> ErasureRequest:
    """Ask for the erasure of oneself; asking twice is asking once."""
    open_one = ErasureRequest.objects.filter(user=by, done_at__isnull=True, refused_at__isnull=True).first()
    if open_one is not None:
        return open_one
    request = ErasureRequest.objects.create(user=by, asked_at=at)
    record(action="privacy.ask_erasure", subject=f"user:{by.pk}", by=by, at=at)
    return request


@transaction.atomic
def erase(*, request: ErasureRequest, by: AbstractBaseUser, at: datetime) -> int:
    """Erase the person who asked; answers how many rows were emptied. Refuses under a legal hold."""
    _check(by, at)
    user = User.objects.select_for_update().get(pk=request.user_id)
    if is_on_hold(user):
        raise CaseRefusal("accounts.on_hold")
    if request.done_at is not None:
        raise CaseRefusal("accounts.already_ended")
    emptied = sum(_let_go(one, row, at=at) for one in every() for row in _own_rows(one, user))
    Invitation.objects.filter(mobile=user.mobile, taken_at__isnull=True).exclude(mobile="").delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    for foreign in FOREIGN:
        foreign.rows_of(user).delete()
    user.refresh_from_db()
    user.username, user.is_active, user.mobile_verified_at = f"erased-{user.pk}", False, None
    user.set_unusable_password()
    user.save()
    request.done_at = at
    request.save()
    record(action="privacy.erase", subject=f"user:{user.pk}", by=by, at=at, detail={"rows": emptied})
    return emptied


@transaction.atomic
def refuse(*, request: ErasureRequest, by: AbstractBaseUser, at: datetime) -> None:
    """Refuse an erasure, because a hold or a law keeps the account."""
    _check(by, at)
    if request.done_at is not None or request.refused_at is not None:
        raise CaseRefusal("accounts.already_ended")
    request.refused_at = at
    request.save()
    record(action="privacy.refuse_erasure", subject=f"user:{request.user_id}", by=by, at=at)


@transaction.atomic
def hold(*, user: User, reason: str, by: AbstractBaseUser, at: datetime) -> LegalHold:
    """Place a legal hold: nothing about the person is erased or ends by retention."""
    _check(by, at)
    if not reason.strip():
        raise CaseRefusal("accounts.reason_missing")
    placed = LegalHold.objects.create(user=user, reason=reason.strip(), placed_by_id=by.pk, placed_at=at)
    record(action="privacy.hold", subject=f"user:{user.pk}", by=by, at=at)
    return placed


@transaction.atomic
def lift(*, hold: LegalHold, by: AbstractBaseUser, at: datetime) -> None:
    """Lift a legal hold."""
    _check(by, at)
    if hold.lifted_at is not None:
        raise CaseRefusal("accounts.already_ended")
    hold.lifted_at = at
    hold.save()
    record(action="privacy.lift_hold", subject=f"user:{hold.user_id}", by=by, at=at)


def empty(row: models.Model, names: tuple[str, ...]) -> bool:
    """Empty the named fields of a row and store it; answers whether there was anything in them."""
    fields = [row._meta.get_field(name) for name in names]
    blanks = {field.name: _blank(field) for field in fields if isinstance(field, models.Field)}
    held = [name for name, blank in blanks.items() if getattr(row, name) and getattr(row, name) != blank]
    for name in held:
        setattr(row, name, blanks[name])
    if held:
        row.save(update_fields=held)
    return bool(held)


def _blank(field: models.Field[Any, Any]) -> object:
    """Answer what an emptied field holds; a text that may not be empty keeps a dash, so that pages have something."""
    if isinstance(field, models.JSONField):
        return field.get_default()
    return None if field.null else "" if field.blank else EMPTIED


def give_up_files(row: models.Model, one: Declared, *, at: datetime) -> int:
    """Remove the files of a row's matter, where its declaration says that they go with its words; answers how many."""
    kept = files_of(getattr(row, one.says.files)) if one.says.files else ()
    for file in kept:
        remove(file=file, by=None, at=at)
    return len(kept)


def _own_rows(one: Declared, user: User) -> Iterable[models.Model]:
    return one.rows_of(user) if one.says.erased or one.says.goes else ()


def _let_go(one: Declared, row: models.Model, *, at: datetime) -> bool:
    """Empty a row, or remove it where nothing but the person needs it; answers whether there was anything to do."""
    if one.says.goes:
        row.delete()
        return True
    return bool(give_up_files(row, one, at=at)) | empty(row, one.says.erased)


def _check(by: AbstractBaseUser, at: datetime) -> None:
    if not rules.may_erase(by, on=timezone.localtime(at).date()):
        raise CaseRefusal("accounts.may_not_erase")
