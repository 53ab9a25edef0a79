from django.contrib import admin
from django.urls import include, path

from tracker.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("timeline.api.urls")),
    path("", include("timeline.web.urls")),
]

handler400 = "tracker.errors.bad_request"
handler404 = "tracker.errors.page_not_found"
handler500 = "tracker.errors.server_error"
