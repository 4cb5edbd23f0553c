"""Forms of the directory's desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from district.accounts.models import User
from district.design import language
from district.directory.actions.facilities import Wish
from district.directory.hours import DAYS_EN, Span, weekday_said
from district.directory.models import AllianceMember, Facility, ServiceItem, ServicePoint
from district.directory.words import CHANNELS, LANGUAGES

if TYPE_CHECKING:
    PointModelForm = forms.ModelForm[ServicePoint]
    ItemModelForm = forms.ModelForm[ServiceItem]
    MemberModelForm = forms.ModelForm[AllianceMember]
    FacilityModelForm = forms.ModelForm[Facility]
    Several = forms.ModelMultipleChoiceField[Any]
    Person = forms.ModelChoiceField[User]
else:
    # Generic only to the type checker.
    PointModelForm = ItemModelForm = MemberModelForm = FacilityModelForm = forms.ModelForm
    Several, Person = forms.ModelMultipleChoiceField, forms.ModelChoiceField

SPANS_A_DAY = 2
WEEKDAYS = [(day, day) for day in range(7)]


def _zh(name: str | Promise) -> Any:
    return format_lazy("{} · {}", name, _("in Chinese"))


def _en(name: str | Promise) -> Any:
    return format_lazy("{} · {}", name, _("in English"))


def _both(field: str, name: str | Promise) -> dict[str, Any]:
    return {f"{field}_zh": _zh(name), f"{field}_en": _en(name)}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _hour() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time", "step": "900"}, format="%H:%M")


class Named(Several):
    """Rows by their name in the page's language."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(getattr(obj, f"name_{language.current()}"))


class StaffMember(Person):
    """People by what they are called."""

    def label_from_instance(self, obj: User) -> str:
        """The name."""
        return str(obj.called)


