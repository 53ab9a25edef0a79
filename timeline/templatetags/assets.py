"""Addresses of the built browser assets, for pages that also have to work where they were never built."""

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

register = template.Library()


@register.simple_tag
def asset_if_built(path: str) -> str:
    """The address of a static file, or "" where there is no such file.

    {% asset_if_built "dist/main.js" as main_js %}{% if main_js %}<script src="{{ main_js }}" defer></script>{% endif %}
    """
    if settings.PRODUCTION:
        try:
            return staticfiles_storage.url(path)
        except ValueError:  # not in the manifest that collectstatic wrote
            return ""
    return staticfiles_storage.url(path) if finders.find(path) else ""
