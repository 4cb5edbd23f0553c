"""Claiming an organisation, inviting its people, appointing its agency."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from district.accounts import queries
from district.accounts.fields import MobileField, one_of_two
from district.accounts.models import Organisation, OrganisationKind, OrganisationSize
from district.accounts.roles import MEMBER_ROLES


class ClaimForm(forms.Form):
    """What an organisation says of itself."""

    credit_code = forms.CharField(
        max_length=30, label=_("Unified social credit code"), help_text=_("18 signs, on the business licence.")
    )
    name_zh = forms.CharField(max_length=120, label=_("Chinese name"))
    name_en = forms.CharField(max_length=160, label=_("English name"), required=False)
    kind = forms.ChoiceField(choices=OrganisationKind.choices, label=_("Kind"))
    size = forms.ChoiceField(choices=OrganisationSize.choices, label=_("Size"), initial=OrganisationSize.UNKNOWN.value)


class InvitationForm(forms.Form):
    """A number or an address of e-mail, and a role."""

    mobile = MobileField(required=False)
    email = forms.EmailField(
        max_length=254,
        required=False,
        label=_("or e-mail address"),
        help_text=_("A link that is used once goes there."),
    )
    role = forms.ChoiceField(choices=[(role.value, role.label) for role in MEMBER_ROLES], label=_("Role"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one_of_two(self, "mobile", "email")

    def clean(self) -> dict[str, Any]:
        """Refuse both, and neither."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(told.get("mobile")) == bool(told.get("email")):
            raise ValidationError(_("Enter either the mobile number or the e-mail address."))
        return told


class ProxyForm(forms.Form):
    """An agency and its last day."""

    agency = forms.ModelChoiceField(queryset=Organisation.objects.none(), label=_("Service institution"))
    valid_until = forms.DateField(
        label=_("Ends before this day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, principal: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.queryset = queries.may_lend_to(principal=principal)


class RefusalForm(forms.Form):
    """Why a claim is refused."""

    reason = forms.CharField(max_length=200, label=_("Reason, which the claimant reads"))
