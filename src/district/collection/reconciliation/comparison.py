"""The bridge to the library: compare a list, and write the workbook of what was answered."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

from district.collection import corpus
from district.collection.reconciliation.models import Reconciliation, Row
from district.files.models import StoredFile
from district.files.storage import uploads
from patentry import statistics
from patentry.reports.reconciliation import workbook
from patentry.statistics.reconciliation import Reason, ReconciledRow, Side, read_list, totals_of
from patentry.statistics.reconciliation import Reconciliation as Answer
from patentry.wording import Lang, Refusal, say

__all__ = ["Answer", "Reason", "ReconciledRow", "Refusal", "Side", "say", "totals_of"]

_FACTS = tuple(field.name for field in fields(Answer) if field.name not in ("rows", "totals", "on"))
_ROW = tuple(field.name for field in fields(ReconciledRow))


def is_there_a_corpus() -> bool:
    """Answer whether there is anything to compare with."""
    return bool(corpus.current().number)


def data_through() -> date | None:
    """Answer the day to which the data reach."""
    return statistics.open_statistics(home=corpus.home().path).data_through if is_there_a_corpus() else None


def compared(row: Reconciliation, file: StoredFile) -> Answer:
    """Answer the list of a reconciliation beside our stock. Raises `Refusal`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(file.name).suffix.lower()}"
        with uploads().open(file.place) as stored, path.open("wb") as copy:
            for chunk in stored.chunks():
                copy.write(chunk)
        listed = read_list(path, name=file.name, column=row.column, sheet=row.sheet)
        opened = statistics.open_statistics(home=corpus.home().path)
        return opened.reconcile(listed, region=row.region, on=row.on, figure=row.figure)


def facts_of(answer: Answer) -> dict[str, Any]:
    """Answer what is kept of an answer beside its rows."""
    return {name: getattr(answer, name) for name in _FACTS}


def rows_of(answer: Answer, row: Reconciliation) -> Iterable[Row]:
    """Give the rows to keep, in the library's order."""
    limits = {field.name: field.max_length for field in Row._meta.fields if field.max_length}
    for one in answer.rows:
        told = {name: value for name, value in asdict(one).items() if name != "address"}
        told |= {"side": str(one.side), "reason": str(one.reason or "")}
        told = {name: _fitted(value, limits.get(name)) for name, value in told.items()}
        yield Row(reconciliation=row, key=_fitted(one.key, limits["key"]), **told)


def _fitted(value: Any, limit: int | None) -> Any:
    return value[:limit] if isinstance(value, str) and limit else value


def workbook_of(row: Reconciliation, *, lang: Lang) -> bytes:
    """Answer the XLSX of a reconciliation with what was settled; the same rows always give the same bytes."""
    kept = list(row.rows.all())
    rows = tuple(_answered(one) for one in kept)
    answer = Answer(**row.told, on=row.on, totals=totals_of(rows), rows=rows)
    settled = {one.key: told.settled for one, told in zip(rows, kept, strict=True) if told.settled}
    return workbook(answer, lang=lang, settled=settled)


def _answered(row: Row) -> ReconciledRow:
    told = {name: getattr(row, name) for name in _ROW if name != "address"}
    told |= {"side": Side(row.side), "reason": Reason(row.reason) if row.reason else None}
    return ReconciledRow(**told)
