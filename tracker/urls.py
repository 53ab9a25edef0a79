from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from tracker.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
]
for prefix, module in (("api/v1/", "timeline.api"), ("", "timeline.web")):
    if find_spec(module) and find_spec(f"{module}.urls"):
        urlpatterns.append(path(prefix, include(f"{module}.urls")))
