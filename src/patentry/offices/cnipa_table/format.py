"""The format `cnipa_table`: rows of lists and exports to records."""

from __future__ import annotations

import re
from functools import cached_property

from patentry.offices.cnipa_table.persons import read_persons
from patentry.offices.cnipa_table.publication import read_publication_of_row
from patentry.offices.database_exports.citations import read_citations
from patentry.offices.database_exports.priorities import read_priorities
from patentry.offices.database_exports.record import read_counts
from patentry.offices.database_exports.spelling import Spelling
from patentry.offices.reading import Batch
from patentry.offices.tabular.cells import CellError, language_of, split_symbols, split_values
from patentry.offices.tabular.claims_in_cells import read_claims
from patentry.offices.tabular.contradictions import PatentWatch
from patentry.offices.tabular.headings import Heading, Headings, load_headings
from patentry.offices.tabular.identity import read_publication
from patentry.offices.tabular.order_of_dates import refuse_impossible_order
from patentry.offices.tabular.row import Row
from patentry.offices.tabular.symbols import read_symbols
from patentry.offices.tabular.table_format import TabularFormat, Watch
from patentry.records import Inventor, LangText, Party, Record

_LISTS = Spelling(values=re.compile(r"\s*[;；|\n]\s*"))
_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBERS = frozenset({"application_number", "patent_number", "publication_number", "grant_number"})


class CnipaTable(TabularFormat):
    """Lists and exports of patents, one publication a row."""

    name = "cnipa_table"
    needs = (_NUMBERS,)

    @cached_property
    def headings(self) -> Headings:
        """The headings in `headings.csv`."""
        return load_headings(__package__)

    def _is_ours(self, heading: Heading) -> bool:
        """A Chinese heading speaks for itself; an English one must be mostly ours."""
        is_chinese = any(_HAN.search(name) for name in heading.names)
        return super()._is_ours(heading) and (is_chinese or heading.is_mostly_known)

    def watch(self) -> Watch | None:
        """Rows of one patent must agree on its filing date and right type."""
        return PatentWatch()

    def take(self, row: Row, batch: Batch) -> None:
        """Take one row; what it does not say stays unknown, a wrong number or order of dates refuses it."""
        record = _record(row)
        refuse_impossible_order(record)
        batch.records.append(record)
        batch.documents += 1


def _record(row: Row) -> Record:
    stated = read_publication_of_row(row)
    persons = read_persons(row)
    members = _family(row)
    return Record(
        authority=stated.authority,
        right_type=stated.right_type,
        publication_number=stated.publication_number,
        application_number=stated.application_number,
        kind=stated.kind,
        filing_date=stated.filing_date,
        publication_date=stated.publication_date,
        grant_date=stated.grant_date,
        title=_texts(row, "title", "title_en"),
        abstract=_texts(row, "abstract", "abstract_en"),
        claims=read_claims(row.text("claims") or row.text("first_claim")),
        inventors=tuple(Inventor(name) for name in split_values(row.text("inventors"))),
        applicants=persons.applicants,
        holders=persons.holders,
        ipc=_ipc(row),
        cpc=read_symbols(row, "cpc", split_symbols(row.text("cpc"))),
        family_id=None if members else row.optional("family_id"),
        family_members=tuple(number for number in members if number != stated.publication_number),
        citations=read_citations(row, _LISTS),
        priorities=read_priorities(row, _LISTS),
        agents=tuple(Party(name) for name in split_values(row.text("agents"))),
        vendor_counts=read_counts(row),
        applicant_type=next(iter(split_values(row.text("applicant_type"))), None),
        agency=row.optional("agency"),
        province_code=row.optional("province_code"),
        district=row.optional("district"),
        vendor_validity=row.optional("vendor_validity"),
        vendor_status=row.optional("vendor_status"),
        vendor_lapsed_on=row.day("vendor_lapsed_on"),
        decision_number=row.optional("decision_number"),
        decision_date=row.day("decision_date"),
    )


def _family(row: Row) -> tuple[str, ...]:
    """简单同族 is a list of publications at some vendors, at others the family's own number: then nothing."""
    try:
        return tuple(
            dict.fromkeys(
                read_publication(text).number for text in split_symbols(row.text("family_id")) if _is_numbered(text)
            )
        )
    except CellError:
        return ()


def _is_numbered(text: str) -> bool:
    if not text[:2].isalpha():
        raise CellError("number_unreadable", text)
    return True


def _texts(row: Row, field: str, english: str) -> tuple[LangText, ...]:
    plain = row.text(field)
    texts = {language_of(plain): plain} if plain else {}
    if row.text(english):
        texts.setdefault("en", row.text(english))
    return tuple(LangText(lang, text) for lang, text in texts.items())


def _ipc(row: Row) -> tuple[str, ...]:
    """The main class first, then the others, each once."""
    main = read_symbols(row, "ipc_main", split_symbols(row.text("ipc_main")))
    return tuple(dict.fromkeys((*main, *read_symbols(row, "ipc", split_symbols(row.text("ipc"))))))
