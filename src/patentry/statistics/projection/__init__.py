"""What would change a stock within the next twelve months: terms that end, fees, restorations, pending applications.

A projection is no figure: it says what would come about if the next year went like the last ones in the same files,
from a low to a high end, with every rate it rests on and the cases that rate was measured from. Of what has too few
cases nothing is supposed; it widens the span by all it could bring.
"""

from patentry.statistics.projection.asking import has_projection, projection_of
from patentry.statistics.projection.projecting import Part, Projection, Rate
from patentry.statistics.projection.settings import Settings, settings

__all__ = ["Part", "Projection", "Rate", "Settings", "has_projection", "projection_of", "settings"]
