"""The formats, in the order in which they are asked whether a file is theirs. To add one, add its line
here.
"""

from __future__ import annotations

from patentry.offices.bigquery import BigQuery
from patentry.offices.classification_tables import ClassTitles, Concordances, SymbolMoves, TechnologyFields
from patentry.offices.cnipa_fee_list import CnipaFeeList
from patentry.offices.cnipa_legal_xml import CnipaLegalXml
from patentry.offices.cnipa_query_json import CnipaQueryJson
from patentry.offices.cnipa_table import CnipaTable
from patentry.offices.cnipa_xml import CnipaXml
from patentry.offices.cpc_scheme import CpcScheme
from patentry.offices.derwent_ciw import DerwentCiw
from patentry.offices.epo_docdb_xml import EpoDocdbXml
from patentry.offices.epo_fulltext_xml import EpoFulltextXml
from patentry.offices.epo_ops_xml import EpoOpsXml
from patentry.offices.espacenet import Espacenet
from patentry.offices.google_patents import GooglePatents
from patentry.offices.legal_events import LegalEvents
from patentry.offices.lens import Lens
from patentry.offices.mapped_table import MappedTable
from patentry.offices.other_files import taken_for
from patentry.offices.patentscope import Patentscope
from patentry.offices.patsnap import Patsnap
from patentry.offices.reading import Format, Source, UnreadableFileError
from patentry.offices.reference_tables import (
    Aliases,
    Awards,
    Corrections,
    Enterprises,
    EnterpriseTags,
    EventCodes,
    Implementations,
    OverseasMembers,
    Pledges,
    Populations,
    Published,
    Regions,
    Separations,
)
from patentry.offices.table import Table
from patentry.offices.uspto_application_xml import UsptoApplicationXml
from patentry.offices.uspto_assignment_xml import UsptoAssignmentXml
from patentry.offices.uspto_brs_text import UsptoBrsText
from patentry.offices.uspto_cpc_master import UsptoCpcMaster
from patentry.offices.uspto_grant_sgml import UsptoGrantSgml
from patentry.offices.uspto_grant_xml import UsptoGrantXml
from patentry.offices.uspto_greenbook import UsptoGreenbook
from patentry.offices.uspto_maintenance_fees import UsptoMaintenanceFees
from patentry.offices.uspto_odp_json import UsptoOdpJson
from patentry.offices.uspto_pap_xml import UsptoPapXml
from patentry.offices.uspto_ptab_json import UsptoPtabJson
from patentry.offices.uspto_st96 import UsptoSt96

FORMATS: tuple[Format, ...] = (
    UsptoGrantXml(),
    UsptoApplicationXml(),
    UsptoGrantSgml(),
    UsptoPapXml(),
    UsptoGreenbook(),
    UsptoAssignmentXml(),
    UsptoBrsText(),
    UsptoSt96(),
    UsptoCpcMaster(),
    CpcScheme(),
    UsptoMaintenanceFees(),
    UsptoOdpJson(),
    UsptoPtabJson(),
    CnipaXml(),
    CnipaLegalXml(),
    CnipaQueryJson(),
    CnipaFeeList(),
    EpoOpsXml(),
    EpoDocdbXml(),
    EpoFulltextXml(),
    Corrections(),
    Published(),
    Populations(),
    Regions(),
    EventCodes(),
    Enterprises(),
    EnterpriseTags(),
    Separations(),
    Aliases(),
    Pledges(),
    Awards(),
    Implementations(),
    OverseasMembers(),
    TechnologyFields(),
    SymbolMoves(),
    Concordances(),
    ClassTitles(),
    DerwentCiw(),
    Lens(),
    Patentscope(),
    Espacenet(),
    Patsnap(),
    GooglePatents(),
    BigQuery(),
    Table(),
    LegalEvents(),
    CnipaTable(),
    MappedTable(),
)


def format_of(source: Source) -> Format:
    """Answer the format of a file, judging by its content.

    Raises `UnreadableFileError`: `not_patent_data` for a file that is something else, with what it was taken for;
    `format_unknown`; or what makes the file as a whole unreadable (`zip_bomb`, ...).
    """
    for known in FORMATS:
        if known.recognises(source):
            return known
    other = taken_for(source)
    if other is not None:
        raise UnreadableFileError("not_patent_data", other)
    raise UnreadableFileError("format_unknown", source.name)


def format_named(name: str) -> Format:
    """Answer the format of this name. Raises `UnreadableFileError` with `format_name_unknown`."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise UnreadableFileError("format_name_unknown", name)


def format_names() -> tuple[str, ...]:
    """Answer the names of all formats, as `--format` takes them."""
    return tuple(chosen.name for chosen in FORMATS)
