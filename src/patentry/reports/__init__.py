"""Reports: charts, tables and office files from results. The same result always gives the same bytes.

It computes nothing: what it writes was answered by the rooms below. Times of the day and of writing never enter a file.
"""
