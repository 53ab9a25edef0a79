"""What Django answers where no view could: a problem document under /api/, a page elsewhere."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views import defaults

from timeline.api.problems import problem_response
from timeline.web import errors

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """A host that is not ours, what Django holds for suspicious, or more than a form may send."""
    if not request.path.startswith(API):
        return errors.bad_request(request, exception)
    if isinstance(exception, RequestDataTooBig):
        return problem_response(413, _("The body is too large."))
    return problem_response(400, _("The request was refused."))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Also of a version of the API that there is not."""
    if request.path.startswith(API):
        return problem_response(404, _("There is nothing at this address; the API is under /api/v1/."))
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    if request.path.startswith(API):
        return problem_response(500, _("Something went wrong here. It has been noted; nothing was kept."))
    return defaults.server_error(request)
