"""The format `legal_events`: rows of events to `LegalEvent`s."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from patentry.offices.gazette_text.detail import Detail, pair_parties, read_detail, split_title
from patentry.offices.legal_events.history import blocks_of, is_history
from patentry.offices.reading import Batch
from patentry.offices.tabular.cells import CellError, parse_date, split_addresses, split_values
from patentry.offices.tabular.delimited import Cells
from patentry.offices.tabular.headings import Heading, Headings, load_headings, squeeze_heading
from patentry.offices.tabular.identity import NumberInCell, read_number
from patentry.offices.tabular.row import Row, RowRefusedError, whole_row
from patentry.offices.tabular.table_format import Rows, TabularFormat, refuse
from patentry.records import EventKind, LegalEvent, Party, kind_of_event

_OF_A_LIST = frozenset(
    squeeze_heading(name)
    for name in (
        "申请日",
        "申请人",
        "专利权人",
        "当前权利人",
        "发明人",
        "摘要",
        "主分类号",
        "IPC",
        "IPC分类号",
        "applicants",
    )
)
_CODE = re.compile(r"[A-Z]{2,4}\d{0,5}\.?")
_CHANGES = frozenset(
    {
        EventKind.TRANSFER,
        EventKind.APPLICATION_TRANSFER,
        EventKind.NAME_CHANGE,
        EventKind.ADDRESS_CHANGE,
        EventKind.NAME_ADDRESS_CHANGE,
        EventKind.BIBLIOGRAPHIC_CHANGE,
    }
)
_EFFECT_MATTERS = frozenset({EventKind.FEE_LAPSE, EventKind.TRANSFER, EventKind.ABANDONMENT})
_ENDS = frozenset({EventKind.FEE_LAPSE, EventKind.EXPIRY, EventKind.ABANDONMENT, EventKind.DOUBLE_PATENTING})


class _Told(NamedTuple):
    """One event as a row or a block of a history tells it."""

    announced: date | None
    code: str
    title: str
    detail: str


@dataclass(slots=True)
class _EventBatch(Batch):
    """Knows the row of each event, for what only shows when a patent's events stand together."""

    rows: list[int] = field(default_factory=list)


class LegalEvents(TabularFormat):
    """Legal events, one a row or a whole history in one cell."""

    name = "legal_events"
    needs = (
        frozenset({"number", "publication_number"}),
        frozenset({"announced", "effective", "detail", "history"}),
        frozenset({"code", "text", "detail", "history"}),
    )

    @cached_property
    def headings(self) -> Headings:
        """The headings in `headings.csv`."""
        return load_headings(__package__)

    def _is_ours(self, heading: Heading) -> bool:
        """A list of patents that also has a status column is not a list of events."""
        names = {squeeze_heading(name) for name in heading.names}
        is_list = bool(names & _OF_A_LIST) and not any(name.startswith("法律状态公告") for name in names)
        return TabularFormat._is_ours(self, heading) and not is_list

    def new_batch(self) -> Batch:
        """Answer a batch that knows the row of each event."""
        return _EventBatch()

    def same_matter(self, cells: Cells, heading: Heading) -> str:
        """Rows of one patent that stand together stay together."""
        field = "number" if "number" in heading.known else "publication_number"
        place = heading.fields.index(field)
        return cells[place] if place < len(cells) else ""

    def take(self, row: Row, batch: Batch) -> None:
        """Take the event of a row, or each block of its history: a bad block costs that block only."""
        field = "number" if row.text("number") else "publication_number"
        number = row.parsed(field, read_number, missing="number_missing")
        for history in ("history", "detail", "text"):
            text = row.text(history)
            if text and is_history(text):
                _take_history(row, batch, number, field=history, text=text)
                return
        _keep(batch, row, _event(row, number, _told_by_row(row), effective=row.day("effective")))
        batch.documents += 1

    def finish(self, batch: Batch, rows: Rows) -> None:
        """Refuse the ends of rights that stand before their grant in the same chunk."""
        assert isinstance(batch, _EventBatch)
        granted: dict[str, date] = {}
        kinds = [_kind(event) for event in batch.events]
        for event, kind in zip(batch.events, kinds, strict=True):
            day = event.announced or event.effective
            if kind is EventKind.GRANT and day is not None:
                granted[event.number] = min(day, granted.get(event.number, day))
        wrong = {
            place
            for place, (event, kind) in enumerate(zip(batch.events, kinds, strict=True))
            if kind in _ENDS and _ends_before(event, granted.get(event.number))
        }
        if wrong:
            _refuse_ends(batch, rows, wrong)
        batch.rows.clear()


