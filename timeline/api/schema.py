"""What the OpenAPI schema says about parameters and errors: taken from the filters, never written twice."""

from __future__ import annotations

from functools import lru_cache

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from timeline.exports import FORMATS
from timeline.filters import EventFilterSet
from timeline.filters.fields import NumberField, SlugsField, SwitchField, WordField, WordsField

from .serializers import ProblemSerializer


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "timeline.api.access.Bearer"
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token that was made in the admin."}


PROBLEM = OpenApiResponse(ProblemSerializer, description="Problem details (RFC 9457), as application/problem+json.")
STAFF = ("state", "coder")

FIELDS_PARAMETER = OpenApiParameter(
    "fields", OpenApiTypes.STR, many=True, explode=False, description="Only these fields of each record, with commas."
)
AFTER = OpenApiParameter("after", OpenApiTypes.STR, description="The mark of a “next” link.")
BEFORE = OpenApiParameter("before", OpenApiTypes.STR, description="The mark of a “previous” link.")
PAGE_SIZE = OpenApiParameter(
    "page_size",
    {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    description="The most records in one page.",
)
COUNTS = OpenApiParameter(
    "counts", OpenApiTypes.STR, enum=["yes", "no"], description="Count the whole selection as well; no if left out."
)
ORDER = OpenApiParameter(
    "order",
    OpenApiTypes.STR,
    enum=["time", "best", "change"],
    description=(
        "Best: one page of what `q` finds, by where it stands (title, names, summary, quotes), newest first. Change: "
        "in the order in which it changed, with tombstones; so it is with `updated_since` where nothing else is said."
    ),
)
AS_OF = OpenApiParameter(
    "as_of",
    OpenApiTypes.STR,
    description=(
        "A past instant or day (ISO 8601): the event as it was publicly then. `history` says which parts are from the "
        "history's snapshot and which are as they are today. Of an event that is retracted now nothing is told."
    ),
)
INCLUDE = OpenApiParameter(
    "include",
    OpenApiTypes.STR,
    enum=["citations"],
    many=True,
    explode=False,
    description="With `sources` and `citations`, which a list otherwise leaves out.",
)


@lru_cache
def filter_parameters() -> tuple[OpenApiParameter, ...]:
    """Built from the declared filters, without the database: event types are data and so not listed."""
    return tuple(
        _parameter(name, declared) for name, declared in EventFilterSet.base_filters.items() if name not in STAFF
    )


def _parameter(name: str, declared: object) -> OpenApiParameter:
    kind = declared.field_class
    extra = declared.extra
    choices = extra.get("choices", ())
    words = [str(value) for value, _label in choices if value] if isinstance(choices, list | tuple) else []
    if issubclass(kind, SwitchField):
        words = ["yes", "no"]
    several = issubclass(kind, WordsField | SlugsField)
    schema: object = OpenApiTypes.STR
    if issubclass(kind, NumberField):
        schema = {"type": "integer", "minimum": extra["min_value"], "maximum": extra["max_value"]}
    takes_words = issubclass(kind, WordField | WordsField | SwitchField)
    return OpenApiParameter(
        name,
        schema,
        description=str(extra.get("help_text", "")),
        many=several,
        explode=False if several else None,
        enum=words if takes_words and words else None,
    )


def event_parameters() -> list[OpenApiParameter]:
    return [*filter_parameters(), AFTER, BEFORE, PAGE_SIZE, FIELDS_PARAMETER, INCLUDE, COUNTS, ORDER]


def with_exports(result: dict, generator: object, request: object, public: bool) -> dict:
    """Postprocessing hook: the streams are plain views, so their paths are written from the registry."""
    listed = result["paths"]["/api/v1/events/"]["get"]["parameters"]
    paging = {"after", "before", "page_size", "fields", "include", "counts", "order"}
    filters = [parameter for parameter in listed if parameter["name"] not in paging]
    raw = {
        "in": "query",
        "name": "raw",
        "schema": {"type": "string", "enum": ["yes", "no"]},
        "description": "Leave cells that a spreadsheet would run as formulas as they are.",
    }
    tombstones = raw | {
        "name": "tombstones",
        "description": "With `updated_since`: end with a line for each event that changed and is not selected.",
    }
    problem = result["paths"]["/api/v1/events/"]["get"]["responses"]["400"]
    for found in FORMATS.values():
        media_type = found.media_type.partition(";")[0]
        result["paths"][f"/api/v1/events.{found.name}"] = {
            "get": {
                "operationId": f"events_export_{found.name.replace('.', '_')}",
                "description": f"The whole selection as {found.label}, streamed.",
                "tags": ["events"],
                "parameters": [*filters, raw, *([tombstones] if found.name == "jsonl" else [])],
                "responses": {
                    "200": {"content": {media_type: {"schema": _shape(media_type)}}, "description": ""},
                    "400": problem,
                },
            }
        }
    return result


def _shape(media_type: str) -> dict[str, str]:
    """What a format looks like, its own standard says."""
    return {} if media_type.endswith("json") else {"type": "string"}


METHODS = ("get", "post", "put", "patch", "delete")
EVERYWHERE = {
    "401": "The token is not known, has expired or was revoked; or nobody is named who might write.",
    "404": "There is nothing at this address.",
    "429": "Asked too often; `Retry-After` says in how many seconds again.",
}
READING = {"412": "It is not as it was read; only with `If-Match` or `If-Unmodified-Since`."}
WRITING = {
    "411": "The body came in chunks, without `Content-Length`.",
    "415": "The body is not `application/json`, or it is compressed.",
}
JSON_ALONE = {"406": "Another media type than JSON was asked for (`Accept`)."}  # a file is what its address says


def with_problems(result: dict, generator: object, request: object, public: bool) -> dict:
    """Postprocessing hook: each error is a problem document, and every door knows those of tokens and addresses."""
    shape = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, operations in result["paths"].items():
        everywhere = EVERYWHERE | (JSON_ALONE if path.endswith("/") else {})
        for method in METHODS:
            if method not in operations:
                continue
            answers = operations[method]["responses"]
            for status, said in (everywhere | (READING if method == "get" else WRITING)).items():
                answers.setdefault(status, {"description": said})
            for status, answer in answers.items():
                if int(status) >= 400:
                    answer["content"] = shape
    return result
