"""Staff may be answered more than the public: no copy of their answers is kept anywhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


def keep_private(request: HttpRequest | Request, response: HttpResponseBase) -> None:
    patch_vary_headers(response, ["Authorization"])
    if request.user.is_staff:
        add_never_cache_headers(response)


class PrivateForStaff(APIView):
    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        keep_private(request, response)
        return response
