"""A second process gives all its pieces or says why not, never far ahead, and never outlives whoever asked for it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from timeline.management.second_process import Broken, pieces_from

REPOSITORY = Path(__file__).resolve().parents[2]
HERE = "tests.management.generators"
SECONDS = 20


def is_there(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(holds) -> bool:
    end = time.monotonic() + SECONDS
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


def test_all_pieces_come_in_their_order():
    with pieces_from(f"{HERE}.count", 5) as pieces:
        assert list(pieces) == [b"0", b"1", b"2", b"3", b"4"]


def test_an_error_comes_after_what_came_before_it_and_with_its_traceback():
    got = []
    with (
        pytest.raises(Broken, match="ValueError: the third is none") as broken,
        pieces_from(f"{HERE}.fail_after", 2) as pieces,
    ):
        got.extend(pieces)
    assert got == [b"0", b"1"]
    assert "in fail_after" in broken.value.said


@pytest.mark.parametrize(("how", "said"), [("killed", r"from outside \(signal 9\)"), ("left", "exit status 3")])
def test_a_process_that_ends_without_a_word_is_no_end(how, said):
    with pytest.raises(Broken, match=said), pieces_from(f"{HERE}.die_after", 2, how) as pieces:
        list(pieces)


def test_one_that_is_killed_in_the_midst_of_a_piece_is_no_end_either():
    with pieces_from(f"{HERE}.say_who_and_go_on") as pieces:
        process = int(next(pieces))
        time.sleep(0.3)  # now the next fills the pipe
        os.kill(process, signal.SIGKILL)
        with pytest.raises(Broken, match=r"from outside \(signal 9\)"):
            next(pieces)


def test_it_ends_with_the_block_and_stops_for_no_other_signal_of_the_keyboard():
    with pieces_from(f"{HERE}.say_who_and_go_on") as pieces:
        process = int(next(pieces))
        os.kill(process, signal.SIGINT)
        assert int(next(pieces)) == int(next(pieces)) == process
    assert not is_there(process)


def test_it_is_one_piece_ahead(tmp_path):
    made = tmp_path / "made"
    with pieces_from(f"{HERE}.note_how_many", str(made)) as pieces:
        for taken in (1, 2):
            next(pieces)
            time.sleep(0.3)
            assert int(made.read_text()) <= taken + 1


@pytest.mark.django_db
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the system does not list open files")
def test_it_holds_no_connection_to_the_database(tmp_path):
    with pieces_from(f"{HERE}.open_files") as pieces:
        names = next(pieces).decode().splitlines()
    assert len([name for name in names if name.startswith("socket:")]) == 0
    assert str(connection.settings_dict["NAME"]) not in names


PARENT = """
import os, signal
from timeline.management.second_process import pieces_from
with pieces_from("tests.management.generators.say_who_and_go_on") as pieces:
    print(int(next(pieces)), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_ends_when_whoever_asked_is_killed():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tracker.settings", "PYTHONPATH": str(REPOSITORY)}
    parent = subprocess.run(
        [sys.executable, "-c", PARENT], cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, check=False
    )
    assert parent.returncode == -signal.SIGKILL
    assert wait_until(lambda: not is_there(int(parent.stdout)))
