"""A folder of files becomes articles; what cannot be read is reported and stops nothing."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.intake.pages import BODY, PAGE, TEXT
from timeline.models import Article

pytestmark = pytest.mark.django_db


def run(folder: Path) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_articles", str(folder), stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def test_pages_and_texts_come_in_and_a_second_run_adds_nothing(tmp_path: Path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        f"url: https://b.example/1\npublished: 2022-03-05\ntitle: B\n\n{TEXT[:200]}", encoding="utf-8"
    )
    out, err = run(tmp_path)
    assert (out.splitlines()[-1], err) == ("2 files: 2 new, 0 changed, 0 there, 0 refused.", "")
    states = set(Article.objects.values_list("coding_state", "folder"))
    assert states == {("not_started", tmp_path.name)}
    assert run(tmp_path)[0].splitlines()[-1] == "2 files: 0 new, 0 changed, 2 there, 0 refused."


def test_what_is_refused_is_named_and_the_rest_comes_in(tmp_path: Path):
    (tmp_path / "a.txt").write_text(BODY[0], encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"url: https://b.example/1\npublished: March\n\n{BODY[0]}", encoding="utf-8")
    (tmp_path / "c.html").write_bytes(b"%PDF-1.7")
    (tmp_path / "d.html").write_text(PAGE, encoding="utf-8")
    out, err = run(tmp_path)
    assert out.splitlines()[-1] == "4 files: 1 new, 0 changed, 0 there, 3 refused."
    for name, reason in (("a.txt", "address is missing"), ("b.txt", "is no day"), ("c.html", "PDF")):
        assert any(name in line and reason in line for line in err.splitlines())


def test_letters_that_were_guessed_are_said_to_be(tmp_path: Path):
    for name, charset in (("plain", "utf-8"), ("older", "cp1252")):
        text = f"url: https://news.example/{name}\npublished: 2022-03-06\ntitle: Zoë\n\nZoë met Ákos, {name}."
        (tmp_path / f"{name}.txt").write_bytes(text.encode(charset))
    out, err = run(tmp_path)
    assert not err
    assert "older.txt: new, its letters read as Windows-1252" in out
    assert "plain.txt: new\n" in out


def test_a_folder_takes_the_name_that_is_given(tmp_path: Path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    call_command("import_articles", str(tmp_path), "--as", "Dakar talks", stdout=StringIO())
    assert Article.objects.get().folder == "Dakar talks"


def test_a_folder_that_is_none_is_an_error(tmp_path: Path):
    assert "is no folder" in run(tmp_path / "nowhere")[1]
