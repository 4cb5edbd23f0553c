"""The format `espacenet`: result lists in three languages, with the columns of citations."""

from __future__ import annotations

import re

from patentry.offices.database_exports.export_format import ExportFormat, heading_group
from patentry.offices.database_exports.record import record_of
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.reading import Batch
from patentry.offices.tabular.row import Row


class Espacenet(ExportFormat):
    """Result lists; values of a cell stand on lines of their own or between semicolons."""

    name = "espacenet"
    spelling = Spelling(values=re.compile(r"\s*(?:;|\n)\s*"))
    signature = (
        heading_group(
            "Date of application",
            "Patents cited in the search report",
            "Earliest priority",
            "Früheste Priorität",
            "Priorité la plus ancienne",
            "Family number",
            "Familiennummer",
            "Numéro de famille",
        ),
        heading_group("Publication number", "Veröffentlichungsnummer", "Numéro de publication"),
        heading_group("International classification", "IPC", "CIB"),
    )

    def take(self, row: Row, batch: Batch) -> None:
        """Take one row; where it names several publications with a day each, each is a document."""
        numbers = self.spelling.split(row.text("publication_number"))
        days = self.spelling.split(row.text("publication_date"))
        if len(numbers) < 2 or len(days) != len(numbers):
            super().take(row, batch)
            return
        rows = [
            row.copy(
                {"publication_number": number, "publication_date": day, "family_members": _others(number, numbers)}
            )
            for number, day in zip(numbers, days, strict=True)
        ]
        records = [record_of(one, self.spelling) for one in rows]
        row.warnings += rows[0].warnings
        batch.records.extend(records)
        batch.documents += len(records)


def _others(number: str, numbers: tuple[str, ...]) -> str:
    return ";".join(other for other in numbers if other != number)
