"""Files people hand in: looked at by content, kept outside the web root, and given out only as attachments.

A room keeps a file for its matter ("request:17") with `actions.keep` and says once, with `access.register`, who may
read the files of its matters. Nothing here opens a file for a person, runs it, or trusts its name.
"""
