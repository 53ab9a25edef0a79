"""Opens the timeline in Chromium over a real server, at sizes up to 1,000,000 events, and prints figures.

    python -m tests.bench.timeline --sizes 1000,10000

Prints and promises nothing: it is no test, and pytest does not run it. docs/performance.md shows its table.
"""
