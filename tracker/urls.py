from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from tracker.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("timeline.web.urls")),
]
if find_spec("timeline.api"):
    urlpatterns.insert(0, path("api/v1/", include("timeline.api.urls")))
