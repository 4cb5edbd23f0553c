"""To which firm a filing belongs: by its credit code, or by a name that exactly one organisation has."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from district.accounts.models import Organisation, Standing

SEPARATORS = re.compile(r"[;；、]")


class Applied(Protocol):
    """What a row of a list, or a filing kept of it, says of its applicant."""

    @property
    def applicant(self) -> str: ...

    @property
    def credit_code(self) -> str: ...


class Firms:
    """The verified organisations, to be looked up by code and name."""

    def __init__(self) -> None:
        self._by_code: dict[str, int] = {}
        names: dict[str, set[int]] = defaultdict(set)
        # A firm that was merely claimed is told nothing: whoever types a credit code shows nothing by it.
        known = Organisation.objects.filter(standing=Standing.VERIFIED)
        for key, code, zh, en in known.values_list("pk", "credit_code", "name_zh", "name_en"):
            self._by_code |= {code: key} if code else {}
            for name in filter(None, (zh, en)):
                names[normal(name)].add(key)
        # Of two organisations with one name nobody can say which is meant.
        self._by_name = {name: next(iter(keys)) for name, keys in names.items() if len(keys) == 1}

    def of(self, row: Applied) -> int | None:
        """Answer the organisation of a filing; of several applicants the first that is known."""
        if row.credit_code in self._by_code:
            return self._by_code[row.credit_code]
        return next((key for key in map(self._by_name.get, _names(row.applicant)) if key), None)


def normal(name: str) -> str:
    """Answer what spellings of a name share: one width of letters and brackets, one case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _names(applicant: str) -> Iterable[str]:
    yield normal(applicant)
    yield from map(normal, SEPARATORS.split(applicant))
