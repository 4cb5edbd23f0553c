"""What a refusal says, in the page's language: what is wrong and what to do next."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from district.casework import CaseRefusal
from district.consultation.states import BOOKING, ROSTER
from district.consultation.topics import names_of
from district.design import language

SENTENCES = {
    "calendar.year_unknown": _(
        "The holidays of %(year)s are not announced yet. Days of that year can be planned once its table is entered."
    ),
    "step.not_from_here": _("This cannot be done now: it stands at “%(state)s”. Look at the page again for what can."),
    "step.not_your_role": _("This is not yours to do here. Ask the desk of the service point."),
    "consultation.not_published": _("This day is not open for booking. Choose another day."),
    "consultation.slot_has_begun": _("This time has begun. Choose a later one."),
    "consultation.slot_full": _("This time is full. Choose another time, or ask to be put on the waiting list."),
    "consultation.topic_not_offered": _("Nobody is on duty for this topic at that time. Choose one of: %(topics)s."),
    "consultation.one_a_day": _(
        "You have %(most)s booking on this day, which is what one firm may have. Move it instead."
    ),
    "consultation.not_your_firm": _("You do not act for this organisation. Choose one of yours."),
    "consultation.conflict_client": _(
        "The expert’s institution acts for somebody you name, so it may not advise you here. Choose another expert."
    ),
    "consultation.conflict_opponent": _(
        "The expert’s institution acts against your organisation in a matter. Choose another expert."
    ),
    "consultation.conflict_interest": _(
        "The expert’s institution has an interest of its own in this matter. Choose another expert."
    ),
    "consultation.conflict_needs_judgement": _(
        "A possible conflict of interest was found. Compare the names and write down why it is none, or decline."
    ),
    "consultation.too_late_to_cancel": _(
        "It begins in less than %(hours)s hours. Call the desk, which can still move or cancel it."
    ),
    "consultation.not_today": _("This booking is for %(day)s. Check in on that day."),
    "consultation.slot_not_over": _("The time is not over yet. Wait until it ends."),
    "consultation.still_held": _("The seat is still held."),
    "consultation.slot_has_not_begun": _("The time has not begun yet."),
    "consultation.behalf_needs_a_note": _("Say why you book for somebody else, for example “by telephone”."),
    "consultation.behalf_of_nobody": _("Say whom the booking is for."),
    "consultation.reason_needed": _("Give the reason; whoever asked is told."),
    "consultation.record_incomplete": _("A record has a summary, the advice, and at least one thing to be done."),
    "consultation.nothing_to_rate": _("There is nothing to rate yet. Come back once the record is written."),
    "consultation.rated_already": _("You have rated this session. Thank you."),
    "consultation.roster_closed": _("This day is over; its roster stands as it is."),
    "consultation.roster_empty": _("Add a slot before you publish."),
    "consultation.somebody_is_expected": _(
        "Somebody is still expected on this day. Finish or cancel those bookings first."
    ),
    "consultation.slot_is_booked": _("Somebody has booked this slot. Move their booking first."),
    "consultation.slot_needs_expert_and_topic": _("A slot needs an expert and a topic."),
    "consultation.slot_time_wrong": _("The slot must begin before it ends, on this day."),
    "consultation.slot_elsewhere": _("This facility is at another service point."),
    "consultation.expert_not_for_topic": _("None of the experts advises on: %(topics)s."),
    "consultation.expert_is_busy": _("An expert has another slot at that time."),
    "consultation.facility_is_full": _("The facility is taken at that time."),
    "consultation.credit_code_wrong": _(
        "The credit code is not right: 18 letters and digits. Leave it empty if unsure."
    ),
    "consultation.declared_already": _("Your institution has declared this already."),
    "consultation.not_recorded_yet": _("Write the record first."),
    "consultation.names_somebody": _("This still names somebody (%(name)s). Say it in general words."),
}
OTHERWISE = _("This cannot be done now. Look at the page again, or ask the desk.")


def say(refusal: CaseRefusal) -> str:
    """Answer a refusal in words; a code without a sentence of its own is said in general ones."""
    sentence = SENTENCES.get(refusal.code)
    return str(OTHERWISE if sentence is None else sentence) % {k: _value(k, v) for k, v in refusal.values.items()}


def _value(key: str, value: object) -> str:
    if key == "state":
        flow = BOOKING if value in {state.name for state in BOOKING.states} else ROSTER
        state = flow.state(str(value))
        return state.en if language.current() == "en" else state.zh
    if key == "topics" and isinstance(value, list):
        return (", " if language.current() == "en" else "、").join(names_of(value))
    return value.isoformat() if isinstance(value, date) else str(value)
