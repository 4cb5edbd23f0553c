"""What the exports of patent databases have in common: one publication a row, told in a database's own spelling.

Not a format itself. A format gives its headings and its spelling (what stands between values, how countries and days
are written); from a row by field to a record is here. Nothing here decides whether a right is in force.
"""
