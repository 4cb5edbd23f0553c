"""Writes of the consultation day; each is one transaction with its audit entry and its notice."""
