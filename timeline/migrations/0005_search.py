"""The full-text index: the documents, and what each database needs to find a word in them."""

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = ("title", "names", "summary", "quotes")


def values(row: str) -> str:
    return ", ".join(f"{row}.{name}" for name in ("event_id", *COLUMNS))


LISTED = ", ".join(COLUMNS)
ADD = f"INSERT INTO timeline_search (rowid, {LISTED}) VALUES ({values('new')});"
TAKE_AWAY = f"INSERT INTO timeline_search (timeline_search, rowid, {LISTED}) VALUES ('delete', {values('old')});"

# The words are folded already; this tokenizer parts them at spaces and leaves all beyond ASCII as it is.
SQLITE = [
    f"""
    CREATE VIRTUAL TABLE timeline_search USING fts5(
        {LISTED}, content='timeline_searchdocument', content_rowid='event_id', tokenize='ascii'
    )
    """,
    f"CREATE TRIGGER timeline_search_added AFTER INSERT ON timeline_searchdocument BEGIN {ADD} END",
    f"CREATE TRIGGER timeline_search_taken AFTER DELETE ON timeline_searchdocument BEGIN {TAKE_AWAY} END",
    f"CREATE TRIGGER timeline_search_changed AFTER UPDATE ON timeline_searchdocument BEGIN {TAKE_AWAY} {ADD} END",
]
SQLITE_BACK = ["DROP TABLE timeline_search"]  # the triggers go with their table

# Not to_tsvector(): its parser reads addresses and numbers in its own way, and letters as the server's locale does.
POSTGRESQL = [
    """
    CREATE FUNCTION timeline_search_words(words text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector
        FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS found (word, place)
        WHERE word <> ''
    $$
    """,
    """
    ALTER TABLE timeline_searchdocument ADD COLUMN document tsvector GENERATED ALWAYS AS (
        timeline_search_words(title) || timeline_search_words(names)
        || timeline_search_words(summary) || timeline_search_words(quotes)
    ) STORED
    """,
    "CREATE INDEX timeline_search ON timeline_searchdocument USING gin (document)",
]
POSTGRESQL_BACK = [
    "ALTER TABLE timeline_searchdocument DROP COLUMN document",
    "DROP FUNCTION timeline_search_words(text)",
]
STATEMENTS = {"sqlite": (SQLITE, SQLITE_BACK), "postgresql": (POSTGRESQL, POSTGRESQL_BACK)}


def make_index(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][0]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][1]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0004_what_is_drawn")]

    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_document",
                        serialize=False,
                        to="timeline.event",
                    ),
                ),
                *[(name, models.TextField(default="")) for name in COLUMNS],
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(make_index, drop_index),
    ]
