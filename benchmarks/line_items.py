"""How many cells of goods lines are read right, per layout, and whether seeded arithmetic faults are seen.

    python benchmarks/line_items.py --seed 7 --papers 420            cells right on generated papers
    python benchmarks/line_items.py --seed 7 --faults 200            one wrong figure each, and clean twins
    python benchmarks/line_items.py --files a.pdf b.xlsx             print what is read in files of your own

line_item_peers.py sets the same papers before other tools.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

FIELDS = ("description", "quantity", "unit", "price", "amount", "currency")


def read_paper(name: str, data: bytes) -> tuple[Any, Any]:
    """(lines, amounts) of the main paper in a file."""
    from tradelint.facts.amounts import read_amounts
    from tradelint.facts.line_items import read_line_items
    from tradelint.parsers import read
    from tradelint.parsers.source import Source

    document = read(Source(data, name))[0]
    lines = read_line_items(document)
    return lines, read_amounts(document, lines=lines)


def right_cells(truth: Any, line: Any, currency: str) -> dict[str, bool]:
    """Which cells of a line are read right."""
    from line_item_papers import UNIT_IDS

    if line is None:
        return dict.fromkeys(FIELDS, False)
    units = {
        UNIT_IDS.get(truth.unit),
        "piece" if truth.unit in ("pcs", "PCS") else None,
        "carton" if truth.unit == "cartons" else None,
    }
    return {
        "description": line.description is not None and words(truth.description) <= words(line.description.value),
        "quantity": line.quantity is not None and line.quantity.value == truth.quantity,
        "unit": line.quantity is not None and line.quantity.unit in units,
        "price": line.free_of_charge
        if truth.free
        else line.unit_price is not None and line.unit_price.amount == truth.price,
        "amount": truth.free or (line.amount is not None and line.amount.amount == truth.amount),
        "currency": truth.free or (line.unit_price is not None and line.unit_price.currency == currency),
    }


def words(text: str) -> set[str]:
    """The words of a text without case."""
    return set(re.findall(r"[^\W_]+", text.lower()))


def paired(truths: list[Any], lines: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    """Truth and reading in order; a line that is missing or too much shifts the rest no further than it must."""
    at = 0
    for truth in truths:
        match = next((i for i in range(at, min(at + 4, len(lines))) if _alike(truth, lines[i])), None)
        if match is None:
            yield truth, lines[at] if at < len(lines) and len(lines) == len(truths) else None
            at += len(lines) == len(truths)
            continue
        yield truth, lines[match]
        at = match + 1


def _alike(truth: Any, line: Any) -> bool:
    same = line.quantity is not None and line.quantity.value == truth.quantity
    money = line.amount is not None and line.amount.amount == truth.amount
    named = line.description is not None and words(truth.description) <= words(line.description.value)
    return same + money + named >= 2


def score(papers: list[Any], verbose: bool) -> int:
    """Print cells right per layout; exit code 1 below the promise."""
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    spent = 0.0
    for paper in papers:
        began = time.perf_counter()
        lines, amounts = read_paper(paper.name, paper.data)
        spent += time.perf_counter() - began
        cells = total[paper.layout]
        for truth, line in paired(paper.lines, lines):
            right = right_cells(truth, line, paper.currency)
            cells[0] += sum(right.values())
            cells[1] += len(right)
            if verbose and not all(right.values()):
                wrong = [name for name, ok in right.items() if not ok]
                print(
                    f"  {paper.name}: {truth.description} {truth.quantity} {truth.unit} x {truth.price} "
                    f"= {truth.amount}: {wrong} {shown(line)}"
                )
        surplus = max(0, len(lines) - len(paper.lines))
        cells[1] += surplus * len(FIELDS)
        if verbose and surplus:
            print(f"  {paper.name}: {surplus} lines too many: {[shown(line) for line in lines][:6]}")
        if paper.total is not None:
            good = amounts.total is not None and amounts.total.amount == paper.total
            cells[0] += good
            cells[1] += 1
            if verbose and not good:
                print(f"  {paper.name}: total {paper.total}, read {amounts.total and amounts.total.amount}")
    for layout, (good, all_cells) in sorted(total.items(), key=lambda item: item[1][0] / item[1][1]):
        print(f"{layout:16} {good:6}/{all_cells:<6} {good / all_cells:8.2%}")
    good, all_cells = (sum(cells[i] for cells in total.values()) for i in (0, 1))
    worst = min(cells[0] / cells[1] for cells in total.values())
    print(
        f"{'all':16} {good:6}/{all_cells:<6} {good / all_cells:8.2%}   worst layout {worst:.2%}   "
        f"{1000 * spent / len(papers):.0f} ms a paper"
    )
    return 0 if good / all_cells >= 0.99 and worst >= 0.97 else 1


def shown(line: Any) -> str:
    """A line in short."""
    if line is None:
        return "no line"
    parts = (
        line.quantity and f"{line.quantity.value} {line.quantity.raw_unit}",
        line.unit_price and line.unit_price.amount,
        line.amount and line.amount.amount,
    )
    return f"<{line.description.value if line.description else None} | {' | '.join(str(p) for p in parts)}>"


def inconsistencies(lines: tuple[Any, ...], amounts: Any) -> tuple[set[int], bool]:
    """(lines whose amount is not quantity x price, whether the total is not what lines and charges add up to)."""
    wrong = set()
    for index, line in enumerate(lines):
        if line.expected is None or line.amount is None or line.amount.amount is None:
            continue
        tolerance = Decimal("0.005") * max(Decimal(1), abs(line.quantity.value) / 1000)
        if abs(line.expected - line.amount.amount) > tolerance:
            wrong.add(index)
    off = False
    if amounts.lines_total is not None and amounts.total is not None and amounts.total.amount is not None:
        expected = amounts.lines_total
        for charge in amounts.charges:
            if charge.amount is not None and charge.amount.amount is not None and not charge.included:
                value = charge.amount.amount
                expected += -abs(value) if charge.kind == "discount" else value
        stated = [amounts.total, *(() if amounts.charges else amounts.totals)]
        off = any(
            m.amount is not None and abs(expected - m.amount) > Decimal("0.005") * (len(lines) + 1) for m in stated
        )
    return wrong, off


def expected_faults(paper: Any) -> tuple[set[int], bool]:
    """What a careful reader of the printed figures would find."""
    wrong = set()
    for index, line in enumerate(paper.lines):
        if not line.free and abs(line.quantity / line.price_per * line.price - line.amount) > Decimal("0.005") * max(
            1, line.quantity / 1000
        ):
            wrong.add(index)
    total = sum((line.amount for line in paper.lines), Decimal(0)) + (paper.freight or 0) - (paper.discount or 0)
    return wrong, paper.total is not None and abs(total - paper.total) > Decimal("0.005") * (len(paper.lines) + 1)


def check_faults(seed: int, count: int, verbose: bool) -> int:
    """Print how many seeded faults are seen where they are, and how many clean twins are called faulty."""
    from line_item_papers import make_papers

    seen = sure = 0
    alarms = 0
    for faulty, clean in zip(make_papers(seed, count, faults=True), make_papers(seed, count), strict=True):
        lines, amounts = read_paper(faulty.name, faulty.data)
        want, got = expected_faults(faulty), inconsistencies(lines, amounts)
        seen += want == got
        sure += want == got and all(_sure(lines[i]) for i in got[0])
        if verbose and want != got:
            print(
                f"  {faulty.name} ({faulty.fault}): wanted {want}, got {got} {[shown(line) for line in lines][:5]} "
                f"total {amounts.total and amounts.total.amount}"
            )
        quiet = inconsistencies(*read_paper(clean.name, clean.data))
        alarms += quiet != (set(), False)
        if verbose and quiet != (set(), False):
            print(f"  {clean.name}: clean, got {quiet}")
    print(
        f"faults seen at their place {seen}/{count} ({sure} with high confidence), "
        f"false alarms on clean twins {alarms}/{count}"
    )
    return 0 if seen == count and not alarms else 1


def _sure(line: Any) -> bool:
    return all(str(part.confidence) == "high" for part in (line.quantity, line.unit_price, line.amount))


def show_files(paths: list[Path]) -> int:
    """Print the lines and totals read in files."""
    for path in paths:
        lines, amounts = read_paper(path.name, path.read_bytes())
        print(
            f"{path.name}: {len(lines)} lines, total {amounts.total and amounts.total.amount} {amounts.currency or ''}"
        )
        for line in lines:
            print(f"  {line.place}: {shown(line)} {line.confidence}")
    return 0


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--papers", type=int, default=210)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--only", default="", help="layouts whose name contains this")
    parser.add_argument("--files", type=Path, nargs="*")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    if args.files:
        return show_files(args.files)
    if args.faults:
        return check_faults(args.seed, args.faults, args.verbose)
    from line_item_papers import make_papers

    papers = [p for p in make_papers(args.seed, args.papers) if args.only in p.layout]
    return score(papers, args.verbose)


if __name__ == "__main__":
    sys.exit(main())
