"""What every sheet has in common: encodings, delimiters, headings, workbooks, dates, numbers and rejected
rows.

Not a format itself. A format names its headings in a data table and turns one row into records, events or
reference rows; everything before and after that is here. Nothing here knows what a field means in law.
"""
