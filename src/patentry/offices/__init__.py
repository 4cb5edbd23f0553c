"""Office and vendor files to records and problems: one folder a format, each with a README of its quirks.

A format recognises a file by its content, cuts it into chunks and reads a chunk into a batch. It opens no other
file, reaches no network, and knows nothing of the corpus. Formats are listed in `patentry.offices.registry`.
"""
