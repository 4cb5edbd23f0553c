"""Reconciliation at the officer's desk: an official list is uploaded, compared by the worker, and settled row by row.

The library compares; this room keeps what it answered, who settled which difference and why, and carries what is
settled over to the list of the next month. It changes no figure and no record.
"""
