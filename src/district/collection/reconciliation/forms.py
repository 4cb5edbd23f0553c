"""Forms of reconciliations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ListForm(forms.Form):
    """An official list and what it is to be compared with."""

    file = forms.FileField(
        label=_("Official list"), help_text=_("XLSX or CSV with a column of patent numbers, in any layout.")
    )
    source = forms.CharField(label=_("Who sent it"), max_length=200)
    region = forms.ChoiceField(label=_("Region"))
    on = forms.DateField(label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    column = forms.CharField(
        label=_("Column of numbers"),
        help_text=_("Only where the headings do not tell: its letter, its place or its heading."),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = regions
