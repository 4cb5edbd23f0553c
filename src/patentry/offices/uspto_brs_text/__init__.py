"""US grants as the USPTO's search system prints them: tagged text, one document after another (BRS)."""

from patentry.offices.uspto_brs_text.format import UsptoBrsText

__all__ = ["UsptoBrsText"]
