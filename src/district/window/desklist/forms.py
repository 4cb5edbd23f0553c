"""The filter above a list, and what is done with what it finds."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from district.accounts.models import OrganisationSize, User
from district.design import language
from district.directory.models import ServiceItem, ServicePoint
from district.window.desklist import queries
from district.window.desklist.filters import NOBODY, UNKNOWN, Filter
from district.window.forms import PersonChoice, PointChoice
from district.window.models import Way
from district.window.states import REQUEST
from district.window.words import state_said

ANY = ("", _("any"))
DAYS = (
    ("submitted", _("filed")),
    ("accepted", _("accepted")),
    ("answered", _("answered")),
    ("rated", _("rated")),
)
KEPT = (ANY, ("yes", _("kept")), ("no", _("not kept")))
RATED = (ANY, ("any", _("rated")), ("good", _("good")), ("bad", _("bad, to be called back")))


def _day() -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))


class FilterForm(forms.Form):
    """Every narrowing, drawn from the filter that stands in the address."""

    words = forms.CharField(label=_("Number or title"), max_length=80, required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    item = forms.ChoiceField(label=_("Item of the catalogue"), required=False)
    point = forms.ChoiceField(label=_("Service point"), required=False)
    handler = forms.ChoiceField(label=_("Handler"), required=False)
    firm = forms.CharField(label=_("Organisation"), max_length=80, required=False)
    size = forms.ChoiceField(label=_("Size of the firm"), choices=[ANY, *OrganisationSize.choices], required=False)
    way = forms.ChoiceField(label=_("Way"), choices=[ANY, *Way.choices], required=False)
    day = forms.ChoiceField(label=_("Day on which it was"), choices=DAYS, required=False)
    since = _day()
    until = _day()
    kept = forms.ChoiceField(label=_("Promise"), choices=KEPT, required=False)
    rated = forms.ChoiceField(label=_("Rating"), choices=RATED, required=False)
    late = forms.BooleanField(label=_("Only late ones"), required=False)

    def __init__(self, *, chosen: Filter, user: User, on: date) -> None:
        first = {name: getattr(chosen, name) for name in self.base_fields}
        super().__init__(initial=first)
        self.fields["since"].label, self.fields["until"].label = cast(str, _("from")), cast(str, _("until"))
        place = 1 if language.current() == "en" else 0
        items = list(ServiceItem.objects.order_by("code"))
        topics = dict.fromkeys((item.group_zh, item.group_en) for item in items)
        not_settled = (UNKNOWN, _("not settled"))
        points = queries.points_within(user, on=on)
        self._choices("state", [(state.name, state_said(state.name)) for state in REQUEST.states[1:]])
        self._choices("topic", [*((names[0], names[place]) for names in topics), not_settled])
        self._choices("item", [*((item.code, (item.name_zh, item.name_en)[place]) for item in items), not_settled])
        self._choices("point", [(one.code, (one.name_zh, one.name_en)[place]) for one in points])
        people = [(str(one.pk), one.called) for one in queries.colleagues_of(user, on=on)]
        self._choices("handler", [(NOBODY, _("nobody")), *people])

    def told(self) -> list[tuple[str, str]]:
        """Answer what the filter narrows, label and value as the form says them."""
        found = []
        for name, field in self.fields.items():
            value = self.initial.get(name)
            if not value or (name == "day" and not (self.initial["since"] or self.initial["until"])):
                continue
            choices = dict(cast(Any, field).choices) if isinstance(field, forms.ChoiceField) else {}
            said = "" if isinstance(field, forms.BooleanField) else str(choices.get(value, value))
            found.append((str(field.label), said))
        return found

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = [ANY, *choices]


class GiveForm(forms.Form):
    """To whom the ticked requests go."""

    to = PersonChoice(label=_("Give the ticked ones to"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, told: Any = None, *, user: User, on: date) -> None:
        super().__init__(told)
        cast(PersonChoice, self.fields["to"]).queryset = queries.colleagues_of(user, on=on)
        self.fields["to"].initial = user.pk


class ShareForm(forms.Form):
    """With which of one's points a filter is shared."""

    point = PointChoice(queryset=ServicePoint.objects.none(), required=False)

    def __init__(self, told: Any = None, *, user: User, on: date) -> None:
        super().__init__(told)
        cast(PointChoice, self.fields["point"]).queryset = queries.points_of(user, on=on)
