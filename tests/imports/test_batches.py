"""Rows that another process has prepared come in as rows do that come as they are: same events, same report."""

import io
import json

import pytest
from django.db import transaction

from tests.bench.import_files import write
from tests.imports.held import of_event
from tests.imports.made import BENNETT, PUTIN, QUOTED, READER, candidate, whole
from tests.imports.test_data_set_readers import FIXTURES
from tests.imports.test_data_set_readers import READERS as FOREIGN
from tests.imports.test_data_set_readers import reader as reader_of
from tests.rows import make_article
from timeline import imports
from timeline.imports.batches import in_batches, packed_reader, unpacked, unpacked_reader
from timeline.imports.candidates import Amount, BadRow, LeftOut, Mention, Report, Spot
from timeline.models import Event, ImportedRow, RefusedRow, Revision, SearchDocument
from timeline.models.search import PARTS

REFUSED_BY_THE_DATABASE = candidate("26", line=26, quantities=(Amount("people", "9", amount_max="3"),))
pytestmark = pytest.mark.django_db

MADE = [
    whole("1", links=(("follows", "2"), ("follows", "not here"))),
    whole("2", line=2, same_as=("2b",), group="g"),
    candidate("3", line=3, group="g"),
    candidate("2b", line=4),
    candidate("1", line=5, title="The same id"),
    candidate("6", line=6, type="no such type"),
    candidate("7", line=7, fields={"edtf": "soon"}),
    candidate("8", line=8, fields={"importance": 9}, raw={"name": "שלום", "cell": "\0", "none": None, "n": 1.5}),
    candidate("9", line=9, fields={"medium": "video", "time_start": None, "lasted": True, "edtf": "2022-03/2022-04"}),
    candidate("11", line=11, quantities=(Amount("aid", "9", amount_max="12.5", currency="EUR"),)),
    candidate("12", line=12, places=(Spot("Nowhere", country="XX"),)),
    candidate("13", line=13, parties=(BENNETT._replace(role="king"),)),
    candidate("14", line=14, parties=(PUTIN._replace(office="President of Russia", acts_for="Russia"),)),
    candidate("15", line=15, reports=(QUOTED._replace(url="https://texts.example/a", exact="They met in Moscow."),)),
    candidate("16", line=16, reports=(QUOTED._replace(url="https://texts.example/a", exact="No such words."),)),
    candidate("17", line=17, reports=(Report(url="https://texts.example/a", title="t" * 600),)),
    candidate("18", line=18, reports=(Report(url="https://new.example/a", title="t" * 600),)),
    candidate("19", line=19, reports=(Report(url="ftp://x"),)),
    candidate(" ", line=20),
    BadRow(21, "date", "No date.", "raw"),
    LeftOut(22, "None of ours."),
    Mention(23, of="1", external_id="m1", report=Report(url="https://news.example/m"), raw={"a": 1}),
    Mention(24, of="nobody", external_id="m2", report=QUOTED, raw={}),
    Mention(25, of="1", external_id="m3", report=Report(url="no address"), raw={"name": "שלום"}),
]


def stored(rows, reader, name="rows"):
    """All that the import leaves, and its report; then it is as if it had not been."""
    with transaction.atomic():
        report = imports.store(rows, reader, imports.Source(name, "0" * 64))
        left = {
            "report": (report.counts, report.left_out, report.refused, report.kept, report.line),
            "rows": [_row(row) for row in ImportedRow.objects.order_by("pk")],
            "words": list(SearchDocument.objects.order_by("pk").values_list(*PARTS)),
            "refused": list(RefusedRow.objects.order_by("pk").values_list("line", "column", "reason", "raw")),
            "history": [_past(one) for one in Revision.objects.order_by("pk")],
        }
        transaction.set_rollback(True)
    return left


def _row(row):
    event = of_event(row.event, package=True) if row.event else {"links": ()}
    event |= {"id": "", "links": [kind for kind, _other in event["links"]]}
    columns = ("external_id", "line", "outcome", "fingerprint", "group", "raw", "event_version")
    waiting = [tuple(link) for link in row.waiting_links]
    return event, waiting, [article.url for article in row.articles.order_by("pk")], [getattr(row, c) for c in columns]


def _past(revision):
    """Articles and events are given another public id each time."""
    after = json.loads(json.dumps(revision.after))
    for part in (*after["citations"], *after["links"]):
        part.update(article="", event="")
    return revision.verb, revision.version, revision.comment, after


def apart(rows):
    return (item for batch in in_batches(iter(rows)) for item in unpacked(batch))


@pytest.mark.parametrize("more", [[], [REFUSED_BY_THE_DATABASE]], ids=["a chunk", "row by row"])
def test_every_kind_of_row_has_the_same_end(more):
    make_article(url="https://texts.example/a", text="They met in Moscow. They parted.")

    here, there = stored(iter(MADE + more), READER), stored(apart(MADE + more), READER)
    assert here == there
    counts = {"added": 7, "refused": 13 + len(more), "duplicate": 2, "left_out": 2, "report": 1}
    assert here["report"][0] == counts


@pytest.mark.parametrize(("module", "fixture"), FOREIGN)
def test_data_sets_of_others_come_in_the_same(module, fixture):
    reader = reader_of(module)
    content = (FIXTURES / fixture).read_bytes()

    here, there = (stored(rows(reader.read(io.BytesIO(content))), reader) for rows in (iter, apart))
    assert here == there
    assert here["report"][0]


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_our_own_files_come_in_the_same_and_again_unchanged(name, tmp_path):
    reader, path = imports.READERS[name], tmp_path / "events"
    write(path, 40, name)
    content = path.read_bytes()

    here, there = (stored(rows(reader.read(io.BytesIO(content))), reader) for rows in (iter, apart))
    assert here == there
    assert here["report"][0] == {"added": 40}
    for rows in (iter, apart):
        imports.store(rows(reader.read(io.BytesIO(content))), reader, imports.Source("events", "0" * 64))
    assert Event.objects.count() == Revision.objects.count() == 40


def test_every_reader_can_be_handed_to_another_process():
    for reader in imports.READERS.values():
        assert unpacked_reader(packed_reader(reader)).name == reader.name
