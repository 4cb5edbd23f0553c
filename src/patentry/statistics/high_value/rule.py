"""The operator's settings of the high-value rule: `rules/high_value.toml` in the home."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from patentry.corpus import Home
from patentry.wording import Refusal

FILE = "high_value.toml"
FILING, GRANT = "filing", "grant"
CONTRACT, PATENT = "contract", "patent"
_CHOICES = {"ten_years_from": (FILING, GRANT), "pledge_amount_of": (CONTRACT, PATENT)}


@dataclass(frozen=True, slots=True, kw_only=True)
class HighValueRule:
    """Settings that no readable source settles; the defaults say what was found most likely.

    `concordance` names the table of the strategic emerging industries on file (empty: the one so called), `version`
    one of its versions (empty: the last). `ten_years_from`: the day ten years are counted from. `pledge_threshold` is
    in yuan, of the whole contract or of one patent (`pledge_amount_of`); None leaves the case unevaluated.
    `hmt_is_overseas`: whether a member in Hong Kong, Macao or Taiwan counts as one abroad.
    """

    concordance: str = ""
    version: str = ""
    ten_years_from: str = FILING
    pledge_threshold: float | None = None
    pledge_amount_of: str = CONTRACT
    hmt_is_overseas: bool = False

    @property
    def digest(self) -> str:
        """A short name of these settings: other settings, another figure."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:8]


def read_rule(home: Home, file: Path | None = None) -> HighValueRule:
    """Answer the settings of a home, or of a file given instead. Raises `Refusal` for a file that cannot be used."""
    path = file or home.rules / FILE
    if file is None and not path.is_file():
        return HighValueRule()
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refusal("high_value.rule_unreadable", path=path, why=error) from None
    for name, value in stated.items():
        _check(path, name, value)
    return HighValueRule(**stated)


def _check(path: Path, name: str, value: Any) -> None:
    known = HighValueRule.__dataclass_fields__
    if name not in known:
        raise Refusal("high_value.rule_field", path=path, field=name, known=", ".join(known))
    default = known[name].default
    fits = isinstance(value, type(default)) if default is not None else _is_amount(value)
    if not fits or (name in _CHOICES and value not in _CHOICES[name]):
        allowed = ", ".join(_CHOICES.get(name, ())) or ("> 0" if default is None else type(default).__name__)
        raise Refusal("high_value.rule_value", path=path, field=name, value=value, allowed=allowed)


def _is_amount(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0
