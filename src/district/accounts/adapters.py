"""What allauth asks the site: how people are found by their number, how codes go out, what an account is called."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from district.accounts import codes
from district.accounts.actions.people import new_username
from district.accounts.fields import MobileField
from district.accounts.models import User
from district.accounts.roles import STAFF_ROLES
from district.design import language

SAID = {
    "account/messages/password_changed.txt": gettext_lazy("Your new password holds from now on."),
    "account/messages/password_set.txt": gettext_lazy("Your new password holds from now on."),
    "account/messages/phone_verified.txt": gettext_lazy("Your mobile number is verified."),
    "mfa/messages/totp_activated.txt": gettext_lazy("The authenticator app is active."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The authenticator app is removed."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy("There are new recovery codes; the old ones are void."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The key is added."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The key is removed."),
    "usersessions/messages/sessions_logged_out.txt": gettext_lazy("All other devices are signed out."),
}
"""allauth's messages the site shows, in its words; the others repeat what the page says, or a person's number."""

RECENT_SECONDS = 300
"""How long a sign-in counts as fresh for changes of what one signs in with."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are known by a mobile number; a user name is a code without meaning."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not right. Check it, or ask for a new one."),
        "incorrect_password": gettext_lazy("This password is not right."),
        "phone_password_mismatch": gettext_lazy("The number or name and the password do not belong together."),
        "username_password_mismatch": gettext_lazy("The number or name and the password do not belong together."),
        "phone_taken": gettext_lazy("This number cannot be used. Take another, or ask at a service point."),
        "same_as_current": gettext_lazy("This is the number you have now."),
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait a quarter of an hour and try again."),
        "rate_limited": gettext_lazy("Too many requests. Wait a moment and try again."),
    }

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_more: Any, **named: Any
    ) -> None:
        """Show a message in the site's words, or none."""
        text = named.get("message") or SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text))

    def get_login_stages(self) -> list[str]:
        """Answer the steps of a sign-in."""
        ours = {"allauth.account.stages.PhoneVerificationStage": "district.accounts.stages.NumberStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:
        """Answer whether the person has to show again that it is them: not in the minutes after signing in."""
        request = context.request
        records = get_authentication_records(request, request.user) if request else []
        return not records or timezone.now().timestamp() - records[-1]["at"] > RECENT_SECONDS

    def phone_form_field(self, **kwargs: Any) -> MobileField:
        """Answer the field numbers are typed into."""
        return MobileField(**kwargs)

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """Give a new account its code."""
        user.username = user.username or new_username()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Store a new account with the name given and the language of the page."""
        user.name = form.cleaned_data.get("name", "")
        user.language = language.current()
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def get_user_by_phone(self, phone: str) -> User | None:
        """Answer the person of a number."""
        return User.objects.filter(mobile=phone, is_active=True).first() if phone else None

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Answer a person's number and whether they proved to have it."""
        return (user.mobile, user.mobile_verified_at is not None) if user.mobile else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Store a number."""
        user.mobile = phone
        user.mobile_verified_at = timezone.now() if verified else None
        user.save(update_fields=["mobile", "mobile_verified_at"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Store that a person has this number."""
        self.set_phone(user, phone, True)

    def send_verification_code_sms(self, user: User, phone: str, code: str, **_kwargs: Any) -> None:
        """Send a code to a number."""
        codes.send(number=phone, purpose=codes.Purpose.SIGN_IN, digits=code, lang=language.current())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Answer where people land after signing in."""
        return reverse("my_account")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Answer where people land after signing up."""
        return reverse("my_account")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Answer where people land after signing out."""
        return f"/{language.current()}/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Answer where people land with a new password."""
        return reverse("my_account")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the code of a sign-in to a confirmed address; every other letter goes out through notices."""
        if template_prefix == "account/email/login_code":
            codes.send_by_mail(
                address=email, purpose=codes.Purpose.SIGN_IN, digits=context["code"], lang=language.current()
            )

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave counting to axes, which hears Django's own signal."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: what an authenticator app shows, and who may not go without."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not right. Check it, or wait for the next one."),
        "cannot_delete_authenticator": gettext_lazy("Your role needs a second factor. Set up another one first."),
    }

    def get_totp_issuer(self) -> str:
        """Answer what the entry in the app is called."""
        return _("Innovation District IP Service")

    def build_totp_svg(self, url: str) -> str:
        """Answer the QR code without its XML declaration, to stand in a page."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Answer whether something else remains, for a member of staff."""
        from allauth.mfa.models import Authenticator

        from district.accounts.queries import roles_of

        if not roles_of(authenticator.user, on=timezone.localdate()) & frozenset(STAFF_ROLES):
            return True
        factors = Authenticator.objects.filter(user=authenticator.user)
        others = factors.exclude(pk=authenticator.pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
        return bool(others.exists())


class CityIdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A city's unified identity: its people get an account of their own, never somebody else's."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Keep nothing of what the city tells but who it is: its answer may hold more than the site may know."""
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> AbstractBaseUser:
        """Fill a new account: a code as user name, the name the city states."""
        user: User = sociallogin.user
        user.username = new_username()
        user.name = str(data.get("name") or "")[:80]
        user.language = language.current()
        user.set_unusable_password()
        return user

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Answer yes: the city has checked who it is."""
        return bool(settings.SOCIALACCOUNT_PROVIDERS)
