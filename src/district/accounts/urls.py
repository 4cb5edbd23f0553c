"""Addresses of accounts, under a language: our pages, and those of allauth's that the site uses."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.urls import path

from district.accounts.doors import everyone, open_to, signed_in
from district.accounts.views import desk, email, mine, privacy
from district.accounts.views import firms as firms_at_the_desk
from district.accounts.views import organisations as firms

ours = [
    path("", mine.my_account, name="my_account"),
    path("details/", mine.my_details, name="my_details"),
    path("email/", email.my_email, name="my_email"),
    path("email/confirm/", email.confirm_my_email, name="confirm_my_email"),
    path("second-factor/", mine.second_factor_needed, name="second_factor_needed"),
    path("password/", mine.new_password, name="new_password"),
]
my_data = [
    path("privacy/", privacy.notice, name="privacy_notice"),
    path("privacy/accept/", privacy.accept, name="accept_notice"),
    path("export/", privacy.export_my_data, name="export_my_data"),
    path("erasure/", privacy.ask_erasure, name="ask_erasure"),
    path("desk/erasures/", privacy.erasures, name="erasures"),
    path("desk/erasures/<int:pk>/", privacy.decide_erasure, name="decide_erasure"),
    path("desk/people/<int:pk>/hold/", privacy.place_hold, name="place_hold"),
    path("desk/holds/<int:pk>/lift/", privacy.lift_hold, name="lift_hold"),
]
organisations = [
    path("acting/", firms.act_for, name="act_for"),
    path("organisations/claim/", firms.claim, name="claim"),
    path("organisations/<int:pk>/", firms.organisation, name="organisation"),
    path("organisations/<int:pk>/invite/", firms.invite, name="invite"),
    path("organisations/<int:pk>/invitations/<int:invitation>/again/", firms.invite_again, name="invite_again"),
    path("organisations/<int:pk>/members/<int:member>/end/", firms.end_membership, name="end_membership"),
    path("organisations/<int:pk>/proxies/", firms.appoint_proxy, name="appoint_proxy"),
    path("organisations/<int:pk>/proxies/<int:proxy>/end/", firms.end_proxy, name="end_proxy"),
    path("invitations/<int:pk>/", firms.take_up, name="take_up"),
    path("invitations/link/<str:key>/", firms.invitation, name="invitation"),
]
people_desk = [
    path("desk/claims/", desk.claims, name="claims"),
    path("desk/claims/<int:pk>/", desk.judge, name="judge_claim"),
    path("desk/organisations/<int:pk>/", firms_at_the_desk.firm, name="desk_firm"),
    path("desk/people/", desk.find_people, name="people"),
    path("desk/people/new/", desk.new_person, name="new_person"),
    path("desk/people/<int:pk>/", desk.person, name="person"),
    path("desk/people/<int:pk>/appoint/", desk.appoint, name="appoint"),
    path("desk/people/<int:pk>/appointments/<int:appointment>/end/", desk.end_appointment, name="end_appointment"),
    path("desk/people/<int:pk>/unlock/", desk.unlock, name="unlock"),
    path("desk/people/<int:pk>/check/", desk.note_check, name="note_check"),
    path("desk/people/<int:pk>/open/", desk.open_again, name="open_again"),
]
entrance = [
    path("login/", open_to(everyone)(account.login), name="account_login"),
    path("logout/", open_to(everyone)(account.logout), name="account_logout"),
    path("inactive/", open_to(everyone)(account.account_inactive), name="account_inactive"),
    path("signup/", open_to(everyone)(account.signup), name="account_signup"),
    path("login/code/", open_to(everyone)(account.request_login_code), name="account_request_login_code"),
    path("login/code/confirm/", open_to(everyone)(account.confirm_login_code), name="account_confirm_login_code"),
    path("phone/verify/", open_to(everyone)(account.verify_phone), name="account_verify_phone"),
    path("password/reset/", mine.forgotten_password, name="account_reset_password"),
    path("2fa/authenticate/", open_to(everyone)(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/webauthn/login/", open_to(everyone)(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("city/signup/", open_to(everyone)(social.signup), name="socialaccount_signup"),
    path("city/cancelled/", open_to(everyone)(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("city/error/", open_to(everyone)(social.login_error), name="socialaccount_login_error"),
]
again = [
    path("reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path(
        "reauthenticate/code/",
        signed_in(account.request_reauthentication_code),
        name="account_request_reauthentication_code",
    ),
    path(
        "reauthenticate/code/confirm/",
        signed_in(account.confirm_reauthentication_code),
        name="account_confirm_reauthentication_code",
    ),
    path("2fa/reauthenticate/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "2fa/webauthn/reauthenticate/",
        signed_in(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]
managed = [
    path("password/change/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", signed_in(account.password_set), name="account_set_password"),
    path("phone/change/", signed_in(account.change_phone), name="account_change_phone"),
    path("sessions/", signed_in(sessions.list_usersessions), name="usersessions_list"),
    path("city/connections/", signed_in(social.connections), name="socialaccount_connections"),
    path("2fa/", signed_in(mfa.index), name="mfa_index"),
    path("2fa/totp/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        signed_in(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        signed_in(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/", signed_in(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", signed_in(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", signed_in(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", signed_in(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
]
urlpatterns = [*ours, *my_data, *organisations, *people_desk, *entrance, *again, *managed]
