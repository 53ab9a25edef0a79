from django.contrib.auth.management import create_permissions
from django.db import migrations

from timeline.models.groups import grant


def make_groups(apps, schema_editor):
    app_config = apps.get_app_config("timeline")
    app_config.models_module = True  # permissions are otherwise made only after the last migration
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    grant(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
