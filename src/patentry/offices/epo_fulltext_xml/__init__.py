"""European patent full text (`ep-patent-document` 1.0 to 1.7): applications and specifications as published.

Reads the B tags, texts in the language of proceedings and the claims in the other two, and the events a specification
tells of: designated states, oppositions, lapses in a state, maintenance in amended form, limitation.
"""

from __future__ import annotations

from patentry.offices.epo_fulltext_xml.format import EpoFulltextXml

__all__ = ["EpoFulltextXml"]
