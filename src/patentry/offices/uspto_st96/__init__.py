"""Papers of US applications as text: claims, specification and abstract documents in the USPTO's ST.96 vocabulary."""

from patentry.offices.uspto_st96.format import UsptoSt96

__all__ = ["UsptoSt96"]
