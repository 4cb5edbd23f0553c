"""Fields of this room's forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from district.accounts.mobiles import parse_mobile


def one_of_two(form: forms.BaseForm, *names: str) -> None:
    """Mark fields of which one is needed, whichever: none of them is called optional."""
    for name in names:
        setattr(form.fields[name], "is_one_of_two", True)  # noqa: B010 - a mark for the template, no field has it


class MobileField(forms.CharField):
    """A mobile number, as people type it; cleaned into the form +8613800000000."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Mobile number"))
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> str:
        """Answer the number; an empty one is refused only where it is required."""
        text: str = super().clean(value)
        if not text:
            return ""
        number = parse_mobile(text)
        if number is None:
            raise ValidationError(_("Enter 11 digits, or another country's number beginning with + and its code."))
        return number
