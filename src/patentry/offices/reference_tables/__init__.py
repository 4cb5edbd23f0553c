"""Reference tables: regions, populations, enterprises, published figures, corrections and
legal-event codes, one format each.

Reads what a row says and brings units to one scale. Which region an address lies in, or which population a
figure uses, is not decided here.
"""

from __future__ import annotations

from patentry.offices.reference_tables.corrections import Corrections
from patentry.offices.reference_tables.enterprises import Enterprises
from patentry.offices.reference_tables.event_codes import EventCodes
from patentry.offices.reference_tables.populations import Populations
from patentry.offices.reference_tables.published import Published
from patentry.offices.reference_tables.regions import Regions

__all__ = ["Corrections", "Enterprises", "EventCodes", "Populations", "Published", "Regions"]
