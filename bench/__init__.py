"""Measurements: speed and memory goals, printed as one table by `python -m bench`. Never run as tests."""
