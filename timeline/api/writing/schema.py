"""What the OpenAPI schema says about writing beyond the shapes: headers, refusals and examples."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from timeline.api.schema import PROBLEM
from timeline.api.serializers import ProblemSerializer

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Sent again with the same body within 24 hours, the request gets the same answer and is done once.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag of what you have read.",
)


def _refusal(text: str) -> OpenApiResponse:
    return OpenApiResponse(ProblemSerializer, description=text)


REFUSED = {
    400: _refusal("`errors` says by path what is wrong, as in “citations.0.selector.exact”."),
    403: PROBLEM,
    409: _refusal("It does not fit what is here; `code` says why."),
    413: _refusal("The body is larger than 5 MB."),
    422: _refusal("The `Idempotency-Key` was used for another request."),
}
REFUSED_CHANGE = REFUSED | {
    412: _refusal("Changed since it was read: `version` and ETag are those of now."),
    428: _refusal("If-Match is missing."),
}

TEXT = "The prime minister flew to Moscow on Saturday and sat with the Russian president for three hours."
ARTICLE = {
    "url": "https://news.example/2022/03/07/moscow",
    "title": "Talks in Moscow",
    "outlet": {"name": "Example Wire"},
    "published_on": "2022-03-07",
    "text": TEXT,
}
ARTICLE_EXAMPLE = OpenApiExample("An article with its text", ARTICLE, request_only=True)
ARTICLE_CHANGE_EXAMPLE = OpenApiExample("Another author", {"author": "A. Writer"}, request_only=True)
EVENT_CHANGE_EXAMPLE = OpenApiExample(
    "A correction",
    {"summary": "The talks took three hours.", "comment": "The second report says how long."},
    request_only=True,
)
EVENT_EXAMPLE = OpenApiExample(
    "An event with a new article",
    {
        "title": "Meets Putin at the Kremlin",
        "type": "meeting",
        "medium": "in_person",
        "date": {"edtf": "2022-03-05", "phrase": "on Saturday", "resolved_against": "2022-03-07", "basis": "resolved"},
        "duration": "PT3H",
        "parties": [
            {"actor": "naftali-bennett", "role": "visitor"},
            {"actor": {"name": "Vladimir Putin", "kind": "person"}, "role": "host"},
        ],
        "places": [{"name": "Kremlin", "kind": "building", "country": "RU"}],
        "citations": [
            {
                "article": ARTICLE,
                "selector": {"exact": "flew to Moscow on Saturday"},
                "supports": ["date", "parties"],
            }
        ],
    },
    request_only=True,
)
