"""manage.py import_articles FOLDER: the HTML and text files of a folder, each an article."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from timeline import intake

ENDINGS = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}
HEADER = re.compile(r"(url|title|author|outlet|published|language):[ \t]*(.*)", re.IGNORECASE)


class Command(BaseCommand):
    help = (
        "Brings in the HTML and text files of a folder. A text file may begin with lines such as “url: https://…”, "
        "“published: 2022-03-07”, “title: …”, “outlet: …”, “author: …”, “language: …” and an empty line; without an "
        "address it is refused. Files that are here already are left alone; one that cannot be read is reported and "
        "stops nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--as", dest="name", help="the name under which the folder's progress is shown; its own, unless given"
        )
        parser.add_argument("--language", default="", help="of articles that do not say (BCP 47)")

    def handle(self, *args: Any, folder: Path, language: str, name: str | None, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        name = (folder.resolve().name if name is None else name).strip()
        files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
        counts = {"new": 0, "changed": 0, "there": 0, "refused": 0}
        for number, path in enumerate(files, 1):
            try:
                outcome, is_guessed = self._take(path, language, name)
            except (intake.CannotRead, ValidationError, OSError) as error:
                counts["refused"] += 1
                self.stderr.write(f"{number}/{len(files)} {path.relative_to(folder)}: {_message(error)}")
                continue
            counts[outcome] += 1
            guessed = ", its letters read as Windows-1252 for want of a charset" if is_guessed else ""
            self.stdout.write(f"{number}/{len(files)} {path.relative_to(folder)}: {outcome}{guessed}")
        said = ", ".join(f"{count} {name}" for name, count in counts.items())
        self.stdout.write(f"{len(files)} files: {said}.")
        if counts["refused"]:
            raise CommandError(f"{counts['refused']} files were not taken; see above.", returncode=1)

    @staticmethod
    def _take(path: Path, language: str, folder: str) -> tuple[str, bool]:
        content = path.read_bytes()
        kind = ENDINGS[path.suffix.lower()]
        reading = intake.read(content, media_type=kind)
        is_guessed = reading.is_guessed
        if kind == "text/plain":
            given, text = _header(reading.text)
            reading = replace(intake.read(text, media_type=kind), **given)
        if not reading.url:
            raise intake.CannotRead(
                "the address is missing: a canonical link in the page, or a first line “url: https://…”."
            )
        reading = replace(reading, domain=intake.domain_of(reading.url), language=reading.language or language)
        taken = intake.take(reading, by=None, date_unknown=reading.published_on is None, folder=folder)
        return "new" if taken.is_new else "changed" if taken.has_new_text else "there", is_guessed


def _header(text: str) -> tuple[dict[str, Any], str]:
    """What the first lines say, and the text behind them."""
    found: dict[str, Any] = {}
    lines = text.split("\n")
    names = {"outlet": "outlet_name", "published": "published_on"}
    while lines and (match := HEADER.fullmatch(lines[0].strip())):
        name, value = match[1].lower(), match[2].strip()
        if name == "published" and value:
            try:
                found["published_on"] = date.fromisoformat(value)
            except ValueError as error:
                raise intake.CannotRead(f"“published: {value}” is no day; write it as 2022-03-07.") from error
        elif value:
            found[names.get(name, name)] = value
        lines.pop(0)
    return found, "\n".join(lines)


def _message(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
