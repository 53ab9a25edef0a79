"""Who may log in: Django's accounts, but the demo's only in demo mode."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend


class AccountBackend(ModelBackend):
    def user_can_authenticate(self, user) -> bool:
        """Also asked for each request of a session, so a demo session ends where demo mode does."""
        if user and user.get_username().startswith(settings.DEMO_ACCOUNT_PREFIX) and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)
