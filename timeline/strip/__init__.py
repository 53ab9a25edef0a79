"""What to draw for a selection: marks while they can be told apart, densities when they cannot."""

from .payload import MOST_DRAWN, MOST_EVENTS, payload
from .version import data_version

__all__ = ["MOST_DRAWN", "MOST_EVENTS", "data_version", "payload"]
