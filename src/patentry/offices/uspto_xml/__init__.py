"""What grants and published applications of the USPTO's DTDs 4.0-4.7 have in common.

Not a format itself. It reads one parsed document of either kind into a record: numbers, dates, texts, sections of the
description, claims, parties, classes, citations, priorities and what it says of its term.
"""
