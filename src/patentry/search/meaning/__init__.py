"""Meaning, for those who ask for it: texts as vectors, so that what says the same in other words or in the other
language stands near. An embedder comes with an extra and is loaded when it is first asked; nothing is ever downloaded.
"""

from patentry.search.meaning.embedders import EMBEDDERS, Embedder, embedder_named

__all__ = ["EMBEDDERS", "Embedder", "embedder_named"]
