"""Second factors: allauth's forms in the site's words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from django.utils.translation import gettext_lazy as _

from district.accounts.second_factor import code_of_the_demonstration


class _WithCode:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]  # type: ignore[attr-defined]
        field.label = _("Code of the authenticator app, or a recovery code")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class AuthenticateForm(_WithCode, base_forms.AuthenticateForm):  # type: ignore[misc]
    """The second step of a sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = code_of_the_demonstration(self.user)
        if shown:
            self.fields["code"].help_text = _("Demonstration: the app shows %(code)s now.") % {"code": shown}


class ReauthenticateForm(_WithCode, base_forms.ReauthenticateForm):  # type: ignore[misc]
    """The second factor once more."""


class ActivateAppForm(_WithCode, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code the app shows")
