"""What to draw of a selection: every event while they can be told apart, densities where they cannot."""

from .answers import MOST_EVENTS, answer, by_day
from .coverage import coverage
from .holdings import Holdings, holdings, holdings_version
from .lanes import LaneCounts
from .opening import opening
from .tiles import Tile
from .version import State, data_state, data_version

__all__ = [
    "MOST_EVENTS",
    "Holdings",
    "LaneCounts",
    "State",
    "Tile",
    "answer",
    "by_day",
    "coverage",
    "data_state",
    "data_version",
    "holdings",
    "holdings_version",
    "opening",
]
