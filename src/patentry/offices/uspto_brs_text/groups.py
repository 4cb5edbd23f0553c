"""Fields that belong together: a leading tag opens a group, the fields up to the next such tag fill it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from patentry.offices.tagged_text.fields import Field
from patentry.offices.uspto_eras.parties import country_of, first_name_first, named, party_of
from patentry.records import Party

NOTHING = "N/A"
INDIVIDUALS = frozenset({"04", "05"})
Group = dict[str, str]


def groups_of(fields: Iterable[Field], *, opened_by: str, tags: frozenset[str]) -> Iterator[Group]:
    """Answer the groups in order, each by tag; "N/A" is nothing."""
    group: Group | None = None
    for stated in fields:
        if stated.tag == opened_by:
            if group is not None:
                yield group
            group = {}
        if group is not None and stated.tag in tags and stated.text not in ("", NOTHING):
            group.setdefault(stated.tag, stated.text)
    if group is not None:
        yield group


def parties_of(fields: list[Field], prefix: str) -> tuple[Party, ...]:
    """Answer the parties of a role: AA applicants, IN inventors, AS assignees."""
    tags = frozenset(f"{prefix}{part}" for part in ("NM", "SA", "CI", "ST", "ZP", "CO", "TC"))
    found = groups_of(fields, opened_by=f"{prefix}NM", tags=tags)
    return named(_party(group, prefix) for group in found)


def _party(group: Group, prefix: str) -> Party:
    name = group.get(f"{prefix}NM", "")
    # Of assignees the type says which are persons; applicants and inventors have no type.
    is_person = prefix != "AS" or group.get("ASTC") in INDIVIDUALS
    return party_of(
        first_name_first(name) if is_person else name,
        places=(group.get(f"{prefix}SA"), group.get(f"{prefix}CI")),
        country=country_of(group.get(f"{prefix}CO")),
        state=group.get(f"{prefix}ST"),
        postcode=group.get(f"{prefix}ZP"),
    )
