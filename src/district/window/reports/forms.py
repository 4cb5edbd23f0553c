"""What a report is asked with."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from district.accounts.models import OrganisationSize, User
from district.design import language
from district.directory.models import ServiceItem
from district.window.desklist import queries as desklist
from district.window.reports.asking import BY, Asked
from district.window.reports.counting import NONE

ANY = ("", _("any"))


class ReportForm(forms.Form):
    """Span, breakdown, narrowing."""

    by = forms.ChoiceField(label=_("Broken down by"), choices=list(BY.items()))
    since = forms.DateField(label=_("from"), widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("until"), widget=forms.DateInput({"type": "date"}))
    point = forms.ChoiceField(label=_("Service point"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    size = forms.ChoiceField(label=_("Size of the firm"), choices=[ANY, *OrganisationSize.choices], required=False)

    def __init__(self, *, asked: Asked, user: User, on: date) -> None:
        super().__init__(initial={name: getattr(asked, name) for name in self.base_fields})
        place = 1 if language.current() == "en" else 0
        topics = dict.fromkeys(ServiceItem.objects.order_by("code").values_list("group_zh", "group_en"))
        points = desklist.points_within(user, on=on)
        self._choices("point", [(one.code, (one.name_zh, one.name_en)[place]) for one in points])
        self._choices("topic", [*((names[0], names[place]) for names in topics), (NONE, _("not settled"))])

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = [ANY, *choices]
