"""Reports: charts, tables and office files from results. The same result always gives the same bytes.

It computes nothing: what it writes was answered by the rooms below. Times of the day and of writing never enter a file.
A sheet is a page of text, charts and a table as PDF, Word file or HTML page; a letter that the embedded font lacks is
an error, never an empty box. An overview is a page of key numbers, points and short lists, as PDF.
"""

from patentry.reports.errors import ReportError
from patentry.reports.overview import Block, KeyNumber, Overview, Step
from patentry.reports.page import STYLES, to_html
from patentry.reports.printing import overview_to_pdf, to_pdf, to_png
from patentry.reports.sheet import Chart, Note, Sheet, Table
from patentry.reports.word import to_docx

__all__ = [
    "STYLES",
    "Block",
    "Chart",
    "KeyNumber",
    "Note",
    "Overview",
    "ReportError",
    "Sheet",
    "Step",
    "Table",
    "overview_to_pdf",
    "to_docx",
    "to_html",
    "to_pdf",
    "to_png",
]
