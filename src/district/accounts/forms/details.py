"""What a person says of themselves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DetailsForm(forms.Form):
    """Name and language."""

    name = forms.CharField(max_length=80, label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(
        choices=[("zh", "中文"), ("en", "English")], label=_("Language the site writes to you in")
    )
