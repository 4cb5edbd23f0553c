"""The index on disk: segments of postings beside the snapshots, and the one file that says which of them hold.

A segment is written once and never changed. `index.json` names the segments, which of their documents are outdated,
and the snapshot they hold; it is replaced in one step, so a process that dies while it writes leaves the old index
serving. Everything here can be made anew from the snapshot at any time.
"""

from patentry.search.index.opening import Index, open_index
from patentry.search.index.updating import Check, Update, update_index, verify_index

__all__ = ["Check", "Index", "Update", "open_index", "update_index", "verify_index"]
