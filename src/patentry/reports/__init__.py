"""Reports: charts, tables and office files from results. The same result always gives the same bytes.

It computes nothing: what it writes was answered by the rooms below. Times of the day and of writing never enter a file.
A sheet is a page of text, charts and a table as PDF, Word file or HTML page; a letter that the embedded font lacks is
an error, never an empty box. An overview is a page of key numbers, points and short lists, as PDF; a dossier
has as many pages as what was found takes.
"""

from patentry.reports.dossier import Dossier, Finding, Findings, Listing
from patentry.reports.errors import ReportError
from patentry.reports.overview import Block, KeyNumber, Overview, Step
from patentry.reports.page import STYLES, to_html
from patentry.reports.printing import dossier_to_pdf, overview_to_pdf, to_pdf, to_png
from patentry.reports.sheet import Chart, Note, Sheet, Table
from patentry.reports.word import to_docx

__all__ = [
    "STYLES",
    "Block",
    "Chart",
    "Dossier",
    "Finding",
    "Findings",
    "KeyNumber",
    "Listing",
    "Note",
    "Overview",
    "ReportError",
    "Sheet",
    "Step",
    "Table",
    "dossier_to_pdf",
    "overview_to_pdf",
    "to_docx",
    "to_html",
    "to_pdf",
    "to_png",
]
