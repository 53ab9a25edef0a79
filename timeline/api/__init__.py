"""The API, version 1: the same selections as the page, for programs. Read-only."""