class PointForm(PointModelForm):
    """The facts of a point and what it offers."""

    items = Named(
        ServiceItem.objects.all(), required=False, widget=forms.CheckboxSelectMultiple, label=_("Services here")
    )

    class Meta:
        model = ServicePoint
        fields: tuple[str, ...] = (
            *("name_zh", "name_en", "address_zh", "address_en", "note_zh", "note_en", "by_appointment", "x", "y"),
        )
        labels = (
            _both("name", _("Name"))
            | _both("address", _("Address"))
            | _both("note", _("Hours in words"))
            | {
                "by_appointment": _("By appointment only"),
                "x": _("Place on the map, across"),
                "y": _("Place on the map, down"),
            }
        )
        help_texts = {
            "note_zh": _("Said instead of the weekly hours, for example: once a month."),
            "y": _("In the plane of the map; 0, 0 is the upper left corner."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["items"].initial = self.instance.items.all()


class NewPointForm(PointForm):
    """A point the network did not have."""

    class Meta(PointForm.Meta):
        fields: tuple[str, ...] = ("code", "kind", "number", "parent", *PointForm.Meta.fields)
        labels = PointForm.Meta.labels | {
            "code": _("Code of the entry"),
            "kind": _("Kind"),
            "number": _("Number of the workstation"),
            "parent": _("Belongs to"),
        }
        help_texts = PointForm.Meta.help_texts | {
            "code": _("Latin letters, digits and hyphens; part of its address for good.")
        }

    def clean(self) -> dict[str, Any]:
        """A workstation has a number: it is its sign on the map."""
        told = super().clean() or {}
        if told.get("kind") == "workstation" and not told.get("number"):
            self.add_error("number", _("A workstation has a number."))
        return told


class ItemForm(ItemModelForm):
    """An item of the service catalogue."""

    channels = forms.MultipleChoiceField(
        choices=list(CHANNELS.items()), widget=forms.CheckboxSelectMultiple, required=False, label=_("How")
    )
    points = Named(ServicePoint.objects.all(), required=False, widget=forms.CheckboxSelectMultiple, label=_("Where"))

    class Meta:
        model = ServiceItem
        fields: tuple[str, ...] = (
            *("group_zh", "group_en", "name_zh", "name_en", "audience_zh", "audience_en", "basis", "promise_days"),
            *(
                "materials_zh",
                "materials_en",
                "fee_zh",
                "fee_en",
                "result_zh",
                "result_en",
                "channels",
                "room",
                "points",
            ),
        )
        labels = (
            _both("group", _("Group"))
            | _both("name", _("Name"))
            | _both("audience", _("For"))
            | {"basis": _("Legal basis")}
            | _both("materials", _("Materials"))
            | {"promise_days": _("Promise in working days")}
            | _both("fee", _("Fee"))
            | _both("result", _("Result"))
            | {"room": _("Room of the site")}
        )
        help_texts = {"materials_zh": _("One a line."), "promise_days": _("Empty: at once, or by agreement.")}
        widgets = {"materials_zh": forms.Textarea(attrs={"rows": 3}), "materials_en": forms.Textarea(attrs={"rows": 3})}


class NewItemForm(ItemForm):
    """An item the catalogue did not have."""

    class Meta(ItemForm.Meta):
        fields: tuple[str, ...] = ("code", *ItemForm.Meta.fields)
        labels = ItemForm.Meta.labels | {"code": _("Code of the entry")}


class MemberForm(MemberModelForm):
    """A member of the alliance."""

    languages = forms.MultipleChoiceField(
        choices=list(LANGUAGES.items()), widget=forms.CheckboxSelectMultiple, required=False, label=_("Languages")
    )

    class Meta:
        model = AllianceMember
        fields: tuple[str, ...] = (
            *("name_zh", "name_en", "qualifications_zh", "qualifications_en", "topics_zh", "topics_en", "languages"),
        )
        labels = _both("name", _("Name")) | _both("qualifications", _("Qualifications")) | _both("topics", _("Topics"))


class NewMemberForm(MemberForm):
    """A member the alliance did not have."""

    class Meta(MemberForm.Meta):
        fields: tuple[str, ...] = ("code", *MemberForm.Meta.fields)
        labels = MemberForm.Meta.labels | {"code": _("Code of the entry")}


class FacilityForm(FacilityModelForm):
    """A station, room, court, window or hall."""

    class Meta:
        model = Facility
        fields = ("kind", "name_zh", "name_en", "seats")
        labels = {"kind": _("Kind"), "seats": _("Seats")} | _both("name", _("Name"))


class HoursForm(forms.Form):
    """The weekly hours: up to two spans a day."""

    def __init__(self, *args: Any, spans: list[Span] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept: dict[int, list[Span]] = {}
        for span in spans or ():
            kept.setdefault(span.weekday, []).append(span)
        for day in range(len(DAYS_EN)):
            for n in range(SPANS_A_DAY):
                here = kept.get(day, [])[n : n + 1]
                for end in ("opens", "closes"):
                    words = _("From") if end == "opens" else _("Until")
                    label = f"{weekday_said(day, language.current())} {words}"
                    field = forms.TimeField(required=False, widget=_hour(), label=label)
                    field.initial = getattr(here[0], end) if here else None
                    self.fields[f"{end}_{day}_{n}"] = field

    def rows(self) -> Iterator[tuple[str, list[Any]]]:
        """The days with their fields, for a table."""
        for day in range(len(DAYS_EN)):
            names = [f"{end}_{day}_{n}" for n in range(SPANS_A_DAY) for end in ("opens", "closes")]
            yield weekday_said(day, language.current()), [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        """A span has both its ends."""
        told = super().clean() or {}
        for day in range(len(DAYS_EN)):
            for n in range(SPANS_A_DAY):
                if bool(told.get(f"opens_{day}_{n}")) != bool(told.get(f"closes_{day}_{n}")):
                    said = weekday_said(day, language.current())
                    self.add_error(None, _("%(day)s: give both the opening and the closing time.") % {"day": said})
        return told

    def spans(self) -> list[Span]:
        """Answer the hours entered."""
        told = self.cleaned_data
        return [
            Span(day, told[f"opens_{day}_{n}"], told[f"closes_{day}_{n}"])
            for day in range(len(DAYS_EN))
            for n in range(SPANS_A_DAY)
            if told.get(f"opens_{day}_{n}")
        ]


class ExceptionForm(forms.Form):
    """A day with other hours, or closed."""

    day = forms.DateField(label=_("Day"), widget=_day())
    opens = forms.TimeField(label=_("From"), required=False, widget=_hour(), help_text=_("Both empty: closed."))
    closes = forms.TimeField(label=_("Until"), required=False, widget=_hour())
    reason_zh = forms.CharField(max_length=80, required=False, label=_zh(_("Reason")))
    reason_en = forms.CharField(max_length=120, required=False, label=_en(_("Reason")))

    def hours(self) -> tuple[time, time] | None:
        """Answer the hours of the day; None is closed."""
        opens, closes = self.cleaned_data["opens"], self.cleaned_data["closes"]
        return (opens, closes) if opens and closes else None

    def clean(self) -> dict[str, Any]:
        """Both hours or none."""
        told = super().clean() or {}
        if bool(told.get("opens")) != bool(told.get("closes")):
            self.add_error("opens", _("Give both times, or neither."))
        return told


class DutyForm(forms.Form):
    """Who is on duty on a day of the week."""

    person = StaffMember(User.objects.none(), label=_("Staff member"))
    weekday = forms.TypedChoiceField(coerce=int, choices=WEEKDAYS, label=_("Day of the week"))
    opens = forms.TimeField(label=_("From"), widget=_hour(), initial=time(9))
    closes = forms.TimeField(label=_("Until"), widget=_hour(), initial=time(17, 30))

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person, weekday = self.fields["person"], self.fields["weekday"]
        assert isinstance(person, forms.ModelChoiceField)
        assert isinstance(weekday, forms.ChoiceField)
        person.queryset = staff
        weekday.choices = [(day, weekday_said(day, language.current())) for day in range(7)]

    def span(self) -> Span:
        """Answer the day and hours."""
        told = self.cleaned_data
        return Span(told["weekday"], told["opens"], told["closes"])


class VerifyForm(forms.Form):
    """When an entry is to be looked at again."""

    again_on = forms.DateField(label=_("To be verified again on"), widget=_day())


class MapForm(forms.Form):
    """The map and its approval number."""

    approval_number = forms.CharField(
        max_length=40,
        required=False,
        label=_("Approval number of the map"),
        help_text=_("A map published in China carries its number. Empty: the page says that it is a schema."),
    )
    geojson = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}), label=_("Areas as GeoJSON")
    )

    def clean_geojson(self) -> Any:
        """The text as data."""
        try:
            return json.loads(self.cleaned_data["geojson"])
        except json.JSONDecodeError as error:
            raise forms.ValidationError(_("Line %(line)s is no JSON."), params={"line": error.lineno}) from error


class UseForm(forms.Form):
    """When a facility is wanted and what for."""

    day = forms.DateField(label=_("Day"), widget=_day())
    starts = forms.TimeField(label=_("From"), widget=_hour(), initial=time(9))
    ends = forms.TimeField(label=_("Until"), widget=_hour(), initial=time(10))
    purpose = forms.CharField(max_length=120, label=_("Purpose"))
    user = forms.CharField(
        max_length=80,
        required=False,
        label=_("Used by"),
        help_text=_("A unit or organisation, no names of persons."),
    )

    def wish(self) -> Wish:
        """Answer what is wanted."""
        told = self.cleaned_data
        return Wish(
            starts_at=_moment(told["day"], told["starts"]),
            ends_at=_moment(told["day"], told["ends"]),
            purpose=told["purpose"],
            user=told["user"],
        )


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def again(on: date) -> date:
    """Answer the day an entry verified today is due again: in half a year."""
    return on + timedelta(days=182)
