"""Every English sentence the site translates, collected from templates and Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

DISTRICT = Path(__file__).resolve().parents[2] / "src" / "district"
_TRANSLATE = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
_BLOCK = re.compile(r"\{%\s*blocktranslate\b(.*?)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.S)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE = re.compile(r"\{\{\s*(\w+)[^}]*\}\}")
_CALLS = {"_", "gettext", "gettext_lazy", "ngettext"}


def in_template(text: str) -> Iterator[str]:
    """Answer the message ids of one template, as Django asks the catalogue for them."""
    for found in _TRANSLATE.finditer(text):
        yield (found[1] or found[2]).replace("%", "%%")
    for found in _BLOCK.finditer(text):
        single = _PLURAL.split(found[2])[0]
        yield _VARIABLE.sub(r"%(\1)s", single.replace("%", "%%"))


def in_python(text: str) -> Iterator[str]:
    """Answer the message ids of one module; constants only."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def every() -> dict[str, str]:
    """Answer every message id and a file it stands in."""
    found: dict[str, str] = {}
    for path in sorted(DISTRICT.rglob("*.html")):
        found |= dict.fromkeys(in_template(path.read_text(encoding="utf-8")), path.name)
    for path in sorted(DISTRICT.rglob("*.py")):
        found |= dict.fromkeys(in_python(path.read_text(encoding="utf-8")), path.name)
    return found
