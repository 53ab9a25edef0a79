"""Writes everything that is published in each format, and prints what it costs beside SQL written by hand.

    python -m tests.bench.exports
    python -m tests.bench.exports --sizes 1000000 --formats csv jsonl
    python .ci/with_postgres.py python -m tests.bench.exports --database postgres

Prints and promises nothing: it is no test, and pytest does not run it. docs/performance.md shows its table.
"""
