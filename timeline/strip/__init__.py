"""What to draw of a selection: every event while they can be told apart, densities where they cannot."""

from .answers import MOST_EVENTS, answer
from .coverage import coverage
from .holdings import Holdings, holdings, holdings_version
from .opening import opening
from .tiles import Tile
from .version import data_version

__all__ = [
    "MOST_EVENTS",
    "Holdings",
    "Tile",
    "answer",
    "coverage",
    "data_version",
    "holdings",
    "holdings_version",
    "opening",
]
