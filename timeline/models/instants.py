"""Instants as whole microseconds since 1970: a number that both databases count and compare alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(instant: datetime) -> int:
    """Since 1970; `instant` knows its zone."""
    return (instant - EPOCH) // timedelta(microseconds=1)


def instant_of(at: int) -> datetime:
    return EPOCH + timedelta(microseconds=at)
