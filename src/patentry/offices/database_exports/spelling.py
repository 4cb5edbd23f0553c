"""How one database writes its cells: between values, around countries, in classes."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from patentry.numbers.authorities import ST3
from patentry.offices.tabular.cells import clean

_COUNTRY_IN_BRACKETS = re.compile(r"(.*?)[\s\u2002]*\[([A-Z]{2})\]")
_COUNTRY_AFTER_GAP = re.compile(r"(.*?\S)\s{2,}([A-Z]{2})")
_SINCE = re.compile(r"\s*\(\d{4}-\d\d-\d\d\)$")
"""Since when an owner is the owner, behind the name."""
_DAMAGED_SPACE = re.compile("\u00e2\u20ac[\u201a\u0192\u02c6\u00af]")
"""An en or em space whose bytes of UTF-8 were read as Windows' characters."""
_LIST_IN_BRACKETS = re.compile(r"""\[\s*(?:["'].*["'])?\s*\]""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spelling:
    """`values` matches what stands between two values of a cell."""

    values: re.Pattern[str]
    priorities: re.Pattern[str] | None = None
    """What stands between two priorities, where that is something else."""
    docdb_numbers: bool = False
    """Whether American applications before 2000 stand as DOCDB has them: six digits and two of the year."""
    padded_group: int = 0
    """Digits of a main group in symbols written without a stroke (3: A61K00914, 4: F24J000202); 0 = with strokes."""

    def split(self, text: str) -> tuple[str, ...]:
        """Answer the values of a cell in order. A list as programs print it, `['a', 'b']`, is read as one."""
        if not text:
            return ()
        if text.startswith("[") and _LIST_IN_BRACKETS.fullmatch(text):
            return _printed_list(text)
        pieces = (clean(piece) for piece in self.values.split(text))
        return tuple(piece for piece in pieces if piece)


def _printed_list(text: str) -> tuple[str, ...]:
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return ()
    return tuple(stripped for item in found if (stripped := str(item).strip()))


def split_country(name: str) -> tuple[str, str | None]:
    """Answer a person's name and the country behind it, `DOE JOHN [US]` or `DOE JOHN    US`."""
    name = _SINCE.sub("", _DAMAGED_SPACE.sub(" ", name))
    for shape in (_COUNTRY_IN_BRACKETS, _COUNTRY_AFTER_GAP):
        found = shape.fullmatch(name)
        if found and found[2] in ST3:
            return " ".join(found[1].split()), found[2]
    return " ".join(name.split()), None
