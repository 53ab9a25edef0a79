"""Answers of the API as gzip, piece by piece: nothing waits for the whole, and a client that leaves stops the work."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

# Workbooks, archives and Parquet are compressed already. Pages are left out: they may hold a form's secret (BREACH).
COMPRESSED = ("text/csv", "text/calendar", "text/plain")
COMPRESSED_ENDINGS = ("json", "jsonl", "xml", "openapi", "yaml")
SMALLEST_BYTES = 500  # below it gzip saves less than it costs
LEVEL = 4  # of 9: what is streamed is made while it is sent
ACCEPTS_GZIP = re.compile(r"(?i)(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0{0,3})?\s*(?:,|$))[\d.]+\s*)?(?:,|$)")


class GzipMiddleware:
    """For GET under /api/ alone; an answer to HEAD says that it would be. A strong `ETag` becomes weak: the bytes are
    no longer those that it named."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = self.get_response(request)
        if not request.path.startswith("/api/") or request.method not in ("GET", "HEAD"):
            return response
        if not _is_worth_it(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if request.method == "HEAD" or not ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
            return response
        if response.streaming:
            response.streaming_content = compressed(response.streaming_content)  # type: ignore[attr-defined]
            del response["Content-Length"]
        else:
            response.content = b"".join(compressed([response.content]))  # type: ignore[attr-defined]
            response["Content-Length"] = str(len(response.content))  # type: ignore[attr-defined]
        response["Content-Encoding"] = "gzip"
        if response.get("ETag", "").startswith('"'):
            response["ETag"] = f"W/{response['ETag']}"
        return response


def compressed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Flushed after the first piece, so that the first byte comes no later; then as zlib fills its blocks."""
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    first = True
    for piece in pieces:
        packed = stream.compress(piece)
        if first and piece:
            packed, first = packed + stream.flush(zlib.Z_SYNC_FLUSH), False
        if packed:
            yield packed
    yield stream.flush()


def _is_worth_it(response: HttpResponseBase) -> bool:
    if response.has_header("Content-Encoding") or response.status_code in (204, 304):
        return False
    if not response.streaming and len(response.content) < SMALLEST_BYTES:  # type: ignore[attr-defined]
        return False
    media_type = response.get("Content-Type", "").partition(";")[0].strip().lower()
    return media_type in COMPRESSED or media_type.endswith(COMPRESSED_ENDINGS)
