"""USPTO published applications of 2001 to 2004: Patent Application Publication XML (PAP), DTD 1.5 and 1.6."""

from patentry.offices.uspto_pap_xml.format import UsptoPapXml

__all__ = ["UsptoPapXml"]
