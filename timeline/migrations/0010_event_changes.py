"""When what is told of an event last changed. The triggers that keep it are set up after every migration."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("timeline", "0009_imports")]

    operations = [
        migrations.CreateModel(
            name="EventChange",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="change",
                        serialize=False,
                        to="timeline.event",
                    ),
                ),
                ("at", models.BigIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddIndex(
            model_name="eventchange", index=models.Index(fields=["at", "event"], name="event_change_in_order")
        ),
        migrations.AddIndex(
            model_name="place", index=models.Index(fields=["latitude", "longitude"], name="place_by_point")
        ),
    ]
