from django.db import migrations

from timeline.models.reference import load_countries, load_event_types


def load(apps, schema_editor):
    load_countries(apps.get_model("timeline", "Country"), apps.get_model("timeline", "CountryName"))
    load_event_types(apps.get_model("timeline", "EventType"))


class Migration(migrations.Migration):
    dependencies = [("timeline", "0002_groups")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
