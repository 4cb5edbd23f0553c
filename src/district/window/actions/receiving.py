"""What the applicant does with a request, and what happens when they do nothing."""

from __future__ import annotations

from datetime import datetime

from district.accounts.models import User
from district.window.actions.moving import move
from district.window.models import Request


def supplement(*, request: Request, what: str, by: User, at: datetime) -> Request:
    """Hand in what was missing; the clock goes on."""
    return move(request=request, action="supplement", by=by, at=at, note=what)


def withdraw(*, request: Request, reason: str, by: User, at: datetime) -> Request:
    """Take the request back."""
    return move(request=request, action="withdraw", by=by, at=at, note=reason)


def confirm(*, request: Request, by: User | None, at: datetime) -> Request:
    """Close an answered request; the system does it when the applicant stays silent (`by` None)."""
    return move(request=request, action="confirm", by=by, at=at)


def reopen(*, request: Request, reason: str, by: User, at: datetime) -> Request:
    """Go on with an answered request because the answer does not help."""
    return move(request=request, action="reopen", by=by, at=at, note=reason, sets={"resolved_at": None})


def lapse(*, request: Request, at: datetime) -> Request:
    """End a request whose supplement never came."""
    return move(request=request, action="lapse", by=None, at=at)
