"""Who comes to the site at once, for locust: visitors who read, firms that ask, clerks who answer.

Accounts come from `PATENTRY_LOAD_ACCOUNTS`, as `bench.site_crowd` prints them. Pages are told apart by kind.
"""

from __future__ import annotations

import json
import os
import random
import re
from itertools import count
from typing import Any

from locust import HttpUser, between, task

ACCOUNTS = json.loads(os.environ["PATENTRY_LOAD_ACCOUNTS"])
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
FIGURES = ("inventions_per_10k", "effective_inventions")
REGIONS = ("core", "zone", "city")
NEED = {"need": "想为一项新装置申请专利，先做什么？", "topic": "", "way": "online", "speech": "zh"}
_addresses, _applicants, _clerks = count(1), count(), count()


class Person(HttpUser):
    """Somebody with an address and a language of their own, who reads a page for a while."""

    abstract = True
    wait_time = between(1, 3)

    def on_start(self) -> None:
        """Come from an address of one's own, as behind a proxy."""
        number = next(_addresses)
        self.lang = random.choice(("zh", "zh", "zh", "en"))
        self.client.headers["X-Forwarded-For"] = f"10.1.{number // 200}.{number % 200 + 1}"
        self.requests: list[str] = []

    def see(self, path: str, name: str) -> str:
        """Open a page; answers its text."""
        with self.client.get(f"/{self.lang}/{path}", name=name, allow_redirects=False, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code} {answer.headers.get('Location', '')}")
            return answer.text or ""

    def send(self, path: str, name: str, also: tuple[int, ...] = (), **told: Any) -> str:
        """Send a form; answers where it leads."""
        told["csrfmiddlewaretoken"] = self.client.cookies.get("csrftoken", "")
        options = {"name": name, "allow_redirects": False, "catch_response": True}
        with self.client.post(f"/{self.lang}/{path}", told, **options) as answer:
            if answer.status_code in also:
                answer.success()
            elif answer.status_code != 302:
                answer.failure(f"{answer.status_code}")
            return answer.headers.get("Location", "")

    def sign_in(self, name: str) -> None:
        """Sign in with the password, and the second factor where one is asked for."""
        self.see("account/login/", "sign-in form")
        to = self.send("account/login/", "sign in", login=name, password=ACCOUNTS["password"])
        if "2fa" in to:
            page = self.see("account/2fa/authenticate/", "second factor form")
            code = re.search(r"\b\d{6}\b", re.sub(r"<[^>]+>", " ", page))
            self.send("account/2fa/authenticate/", "second factor", code=code[0] if code else "")
        self.see("workspace/", "workspace")

    def read(self) -> None:
        """Open a public page."""
        figure, region = random.choice(FIGURES), random.choice(REGIONS)
        pages = (
            (4, "", "home"),
            (3, f"statistics/{figure}/?region={region}", "figure"),
            (1, "statistics/", "catalogue"),
            (2, "network/", "network"),
            (2, "network/services/", "services"),
            (1, "network/center/", "service point"),
            (2, "consultation/", "consultation day"),
            (1, "consultation/questions/", "question bank"),
        )
        _, path, name = random.choices(pages, [weight for weight, _, _ in pages])[0]
        self.see(path, name)


class Visitor(Person):
    """Reads, without an account."""

    fixed_count = 24

    @task
    def look(self) -> None:
        """Open a public page."""
        self.read()


class Applicant(Person):
    """Signs in, asks, writes, books."""

    fixed_count = 20

    def on_start(self) -> None:
        """Sign in."""
        super().on_start()
        self.me = ACCOUNTS["applicants"][next(_applicants) % len(ACCOUNTS["applicants"])]
        self.sign_in(self.me)

    @task(3)
    def look(self) -> None:
        """Open a public page."""
        self.read()

    @task(2)
    def mine(self) -> None:
        """See one's requests."""
        self.see("requests/", "my requests")

    @task(2)
    def ask(self) -> None:
        """File a request and see it."""
        self.see("requests/new/", "request form")
        title = f"压测需求 {random.randrange(10**6)}"
        to = self.send("requests/new/", "file a request", title=title, submit="1", **NEED)
        if made := re.fullmatch(r"/\w+/requests/(\d+)/", to):
            self.requests.append(made[1])
            self.see(f"requests/{made[1]}/", "request")

    @task(3)
    def write(self) -> None:
        """Write about a request."""
        if self.requests:
            chosen = random.choice(self.requests)
            self.send(f"requests/{chosen}/say/", "message", text="补充一份说明。")
            self.see(f"requests/{chosen}/", "request")

    @task(2)
    def book(self) -> None:
        """Look for a free time and ask for it; a slot that is full by then is refused, rightly."""
        slots = re.findall(r"/consultation/slots/(\d+)/", self.see("consultation/", "consultation day"))
        if slots:
            path = f"consultation/slots/{random.choice(slots)}/"
            self.see(path, "booking form")
            self.send(path, "book", also=(200, 409), topic="filing", question="先申请哪里？")

    @task(1)
    def come_again(self) -> None:
        """Sign out and in again."""
        self.send("account/logout/", "sign out")
        self.sign_in(self.me)


class Clerk(Person):
    """Signs in with two factors, works through the list."""

    fixed_count = 6

    def on_start(self) -> None:
        """Sign in."""
        super().on_start()
        self.sign_in(ACCOUNTS["clerks"][next(_clerks) % len(ACCOUNTS["clerks"])])

    @task(4)
    def work(self) -> None:
        """Open the list, take a request, answer it."""
        view = random.choice(("point", "unassigned", "mine", "overdue"))
        found = re.findall(r"/requests/(\d+)/", self.see(f"desk/requests/?view={view}", "desk list"))
        if not found:
            return
        chosen = random.choice(found)
        page = self.see(f"requests/{chosen}/", "request at the desk")
        if "/act/accept/" in page:
            self.send(f"requests/{chosen}/act/accept/", "accept")
        self.send(f"requests/{chosen}/say/", "message", text="已收到，正在办理。")

    @task(1)
    def log(self) -> None:
        """See the day's contacts."""
        self.see("desk/log/", "desk log")
