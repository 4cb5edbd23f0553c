"""What a person says of themselves, and the code that proves it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DetailsForm(forms.Form):
    """Name and language."""

    name = forms.CharField(max_length=80, label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(
        choices=[("zh", "中文"), ("en", "English")], label=_("Language the site writes to you in")
    )


class EmailForm(forms.Form):
    """An address, which a code will prove."""

    email = forms.EmailField(
        max_length=254, label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def clean_email(self) -> str:
        """Answer it in small letters: an address is one however it is typed."""
        address: str = self.cleaned_data["email"]
        return address.lower()


class CodeForm(forms.Form):
    """Six digits."""

    code = forms.CharField(
        max_length=12,
        label=_("Code"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Answer the digits."""
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isdigit())
