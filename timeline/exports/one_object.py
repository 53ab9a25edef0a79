"""A JSON document that is one object with a long list in it, written an item a line without ever being held whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


def object_with_list(head: dict[str, Any], name: str, items: Iterable[Any]) -> Iterator[str]:
    """`head` first, then the list under `name`; a reader that reads no further than it must learns what the file is."""
    yield f"{as_json(head).removesuffix('}')},{as_json(name)}:["
    before = "\n"
    for item in items:
        yield before + as_json(item)
        before = ",\n"
    yield "\n]}\n"


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
