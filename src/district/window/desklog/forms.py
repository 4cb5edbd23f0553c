"""The one screen of the desk log."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from district.accounts.models import User
from district.design import language
from district.directory.models import ServicePoint
from district.window.desklog import queries
from district.window.desklog.actions import Told
from district.window.desklog.models import Channel

OFTEN = (2, 5, 10, 15, 30, 60)
"""Minutes offered as suggestions; any number may be typed."""


class PointChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A service point by its name in the page's language."""

    def label_from_instance(self, obj: ServicePoint) -> str:
        """Answer the point's name."""
        return str(getattr(obj, f"name_{language.current()}"))


class ContactForm(forms.Form):
    """Who, topic, answer, minutes, channel: what can be typed while the caller is still there."""

    asked = forms.CharField(label=_("What was asked"), max_length=300)
    answer = forms.CharField(
        label=_("Answer given"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices, initial=Channel.PHONE)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600, initial=5)
    caller = forms.CharField(label=_("Caller"), max_length=80, required=False)
    firm = forms.CharField(label=_("Firm"), max_length=120, required=False)
    mobile = forms.CharField(
        label=_("Telephone"), max_length=20, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    day = forms.DateField(label=_("Day of the contact"), widget=forms.DateInput(attrs={"type": "date"}))
    point = PointChoice(label=_("Service point"), queryset=ServicePoint.objects.none(), empty_label=None)

    def __init__(self, *args: object, user: User, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        place = 1 if language.current() == "en" else 0
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ChoiceField)
        topic.choices = [("", _("Not settled")), *((names[0], names[place]) for names in queries.topics())]
        points = queries.points_of(user, on=today)
        point = self.fields["point"]
        assert isinstance(point, forms.ModelChoiceField)
        point.queryset = points
        if len(points) == 1:
            point.widget = forms.HiddenInput()
            point.initial = points[0].pk
        self.fields["day"].initial = today.isoformat()

    def told(self) -> Told:
        """Answer what was written down."""
        given = {key: value for key, value in self.cleaned_data.items() if key not in ("day", "point")}
        return Told(**{**given, "channel": Channel(given["channel"])})


class CallerForm(forms.Form):
    """What a request needs and the log does not know yet: who asked, and how to answer them."""

    caller = forms.CharField(label=_("Caller"), max_length=80)
    mobile = forms.CharField(label=_("Telephone"), max_length=20, widget=forms.TextInput(attrs={"type": "tel"}))
