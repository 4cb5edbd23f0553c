"""Names in Chinese characters: 行政区划 + 字号 + 行业 + 组织形式, each read for itself."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from patentry.parties.names.parts import NormalName, Script
from patentry.parties.names.persons import is_han_person
from patentry.parties.names.tables import pairs_of, rows_of

_FORMER = re.compile(
    r"(?:[(\[〔【,;]原|[(\[〔【,;]?(?:原名称?|曾用名|更名前|前称))[:为]?([^()\[\]〔〕【】,;]{4,}?)[)\]〕】]?$"
)
"""原 alone needs a sign before it: 太原 and 松原 are cities."""
_LATIN_TAIL = re.compile(r"(?<=公司)[a-z][a-z0-9.,&\-]*$")
_SIGNS = re.compile(r"[^\w()]+|_")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_NUMBER = re.compile(r"\d+|第[一二三四五六七八九十百]+")
_GENERAL_PLACE = re.compile(r"^([^省市县区]{2,3})(?:省|市|县|区)(?=.{4})")
_LEAST = 3
"""A core is at least this long: 北京大学 keeps its place, there would be nothing left to tell it by."""


def read(name: str) -> NormalName:
    """Answer the normal form of a Chinese name.

    The parts of a firm's name: 企业名称登记管理规定 (2020) art. 6 (unverified). Institutions (大学, 医院, 研究所 ...)
    keep their place, it is part of what tells them apart.
    """
    text = folded(name)
    former: tuple[str, ...] = ()
    found = _FORMER.search(text)
    if found and found.start() >= 4:
        former, text = (found[1],), text[: found.start()]
    text = _SIGNS.sub("", _LATIN_TAIL.sub("", text))
    body, form = _without_form(text)
    place, core = _without_place(body)
    numbers = " ".join(_NUMBER.findall(core))
    key = f"{place}|{core}" if core else ""
    is_person = not is_institution(body) and is_han_person(core, place=place, form=form)
    return NormalName(Script.HAN, key, tuple(core), place, form, numbers, former, is_person)


def folded(text: str) -> str:
    """Answer a text with width, case and traditional characters folded and spaces dropped."""
    text = unicodedata.normalize("NFKC", text).casefold()
    simplified = pairs_of("simplified", "traditional", "simplified")
    return "".join(simplified.get(c, c) for c in text if not c.isspace())


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    forms = [(row["spelling"], row["form"]) for row in rows_of("legal_forms_han")]
    return tuple(sorted(forms, key=lambda item: -len(item[0])))


def _without_form(text: str) -> tuple[str, str]:
    """Take the legal form from the end (Japanese and Korean ones from the front, too)."""
    form = ""
    again = True
    while again:
        again = False
        for spelling, kind in _forms():
            if text.endswith(spelling) and len(text) - len(spelling) >= 2:
                text, form, again = text[: -len(spelling)], form or kind, True
                break
            if text.startswith(spelling) and spelling[-1] in "社)사" and len(text) - len(spelling) >= 2:
                text, form, again = text[len(spelling) :], form or kind, True
                break
    return (text, form) if form else _without_misprinted_form(text)


def _without_misprinted_form(text: str) -> tuple[str, str]:
    """A form with one letter lost, doubled, wrong or out of turn is still taken away: 有限司公, 限公司, 有限公."""
    for spelling, kind in _forms():
        size = len(spelling)
        if size < 4 or not spelling.endswith("公司"):
            continue
        for tail in (text[-size - 1 :], text[-size:], text[1 - size :]):
            if len(text) - len(tail) >= 2 and tail[0] == spelling[0] and _is_one_off(tail, spelling):
                return text[: -len(tail)], kind
    return text, ""


def _is_one_off(text: str, right: str) -> bool:
    if len(text) == len(right):
        wrong = [i for i, (a, b) in enumerate(zip(text, right, strict=True)) if a != b]
        is_swap = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(text) == sorted(right)
        return len(wrong) == 1 or is_swap
    longer, shorter = (text, right) if len(text) > len(right) else (right, text)
    return len(longer) == len(shorter) + 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


@cache
def _places() -> dict[str, str]:
    """Every spelling of a place and the place it means."""
    known = {}
    for row in rows_of("places"):
        known[row["place"]] = row["place"]
        known[row["full"]] = row["place"]
    return known


@cache
def province_of(place: str) -> str:
    """Answer the province a place lies in; a province lies in itself, a place nobody listed in none."""
    found = pairs_of("places", "place", "province")
    return found.get(place, "") or (place if place in found else "")


def is_institution(text: str) -> bool:
    """Answer whether a name is that of a university, hospital, institute, authority and the like."""
    return text.endswith(_institutions())


@cache
def _institutions() -> tuple[str, ...]:
    return tuple(row["ending"] for row in rows_of("institutions"))


def _without_place(text: str) -> tuple[str, str]:
    """Take the places from the front and from brackets; what is deepest is the place."""
    if is_institution(text):
        return _with_place(_BRACKETED.sub(r"\1", text))
    found: list[str] = []
    rest = text
    for inner in _BRACKETED.findall(text):
        if inner in _places():
            found.append(_places()[inner])
            rest = rest.replace(f"({inner})", "", 1)
    rest = rest.replace("(", "").replace(")", "").removeprefix("中国") if len(text) > 8 else rest.strip("()")
    rest = rest.replace("(", "").replace(")", "")
    while (size := _place_length(rest)) and len(rest) - size >= _LEAST:
        found.append(_places().get(rest[:size], rest[: size - 1]))
        rest = rest[size:]
    listed = [place for place in found if place in set(_places().values())]
    deepest = next((place for place in listed if province_of(place) != place), listed[0] if listed else "")
    return deepest or (found[0] if found else ""), rest


def _place_length(text: str) -> int:
    known = _places()
    size = next((n for n in range(min(9, len(text)), 1, -1) if text[:n] in known), 0)
    if size:
        return size
    other = _GENERAL_PLACE.match(text)
    return other.end() if other else 0


def _with_place(text: str) -> tuple[str, str]:
    """The place of an institution, and its name with it: 江苏省南京市某某研究院 is 南京某某研究院."""
    place, rest = "", text
    known = _places()
    while size := next((n for n in range(min(9, len(rest)), 1, -1) if rest[:n] in known), 0):
        place, rest = known[rest[:size]], rest[size:]
    return place, place + rest
