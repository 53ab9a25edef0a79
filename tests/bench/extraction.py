"""What the extraction reads of the coded passages, and how fast: `python -m tests.bench.extraction [--problems]`."""

from __future__ import annotations

import sys
import time
from datetime import date

from tests.extraction.scoring import SETS, passages, score
from timeline.extraction import propose

WORDS = 1_000


def main() -> None:
    print("| passages | events | drafts right | type P / R / F1 | dates P / R | usable F1 |\n|---|---|---|---|---|---|")
    for name in SETS:
        for part in ("dev", "held-out"):
            rows = [row for row in passages(name) if row.get("part", "dev") == part]
            if not rows:
                continue
            found = score(rows)
            acts, when, usable = found.acts, found.dates, found.usable
            print(
                f"| {name}, {part} ({len(rows)}) | {acts.right + acts.missed} | {acts.right} | "
                f"{acts.precision:.2f} / {acts.recall:.2f} / {acts.f1:.2f} | "
                f"{when.precision:.2f} / {when.recall:.2f} | {usable.f1:.2f} |"
            )
            if "--problems" in sys.argv:
                print("\n".join(f"  {problem}" for problem in found.problems))
    text = " ".join(row["text"] for row in passages("passages.jsonl"))
    for words in (WORDS, 4 * WORDS):
        part = " ".join(text.split(" ")[:words])
        began = time.perf_counter()
        propose(part, date(2022, 3, 7))
        print(f"{words:,} words: {(time.perf_counter() - began) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
