"""What is read from and written to HTTP headers beyond Django's own middleware."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class PermissionsPolicyMiddleware:
    """Denies the browser features that no page of ours uses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.value = ", ".join(f"{feature}=()" for feature in settings.PERMISSIONS_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.value)
        return response


def client_address(request: HttpRequest) -> str:
    """The address of whoever sent the request to the outermost proxy of ours.

    X-Forwarded-For is believed only as far as DEMARCHE_PROXIES says. Each proxy appends the address that it saw,
    so with N proxies the N-th from the right is the client; what stands left of it is the client's own word.
    """
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if settings.PROXIES and len(hops) >= settings.PROXIES:
        return hops[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR", "")


class ReadableFromAnywhereMiddleware:
    """Pages of other sites may read the API (CORS): what anybody may read, or what the owner of a token may that they
    were given; never with anybody's cookies. They may not write."""

    EXPOSED = (
        "ETag, Link, Retry-After, Content-Disposition, X-Demarche-Query, X-Demarche-Generated, X-Demarche-Events, "
        "X-Demarche-Left-Out, X-Demarche-Version, X-Demarche-Licence, X-Demarche-Citation, X-Demarche-Resume"
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response: HttpResponse = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = "GET, HEAD"
            response["Access-Control-Allow-Headers"] = "Accept, Authorization, If-Modified-Since, If-None-Match"
            response["Access-Control-Max-Age"] = "86400"
        else:
            response = self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = self.EXPOSED
        return response
