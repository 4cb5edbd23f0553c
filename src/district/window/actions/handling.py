"""What the desk does with a request."""

from __future__ import annotations

from datetime import datetime

from district.accounts.models import User
from district.directory.models import ServicePoint
from district.window.actions.moving import move
from district.window.models import Request


def accept(*, request: Request, by: User, at: datetime) -> Request:
    """Accept a filed request at its point."""
    return move(request=request, action="accept", by=by, at=at)


def ask_for_supplement(*, request: Request, missing: str, by: User, at: datetime) -> Request:
    """Ask the applicant for what is missing; the clock stands until it comes."""
    return move(request=request, action="ask_for_supplement", by=by, at=at, note=missing)


def reject(*, request: Request, right_door: str, by: User, at: datetime) -> Request:
    """Turn a request down, with the reason and the right door."""
    return move(request=request, action="reject", by=by, at=at, note=right_door)


def merge(*, request: Request, into: Request, by: User, at: datetime) -> Request:
    """End a duplicate in favour of another open request of the same applicant."""
    return move(
        request=request,
        action="merge",
        by=by,
        at=at,
        other=into,
        sets={"merged_into": into},
        detail={"into": into.pk},
    )


def assign(*, request: Request, handler: User, by: User, at: datetime) -> Request:
    """Give an accepted request to somebody of its point."""
    return _give(request=request, action="assign", handler=handler, by=by, at=at)


def reassign(*, request: Request, handler: User, by: User, at: datetime) -> Request:
    """Give a request that is being handled to somebody else of its point."""
    return _give(request=request, action="reassign", handler=handler, by=by, at=at)


def _give(*, request: Request, action: str, handler: User, by: User, at: datetime) -> Request:
    return move(
        request=request,
        action=action,
        by=by,
        at=at,
        handler=handler,
        sets={"handler": handler},
        detail={"handler": handler.pk},
    )


def refer(*, request: Request, to: ServicePoint, note: str, by: User, at: datetime) -> Request:
    """Hand a request over to another point that offers its item; that point has to take it over."""
    return move(
        request=request,
        action="refer",
        by=by,
        at=at,
        note=note,
        point=to,
        sets={"point": to, "handler": None},
        detail={"point": to.code},
    )


def take_over(*, request: Request, by: User, at: datetime) -> Request:
    """Take over, as its handler, a request that was referred to one's point."""
    return move(request=request, action="take_over", by=by, at=at, sets={"handler": by})


def transfer(*, request: Request, right_door: str, by: User, at: datetime) -> Request:
    """End a request here because another body is competent, naming it."""
    return move(request=request, action="transfer", by=by, at=at, note=right_door)


def suspend(*, request: Request, reason: str, by: User, at: datetime) -> Request:
    """Stop work and clock for a reason the applicant sees."""
    return move(request=request, action="suspend", by=by, at=at, note=reason)


def resume(*, request: Request, by: User, at: datetime) -> Request:
    """Go on with a suspended request."""
    return move(request=request, action="resume", by=by, at=at)


def resolve(*, request: Request, answer: str, by: User, at: datetime) -> Request:
    """Answer the request; the applicant confirms, or asks to go on."""
    return move(
        request=request, action="resolve", by=by, at=at, note=answer, sets={"answer": answer.strip(), "resolved_at": at}
    )
