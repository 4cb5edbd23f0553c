"""The parts of a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    """Which script a name is read in: Chinese, Japanese and Korean characters, or all others."""

    HAN = "han"
    LATIN = "latin"


@dataclass(frozen=True, slots=True)
class NormalName:
    """A name taken apart.

    `key` is what spellings of one name share: names with the same key are one organisation without more ado. `core`
    is the name without place and legal form, in words (Latin) or characters (Chinese). `place` is the place of a
    Chinese name, as deep as it says (省 or 市), `form` the kind of its legal form, both empty where the name has none.
    `numbers` are the numbers in it, which must agree. `former` are the earlier names it states. A person's name is
    joined with nothing but itself.
    """

    script: Script
    key: str
    core: tuple[str, ...]
    place: str = ""
    form: str = ""
    numbers: str = ""
    former: tuple[str, ...] = ()
    is_person: bool = False
