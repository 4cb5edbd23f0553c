"""Who and where: holders over time, addresses to regions, the enterprise list for what an address leaves open.

It says who holds a patent and where they are seated. Whether the patent is in force is not its business.
"""

from patentry.parties.locating import Locator, Place, Placement
from patentry.parties.ownership import Change, Holding, holdings_of
from patentry.parties.regions import RegionTree

__all__ = ["Change", "Holding", "Locator", "Place", "Placement", "RegionTree", "holdings_of"]
