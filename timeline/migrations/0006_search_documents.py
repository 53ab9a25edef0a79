"""The documents of the events that are here: about 20 s for 100,000."""

from django.db import migrations

from timeline.models.search import refresh


def index_events(apps, schema_editor):
    refresh(apps.get_model("timeline", "Event")._default_manager.values_list("pk", flat=True), get_model=apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0005_search")]

    operations = [migrations.RunPython(index_events, migrations.RunPython.noop)]
