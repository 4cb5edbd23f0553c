"""Claims as a tree: which earlier claims a claim cites, what kind of claim it is, and which limitations it has.

Pure: text in, values out. The wordings are rows of `wordings.csv` (English, Chinese, German, French; the basics of
Japanese and Korean). Nothing here reads a file or a record, and nothing judges whether a claim is valid or infringed.
"""

from patentry.claims.citing import dependencies, mentions, with_dependencies
from patentry.claims.pasted import claims_in
from patentry.claims.splitting import SplitClaim, limitations
from patentry.claims.tree import Category, ClaimNode, ClaimTree, tree

__all__ = [
    "Category",
    "ClaimNode",
    "ClaimTree",
    "SplitClaim",
    "claims_in",
    "dependencies",
    "limitations",
    "mentions",
    "tree",
    "with_dependencies",
]
