"""Signing in and up, codes, passwords: allauth's forms in the site's words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from district.accounts import codes
from district.accounts.fields import one_of_two
from district.accounts.mobiles import parse_mobile
from district.limits.actions import Limit, check
from district.limits.addresses import address_of

NO_CHANNEL = _(
    "This site cannot send codes at the moment. Sign in with your password, or ask at a service point for help."
)


CODES_BY_ADDRESS = Limit(name="accounts.codes.address", most=60, seconds=3_600)
CODES_TO_ONE = Limit(name="accounts.codes.recipient", most=8, seconds=3_600)
"""How many codes are asked for from one address, behind which an office may sit, and how many go to one recipient."""


class NeedsChannel:
    """Refuses, in words, where no code could be sent, and with `limit.reached` where too many were."""

    def clean(self) -> Any:
        """Refuse before anything else is looked at."""
        told: dict[str, Any] = self.cleaned_data  # type: ignore[attr-defined]
        to = told.get("email") or told.get("phone") or told.get("recipient")
        if not (codes.has_mail() if "@" in (to or "") else codes.has_channel()):
            raise ValidationError(NO_CHANNEL)
        if to:
            now = timezone.now()
            check(key=address_of(context.request), limit=CODES_BY_ADDRESS, at=now)
            check(key=to.lower(), limit=CODES_TO_ONE, at=now)
        return super().clean()  # type: ignore[misc]


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """Number or name, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = forms.CharField(max_length=150, label=_("Mobile number, e-mail address or user name"))
        login.widget.attrs = {"autocomplete": "username"}
        password: forms.Field = self.fields["password"]
        password.label, password.help_text = _("Password"), ""
        password.widget.attrs = {"autocomplete": "current-password"}
        self.fields: dict[str, forms.Field] = {"login": login, "password": password}

    def _setup_password_field(self) -> None:
        """Keep the password, although nobody needs one to sign up."""

    def clean_login(self) -> str:
        """Answer the number in its one form, or the name as typed."""
        text: str = self.cleaned_data["login"].strip()
        return parse_mobile(text) or text


class SignUpForm(NeedsChannel, allauth_forms.SignupForm):  # type: ignore[misc]
    """A number, which a code will prove, and a name."""

    field_order = ["phone", "name"]
    name = forms.CharField(max_length=80, label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = True
        self.fields["phone"].label = _("Mobile number")


class CodeRequestForm(NeedsChannel, allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    """The number a code goes to, or a confirmed address of e-mail."""

    field_order = ["phone", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)
        self.fields["phone"].required = False
        one_of_two(self, "phone", "email")
        email = self.fields["email"]
        email.label, email.help_text = _("or e-mail address"), _("One you confirmed under “My account”.")
        email.widget.attrs = {"autocomplete": "email"}

    def clean(self) -> Any:
        """Refuse where neither was given."""
        if not self.errors and not (self.cleaned_data.get("phone") or self.cleaned_data.get("email")):
            raise ValidationError(_("Enter your mobile number or your e-mail address."))
        return super().clean()


class ChangeNumberForm(NeedsChannel, allauth_forms.ChangePhoneForm):  # type: ignore[misc]
    """The new number."""


class ReauthenticateCodeForm(NeedsChannel, allauth_forms.RequestReauthenticationCodeForm):  # type: ignore[misc]
    """Where a code goes that proves it is still you."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].label = _("Send the code to")


class _WithCode:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]  # type: ignore[attr-defined]
        field.label = _("Code")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class ConfirmCodeForm(_WithCode, allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code of a sign-in."""


class ConfirmNumberForm(_WithCode, allauth_forms.VerifyPhoneForm):  # type: ignore[misc]
    """The code that proves a number."""


class ReauthenticateForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.label, field.help_text = _("Password"), ""
        field.widget.attrs = {"autocomplete": "current-password"}


def _new_password(form: Any) -> None:
    for name, label in (("password1", _("New password")), ("password2", _("New password once more"))):
        form.fields[name].label = label
        form.fields[name].widget.attrs = {"autocomplete": "new-password"}
    form.fields["password1"].help_text = _("At least ten characters, not digits alone, nothing easy to guess from you.")
    form.fields["password2"].help_text = ""


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old password and a new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self)
        field = self.fields["oldpassword"]
        field.label, field.help_text = _("Present password"), ""
        field.widget.attrs = {"autocomplete": "current-password"}


class SetPasswordForm(allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """A password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self)
