"""The library's commands."""

from __future__ import annotations

from patentry.cli import (
    claims,
    contradictions,
    families,
    figure,
    index,
    ingest,
    init,
    parties,
    projection,
    reconcile,
    records,
    reference,
    region_map,
    search,
    snapshots,
    standing,
    status,
    template,
)

COMMANDS = (
    init.add,
    ingest.add,
    index.add,
    search.add,
    records.add,
    status.add,
    claims.add,
    contradictions.add,
    families.add,
    parties.add,
    figure.add,
    projection.add,
    reconcile.add,
    reference.add,
    region_map.add,
    snapshots.add,
    standing.add,
    template.add,
)
