"""Booking for whoever called or came, with what the desk log knows filled in."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from district.consultation.forms import BehalfForm, slot_label
from district.consultation.models import Slot
from district.consultation.topics import Topic


class ContactBookingForm(BehalfForm):
    """The times that are free, to choose one by a click; the rest is there already."""

    field_order = ["slot", "topic", "called", "phone", "credit_code", "question", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast("forms.ModelChoiceField[Slot]", self.fields["slot"])
        choice.widget = forms.RadioSelect()
        choice.empty_label = None
        choice.label_from_instance = _with_topics  # type: ignore[method-assign,assignment]
        # A new widget learns its choices when the rows are set.
        choice.queryset = choice.queryset
        choice.error_messages["required"] = _("Choose one of the times.")
        choice.error_messages["invalid_choice"] = _("This time has just been taken. Choose another one.")


def _with_topics(slot: Slot) -> str:
    topics = " · ".join(str(Topic(code).label) for code in slot.topics if code in Topic.values)
    return f"{slot_label(slot)} ({topics})" if topics else slot_label(slot)