def _kind(event: LegalEvent) -> EventKind:
    return kind_of_event(authority=event.number[:2], code=event.code, title=event.title)


def _ends_before(event: LegalEvent, granted: date | None) -> bool:
    day = event.effective or event.announced
    return granted is not None and day is not None and day < granted


def _refuse_ends(batch: _EventBatch, rows: Rows, wrong: set[int]) -> None:
    cells_of = dict(rows.rows)
    for place in sorted(wrong):
        event, number = batch.events[place], batch.rows[place]
        row = Row(number=number, cells=cells_of[number], heading=rows.heading, sheet=rows.sheet)
        error = RowRefusedError("lapse_before_grant", "effective", str(event.effective or event.announced))
        refuse(batch, row, error, whole_row(rows.heading, cells_of[number]))
    batch.events[:] = [event for place, event in enumerate(batch.events) if place not in wrong]


def _keep(batch: Batch, row: Row, event: LegalEvent) -> None:
    assert isinstance(batch, _EventBatch)
    batch.events.append(event)
    batch.rows.append(row.number)


def _told_by_row(row: Row) -> _Told:
    code, title, detail = row.text("code"), row.text("text"), row.text("detail") or row.text("history")
    if not title:
        title, detail = split_title(detail)
    elif not detail:
        title, detail = split_title(title)
    if not code and _CODE.fullmatch(title):
        code, title = title, ""
    return _Told(row.day("announced", decides=True), code, title, detail)


def _take_history(row: Row, batch: Batch, number: NumberInCell, *, field: str, text: str) -> None:
    """Each block is a document of its own, in quarantine of its own."""
    for block in blocks_of(text):
        batch.documents += 1
        try:
            announced = _announced_in_block(block.announced, field)
            told = _Told(announced, block.code, *_title_and_detail(block.title, block.detail))
            _keep(batch, row, _event(row, number, told, effective=None))
        except RowRefusedError as error:
            refuse(batch, row, error, row.excerpt(block._asdict()))


def _announced_in_block(text: str, field: str) -> date | None:
    try:
        return parse_date(text)
    except CellError as error:
        raise RowRefusedError(error.code, field, error.value) from error


def _title_and_detail(title: str, detail: str) -> tuple[str, str]:
    return (title, detail) if title else split_title(detail)


def _event(row: Row, number: NumberInCell, told: _Told, *, effective: date | None) -> LegalEvent:
    """Put one event together. The announcement date never stands in for the effective one."""
    detail = read_detail(told.detail)
    if effective is None and detail.effective:
        effective = _day_in_text(row, detail.effective)
    if told.announced is None:
        if effective is None:
            raise RowRefusedError("date_missing", "announced", told.title or told.code)
        row.warn("announced_missing", "announced", told.title or told.code)
    kind = kind_of_event(authority=number.authority, code=told.code, title=told.title)
    if kind in _ENDS and effective is not None:
        _refuse_end_before_beginning(row, detail, effective)
    if kind is EventKind.UNRECOGNISED:
        row.warn("event_unrecognised", "text", told.title or told.code)
    elif effective is None and kind in _EFFECT_MATTERS:
        row.warn("effective_date_missing", "effective", told.title or told.code)
    return LegalEvent(
        number=number.number,
        is_application=number.is_application,
        announced=told.announced,
        effective=effective,
        code=told.code,
        title=told.title,
        detail=told.detail,
        before=detail.before,
        after=detail.after or (_holders(row) if kind in _CHANGES else ()),
        contract_number=detail.contract_number,
        parties=detail.parties,
    )


def _refuse_end_before_beginning(row: Row, detail: Detail, effective: date) -> None:
    """The long text of an end repeats filing and grant; an end before either is somebody's slip."""
    for text, code in ((detail.filed, "lapse_before_filing"), (detail.granted, "lapse_before_grant")):
        begun = _day_in_text(row, text) if text else None
        if begun is not None and effective < begun:
            raise RowRefusedError(code, "effective", f"{effective} < {begun}")


def _day_in_text(row: Row, text: str) -> date | None:
    try:
        return parse_date(text)
    except CellError as error:
        row.warn(error.code, "detail", error.value)
        return None


def _holders(row: Row) -> tuple[Party, ...]:
    return pair_parties(split_values(row.text("holder")), split_addresses(row.text("address")))
