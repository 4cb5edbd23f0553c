"""Public figures: the pages, downloads and read-only API over the analysis library.

It counts nothing itself: every number comes through `provider`, the one module that knows the library. It stores
what it was once given for a page, keyed by the snapshot, and nothing that a visitor writes.
"""
