"""Reference tables: regions, populations, enterprises and their recognitions, published figures, corrections,
legal-event codes, pledges, implementations, awards, grants abroad, and who is who by name, one format each.

Reads what a row says and brings units to one scale. Which region an address lies in, or which population a
figure uses, is not decided here.
"""

from __future__ import annotations

from patentry.offices.reference_tables.aliases import Aliases, Separations
from patentry.offices.reference_tables.awards import Awards
from patentry.offices.reference_tables.corrections import Corrections
from patentry.offices.reference_tables.enterprise_tags import EnterpriseTags
from patentry.offices.reference_tables.enterprises import Enterprises
from patentry.offices.reference_tables.event_codes import EventCodes
from patentry.offices.reference_tables.implementations import Implementations
from patentry.offices.reference_tables.overseas import OverseasMembers
from patentry.offices.reference_tables.pledges import Pledges
from patentry.offices.reference_tables.populations import Populations
from patentry.offices.reference_tables.published import Published
from patentry.offices.reference_tables.regions import Regions

__all__ = [
    "Aliases",
    "Awards",
    "Corrections",
    "EnterpriseTags",
    "Enterprises",
    "EventCodes",
    "Implementations",
    "OverseasMembers",
    "Pledges",
    "Populations",
    "Published",
    "Regions",
    "Separations",
]
