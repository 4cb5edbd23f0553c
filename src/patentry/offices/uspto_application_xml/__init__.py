"""USPTO published applications: XML documents of DTD 4.0-4.7 (2005 on), concatenated in a weekly file or single.

Reads each `us-patent-application` into a record: first publications, republications (A2) and corrections (A9), which
are records of their own of the same patent. It loads no DTD, expands no entity and opens no other file.
"""

from __future__ import annotations

from patentry.offices.uspto_application_xml.format import UsptoApplicationXml

__all__ = ["UsptoApplicationXml"]
