"""The two groups of staff and what each may do. Called by a migration, with the classes of its time."""

from __future__ import annotations

from typing import Any

CODED = ("event", "participation", "eventplace", "quantity", "eventlink", "citation")
SOURCES = ("article", "articletext", "outlet", "actor", "actoralias", "actoridentifier", "office", "place")
READ = ("country", "countryname", "eventtype", "revision", "proposal")

ANALYSTS = {
    *(f"{do}_{model}" for model in (*CODED, *SOURCES) for do in ("view", "add", "change")),
    *(f"delete_{model}" for model in (*CODED[1:], "actoralias", "actoridentifier", "office")),
    *(f"view_{model}" for model in (*READ, "dossier")),
    "change_proposal",
    "submit_event",
}
EDITORS = ANALYSTS | {
    *(f"{do}_{model}" for model in ("dossier", "eventtype") for do in ("add", "change")),
    *("delete_event", "delete_article", "delete_outlet", "delete_actor", "delete_place", "delete_dossier"),
    *("publish_event", "retract_event", "merge_event"),
}
GROUPS = {"Analysts": ANALYSTS, "Editors": EDITORS}


def grant(group_model: Any, permission_model: Any) -> None:
    """Give the groups their permissions; what an administrator has added to them stays."""
    for name, codenames in GROUPS.items():
        group, _created = group_model.objects.get_or_create(name=name)
        permissions = permission_model.objects.filter(content_type__app_label="timeline", codename__in=codenames)
        group.permissions.add(*permissions)
