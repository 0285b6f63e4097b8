"""What the worker processes cost: blank files judged in this process and through a worker, in turns.

A blank file is refused at once, so that what is left of the time is the way to the worker and back.

python benchmarks/overhead.py [FILES]
"""

import sys
import time

from tradelint.config import Config
from tradelint.engine import lint
from tradelint.workers import Pool, Task

BLANK = b" " * 50_000


def main(count: int) -> None:
    config = Config()
    papers = [Task(f"{number}.txt", BLANK) for number in range(count)]
    here = there = 0.0
    lint(papers[0].data, "warm.txt", config)
    with Pool(config) as pool:
        list(pool.map(papers[:1]))
        for start in range(0, count, 50):
            slice_ = papers[start : start + 50]
            since = time.perf_counter()
            for task in slice_:
                lint(task.data, task.path, config)
            here += time.perf_counter() - since
            since = time.perf_counter()
            assert all(answer.records for answer in pool.map(slice_))
            there += time.perf_counter() - since
    each = (there - here) / count * 1000
    print(
        f"{count} files: in process {here / count * 1000:.2f} ms each, by a worker {there / count * 1000:.2f} ms each,"
    )
    print(f"overhead {each:.2f} ms a file, ratio {there / here:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
