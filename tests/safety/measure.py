"""Reads sets of hostile files and says what became of each: the table of docs/reliability.md.

    python tests/safety/measure.py NAME FOLDER [FOLDER ...] [--jobs N]     one row of the table
    python tests/safety/measure.py mutants --mutate 2000                   seeded mutants of the project's own papers

Run each set in its own process: the worst memory is what the kernel counted for the largest worker ever reaped.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from tradelint.config import Config
from tradelint.discovery import task_of
from tradelint.workers import Answer, Pool, Task

sys.path.insert(0, str(Path(__file__).parent.parent))
from safety.mutants import mutants

AS_OF = date(2026, 11, 24)
HEAD = "| set | files | records | findings | read whole | in part | clean errors | E-TIMEOUT | E-MEMORY | E-CRASH | lost | worst s | worst MB |"


def files_of(folders: Iterable[str]) -> Iterator[Path]:
    for folder in folders:
        yield from (Path(folder) / name for name in sorted(entry.name for entry in Path(folder).iterdir()))


def tasks_of(folders: list[str], count: int) -> Iterator[Task]:
    yield from (task_of(path) for path in files_of(folders) if os.path.lexists(path) and not path.is_dir())
    yield from (Task(name, data) for name, data in mutants(count))


def measure(tasks: list[Task] | Iterator[Task], jobs: int) -> tuple[Counter[str], float]:
    """(counts, the longest wait for one answer in seconds); every answer is checked to be whole."""
    counts: Counter[str] = Counter()
    worst, since = 0.0, time.monotonic()
    with Pool(Config(as_of=AS_OF), jobs) as pool:
        for answer in pool.map(tasks):
            worst, since = max(worst, time.monotonic() - since), time.monotonic()
            count(answer, counts)
    return counts, worst


def count(answer: Answer, counts: Counter[str]) -> None:
    counts["files"] += 1
    counts["records"] += len(answer.records)
    counts["lost"] += not answer.records
    for record in answer.records:
        counts["findings"] += len(record.findings)
        counts["rule crashes"] += len(record.crashes)
        counts["whole"] += record.status in ("checked", "out_of_scope") and not record.gaps
        counts["part"] += record.status != "unreadable" and bool(record.gaps)
        if record.status == "unreadable":
            code = record.gaps[0].code
            counts[code if code in ("timeout", "memory", "crash") else "clean"] += 1
            if code in ("timeout", "memory", "crash"):
                print(f"{code}: {answer.path}: {record.gaps[0].hint}", file=sys.stderr)


def row(name: str, counts: Counter[str], worst: float) -> str:
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    kept = ("files", "records", "findings", "whole", "part", "clean", "timeout", "memory", "crash", "lost")
    return f"| {name} | " + " | ".join(str(counts[key]) for key in kept) + f" | {worst:.1f} | {peak:.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--mutate", type=int, default=0, metavar="COUNT")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    counts, worst = measure(tasks_of(given.folders, given.mutate), given.jobs)
    print(HEAD + "\n|" + " --- |" * (HEAD.count("|") - 1))
    print(row(given.name, counts, worst))
    if counts["rule crashes"] or counts["lost"]:
        sys.exit(f"{counts['rule crashes']} rule crashes, {counts['lost']} files without a record")


if __name__ == "__main__":
    main()
