"""Binary formats as text, read by libraries that are not the ones that wrote them where there are such."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import openpyxl
import pyarrow.parquet as pq


def from_xlsx(body: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
    lines = [
        json.dumps([sheet.title, *row], ensure_ascii=False, default=str)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
    ]
    return "\n".join(lines) + "\n"


def from_parquet(body: bytes) -> str:
    table = pq.read_table(io.BytesIO(body))
    said = {name.decode(): value.decode() for name, value in (table.schema.metadata or {}).items()}
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in [said, *table.to_pylist()])


def from_zip(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return "".join(f"== {name}\n{package.read(name).decode()}\n" for name in package.namelist())


READERS: dict[str, Callable[[bytes], str]] = {"xlsx": from_xlsx, "parquet": from_parquet, "zip": from_zip}


def readable(name: str, body: bytes) -> str:
    return READERS.get(name, bytes.decode)(body)
