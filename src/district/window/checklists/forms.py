"""One line of a checklist."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from district.window.checklists.actions import Told
from district.window.checklists.models import Before


class CheckForm(forms.Form):
    """What must be there, before what, and whether the step waits for it."""

    text_zh = forms.CharField(label=_("What must be there (Chinese)"), max_length=120)
    text_en = forms.CharField(label=_("What must be there (English)"), max_length=160, required=False)
    before = forms.ChoiceField(label=_("When"), choices=Before.choices)
    place = forms.IntegerField(label=_("Place in the list"), min_value=1, max_value=99, initial=1)
    is_obligatory = forms.BooleanField(label=_("Obligatory"), required=False, initial=True)

    def told(self) -> Told:
        """Answer what was written."""
        given = self.cleaned_data
        return Told(**{**given, "before": Before(given["before"])})
