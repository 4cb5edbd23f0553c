"""The workflows of the consultation day: its roster, and a booking."""

from __future__ import annotations

from district.casework import Basis, Deadline, State, Transition, Unit, Workflow
from district.casework.workflows import SYSTEM

APPLICANT = "enterprise_user"
EXPERT = "expert"
STAFF = "point_staff"
HEAD = "point_head"
DESK = (STAFF, HEAD)


def _setting(days: int, unit: Unit, source: str) -> Deadline:
    return Deadline(days=days, unit=unit, basis=Basis.SETTING, source=source)


BOOKING = Workflow(
    name="booking",
    zh="咨询日预约",
    en="Booking on the consultation day",
    initial="requested",
    states=(
        State(
            name="requested",
            zh="待确认",
            en="Requested",
            owner=STAFF,
            deadline=_setting(2, Unit.WORKING, "hold on a slot"),
            when_due="release",
        ),
        State(name="waitlisted", zh="候补", en="On the waiting list", owner=STAFF),
        State(name="confirmed", zh="已确认", en="Confirmed", owner=APPLICANT),
        State(name="checked_in", zh="已签到", en="Checked in", owner=EXPERT),
        State(
            name="in_session",
            zh="咨询中",
            en="In session",
            owner=EXPERT,
            deadline=_setting(2, Unit.WORKING, "record of the session"),
        ),
        State(
            name="recorded",
            zh="已记录",
            en="Recorded",
            owner=STAFF,
            deadline=_setting(5, Unit.CALENDAR, "survey"),
            when_due="close",
        ),
        State(name="followed_up", zh="已跟进", en="Followed up", owner=STAFF),
        State(name="closed", zh="已办结", en="Closed", owner=None, is_terminal=True),
        State(name="declined", zh="已谢绝", en="Declined", owner=None, is_terminal=True),
        State(name="released", zh="占位已释放", en="Hold released", owner=None, is_terminal=True),
        State(name="lapsed", zh="候补未成", en="Not reached from the waiting list", owner=None, is_terminal=True),
        State(name="cancelled", zh="已取消", en="Cancelled", owner=None, is_terminal=True),
        State(name="no_show", zh="未到场", en="No-show", owner=None, is_terminal=True),
    ),
    transitions=(
        Transition(
            name="put_on_waiting_list",
            zh="列入候补",
            en="put on the waiting list",
            sources=("requested",),
            target="waitlisted",
            roles=(*DESK, SYSTEM),
            guard="slot_is_full",
        ),
        Transition(
            name="confirm",
            zh="确认",
            en="confirm",
            sources=("requested", "waitlisted"),
            target="confirmed",
            roles=(*DESK, EXPERT, SYSTEM),
            guard="slot_is_free_and_no_conflict",
            effects=("invite", "remind"),
        ),
        Transition(
            name="decline",
            zh="谢绝",
            en="decline",
            sources=("requested", "waitlisted"),
            target="declined",
            roles=(*DESK, EXPERT),
            guard="gives_a_reason",
        ),
        Transition(
            name="release",
            zh="释放占位",
            en="release the hold",
            sources=("requested",),
            target="released",
            roles=(SYSTEM,),
            effects=("move_up_waiting_list",),
        ),
        Transition(
            name="lapse",
            zh="候补失效",
            en="lapse",
            sources=("waitlisted",),
            target="lapsed",
            roles=(SYSTEM,),
            guard="slot_has_begun",
        ),
        Transition(
            name="reschedule",
            zh="改期",
            en="reschedule",
            sources=("confirmed",),
            target="confirmed",
            roles=(APPLICANT, *DESK),
            guard="slot_is_free_and_no_conflict",
            effects=("update_invitation", "move_up_waiting_list"),
        ),
        Transition(
            name="cancel",
            zh="取消",
            en="cancel",
            sources=("requested", "waitlisted", "confirmed"),
            target="cancelled",
            roles=(APPLICANT, *DESK),
            guard="is_early_enough_or_desk",
            effects=("cancel_invitation", "move_up_waiting_list"),
        ),
        Transition(
            name="check_in",
            zh="签到",
            en="check in",
            sources=("confirmed",),
            target="checked_in",
            roles=(APPLICANT, *DESK),
            guard="is_the_day",
        ),
        Transition(
            name="mark_no_show",
            zh="标记未到场",
            en="mark as no-show",
            sources=("confirmed",),
            target="no_show",
            roles=(*DESK, SYSTEM),
            guard="slot_has_ended",
        ),
        Transition(name="begin", zh="开始", en="begin", sources=("checked_in",), target="in_session", roles=(EXPERT,)),
        Transition(
            name="record",
            zh="记录",
            en="record",
            sources=("in_session",),
            target="recorded",
            roles=(EXPERT, STAFF),
            guard="has_summary_advice_and_actions",
            effects=("invite_survey",),
        ),
        Transition(
            name="follow_up",
            zh="跟进",
            en="follow up",
            sources=("recorded",),
            target="followed_up",
            roles=DESK,
            effects=("offer_request",),
        ),
        Transition(
            name="close",
            zh="办结",
            en="close",
            sources=("recorded", "followed_up"),
            target="closed",
            roles=(*DESK, SYSTEM),
        ),
    ),
)
"""A booking from the wish for a slot to the closed record. Its deadlines are settings.

`enterprise_user` stands for whoever the booking is for: a member of the firm, its proxy, or a person of their own.
"""

SEATED = ("requested", "confirmed", "checked_in", "in_session", "recorded", "followed_up", "closed")
"""The states in which a booking holds its seat; the database lets no second one have it."""

UPCOMING = ("requested", "waitlisted", "confirmed")
"""The states before the day itself."""

ROSTER = Workflow(
    name="roster",
    zh="咨询日排班",
    en="Roster of a consultation day",
    initial="draft",
    states=(
        State(name="draft", zh="编排中", en="Draft", owner=HEAD),
        State(name="published", zh="已公布", en="Published", owner=HEAD),
        State(name="closed", zh="已结束", en="Closed", owner=None, is_terminal=True),
        State(name="cancelled", zh="已取消", en="Cancelled", owner=None, is_terminal=True),
    ),
    transitions=(
        Transition(
            name="cancel",
            zh="取消",
            en="cancel",
            sources=("draft", "published"),
            target="cancelled",
            roles=(HEAD,),
            guard="nobody_has_arrived",
            effects=("cancel_bookings",),
        ),
        Transition(
            name="publish",
            zh="公布",
            en="publish",
            sources=("draft",),
            target="published",
            roles=(HEAD,),
            guard="has_slots_with_experts",
        ),
        Transition(
            name="close",
            zh="结束",
            en="close",
            sources=("published",),
            target="closed",
            roles=(HEAD, SYSTEM),
            guard="nobody_is_expected",
        ),
    ),
)
"""Who is on duty on one day: edited as a draft, open for booking once published."""
