"""A firm signs in by code, a member of staff with the second factor: both languages, desk and phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from district.demonstration.people import password
from tests.journeys.walking import SIZES, follow, sound

pytestmark = [pytest.mark.browser, pytest.mark.site]

DIGITS = re.compile(r"\d{6}")
FIRM = {"zh": ("199 0000 0001", "沈知远"), "en": ("199 0000 0002", "陆小满")}
"""Another number a language: three codes a minute go to one number."""
STAFF = {("zh", "desk"): "officer", ("zh", "phone"): "head", ("en", "desk"): "staff", ("en", "phone"): "mediator"}
"""Another account a walk: a code of the app works once."""


@dataclass(frozen=True)
class Seen:
    """A browser page of one size."""

    page: Page
    size: str


@pytest.fixture(params=SIZES)
def seen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Seen]:
    """A browser of its own that fails the test on any script error or refusal of the page's policy."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Seen(page, request.param)
    context.close()
    assert complaints == []


def _digits(text: str) -> str:
    found = DIGITS.search(text)
    assert found, text
    return found[0]


def _sign_in_link(page: Page, lang: str) -> Locator:
    """The link beside the language, or, on a phone, the one in the menu."""
    links = page.locator(f"header a[href='/{lang}/account/login/']").filter(visible=True)
    if not links.count():
        page.locator("header details summary").click()
    return links.first


@pytest.mark.parametrize("lang", FIRM)
def test_a_firm_signs_in_by_code_and_accepts_the_notice(site: str, seen: Seen, lang: str) -> None:
    page, (number, name) = seen.page, FIRM[lang]
    page.goto(f"{site}/{lang}/")
    follow(page, _sign_in_link(page, lang))
    sound(page)
    follow(page, page.locator("a[href*='/login/code/']"))
    sound(page)
    page.locator("#id_phone").fill(number)
    follow(page, page.locator("main form button.p"))
    sound(page)
    page.locator("#id_code").fill(_digits(page.locator(".say").first.inner_text()))
    follow(page, page.locator("main form button.p").first)
    expect(page.locator("h1")).to_have_text(name)
    sound(page)
    follow(page, page.locator("main a[href*='/account/organisations/']").first)
    sound(page)
    page.goto(f"{site}/{lang}/account/privacy/")
    sound(page)
    accept = page.locator("form button.p")
    if accept.count():
        follow(page, accept)
        expect(page.locator(".say.ok").first).to_be_visible()
    page.goto(f"{site}/{lang}/account/logout/")
    sound(page)
    follow(page, page.locator("main form button.p"))
    expect(_sign_in_link(page, lang)).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_staff_sign_in_with_the_second_factor(site: str, seen: Seen, lang: str) -> None:
    page, account = seen.page, STAFF[lang, seen.size]
    page.goto(f"{site}/{lang}/account/login/?next=/{lang}/account/")
    page.locator("#id_login").fill(account)
    page.locator("#id_password").fill(password())
    follow(page, page.locator("form[action$='/account/login/'] button[type=submit]"))
    expect(page).to_have_url(re.compile("2fa/authenticate"))
    sound(page)
    page.locator("#id_code").fill(_digits(page.locator(".help").first.inner_text()))
    follow(page, page.locator("main form button.p").first)
    expect(page).to_have_url(re.compile(f"/{lang}/account/$"))
    sound(page)
    for path in ("2fa/", "2fa/recovery-codes/generate/", "2fa/webauthn/add/", "sessions/", "details/"):
        page.goto(f"{site}/{lang}/account/{path}")
        sound(page)
    if account != "mediator":
        page.goto(f"{site}/{lang}/account/desk/people/")
        sound(page)
        follow(page, page.locator("main table a").first)
        sound(page)


def test_staff_add_a_passkey_and_sign_in_with_nothing_else(site: str, browser: Browser) -> None:
    address = site.replace("127.0.0.1", "localhost")
    context = browser.new_context()
    page = context.new_page()
    key = context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    key.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{address}/en/account/login/")
    page.locator("#id_login").fill("judge")
    page.locator("#id_password").fill(password())
    follow(page, page.locator("form[action$='/account/login/'] button[type=submit]"))
    page.locator("#id_code").fill(_digits(page.locator(".help").first.inner_text()))
    follow(page, page.locator("main form button.p").first)
    page.goto(f"{address}/en/account/2fa/webauthn/add/")
    page.locator("#id_passwordless").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page.locator(".say.ok").first).to_be_visible()
    page.goto(f"{address}/en/account/logout/")
    follow(page, page.locator("main form button.p"))
    page.goto(f"{address}/en/account/login/")
    page.locator("#passkey_login").click()
    expect(page).to_have_url(re.compile("/en/account/$"))
    expect(page.locator("h1")).to_have_text("陶正言")
    context.close()
