"""What a reading costs against the bare library work below it, measured in one run.

    python benchmarks/reading_speed.py FILE...     # PDF, DOCX and XLSX

Bare work is for PDF: PDFium opens the file and gives the text of every page. For DOCX and XLSX: zipfile and lxml unpack
and parse the XML parts that a reading opens, and nothing is done with the trees. CPU milliseconds, the best of seven,
the two by turns; the ratio of a file is that of its two best times.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from lxml import etree
from tradelint.parsers import Source, read
from tradelint.parsers.package import Package

RUNS = 7


def bare_pdf(data: bytes) -> None:
    """The text of every page, in the order of the file."""
    pdf = pypdfium2.PdfDocument(data)
    for index in range(len(pdf)):
        page = pdf[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    pdf.close()


def bare_package(data: bytes, parts: list[str]) -> None:
    """The trees of some parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in parts:
            etree.fromstring(package.read(part))


def parts_read(data: bytes, name: str) -> list[str]:
    """The XML parts that a reading opens."""
    opened: list[str] = []
    original = Package.read

    def recorded(self: Package, part: str) -> bytes:
        opened.append(part)
        return original(self, part)

    Package.read = recorded  # type: ignore[method-assign]
    try:
        read(Source(data, name))
    finally:
        Package.read = original  # type: ignore[method-assign]
    return [part for part in dict.fromkeys(opened) if part.endswith((".xml", ".rels"))]


def best_times(first: Callable[[], object], second: Callable[[], object]) -> tuple[float, float]:
    """The best CPU milliseconds of two calls that are made by turns."""
    best = [float("inf"), float("inf")]
    for _ in range(RUNS):
        for at, call in enumerate((first, second)):
            start = time.process_time()
            call()
            best[at] = min(best[at], (time.process_time() - start) * 1000)
    return best[0], best[1]


def compare(path: Path) -> tuple[float, float]:
    """(milliseconds of a reading, of the bare work)."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return best_times(lambda: read(Source(data, path.name)), lambda: bare_pdf(data))
    parts = parts_read(data, path.name)
    return best_times(lambda: read(Source(data, path.name)), lambda: bare_package(data, parts))


def main() -> int:
    ratios: dict[str, list[float]] = defaultdict(list)
    for name in sys.argv[1:]:
        path = Path(name)
        ours, bare = compare(path)
        ratios[path.suffix].append(ours / bare)
        print(f"{path.name[-40:]:<42} {ours:8.2f} ms {bare:8.2f} ms bare  {ours / bare:5.2f}x")
    for suffix, found in ratios.items():
        print(
            f"{suffix}: {len(found)} files, median {statistics.median(found):.2f}x, from {min(found):.2f}x to {max(found):.2f}x"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
