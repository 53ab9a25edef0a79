"""manage.py import_events: what it says, what it refuses, and that a run that was killed is completed by the next."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.bench.import_files import write
from tests.imports.made import FAULTY, READER, lines
from tests.rows import make_user
from timeline import imports
from timeline.management import reading
from timeline.models import Event, Import, ImportedRow, Revision, SearchDocument

REPOSITORY = Path(__file__).resolve().parents[2]
ROWS = [{"id": f"r{n}", "title": f"Meeting {n}", "edtf": "2022-03-05", "by": f"Person {n % 7}"} for n in range(5)]


@pytest.fixture(autouse=True)
def a_tiny_format(monkeypatch):
    monkeypatch.setitem(imports.READERS, "tiny", READER)
    monkeypatch.setitem(imports.READERS, "faulty", FAULTY)


@pytest.fixture
def file(tmp_path) -> Path:
    found = tmp_path / "rows.tiny"
    found.write_bytes(lines(ROWS))
    return found


def run(file, capsys, **options):
    call_command("import_events", str(file), **{"format": "tiny"} | options)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_it_reports_what_became_of_the_rows(file, capsys):
    assert "5 added" in run(file, capsys, dataset_version="v1", by=make_user().username)
    assert "5 unchanged" in run(file, capsys)

    first = Import.objects.order_by("pk")[0]
    assert (first.file_name, first.source, first.by.username) == ("rows.tiny", "Tiny events v1", "analyst")
    assert len(first.sha256) == 64
    assert Revision.objects.filter(by__username="analyst").count() == 5


@pytest.mark.django_db
def test_refused_rows_are_named_and_make_the_exit_code_1(file, capsys):
    file.write_bytes(file.read_bytes() + b"not json\n" + lines([{"id": "x", "title": "x", "edtf": "soon"}]))
    with pytest.raises(SystemExit) as left:
        run(file, capsys)

    said = capsys.readouterr().out
    assert left.value.code == 1
    assert "line 6, row: " in said
    assert "line 7, edtf: " in said
    assert Event.objects.count() == 5


@pytest.mark.django_db
def test_a_dry_run_keeps_nothing(file, capsys):
    assert "Nothing was kept" in run(file, capsys, dry_run=True)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_strict_and_one_bad_row_keep_nothing(file, capsys):
    file.write_bytes(file.read_bytes() + b"not json\n")
    with pytest.raises(CommandError, match="Nothing was imported: 1 of 6 rows"):
        run(file, capsys, strict=True)
    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("options", "is_kept"), [({}, True), ({"dry_run": True}, False), ({"strict": True}, False)])
def test_the_rest_of_a_long_list_is_looked_for_only_where_it_is(file, capsys, options, is_kept):
    file.write_bytes(file.read_bytes() + b"not json\n" * 52)
    with pytest.raises((SystemExit, CommandError)):
        run(file, capsys, **options)
    rest = capsys.readouterr().out
    assert "… and 2 more" in rest
    assert ("the import's page in the admin lists them" in rest) == is_kept == Import.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (None, {}, "There is no file"),
        (b"", {}, "is empty"),
        (b"  \n", {}, "is empty"),
        (b"\n\xff not text", {}, ""),
        (b"PK\x03\x04....", {}, "is a zip; unpack it"),
        (b"PK\x03\x04....[Content_Types].xml", {}, "is a workbook; save its table as"),
        (b"\x1f\x8b....", {}, "gzip"),
        ("id,title\n".encode("utf-16"), {}, "UTF-16; save it as UTF-8"),
        (bytes(range(256)) + b"\x00" * 300, {}, "no text"),
        (b"{}", {"format": "nonsense"}, "There is no format “nonsense”; known are"),
        (b"{}", {"by": "nobody"}, "no user “nobody”"),
        (b"{}", {"by": "visitor"}, "“visitor” may not add events"),
    ],
)
def test_what_cannot_be_imported_says_why(content, options, said, tmp_path, capsys):
    make_user("visitor", group="")
    file = tmp_path / "rows.tiny"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises((CommandError, SystemExit)) as left:
        run(file, capsys, **options)
    assert said in str(left.value)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_folder_is_no_file(tmp_path, capsys):
    with pytest.raises(CommandError, match="is a folder"):
        run(tmp_path, capsys)


MANY = [{**ROWS[n % 5], "id": f"r{n}", "title": f"Meeting {n}"} for n in range(2_500)]


@pytest.fixture
def read_apart(monkeypatch):
    """By a second process, however small the file is and however few processors there are."""
    monkeypatch.setattr(reading, "LEAST_BYTES", 0)
    monkeypatch.setattr(reading.os, "cpu_count", lambda: 2)


@pytest.mark.django_db
def test_a_second_process_that_reads_changes_nothing_of_the_report(file, capsys, monkeypatch):
    file.write_bytes(lines(MANY[:1_200]) + b"not json\n" + lines([{"id": "x", "title": "x", "edtf": "soon"}]))
    said = []
    for least in (10**9, 0):
        monkeypatch.setattr(reading, "LEAST_BYTES", least)
        with pytest.raises(SystemExit):
            run(file, capsys, dry_run=True)
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert "1,200 added" in said[0]
    assert "line 1201, row: " in said[0]
    assert "line 1202, edtf: " in said[0]


@pytest.mark.django_db
@pytest.mark.usefixtures("read_apart")
@pytest.mark.parametrize(
    ("bad", "reason"), [("raise", "ValueError: the reader has a fault"), ("killed", r".*from outside \(signal 9\)")]
)
def test_where_reading_breaks_off_what_was_stored_stays_and_the_next_run_completes_it(bad, reason, file, capsys):
    file.write_bytes(lines([*MANY[:1_500], {"id": bad, "title": "x"}, *MANY[1_500:]]))
    with pytest.raises(CommandError, match=f"broken off after line 1,000. {reason}.*the same command again"):
        run(file, capsys, format="faulty")
    assert Event.objects.count() == 1_000
    assert Import.objects.get().finished_at is None

    with pytest.raises(CommandError, match=f"broken off after line 1,000. {reason}.* Nothing was kept"):
        run(file, capsys, format="faulty", dataset_version="2", strict=True)
    assert Event.objects.count() == 1_000

    assert "2,501 added" in run(file, capsys)
    assert Import.objects.get().counts == {"added": 2_501}


# A process of its own, on the database of the test, that says after each chunk how far it is.
WORKER = """
import os, sys
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from tests.imports.made import READER
from timeline import imports
from timeline.imports import storing
storing.CHUNK = 20
with open(sys.argv[2], "rb") as file:
    source = imports.Source("rows.tiny", "0" * 64)
    report = imports.store(READER.read(file), READER, source, tell=lambda r: print(r.rows, flush=True))
