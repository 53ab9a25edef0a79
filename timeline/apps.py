from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class TimelineConfig(AppConfig):
    name = "timeline"
    verbose_name = "Timeline"
    default_auto_field = "django.db.models.BigAutoField"


class DeskConfig(AdminConfig):
    """The stock admin with our site, whose first page is an analyst's desk."""

    default_site = "timeline.admin.site.the_site"
