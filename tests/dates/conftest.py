"""Properties have no deadline: a busy machine is slow, and time is measured where a test is about it."""

from hypothesis import settings

settings.register_profile("dates", deadline=None)
settings.load_profile("dates")
