"""From a row by field to a record."""

from __future__ import annotations

from patentry.claims import with_dependencies
from patentry.numbers.authorities import ST3
from patentry.offices.database_exports.citations import read_citations, read_literature
from patentry.offices.database_exports.classes import national_classes, symbols_of
from patentry.offices.database_exports.identity import canonical_publication, read_identity
from patentry.offices.database_exports.priorities import read_priorities
from patentry.offices.database_exports.spelling import Spelling, split_country
from patentry.offices.tabular.cells import language_of
from patentry.offices.tabular.claims_in_cells import read_claims
from patentry.offices.tabular.order_of_dates import refuse_impossible_order
from patentry.offices.tabular.row import Row
from patentry.records import Inventor, LangText, Party, Record
from patentry.records.patents import Section, VendorCount

COUNTS = ("cited_by", "transfers", "licences", "pledges", "invalidations", "suits")
_COUNT_FIELDS = frozenset(f"count_{name}" for name in COUNTS)
FIELDS = frozenset(
    """
    publication_number application_number authority kind right_type document_type publication_date publication_year
    filing_date grant_date priorities priority_date title title_en abstract abstract_en claims description language
    applicants applicant_address holders inventors agents agency ipc cpc uspc family_id family_members labels
    vendor_validity vendor_status vendor_lapsed_on
    citations cited_in_search cited_in_international_search cited_in_supplementary_search cited_in_examination
    cited_in_opposition cited_by_applicant literature
    count_cited_by count_transfers count_licences count_pledges count_invalidations count_suits
    """.split()
)
"""The fields a heading may name, for whoever writes a mapping."""


def record_of(row: Row, spelling: Spelling) -> Record:
    """Answer the record of a row. Raises `RowRefusedError`; what is doubtful is a warning in the row."""
    told = read_identity(row, spelling)
    publication = told.publication
    own = str(publication) if publication else None
    members = (*told.siblings, *map(canonical_publication, spelling.split(row.text("family_members"))))
    record = Record(
        authority=told.authority,
        right_type=told.right_type,
        publication_number=own,
        application_number=str(told.application) if told.application else None,
        kind=publication.kind if publication else row.optional("kind"),
        filing_date=told.filed,
        publication_date=told.published,
        grant_date=told.granted,
        title=_texts(row, "title"),
        abstract=_texts(row, "abstract"),
        claims=with_dependencies(read_claims(row.text("claims"))),
        inventors=tuple(Inventor(*split_country(name)) for name in spelling.split(row.text("inventors"))),
        applicants=_parties(row, "applicants", spelling, "applicant_address"),
        holders=_parties(row, "holders", spelling),
        ipc=symbols_of(row, "ipc", spelling),
        cpc=symbols_of(row, "cpc", spelling),
        other_classes=national_classes(row, "uspc", spelling),
        citations=read_citations(row, spelling),
        non_patent_citations=read_literature(row, spelling),
        family_id=row.optional("family_id"),
        family_members=tuple(dict.fromkeys(number for number in members if number != own)),
        priorities=read_priorities(row, spelling),
        agency=row.optional("agency"),
        agents=_parties(row, "agents", spelling),
        language=row.optional("language"),
        description=_description(row),
        labels=spelling.split(row.text("labels")),
        vendor_validity=row.optional("vendor_validity"),
        vendor_status=row.optional("vendor_status"),
        vendor_lapsed_on=row.day("vendor_lapsed_on"),
        vendor_counts=read_counts(row),
    )
    refuse_impossible_order(record)
    return record


def read_counts(row: Row) -> tuple[VendorCount, ...]:
    """Answer the counts a database states; what is no whole number is left out with a warning."""
    found: list[VendorCount] = []
    if not row.holds_any(_COUNT_FIELDS):
        return ()
    for name in COUNTS:
        text = row.text(f"count_{name}").removesuffix(".0")
        if text.isdecimal() and text.isascii() and len(text) <= 9:
            found.append(VendorCount(name, int(text)))
        elif text:
            row.warn("number_field_unreadable", f"count_{name}", text)
    return tuple(found)


def _texts(row: Row, field: str) -> tuple[LangText, ...]:
    plain, english = row.text(field), row.text(f"{field}_en")
    texts = {language_of(plain): plain} if plain else {}
    if english:
        texts.setdefault("en", english)
    return tuple(LangText(lang, text) for lang, text in texts.items())


def _parties(row: Row, field: str, spelling: Spelling, address: str = "") -> tuple[Party, ...]:
    people = [split_country(name) for name in spelling.split(row.text(field))]
    where = row.text(address) if address and len(people) == 1 else ""
    return tuple(Party(name, country if country in ST3 else None, where or None) for name, country in people if name)


def _description(row: Row) -> tuple[Section, ...]:
    text = row.text("description")
    return (Section("other", "", text, language_of(text)),) if text else ()
