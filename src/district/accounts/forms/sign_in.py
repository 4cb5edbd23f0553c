"""Signing in and up, codes, passwords: allauth's forms in the site's words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from district.accounts import codes
from district.accounts.mobiles import parse_mobile

NO_CHANNEL = _(
    "This site cannot send codes at the moment. Sign in with your password, or ask at a service point for help."
)


class NeedsChannel:
    """Refuses, in words, where no code could be sent."""

    def clean(self) -> Any:
        """Refuse before anything else is looked at."""
        if not codes.has_channel():
            raise ValidationError(NO_CHANNEL)
        return super().clean()  # type: ignore[misc]


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """Number or name, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = forms.CharField(max_length=150, label=_("Mobile number or user name"))
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
    """The number a code goes to."""


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
