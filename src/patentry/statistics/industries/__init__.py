"""Industries: under which branches of every concordance on file an invention falls, and how surely.

The whole corpus is matched once a snapshot and kept beside its tenures: IPC places by symbol, keywords in one compiled
pass over titles, abstracts and claims. The rule is that of `patentry.classes.concordance`, which also says for one
patent which symbol and which keyword decided; nothing here decides what a level is worth.
"""

from patentry.statistics.industries.derivation import industry_files, open_industries
from patentry.statistics.industries.one_patent import Finding, findings_of

__all__ = ["Finding", "findings_of", "industry_files", "open_industries"]
