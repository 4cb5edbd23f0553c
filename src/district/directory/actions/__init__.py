"""Writes of the directory; each leaves an audit entry in its own transaction."""

from district.directory.actions.loading import load
from district.directory.actions.plaques import set_plaque

__all__ = ["load", "set_plaque"]
