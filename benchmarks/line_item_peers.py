"""Goods lines read by tradelint, pdfplumber and camelot from the same generated PDF papers, cell by cell.

The other tools live in an environment of their own, named by `--peers` or TRADELINT_PEERS (the path of its Python);
`--make DIR` makes one. Without it the comparison is skipped and says so. A cell (quantity, unit price, amount) is
right when the tool gives its digits as a cell of its own in one row with the others of its line.

    python benchmarks/line_item_peers.py --make ../peers
    python benchmarks/line_item_peers.py --peers ../peers/bin/python --seed 20261124 [--files some.pdf ...]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from collections import defaultdict
from pathlib import Path
from typing import Any

TOOLS = ("pdfplumber", "camelot")
PACKAGES = ("pdfplumber==0.11.10", "camelot-py==2.0.0")
# Where no lines are drawn, pdfplumber is asked to go by the words.
BY_TEXT = {"vertical_strategy": "text", "horizontal_strategy": "text"}
Rows = list[list[str]]


def digits(text: str) -> str:
    """The digits of a cell, without leading zeros."""
    return re.sub(r"\D", "", text).lstrip("0") or "0"


def right_cells(wanted: list[str], rows: Rows) -> int:
    """How many of a line's figures stand as cells of one row: the best row counts."""
    keys = [digits(value) for value in wanted]
    return max((sum(key in row for key in keys) for row in rows), default=0)


def table_rows(tool: str, path: Path) -> Rows:
    """The digits of every cell that another tool finds in the tables of a PDF; runs in its own environment."""
    if tool == "pdfplumber":
        import pdfplumber  # type: ignore[import-not-found]

        with pdfplumber.open(path) as pdf:
            tables = [table for page in pdf.pages for table in page.extract_tables() or page.extract_tables(BY_TEXT)]
    else:
        import camelot  # type: ignore[import-not-found]

        found = camelot.read_pdf(str(path), pages="all", flavor="hybrid")
        tables = [table.df.values.tolist() for table in found]
    return [[digits(str(cell or "")) for cell in row] for table in tables for row in table]


def read_folder(tool: str, folder: Path) -> int:
    """Print the rows of every PDF in a folder as JSON; a file that a tool cannot read has none."""
    found: dict[str, Rows] = {}
    for path in sorted(folder.glob("*.pdf")):
        try:
            found[path.name] = table_rows(tool, path)
        except Exception as error:
            print(f"{tool}: {path.name}: {error!r}"[:200], file=sys.stderr)
            found[path.name] = []
    print(json.dumps(found))
    return 0


def rows_of_peer(python: str, tool: str, folder: Path) -> dict[str, Rows]:
    """What another tool reads, in its own environment."""
    command = [python, str(Path(__file__).resolve()), "--read", tool, "--dir", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Rows] = json.loads(answer.stdout.strip().splitlines()[-1])
    return found


def rows_of_tradelint(folder: Path) -> dict[str, Rows]:
    """Quantity, price and amount of every goods line as tradelint reads it."""
    from line_items import read_paper
    from tradelint.errors import UnreadableError

    found: dict[str, Rows] = {}
    for path in sorted(folder.glob("*.pdf")):
        try:
            lines, _ = read_paper(path.name, path.read_bytes())
        except UnreadableError:  # a scan has no text for any of the tools
            lines = ()
        found[path.name] = [_figures(line) for line in lines]
    return found


def _figures(line: Any) -> list[str]:
    values = (
        line.quantity and line.quantity.raw,
        line.unit_price and line.unit_price.raw,
        line.amount and line.amount.raw,
    )
    return [digits(value) if value else "" for value in values]


def generated(seed: int, count: int, folder: Path) -> dict[str, tuple[str, Rows]]:
    """Write the PDF papers of a seed; file name to (layout, the three figures of every priced line)."""
    from line_item_papers import make_papers

    truth = {}
    for number, paper in enumerate(make_papers(seed, count)):
        if paper.name.endswith(".pdf"):
            name = f"{number:04d}-{paper.name}"
            (folder / name).write_bytes(paper.data)
            lines = [[str(x.quantity), str(x.price), str(x.amount)] for x in paper.lines if not x.free]
            truth[name] = (paper.layout, lines)
    return truth


def compare(python: str, seed: int, count: int) -> None:
    """Print a table of cells right per layout and tool."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truth = generated(seed, count, folder)
        read = {"tradelint": rows_of_tradelint(folder), **{t: rows_of_peer(python, t, folder) for t in TOOLS}}
    scores: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for file, (layout, lines) in truth.items():
        for group in (layout, "all"):
            scores[group]["cells"] += 3 * len(lines)
            for tool, rows in read.items():
                scores[group][tool] += sum(right_cells(line, rows[file]) for line in lines)
    _print_table("layout", scores, [*read])


def _print_table(label: str, scores: dict[str, dict[str, int]], tools: list[str]) -> None:
    print(f"| {label} | cells | {' | '.join(tools)} |")
    print(f"| --- | ---: |{' ---: |' * len(tools)}")
    for group, score in sorted(scores.items(), key=lambda item: (item[0] == "all", item[0])):
        shares = " | ".join(f"{score[tool] / max(1, score['cells']):.1%}" for tool in tools)
        print(f"| {group} | {score['cells']} | {shares} |")


def compare_files(python: str, paths: list[Path]) -> None:
    """How many complete lines each tool gives in real papers; tradelint's lines are the ones looked for."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, path in enumerate(p for p in paths if p.suffix.lower() == ".pdf"):
            (folder / f"{number:03d}.pdf").write_bytes(path.read_bytes())
        ours = rows_of_tradelint(folder)
        peers = {tool: rows_of_peer(python, tool, folder) for tool in TOOLS}
    lines = [(file, row) for file, rows in ours.items() for row in rows if all(row)]
    print(f"{len(ours)} papers; lines with quantity, unit price and amount read by tradelint: {len(lines)}")
    for tool, rows in peers.items():
        found = sum(right_cells(row, rows[file]) == 3 for file, row in lines)
        print(f"of them complete in one row by {tool}: {found}")


def make_environment(folder: Path) -> int:
    """An environment with the other tools alone."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    return subprocess.run([str(python), "-m", "pip", "install", "-q", *PACKAGES], check=False).returncode


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--peers", default=os.environ.get("TRADELINT_PEERS", ""), help="Python with the other tools")
    parser.add_argument("--make", type=Path, help="make such an environment in this folder")
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--papers", type=int, default=210)
    parser.add_argument("--files", type=Path, nargs="*", default=[])
    parser.add_argument("--read", choices=TOOLS, help=argparse.SUPPRESS)
    parser.add_argument("--dir", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.read:
        return read_folder(args.read, args.dir)
    if args.make:
        return make_environment(args.make)
    if not args.peers or not Path(args.peers).exists():
        print("skipped: no environment with pdfplumber and camelot; make one with --make DIR, name it with --peers")
        return 0
    compare(args.peers, args.seed, args.papers)
    if args.files:
        compare_files(args.peers, args.files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
