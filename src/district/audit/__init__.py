"""Who did and who read what, when: an append-only log whose entries hold each other by their hashes.

Every public act of a service room writes its entry in the act's own transaction, so that neither stands without the
other. Nothing here judges an act; it remembers it, and says whether the memory has been touched.
"""
