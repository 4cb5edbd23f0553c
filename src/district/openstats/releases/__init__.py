"""Releases: values of figures frozen with their definitions, snapshot and text, published once and for good.

A later ingest cannot change a released value, and a correction is a release of its own that says what changed and why.
"""
