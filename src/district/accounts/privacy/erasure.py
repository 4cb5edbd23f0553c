"""Erasing what the site knows about a person: what they said of themselves goes, the matters stay.

The right to erasure (个人信息保护法 第四十七条) ends where a law asks to keep: the log of acts stays, and holds no
words of a person; a legal hold keeps everything.
"""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from district.accounts import rules
from district.accounts.models import ErasureRequest, Invitation, LegalHold, User
from district.accounts.privacy.declarations import every, is_on_hold
from district.accounts.privacy.libraries import FOREIGN
from district.audit.actions import record
from district.casework.refusals import CaseRefusal


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
    emptied = sum(empty(row, one.says.erased) for one in every() if one.says.erased for row in one.rows_of(user))
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
    held = [field for field in fields if getattr(row, field.name, None)]
    for field in held:
        assert isinstance(field, models.Field)
        if isinstance(field, models.FileField):
            getattr(row, field.name).delete(save=False)
        value: object = None if field.null else {} if isinstance(field, models.JSONField) else ""
        setattr(row, field.name, value)
    if held:
        row.save(update_fields=[field.name for field in held])
    return bool(held)


def _check(by: AbstractBaseUser, at: datetime) -> None:
    if not rules.may_erase(by, on=timezone.localtime(at).date()):
        raise CaseRefusal("accounts.may_not_erase")
