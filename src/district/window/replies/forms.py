"""A template as its author writes it, and which one is inserted into a request."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from district.accounts import queries as accounts
from district.accounts.models import User
from district.accounts.roles import Role
from district.design import language
from district.directory.models import ServiceItem, ServicePoint
from district.window.forms import PointChoice
from district.window.replies import queries
from district.window.replies.actions import Text


class TemplateForm(forms.Form):
    """Title and text in both languages, for which topic or item, of which point."""

    title_zh = forms.CharField(label=_("Title (Chinese)"), max_length=60)
    title_en = forms.CharField(label=_("Title (English)"), max_length=80, required=False)
    point = PointChoice(
        label=_("Service point"), queryset=ServicePoint.objects.none(), required=False, empty_label=_("every point")
    )
    topic = forms.ChoiceField(label=_("Only for the topic"), required=False)
    item = PointChoice(
        label=_("Only for the item"), queryset=ServiceItem.objects.all(), required=False, empty_label=_("any")
    )
    text_zh = forms.CharField(label=_("Text (Chinese)"), max_length=4000, widget=forms.Textarea({"rows": 7}))
    text_en = forms.CharField(
        label=_("Text (English)"), max_length=4000, required=False, widget=forms.Textarea({"rows": 7})
    )

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = 1 if language.current() == "en" else 0
        cast(forms.ChoiceField, self.fields["topic"]).choices = [
            ("", _("any")),
            *((names[0], names[place]) for names in queries.topics()),
        ]
        point = cast(PointChoice, self.fields["point"])
        mine = accounts.places_of(user, on=on, roles=(Role.POINT_HEAD,))
        point.queryset = ServicePoint.objects.filter(code__in=mine)
        if Role.DISTRICT_OFFICER not in accounts.roles_of(user, on=on):
            point.required, point.empty_label = True, None

    def told(self) -> Text:
        """Answer what was written."""
        return Text(**self.cleaned_data)
