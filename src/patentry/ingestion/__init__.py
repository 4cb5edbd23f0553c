"""The journey of a file: recognise it, read it in pieces, set aside what cannot be taken, commit the rest.

One call is one transaction: either a new snapshot shows everything that was kept, or nothing has changed.
"""

from patentry.ingestion.ingest import FileReport, IngestReport, ProblemCount, ingest

__all__ = ["FileReport", "IngestReport", "ProblemCount", "ingest"]
