"""Drawings as inline SVG: series and lives, each wide and narrow, styled by classes alone (no inline styles).

Pure: what is drawn and in which language is an argument, and the same argument always gives the same text.
"""
