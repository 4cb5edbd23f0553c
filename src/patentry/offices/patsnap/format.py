"""The format `patsnap`: PatSnap's English sheets. Its Chinese ones (智慧芽) are `cnipa_table`."""

from __future__ import annotations

import re

from patentry.offices.database_exports.export_format import ExportFormat, heading_group
from patentry.offices.database_exports.spelling import Spelling


class Patsnap(ExportFormat):
    """Lists and families; values stand between bars or on lines of their own."""

    name = "patsnap"
    spelling = Spelling(values=re.compile(r"\s*(?:\||\n)\s*"))
    signature = (
        heading_group(
            "family_variance",
            "filing_order",
            "application_order",
            "Simple Legal Status",
            "Original Assignee",
            "[Standardized] Original Assignee",
            "[Standardized] Current Assignee",
            "Extended Family (PatSnap)",
            "PatSnap Family",
        ),
    )
