"""What the walks share: several people, each in a browser of their own, on pages that must be sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

SIZES = {"desk": (1280, 900), "phone": (390, 844)}
PATIENCE = 30_000
"""Milliseconds for a page that others keep the machine from."""
EVERY_WAY = [
    pytest.param("zh", "phone"),
    pytest.param("en", "desk"),
    pytest.param("zh", "desk", marks=pytest.mark.soak),
    pytest.param("en", "phone", marks=pytest.mark.soak),
]
"""Two ways cover each language and each size; `make soak` walks the other two."""
both_ways = pytest.mark.parametrize(("lang", "size"), EVERY_WAY)


def sound(page: Page) -> None:
    """No accessibility finding and no sideways scrolling, asked of a page that has come whole."""
    page.wait_for_load_state("load")
    found: Any = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def follow(page: Page, link: Locator) -> None:
    """Press what leads to another page and wait until that page is there: a click alone looks at either."""
    with page.expect_navigation():
        link.click()


@dataclass(frozen=True)
class Stage:
    """The served district: its address, a session an account, points by code, today's draft of a consultation day."""

    site: str
    sessions: dict[str, str]
    points: dict[str, int]
    day: int
    expert: int
    topic: str


@dataclass
class Walk:
    """One walk: whoever takes part has a browser of their own in the walk's language and size."""

    stage: Stage
    browser: Browser
    lang: str
    size: str
    complaints: list[str] = field(default_factory=list)
    """Errors on the console, and addresses outside the site that a page asked for."""
    _people: dict[str, Person] = field(default_factory=dict)

    def person(self, account: str) -> Person:
        """Answer somebody of the demonstration, signed in."""
        if account not in self._people:
            self._people[account] = Person(account, self._page(account), self)
        return self._people[account]

    def _page(self, account: str) -> Page:
        width, height = SIZES[self.size]
        context = self.browser.new_context(viewport={"width": width, "height": height})
        session = self.stage.sessions[account]
        context.add_cookies([{"name": "sessionid", "value": session, "url": self.stage.site}])
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda asked: self._note(asked.url))
        return page

    def _note(self, url: str) -> None:
        if not url.startswith((self.stage.site, "data:")):
            self.complaints.append(f"asked for {url}")

    def photograph(self, folder: Path) -> Iterator[Path]:
        """Keep what each person sees; answer the pictures."""
        for account, person in self._people.items():
            picture = folder / f"{account}-{self.lang}-{self.size}.png"
            person.page.screenshot(path=picture, full_page=True)
            yield picture

    def close(self) -> None:
        """Close every browser."""
        for person in self._people.values():
            person.page.context.close()


@dataclass
class Person:
    """Somebody at a page."""

    account: str
    page: Page
    walk: Walk

    def opens(self, path: str) -> Page:
        """Go to a page of the walk's language, or to a whole address; it must be sound."""
        address = path if path.startswith("http") else f"{self.walk.stage.site}/{self.walk.lang}/{path}"
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"
        self.sees_a_sound_page()
        return self.page

    def sends(self, button: Locator) -> Page:
        """Press a button that leads to a page, which must be sound and must not refuse."""
        follow(self.page, button)
        self.sees_a_sound_page()
        expect(self.page.locator(".say.no[role=status], .errorlist")).to_have_count(0)
        return self.page

    def accepts_the_notice(self) -> None:
        """Accept the privacy notice where that has not been done: nothing is filed or booked before."""
        accept = self.opens("account/privacy/").locator("form[action$='/accept/'] button")
        if accept.count():
            self.sends(accept)

    def sees_a_sound_page(self) -> None:
        """No accessibility finding, no sideways scrolling."""
        sound(self.page)

    def form(self, action: str) -> Locator:
        """Answer the form that goes to an address with this ending, its folded part opened."""
        form = self.page.locator(f"main form[action$='{action}']").first
        fold = self.page.locator(f"main details:not([open]):has(form[action$='{action}'])")
        if fold.count():
            fold.first.locator("summary").click()
        return form
