"""The verbs that change events: check, change and record in one transaction. Admin, desk and API call these alone."""

from .anchors import Report, reanchor
from .base import NotAllowed, Refused, Stale, may, permitted_verbs
from .diffs import Difference, differences
from .edit import begin_history, can_edit, editing
from .making import Faults, Parts, create, office_then, put
from .merge import merge, merge_actors
from .proposals import Carried
from .snapshots import own_values, snapshot, snapshots, values_of_parts
from .transitions import publish, restore, retract, send_back, submit

__all__ = [
    "Carried",
    "Difference",
    "Faults",
    "NotAllowed",
    "Parts",
    "Refused",
    "Report",
    "Stale",
    "begin_history",
    "can_edit",
    "create",
    "differences",
    "editing",
    "may",
    "merge",
    "merge_actors",
    "office_then",
    "own_values",
    "permitted_verbs",
    "publish",
    "put",
    "reanchor",
    "restore",
    "retract",
    "send_back",
    "snapshot",
    "snapshots",
    "submit",
    "values_of_parts",
]
