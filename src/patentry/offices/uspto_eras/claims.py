"""Claims with all they refer to."""

from __future__ import annotations

from collections.abc import Sequence

from patentry.claims import with_dependencies
from patentry.records import Claim


def with_wording(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Answer the claims with what the file marks and what the wording names: of "claims 1 to 3" it marks the ends."""
    worded = with_dependencies([claim._replace(depends_on=()) for claim in claims], lang="en")
    return tuple(
        claim._replace(depends_on=tuple(sorted({*claim.depends_on, *named.depends_on})))
        for claim, named in zip(claims, worded, strict=True)
    )
