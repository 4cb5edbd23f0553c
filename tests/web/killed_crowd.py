"""People who book, cancel, ask and write at the desk without end, and a ledger of what they were told has been done."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any, Self

import uploads
from killed_site import Site

NEED = {"need": "专利到期前如何续展保护？", "topic": "", "way": "online", "speech": "zh"}


@dataclass
class Ledger:
    """What was answered with success. What was asked and not answered may or may not have been done."""

    booked: dict[str, int] = field(default_factory=dict)
    to_cancel: set[str] = field(default_factory=set)
    cancelled: set[str] = field(default_factory=set)
    filed: dict[str, str] = field(default_factory=dict)
    accepted: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    logged: set[str] = field(default_factory=set)
    attached: int = 0
    unexpected: list[str] = field(default_factory=list)
    unanswered: int = 0

    @property
    def has_some_of_everything(self) -> bool:
        """Whether every kind of thing has been done."""
        return all((self.booked, self.cancelled, self.filed, self.accepted, self.said, self.logged, self.attached))


class Crowd:
    """Everybody, each in a thread of their own, while the block lasts."""

    def __init__(self, site: Site, district: dict[str, Any], seed: int) -> None:
        self.ledger, self.site, self.district = Ledger(), site, district
        self._over, self.hand = threading.Event(), threading.Lock()
        self.taken: set[str] = set()
        people = [(_Applicant, session) for session in district["applicants"]]
        people += [(_Clerk, session) for session in district["clerks"]]
        self._threads = [
            threading.Thread(target=self._live, args=(kind(self, session, n, Random(seed * 1000 + n)),))
            for n, (kind, session) in enumerate(people)
        ]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _live(self, person: _Person) -> None:
        while not self._over.is_set():
            try:
                person.act()
            except OSError:
                self.ledger.unanswered += 1
                self._over.wait(0.2)
            self._over.wait(person.chance.uniform(0, 0.3))


class _Person:
    def __init__(self, crowd: Crowd, session: str, number: int, chance: Random) -> None:
        self.crowd, self.session, self.number, self.chance = crowd, session, number, chance
        self.ledger, self.district = crowd.ledger, crowd.district
        self._count = 0

    def act(self) -> None:
        """Do one thing."""
        weights, acts = zip(*self.acts(), strict=True)
        self.chance.choices(acts, weights)[0]()

    def acts(self) -> tuple[tuple[int, Callable[[], None]], ...]:
        raise NotImplementedError

    def once(self, word: str) -> str:
        """Words nobody has used before."""
        self._count += 1
        return f"{word} {self.number}-{self._count}"

    def post(self, path: str, expected: str, **told: object) -> re.Match[str] | None:
        """Answer where the site led to after it did what was asked; a refusal or a fault answers None."""
        status, to, body = self.crowd.site.ask("POST", path, self.session, **told)
        if status == 302 and (found := re.fullmatch(expected, to)):
            return found
        if status != 409:
            self.ledger.unexpected.append(f"{path}: {status} {to} {body[:200]}")
        return None


class _Applicant(_Person):
    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._bookings: list[str] = []
        self._requests: list[str] = []

    def acts(self) -> tuple[tuple[int, Callable[[], None]], ...]:
        return ((4, self.book), (2, self.cancel), (3, self.file), (3, self.say), (1, self.read))

    def book(self) -> None:
        slot = self.chance.choice(self.district["slots"])
        told = {"topic": "filing", "question": "先申请哪里？"}
        if made := self.post(f"/zh/consultation/slots/{slot}/", r"/zh/consultation/bookings/([0-9a-f-]+)/", **told):
            self._bookings.append(made[1])
            self.ledger.booked[made[1]] = slot

    def cancel(self) -> None:
        if not self._bookings:
            return
        uid = self._bookings.pop()
        self.ledger.to_cancel.add(uid)
        path = f"/zh/consultation/bookings/{uid}/"
        if self.post(f"{path}cancel/", path):
            self.ledger.cancelled.add(uid)

    def file(self) -> None:
        title = self.once("需求")
        if made := self.post("/zh/requests/new/", r"/zh/requests/(\d+)/", title=title, submit="1", **NEED):
            self._requests.append(made[1])
            self.ledger.filed[made[1]] = title

    def say(self) -> None:
        if not self._requests:
            return
        path, text = f"/zh/requests/{self.chance.choice(self._requests)}/", self.once("补充一句")
        told: dict[str, object] = {"text": text}
        if self.chance.random() < 0.3:
            told["attachment"] = uploads.pdf(after=f"\n% {text}\n".encode())
        if self.post(f"{path}say/", path, **told):
            self.ledger.said.add(text)
            self.ledger.attached += "attachment" in told

    def read(self) -> None:
        self.crowd.site.ask("GET", "/zh/requests/", self.session)


class _Clerk(_Person):
    def acts(self) -> tuple[tuple[int, Callable[[], None]], ...]:
        return ((2, self.log), (2, self.accept), (1, self.read))

    def log(self) -> None:
        asked = self.once("来电")
        told = {"asked": asked, "channel": "phone", "minutes": 5, "day": date.today(), "point": self.district["point"]}
        if self.post("/zh/desk/log/", "/zh/desk/log/", **told):
            self.ledger.logged.add(asked)

    def accept(self) -> None:
        with self.crowd.hand:
            waiting = [pk for pk in list(self.ledger.filed) if pk not in self.crowd.taken]
            if not waiting:
                return
            pk = self.chance.choice(waiting)
            self.crowd.taken.add(pk)
        path = f"/zh/requests/{pk}/"
        if self.post(f"{path}act/accept/", path):
            self.ledger.accepted.add(pk)

    def read(self) -> None:
        self.crowd.site.ask("GET", "/zh/desk/requests/", self.session)
        time.sleep(self.chance.uniform(0, 0.2))
