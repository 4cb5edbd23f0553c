"""The format `patentscope`: result lists of WIPO's search."""

from __future__ import annotations

import re

from patentry.offices.database_exports.export_format import ExportFormat, heading_group
from patentry.offices.database_exports.spelling import Spelling


class Patentscope(ExportFormat):
    """Result lists; days are written 21.08.2009, priorities with number, day and office."""

    name = "patentscope"
    spelling = Spelling(values=re.compile(r"\s*(?:;|\n)\s*"), priorities=re.compile(r"(?<=[A-Z]{2}),\s+|\s*[;\n]\s*"))
    signature = (
        heading_group("Priority Data", "Priorities Data"),
        heading_group("FP Image", "Image", "National Phase Entries", "Application Id"),
    )
