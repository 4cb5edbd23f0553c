"""Patentry: the analysis library an innovation district counts its patents with.

It turns office files into facts, facts into tenures and tenures into figures, each explained down to the single
patent. It knows no web, reads no settings and does nothing on import.
"""
