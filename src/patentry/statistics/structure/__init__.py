"""Structure: by what the patents of a figure are told apart beside their own columns.

Each grouping is a small table kept beside the tenures (a row a party, a patent or a stretch of time) and one expression
that lays it over the rows a figure counts. Nothing here counts. What the files do not settle is a group of its own.
"""

from patentry.statistics.structure.grouping import OVERLAPPING, STRUCTURES, labelled
from patentry.statistics.structure.holder_types import type_of_name
from patentry.statistics.structure.names import GroupName, group_names
from patentry.statistics.structure.tables import Concordances, labels_of, open_structure, structure_files

__all__ = [
    "OVERLAPPING",
    "STRUCTURES",
    "Concordances",
    "GroupName",
    "group_names",
    "labelled",
    "labels_of",
    "open_structure",
    "structure_files",
    "type_of_name",
]
