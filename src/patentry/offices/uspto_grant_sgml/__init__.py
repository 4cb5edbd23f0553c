"""USPTO grants of 2001 to 2004: ST.32 markup (DTD 2.4 and 2.5), as SGML and as XML."""

from patentry.offices.uspto_grant_sgml.format import UsptoGrantSgml

__all__ = ["UsptoGrantSgml"]
