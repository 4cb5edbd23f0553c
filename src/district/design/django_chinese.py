"""The sentences of Django and the libraries on our pages, in Chinese: they file them under zh_Hans, not zh."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import trans_real

PACKAGES = ("django.conf", "django.contrib.auth", "allauth")
THEIRS = ("zh_Hans", "zh_CN")


def borrow() -> None:
    """Let a sentence that our catalogues lack be looked up in theirs."""
    ours = trans_real.translation("zh")
    for folder in _folders(PACKAGES):
        if gettext.find("django", folder, THEIRS):
            ours.add_fallback(gettext.translation("django", folder, THEIRS))


def _folders(packages: Iterable[str]) -> Iterable[Path]:
    for name in packages:
        spec = find_spec(name)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(place) / "locale"
