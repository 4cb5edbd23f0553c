"""The two kinds of number as values: equal when they name the same thing, however they were written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering

from patentry.numbers import cn
from patentry.numbers.errors import NumberError
from patentry.numbers.scheme import Scheme, clean_kind, fold
from patentry.numbers.schemes import SCHEMES, scheme_of, split_prefix


@total_ordering
@dataclass(frozen=True, slots=True)
class ApplicationNumber:
    """An application number; of a Chinese patent also the patent number (ZL and the same digits).

    `serial` has no separators; `check` is the check digit of a Chinese or European number, computed where the
    file had none, and None elsewhere. A PCT application has the authority WO.
    """

    authority: str
    serial: str
    check: str | None = None

    @classmethod
    def parse(cls, text: str, *, authority: str | None = None) -> ApplicationNumber:
        """Read an application number in any usual spelling. Raises `NumberError`.

        Without prefix or `authority` it is Chinese, or American if it has the stroke (10/879,842).
        """
        if authority is None or authority == "CN":
            parts = cn.read_quickly(text)
            if parts is not None:
                return cls("CN", *parts)
        try:
            folded = fold(text)
            office, rest = split_prefix(folded, authority)
            scheme = scheme_of(office) if office else _bare_scheme(folded, publication=False)
            return cls(scheme.authority, *scheme.read_application(rest))
        except NumberError as error:
            raise NumberError(error.code, text) from None

    @property
    def right_type(self) -> str | None:
        """Which right a Chinese number's type digit names: invention, utility_model, design. Else None."""
        return cn.right_type(self.serial) if self.authority == "CN" else None

    def __str__(self) -> str:
        return scheme_of(self.authority).write_application(self.serial, self.check)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, ApplicationNumber):
            return NotImplemented
        return (self.authority, self.serial, self.check or "") < (
            other.authority,
            other.serial,
            other.check or "",
        )


@total_ordering
@dataclass(frozen=True, slots=True)
class PublicationNumber:
    """A publication number: authority, serial without separators, and the kind code where it is known."""

    authority: str
    serial: str
    kind: str | None = None

    @classmethod
    def parse(cls, text: str, *, authority: str | None = None, kind: str | None = None) -> PublicationNumber:
        """Read a publication number in any usual spelling. `kind` is used where the text has none.

        Without prefix or `authority` it is of the first authority with numbers of that shape: China, the
        United States, the EPO, WIPO. Raises `NumberError`.
        """
        try:
            folded = fold(text)
            office, rest = split_prefix(folded, authority)
            scheme = scheme_of(office) if office else _bare_scheme(folded, publication=True)
            serial, stated = scheme.read_publication(rest)
            return cls(scheme.authority, serial, stated or clean_kind(kind))
        except NumberError as error:
            raise NumberError(error.code, text) from None

    @property
    def base(self) -> PublicationNumber:
        """The same number without its kind."""
        return PublicationNumber(self.authority, self.serial)

    def matches(self, other: PublicationNumber) -> bool:
        """Answer whether the two may name one publication: equal, or one of them leaves out the kind."""
        if self.authority != other.authority or self.serial != other.serial:
            return False
        return self.kind is None or other.kind is None or self.kind == other.kind

    def __str__(self) -> str:
        return scheme_of(self.authority).write_publication(self.serial, self.kind)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PublicationNumber):
            return NotImplemented
        return (self.authority, self.serial, self.kind or "") < (
            other.authority,
            other.serial,
            other.kind or "",
        )


def _bare_scheme(folded: str, *, publication: bool) -> Scheme:
    """The first authority whose bare shape fits; China's otherwise, whose reader then says what is wrong."""
    for scheme in SCHEMES.values():
        shape = scheme.bare_publication if publication else scheme.bare_application
        if shape is not None and shape.fullmatch(folded):
            return scheme
    return SCHEMES["CN"]
