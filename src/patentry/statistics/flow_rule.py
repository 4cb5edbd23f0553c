"""The operator's settings of figures about flows and lives: `rules/flows.toml` in the home."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from patentry.corpus import Home
from patentry.wording import Refusal

FILE = "flows.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRule:
    """Settings that no readable source settles; the defaults say what was found most likely.

    `pct_receiving_office`: whose international applications count, by two letters; `any` for every office's.
    """

    pct_receiving_office: str = "CN"

    @property
    def digest(self) -> str:
        """A short name of these settings: other settings, another figure."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:8]


DEFAULT_FLOWS = FlowRule()


def read_flow_rule(home: Home) -> FlowRule:
    """Answer the settings of a home. Raises `Refusal` for a file that cannot be used."""
    path: Path = home.rules / FILE
    if not path.is_file():
        return FlowRule()
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refusal("high_value.rule_unreadable", path=path, why=error) from None
    for name, value in stated.items():
        if name not in FlowRule.__dataclass_fields__:
            raise Refusal(
                "high_value.rule_field", path=path, field=name, known=", ".join(FlowRule.__dataclass_fields__)
            )
        if not isinstance(value, str) or not value:
            raise Refusal("high_value.rule_value", path=path, field=name, value=value, allowed="CN, US, …, any")
    return FlowRule(**stated)
