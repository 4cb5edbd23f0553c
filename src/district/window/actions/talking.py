"""Messages between applicant and desk."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from district.accounts.models import User
from district.audit import actions as audit
from district.casework import CaseRefusal
from district.files import actions as files
from district.window import rules, telling
from district.window.actions.moving import taken
from district.window.clocks import local_day
from district.window.models import Message, Request
from district.window.states import REQUEST


@transaction.atomic
def say(
    *,
    request: Request,
    text: str,
    by: User,
    at: datetime,
    internal: bool = False,
    attachment: UploadedFile[bytes] | None = None,
) -> Message:
    """Write to the other side, or, from the desk, a note the applicant never sees.

    An attachment is seen by both sides, so a note takes none. Raises `CaseRefusal` and keeps nothing, the file
    included, where one of them is refused.
    """
    held, on = taken(request.pk), local_day(at)
    desk = rules.is_desk(held, user=by, on=on)
    if not desk and not rules.roles_towards(held, user=by, on=on):
        raise CaseRefusal("step.not_your_role", action="say", roles=())
    if not text.strip():
        raise CaseRefusal("request.message_empty")
    if REQUEST.state(held.state).is_terminal and not (desk and internal):
        raise CaseRefusal("request.ended")
    if internal and desk and attachment is not None:
        raise CaseRefusal("request.note_with_file")
    if attachment is not None:
        files.keep(upload=attachment, name=attachment.name or "", matter=held.matter, by=by, at=at)
    message = Message.objects.create(
        request=held, at=at, by=by, from_desk=desk, is_internal=desk and internal, text=text.strip()
    )
    audit.record(action="request.say", subject=held.matter, by=by, at=at, detail={"message": message.pk})
    if not message.is_internal:
        telling.tell_message(held, from_desk=desk, by=by, at=at)
    return message
