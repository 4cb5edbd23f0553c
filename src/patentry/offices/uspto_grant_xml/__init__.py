"""USPTO weekly grant files: XML documents of DTD 4.0-4.7 (2005 on) concatenated in one file, or a single one.

Reads each `us-patent-grant` into a record and accounts for every other document. It loads no DTD, expands no
entity and opens no other file; a document that is broken or hostile costs that document only.
"""

from __future__ import annotations

from patentry.offices.uspto_grant_xml.format import UsptoGrantXml

__all__ = ["UsptoGrantXml"]
