"""Forms of the people desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from district.accounts.fields import MobileField
from district.accounts.roles import APPOINTED_ROLES


class FindForm(forms.Form):
    """Whom the desk looks for; sent by POST, so that no number gets into an address."""

    who = forms.CharField(max_length=80, label=_("Mobile number, user name or name"))


class AppointForm(forms.Form):
    """A role and where it is held."""

    role = forms.ChoiceField(choices=[(role.value, role.label) for role in APPOINTED_ROLES], label=_("Role"))
    place = forms.CharField(
        max_length=50, required=False, label=_("Code of the service point"), help_text=_("Only for roles at a point.")
    )
    valid_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class EndForm(forms.Form):
    """The day an appointment no longer holds."""

    until = forms.DateField(
        label=_("Ends before this day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class NewPersonForm(forms.Form):
    """An account opened by the desk: a name, and how the person gets in."""

    name = forms.CharField(max_length=80, label=_("Person’s name"))
    username = forms.CharField(max_length=40, required=False, label=_("User name"))
    mobile = MobileField(
        required=False, help_text=_("Without one, the first password is given at the desk: lost password.")
    )


class CheckForm(forms.Form):
    """How the identity was checked."""

    note = forms.CharField(
        max_length=200,
        label=_("How the identity was checked"),
        help_text=_("For example: original document and face compared. No number of a document."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].widget.attrs["autocomplete"] = "off"
