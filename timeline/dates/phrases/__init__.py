"""Relative dates: “over the weekend”, read on the day of the article, is a date with a reason."""

from .resolving import RULES, Resolution, resolve
from .rule import Rule

__all__ = ["RULES", "Resolution", "Rule", "resolve"]
