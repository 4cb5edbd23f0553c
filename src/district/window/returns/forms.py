"""Forms of the returns."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from district.accounts.models import User
from district.design import language
from district.directory import doings
from district.directory.models import ServicePoint
from district.window.desklog.forms import PointChoice
from district.window.desklog.queries import points_of
from district.window.returns.models import KINDS


class BeginForm(forms.Form):
    """Which point, and the period a day lies in."""

    point = PointChoice(label=_("Service point"), queryset=ServicePoint.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("Period"), choices=KINDS)
    day = forms.DateField(
        label=_("A day in the period"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: object, user: User, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        point = self.fields["point"]
        assert isinstance(point, forms.ModelChoiceField)
        point.queryset = points_of(user, on=today)


class NoteForm(forms.Form):
    """Why a figure differs, or what is put in its place."""

    code = forms.ChoiceField(label=_("Which figure"))
    value = forms.IntegerField(
        label=_("Value to hand in"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=_("Leave it empty to keep the counted value and only explain it."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        code = self.fields["code"]
        assert isinstance(code, forms.ChoiceField)
        code.choices = [(figure.code, getattr(figure, language.current())) for figure in doings.figures()]


class TemplateForm(forms.Form):
    """The city's own template."""

    kind = forms.ChoiceField(label=_("For which returns"), required=False, choices=[("", _("All")), *KINDS])
    template = forms.FileField(
        label=_("XLSX template"), widget=forms.FileInput(attrs={"accept": ".xlsx"}), max_length=200
    )
