"""Binary formats as text, read by libraries that are not the ones that wrote them where there are such."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import openpyxl


def from_xlsx(body: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
    lines = [
        json.dumps([sheet.title, *row], ensure_ascii=False, default=str)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
    ]
    return "\n".join(lines) + "\n"


READERS: dict[str, Callable[[bytes], str]] = {"xlsx": from_xlsx}


def readable(name: str, body: bytes) -> str:
    return READERS.get(name, bytes.decode)(body)
