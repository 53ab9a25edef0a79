"""The columns of the Data Package, as exports/package_tables.py writes them; a test keeps the two the same."""

from __future__ import annotations


def _names(text: str) -> list[str]:
    return text.split()


EVENTS = _names(
    "id url date earliest latest date_wording precision date_phrase title summary type family cameo_code"
    " plover_event plover_mode medium realisation duration source_count version uncertain approximate lasted"
    " time_start time_end time_zone resolved_against date_rule date_basis occurrences importance title_given"
    " own_cameo_code own_plover_event own_plover_mode disputed adjudication origin state published_at"
    " updated_at"
)
# The first column leads to a row.
SHARED = {
    "actors": _names("slug name kind country description"),
    "places": _names("slug name country latitude longitude exactness kind parent"),
    "sources": _names("id title url archive_url published_on outlet outlet_slug author language published_tz copy_of"),
    "outlets": _names("slug name publisher domain country language reliability wire parent"),
}
# The first column names the row that they belong to.
OF_ACTORS = {
    "actor_names": _names("actor number name language kind"),
    "actor_identifiers": _names("actor scheme value"),
}
OF_EVENTS = {
    "participations": _names("event_id number actor role office acts_for certainty note office_in office_held"),
    "event_places": _names("event_id number place role"),
    "citations": _names(
        "event_id number source exact start end credited_to stance prefix suffix rendition text_version"
        " anchor speaker speaker_text verb_class credibility supports reported rank"
    ),
    "quantities": _names("event_id number what amount amount_max qualifier unit currency wording"),
    "links": _names("event_id number kind other"),
}
