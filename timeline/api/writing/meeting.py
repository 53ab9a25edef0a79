"""Requests that meet: what another one has just written is looked up anew, and is no error of the database.

On SQLite one writer waits for the other. On PostgreSQL two may look for the same actor at once, find none, and both
make it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, OperationalError
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException

MOST_TRIES = 5
# unique_violation and deadlock_detected (PostgreSQL documentation, appendix A)
MEETINGS = ("23505", "40P01")
Answer = TypeVar("Answer")


class Met(APIException):
    status_code = status.HTTP_409_CONFLICT


def undisturbed(act: Callable[[], Answer]) -> Answer:
    """What `act` answers, which is a transaction of its own and may be done again from its beginning."""
    for _number in range(MOST_TRIES):
        try:
            return act()
        except (IntegrityError, OperationalError) as error:
            if getattr(error.__cause__, "sqlstate", None) not in MEETINGS:
                raise
    raise Met(_("Others are writing the same at this moment; nothing was done. Send it again."))
