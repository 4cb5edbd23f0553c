"""What people type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from district.accounts.models import Organisation
from district.consultation.actions.ties import Tie
from district.consultation.models import ActionItem, Expert, Interest, Slot, Survey
from district.consultation.templatetags.consultation import named
from district.consultation.topics import Topic
from district.directory.models import AllianceMember, Facility

ITEMS = 3
"""Lines for things to be done that a record form offers."""


class BookingForm(forms.Form):
    """The question, about whom it is, and for whom one asks."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), required=False, label=_("For"))
    topic = forms.ChoiceField(label=_("Topic"))
    question = forms.CharField(
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=_("Your question"),
        help_text=_("What you want to know, in a few sentences. Leave out what you must keep secret."),
    )
    counterparties = forms.CharField(
        max_length=500,
        required=False,
        label=_("Other parties"),
        help_text=_("Names, one after another. Only used to see that the expert is not bound to them."),
    )
    competitors = forms.CharField(
        max_length=500,
        required=False,
        label=_("Competitors concerned"),
        help_text=_(
            "Names, one after another, so that an expert who works for one of them does not hear your question."
        ),
    )

    def __init__(self, *args: Any, slot: Slot, firms: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = self.fields["topic"]
        assert isinstance(topics, forms.ChoiceField)
        topics.choices = [(code, label) for code, label in Topic.choices if code in slot.topics]
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = firms
        choice.label_from_instance = named  # type: ignore[assignment,method-assign]
        choice.empty_label = str(_("myself"))
        self.initial.setdefault("organisation", firms.first())


class BehalfForm(forms.Form):
    """A booking the desk makes for somebody who called or walked in."""

    slot = forms.ModelChoiceField(Slot.objects.none(), label=_("Time"), empty_label=_("Choose a time"))
    called = forms.CharField(max_length=80, label=_("Name of the person"))
    phone = forms.CharField(
        max_length=20, required=False, label=_("Telephone"), widget=forms.TextInput(attrs={"type": "tel"})
    )
    credit_code = forms.CharField(
        max_length=30,
        required=False,
        label=_("Credit code of the firm"),
        help_text=_("Finds a firm the site knows. Leave it empty for a person of their own."),
    )
    topic = forms.ChoiceField(choices=Topic.choices, label=_("Topic"))
    question = forms.CharField(max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}), label=_("Question"))
    note = forms.CharField(max_length=120, label=_("Why on behalf"), help_text=_("For example: called, came by."))

    def __init__(self, *args: Any, slots: QuerySet[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["slot"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = slots
        choice.label_from_instance = slot_label  # type: ignore[assignment,method-assign]


def slot_label(slot: Slot) -> str:
    """Answer a slot in a list to choose from."""
    start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    experts = " / ".join(named(expert) for expert in slot.experts.all())
    return f"{start:%m-%d %H:%M}–{end:%H:%M} {experts}"


class SlotForm(forms.Form):
    """A slot of a roster."""

    starts = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("Until"), widget=forms.TimeInput(attrs={"type": "time"}))
    experts = forms.ModelMultipleChoiceField(
        Expert.objects.all(), widget=forms.CheckboxSelectMultiple, label=_("Experts")
    )
    topics = forms.MultipleChoiceField(choices=Topic.choices, widget=forms.CheckboxSelectMultiple, label=_("Topics"))
    capacity = forms.IntegerField(min_value=1, max_value=50, initial=1, label=_("Parties at once"))
    facility = forms.ModelChoiceField(
        Facility.objects.none(), required=False, empty_label=_("online"), label=_("Place of the session"), blank=True
    )
    link = forms.URLField(
        required=False,
        assume_scheme="https",
        label=_("Link"),
        help_text=_("Only for online. Shown to the two sides near the time."),
    )

    def __init__(self, *args: Any, facilities: QuerySet[Facility], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("facility", "experts"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.label_from_instance = named  # type: ignore[assignment,method-assign]
        place = self.fields["facility"]
        assert isinstance(place, forms.ModelChoiceField)
        place.queryset = facilities


def _weekdays() -> list[tuple[int, str]]:
    return [(day, str(WEEKDAYS[day])) for day in range(7)]


class WeekdayForm(forms.Form):
    """Another weekday for a series, from a day on."""

    weekday = forms.TypedChoiceField(choices=_weekdays, coerce=int, label=_("Weekday"))
    first = forms.DateField(label=_("From this day on"), widget=forms.DateInput(attrs={"type": "date"}))


class MoveDayForm(forms.Form):
    """The day a consultation is held on instead."""

    to = forms.DateField(label=_("Held instead on"), widget=forms.DateInput(attrs={"type": "date"}))


class CancelDayForm(forms.Form):
    """Why a day is cancelled."""

    reason = forms.CharField(max_length=200, label=_("Reason, which everybody who has booked reads"))


class RecordForm(forms.Form):
    """The record of a session."""

    summary = forms.CharField(max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}), label=_("Summary"))
    advice = forms.CharField(max_length=8_000, widget=forms.Textarea(attrs={"rows": 6}), label=_("Advice"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, ITEMS + 1):
            text = forms.CharField(max_length=200, required=n == 1, label=f"{_('To do')} {n}")
            who = forms.ChoiceField(choices=ActionItem.Who.choices, label=f"{_('By whom')} {n}")
            self.fields |= {f"item_{n}": text, f"who_{n}": who}

    def items(self) -> list[tuple[str, str]]:
        """Answer the lines that were filled in."""
        told = self.cleaned_data
        return [(told[f"item_{n}"], told[f"who_{n}"]) for n in range(1, ITEMS + 1) if told.get(f"item_{n}")]


class SurveyForm(forms.Form):
    """Five levels and a line."""

    level = forms.TypedChoiceField(
        choices=Survey.Level.choices, coerce=int, widget=forms.RadioSelect, label=_("How was it?")
    )
    line = forms.CharField(max_length=200, required=False, label=_("A line, if you like"))


class InterestForm(forms.Form):
    """A tie of an institution."""

    relation = forms.ChoiceField(choices=Interest.Relation.choices, label=_("It is"))
    name = forms.CharField(max_length=120, label=_("Name of the organisation"))
    credit_code = forms.CharField(max_length=30, required=False, label=_("Credit code"))
    holds_from = forms.DateField(
        required=False, label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ended_on = forms.DateField(
        required=False,
        label=_("Ends before this day"),
        help_text=_("Empty: until further notice."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class TieForm(InterestForm):
    """A tie of a member, as an officer writes it down."""

    member = forms.ModelChoiceField(AllianceMember.objects.all(), label=_("Institution"))
    field_order = ("member",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)
        field.label_from_instance = named  # type: ignore[assignment,method-assign]

    def tie(self) -> Tie:
        """Answer what was written down."""
        return Tie(**{name: value for name, value in self.cleaned_data.items() if name != "member"})


class QuestionForm(forms.Form):
    """An entry of the question bank."""

    topic = forms.ChoiceField(choices=Topic.choices, label=_("Topic"))
    question_zh = forms.CharField(max_length=200, label=_("Question in Chinese"))
    answer_zh = forms.CharField(
        max_length=4_000, widget=forms.Textarea(attrs={"rows": 6}), label=_("Answer in Chinese")
    )
    question_en = forms.CharField(max_length=300, required=False, label=_("Question in English"))
    answer_en = forms.CharField(
        max_length=6_000, required=False, widget=forms.Textarea(attrs={"rows": 6}), label=_("Answer in English")
    )
