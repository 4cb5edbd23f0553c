"""The normal form of a name: what two spellings of one organisation share whatever the file made of them."""

from __future__ import annotations

import re
from functools import lru_cache

from patentry.parties.names import han, latin
from patentry.parties.names.parts import NormalName

_HAN = re.compile(r"[㐀-鿿豈-﫿぀-ヿ가-힯]")


@lru_cache(maxsize=1 << 18)
def normal_form(name: str) -> NormalName:
    """Answer the normal form of a name as printed. A name of nothing but signs has an empty key."""
    if len(_HAN.findall(name)) >= 2:
        return han.read(name)
    return latin.read(name)
