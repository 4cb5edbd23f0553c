"""The form of an official value."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SCOPES = [
    ("", _("not stated")),
    ("mainland", _("mainland holders")),
    ("domestic_incl_hmt", _("with Hong Kong, Macao and Taiwan")),
    ("all", _("all holders")),
]


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class ReferenceForm(forms.Form):
    """What the regions of the reference series are called here; one that is none of ours keeps its own name."""

    def __init__(self, *args: Any, named: list[tuple[str, str]], regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("none of this site’s regions")), *regions]
        for code, name in named:
            self.fields[code] = forms.ChoiceField(label=name, choices=choices, required=False)

    def called(self) -> dict[str, str]:
        """Answer this site's region of each that has one."""
        return {code: str(own) for code, own in self.cleaned_data.items() if own}


class ValueForm(forms.Form):
    """A published value and where it is from."""

    figure = forms.ChoiceField(label=_("Figure"))
    region = forms.ChoiceField(label=_("Region"))
    on = _day(_("Date or end of period"))
    value = forms.FloatField(
        label=_("Value"), min_value=0, help_text=_("In single patents or per 10,000 people: 66.349 wan is 663,490.")
    )
    scope = forms.ChoiceField(label=_("Whose patents"), choices=SCOPES, required=False)
    title = forms.CharField(label=_("Title of the source"), max_length=200)
    issuer = forms.CharField(label=_("Issuer"), max_length=120)
    published_on = _day(_("Published on"), required=False)
    note = forms.CharField(label=_("Note"), max_length=400, required=False)

    def __init__(
        self, *args: Any, figures: list[tuple[str, str]], regions: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("figure", figures), ("region", regions)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
