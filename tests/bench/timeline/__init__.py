"""Opens the timeline in Chromium over a real server, at sizes up to 1,000,000 events, and prints figures.

    python -m tests.bench.timeline --sizes 1000,10000
    python -m tests.bench.timeline --peers
    python .ci/with_postgres.py python -m tests.bench.timeline --database postgres

Prints and promises nothing: it is no test, and pytest does not run it. docs/performance.md shows its tables.
"""
