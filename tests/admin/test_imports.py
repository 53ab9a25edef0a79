"""Bringing in a data set at the admin: upload, preview, import, report; and who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.admin.conftest import logged_in
from tests.imports.made import READER, bring_in, lines, whole
from tests.rows import make_event, make_user
from timeline import imports
from timeline.admin import imports as page
from timeline.models import Event, Import, ImportedRow, WaitingFile

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/timeline/import/"
ROWS = [{"id": f"r{n}", "title": f"Meeting <b>{n}</b>", "edtf": "2022-03-05", "by": "Somebody"} for n in range(3)]


@pytest.fixture(autouse=True)
def a_tiny_format(monkeypatch):
    monkeypatch.setitem(imports.READERS, "tiny", READER)


def upload(client, content=None, *, name="rows.tiny", **values):
    file = SimpleUploadedFile(name, lines(ROWS) if content is None else content)
    return client.post(ADDRESS, {"file": file, "format": "tiny"} | values, follow=True)


def text(response):
    return response.content.decode()


def run(client, **values):
    upload(client, **values)
    return client.post(f"{ADDRESS}preview/{WaitingFile.objects.get().pk}/", follow=True)


def test_an_upload_is_shown_as_it_would_come_in_and_kept_nowhere_yet(desk):
    shown = text(upload(desk, lines(ROWS) + b"not json\n"))

    assert "Meeting &lt;b&gt;1&lt;/b&gt;" in shown
    assert "5 March 2022" in shown
    assert "3 added, 1 refused" in shown
    assert "not json" in shown
    assert not Event.objects.exists()
    assert not Import.objects.exists()


def test_the_import_then_reports_each_row(desk, analyst):
    shown = text(run(desk, content=lines(ROWS) + b"not json\n", dataset_version="v3"))

    batch = Import.objects.get()
    assert (batch.by, batch.source, batch.file_name) == (analyst, "Tiny events v3", "rows.tiny")
    assert Event.objects.filter(origin="imported", review_state="draft").count() == 3
    assert "Meeting &lt;b&gt;1&lt;/b&gt;" in shown
    assert "not json" in shown
    assert batch.sha256 in shown
    assert not WaitingFile.objects.exists()
    assert "rows.tiny" in text(desk.get(ADDRESS))


def test_a_file_of_bad_rows_is_shown_and_offers_no_import(desk):
    shown = text(upload(desk, b"not json\n"))

    assert "Of 1 row:" in shown
    assert "Import these rows" not in shown
    assert "Import these rows" in text(upload(desk, lines(ROWS) + b"not json\n"))


def test_strict_and_one_bad_row_import_nothing(desk):
    shown = text(run(desk, content=lines(ROWS) + b"not json\n", strict="on"))

    assert "Nothing was imported: 1 rows are refused." in shown
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("content", "values", "said"),
    [
        (b"", {}, "empty"),
        (b"PK\x03\x04 zip", {}, "is a zip"),
        (b"{}", {"format": "nonsense"}, "nonsense"),
        (b"{}", {"dataset_version": "x" * 101}, "100"),
        (b"x" * ((1 << 20) + 1), {}, "larger than 1 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(desk, monkeypatch, content, values, said):
    monkeypatch.setattr(page, "MOST_MB", 1)
    response = upload(desk, content, **values)

    assert response.status_code == 400
    assert said in text(response)
    assert not WaitingFile.objects.exists()


def test_who_may_not_add_events_sees_nothing_of_it():
    batch = Import.objects.create(format="tiny", dataset="Tiny", file_name="f", sha256="0" * 64)
    client = logged_in(make_user("guest", group=""))
    for address in (ADDRESS, f"{ADDRESS}{batch.pk}/change/", f"{ADDRESS}preview/1/"):
        assert client.get(address).status_code == 403, address
    assert client.post(ADDRESS, {}).status_code == 403
    assert Client().get(ADDRESS).status_code == 302


def test_a_form_of_another_site_is_refused(analyst):
    client = Client(enforce_csrf_checks=True)
    client.force_login(analyst)
    assert client.post(ADDRESS, {"format": "tiny"}).status_code == 403


def test_a_preview_is_its_uploaders_alone(desk, editors_desk):
    upload(desk)
    address = f"{ADDRESS}preview/{WaitingFile.objects.get().pk}/"

    assert editors_desk.get(address).status_code == 404
    assert editors_desk.post(address).status_code == 404
    assert not Event.objects.exists()


@pytest.mark.parametrize("query", ["?p=x", "?p=99999999999", "?p=0", "?outcome=odd", "?outcome=added&p=2", "?q=%00"])
def test_an_odd_address_is_survived(desk, query):
    run(desk)
    for address in (ADDRESS, f"{ADDRESS}{Import.objects.get().pk}/change/"):
        assert desk.get(address + query).status_code == 200


def test_an_import_that_is_not_there_leads_back(desk):
    for key in ("999999", "odd", "%00"):
        assert desk.get(f"{ADDRESS}{key}/change/").status_code in (302, 404)


def test_the_event_says_where_it_came_from_with_its_raw_row_and_reports(desk):
    bring_in(whole("ext-77", raw={"note": "<script>alert(1)</script>"}), version="v2")
    row = ImportedRow.objects.get()
    shown = text(desk.get(f"/admin/timeline/event/{row.event_id}/change/"))

    assert "Tiny events v2" in shown
    assert "ext-77" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert(1)" not in shown
    assert "no quote yet" in shown


def test_an_event_that_was_coded_here_says_nothing_of_imports(desk):
    event = make_event()
    assert "imported-title" not in text(desk.get(f"/admin/timeline/event/{event.pk}/change/"))
