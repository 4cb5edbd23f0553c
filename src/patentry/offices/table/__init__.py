"""Our own table: CSV, XLSX or JSON Lines with one column a field of a record.

Its JSON Lines are exactly what `patentry records --format jsonl` prints, so an export can be ingested again.
"""

from __future__ import annotations

from patentry.offices.table.format import Table

__all__ = ["Table"]
