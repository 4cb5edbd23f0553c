"""How often one address, account or number may do something: counts in the database, so that all workers share them.

Every public form asks `actions.check` before it acts. Keys are kept as keyed digests only, and for as long as the
longest limit; nobody can read from the table who came.
"""
