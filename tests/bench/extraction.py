"""What the extraction reads of coded passages, and how fast: `python -m tests.bench.extraction [--problems]`.

`--gold FILE` scores another file of coded passages, in the shape of tests/extraction/passages.jsonl; `--predictions
FILE` writes what was read of it in that shape, a line a passage.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.extraction.scoring import HERE, SETS, coded, drafts_of, passages, prediction, score
from timeline.extraction import propose

WORDS = 1_000


def main() -> None:
    options = _options()
    print("| passages | events | drafts right | type P / R / F1 | dates P / R | usable F1 |\n|---|---|---|---|---|---|")
    for path in options.gold or [HERE / name for name in SETS]:
        rows = coded(path)
        for part in ("dev", "held-out"):
            _print_score(
                path.name, part, [row for row in rows if row.get("part", "dev") == part], problems=options.problems
            )
    if options.predictions:
        _write(options.predictions, [row for path in options.gold for row in coded(path)])
    if not options.gold:
        _print_speed()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--problems", action="store_true", help="say what was missed, invented and misread")
    parser.add_argument("--gold", type=Path, action="append", default=[], help="coded passages; may be repeated")
    parser.add_argument("--predictions", type=Path, help="where to write what was read of --gold")
    return parser.parse_args()


def _print_score(name: str, part: str, rows: Sequence[dict[str, Any]], *, problems: bool) -> None:
    if not rows:
        return
    found = score(rows)
    acts, when, usable = found.acts, found.dates, found.usable
    print(
        f"| {name}, {part} ({len(rows)}) | {acts.right + acts.missed} | {acts.right} | "
        f"{acts.precision:.2f} / {acts.recall:.2f} / {acts.f1:.2f} | "
        f"{when.precision:.2f} / {when.recall:.2f} | {usable.f1:.2f} |"
    )
    if problems:
        print("\n".join(f"  {problem}" for problem in found.problems))


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    lines = [{"id": row["id"], "events": [prediction(draft) for draft in drafts_of(row)]} for row in rows]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def _print_speed() -> None:
    text = " ".join(row["text"] for row in passages("passages.jsonl"))
    for words in (WORDS, 4 * WORDS):
        part = " ".join(text.split(" ")[:words])
        began = time.perf_counter()
        propose(part, date(2022, 3, 7))
        print(f"{words:,} words: {(time.perf_counter() - began) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
