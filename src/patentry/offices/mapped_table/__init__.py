"""Tables nobody knows: which column is which is proposed from headings and contents, corrected by a person, remembered.

A mapping belongs to a heading row, whatever file it stands in. One that leaves no doubt is used at once and said so;
any other waits as a proposal. Nothing here knows where mappings are kept.
"""

from __future__ import annotations

from patentry.offices.mapped_table.files import (
    PROPOSED,
    MappingError,
    check_names_patents,
    mapping_from_toml,
    mapping_to_toml,
)
from patentry.offices.mapped_table.format import MappedTable
from patentry.offices.mapped_table.mapping import Proposal, TableMapping
from patentry.offices.mapped_table.tables import proposals_for

__all__ = [
    "PROPOSED",
    "MappedTable",
    "MappingError",
    "Proposal",
    "TableMapping",
    "check_names_patents",
    "mapping_from_toml",
    "mapping_to_toml",
    "proposals_for",
]
