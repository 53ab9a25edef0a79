"""Who asks: by session in a browser, by token from a program. A token that does not hold is refused, never ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from timeline.models import ApiToken

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Bearer(TokenAuthentication):
    """`Authorization: Bearer …`. Other schemes are somebody else's: a proxy's own log-in."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        try:
            found: tuple[User, ApiToken] | None = super().authenticate(request)
        except AuthenticationFailed as error:
            raise AuthenticationFailed(
                _("This token is not known, or has expired or been revoked. Make one in the admin.")
            ) from error
        return found

    def authenticate_credentials(self, token: bytes) -> tuple[User, ApiToken]:
        if not token.isascii():
            raise AuthenticationFailed
        found: tuple[User, ApiToken] = super().authenticate_credentials(token)
        return found

    def _cleanup_token(self, auth_token: ApiToken) -> bool:
        """What has expired stays in the owner's list, and says so there."""
        return auth_token.has_expired


class NeedsWriteScope(BasePermission):
    """Reading is open. Writing takes staff, by session or by a token that may write; what they may do there, the verbs
    of the review decide."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if request.method in SAFE_METHODS:
            return True
        if isinstance(request.auth, ApiToken) and request.auth.scope != ApiToken.Scope.WRITE:
            self.message = _("This token may only read. Make one that may write.")
            return False
        return bool(request.user.is_authenticated and request.user.is_staff)


def recognise(request: HttpRequest) -> None:
    """For views that are not REST framework's: `request.user` by the token, where one is sent. Raises
    `AuthenticationFailed`."""
    found = Bearer().authenticate(Request(request))
    if found:
        request.user = found[0]
