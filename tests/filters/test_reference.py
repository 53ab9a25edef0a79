"""docs/reference/filters.md says what the filters are; REWRITE_REFERENCE=1 writes its table anew."""

import os
from pathlib import Path

import pytest

from timeline.filters import Parameter, parameters

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "filters.md"
HEAD = "| parameter | what it asks | values | several |\n|---|---|---|---|\n"


def values(parameter: Parameter) -> str:
    if parameter.name == "type":
        return "slugs of [event types](event-types.md)"
    if parameter.accepted:
        return ", ".join(f"`{word}`" for word in parameter.accepted)
    kinds = {
        "date": "a day, a month or a year",
        "instant": "an instant or a day (ISO 8601)",
        "box": "four numbers",
        "slug": "slugs or codes",
        "text": "up to 200 characters",
    }
    return kinds.get(parameter.kind, f"{parameter.least} to {parameter.most}")


def row(parameter: Parameter) -> str:
    several = "yes" if parameter.several else "no"
    return f"| `{parameter.name}` | {parameter.help_text} | {values(parameter)} | {several} |\n"


@pytest.mark.django_db
def test_the_page_lists_every_parameter_as_it_is():
    table = HEAD + "".join(row(parameter) for parameter in parameters())
    text = PAGE.read_text(encoding="utf-8")
    if os.environ.get("REWRITE_REFERENCE"):
        before, _head, rest = text.partition(HEAD)
        after = rest.partition("\n\n")[2]
        text = f"{before}{table}\n{after}"
        PAGE.write_text(text, encoding="utf-8")
    assert table in text