print("done", dict(report.counts), flush=True)
"""


# The command itself, with a second process that reads.
COMMAND = """
import sys
import django
django.setup()
from django.core.management import execute_from_command_line
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from timeline.management import reading
reading.LEAST_BYTES, reading.os.cpu_count = 0, lambda: 2
execute_from_command_line(["manage.py", "import_events", sys.argv[2], "--format", "jsonl"])
"""


def start(file: Path, program: str = WORKER) -> subprocess.Popen[str]:
    """At the head of a group of its own, as a terminal starts a command."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tracker.settings", "PYTHONPATH": str(REPOSITORY)}
    return subprocess.Popen(
        [sys.executable, "-c", program, str(connection.settings_dict["NAME"]), str(file)],
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if program is COMMAND else None,
        start_new_session=True,
        text=True,
    )


def wait_until(holds) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rows_before", [1, 60, 400])
def test_a_run_that_is_killed_is_completed_by_the_next(tmp_path, rows_before):
    file = tmp_path / "rows.tiny"
    file.write_bytes(lines({**ROWS[n % 5], "id": f"r{n}", "title": f"Meeting {n}"} for n in range(1_000)))

    first = start(file)
    while int(first.stdout.readline() or 1_000) < rows_before:
        pass
    time.sleep(0.003)  # into the next chunk
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert first.returncode == -signal.SIGKILL
    stored = Event.objects.count()
    assert 0 < stored < 1_000
    assert ImportedRow.objects.count() == Revision.objects.count() == SearchDocument.objects.count() == stored
    assert Import.objects.get().finished_at is None

    second = start(file)
    said = second.communicate(timeout=120)[0]
    assert second.returncode == 0
    assert "done {'added': 1000}" in said
    assert Import.objects.get().counts == {"added": 1_000}
    titles = list(Event.objects.order_by("pk").values_list("title", flat=True))
    assert titles == [f"Meeting {n}" for n in range(1_000)]
    assert ImportedRow.objects.count() == Revision.objects.count() == SearchDocument.objects.count() == 1_000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("stop", "code", "said"),
    [
        (
            lambda first: os.killpg(first.pid, signal.SIGINT),
            130,
            r"Interrupted after line [0-4](,000)?\. What was stored",
        ),
        (lambda first: first.send_signal(signal.SIGKILL), -signal.SIGKILL, ""),
    ],
    ids=["Ctrl-C", "killed"],
)
def test_a_run_that_ends_early_takes_the_process_that_reads_along(tmp_path, stop, code, said):
    file = tmp_path / "events.jsonl"
    write(file, 5_000)

    first = start(file, COMMAND)
    wait_until(Event.objects.exists)
    stop(first)
    _report, complaint = first.communicate(timeout=60)
    assert first.returncode == code
    assert re.search(said, complaint)
    assert "Traceback" not in complaint
    wait_until(lambda: is_gone(first.pid))
    assert Event.objects.count() in (1_000, 2_000, 3_000, 4_000)

    second = start(file, COMMAND)
    assert "5,000 added" in second.communicate(timeout=120)[0]
    assert second.returncode == 0
    assert Import.objects.get().counts == {"added": 5_000}
