"""How well files are read: words, reading order, places, time and memory, beside the tools that others use.

    python benchmarks/reading.py --seeds 1-5       # all layouts; needs LibreOffice (soffice), pdftotext, reportlab
    python benchmarks/reading.py --speed           # what a reading costs against the bare libraries

Words and order are measured on the text alone: `words` is the share of the paper's words that were read, `extra` the
share of what was read that no paper holds, `order` the share of its words that stand in one ascending sequence.
`places` is the share of marked phrases whose place is named right (page and line, clause, table row, sheet cell) and,
for PDF, whose rectangle lies within 3 points of pdftotext's. Times are CPU milliseconds, the best of three, in a warm
process; memory is how far the peak of a fresh fork rises above its start.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pypdf
import pypdfium2
from reading_layouts import Made, Mark, make_all
from tradelint.parsers import Source, read
from tradelint.text import Document, Span

TOKEN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
Reader = Callable[[Path], str]


# -- readers


def ours(path: Path) -> str:
    return "\n".join(document.text for document in read(Source(path.read_bytes(), path.name)))


def pdftotext(path: Path) -> str:
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout


def pdftotext_layout(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout


def with_pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def bare_pdfium(path: Path) -> str:
    return "\n".join(_pdfium_pages(path.read_bytes()))


def python_docx(path: Path) -> str:
    """Paragraphs and tables, in the order of its iterator."""
    texts: list[str] = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, docx.table.Table):
            texts += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            texts.append(block.text)
    return "\n".join(texts)


def with_openpyxl(path: Path) -> str:
    book = openpyxl.load_workbook(path, data_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join("\t".join("" if value is None else str(value) for value in row) for row in rows)


READERS: dict[str, dict[str, Reader]] = {
    ".pdf": {
        "tradelint": ours,
        "pdftotext": pdftotext,
        "pdftotext -layout": pdftotext_layout,
        "pypdf": with_pypdf,
        "pypdfium2 bare": bare_pdfium,
    },
    ".docx": {"tradelint": ours, "python-docx": python_docx},
    ".xlsx": {"tradelint": ours, "openpyxl": with_openpyxl},
    ".txt": {"tradelint": ours},
}


def _pdfium_pages(data: bytes) -> Iterator[str]:
    pdf = pypdfium2.PdfDocument(data)
    for index in range(len(pdf)):
        page = pdf[index]
        text = page.get_textpage()
        yield text.get_text_range()
        text.close()
        page.close()
    pdf.close()


# -- what is measured


@dataclass(frozen=True)
class Score:
    """One paper, one reader; `places` is (right, of), times in milliseconds, memory in MB."""

    words: float
    extra: float
    order: float
    places: tuple[int, int]
    milliseconds: float
    memory: float


def tokens(text: str) -> list[str]:
    """Words, and Chinese characters one by one."""
    return TOKEN.findall(text)


def recall(truth: list[str], found: list[str]) -> tuple[float, float]:
    """The share of the true words that was found, and of the found ones that is true to no word."""
    one, two = Counter(truth), Counter(found)
    return (one & two).total() / len(truth), (two - one).total() / max(len(found), 1)


def order(truth: list[str], found: list[str]) -> float:
    """The share of the true words in the longest common subsequence, of the words that both hold."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(found):
        places[word].append(at)
    common = (Counter(truth) & Counter(found)).total()
    tails: list[int] = []
    for word in truth:
        for at in reversed(places.get(word, ())):
            index = bisect_left(tails, at)
            tails[index : index + 1] = [at]
    return len(tails) / max(common, 1)


def places_right(made: Made, path: Path) -> tuple[int, int]:
    """How many marks have their place (and rectangle) right, of how many."""
    document = read(Source(made.data, path.name))[0]
    boxes = _poppler_boxes(path) if made.suffix == ".pdf" else {}
    wrong = [mark for mark in made.marks if not _is_right(document, mark, boxes)]
    for mark in wrong[:3]:
        print(f"    wrong place: {made.layout}: {mark}", file=sys.stderr)
    return len(made.marks) - len(wrong), len(made.marks)


def _is_right(document: Document, mark: Mark, boxes: dict[str, list[tuple[int, float, float, float, float]]]) -> bool:
    start = document.text.find(mark.phrase)
    if start < 0 or (document.text.count(mark.phrase) > 1 and "cell" not in mark.place):
        return False
    span = Span(start, start + len(mark.phrase))
    place, block = document.place(span), document.block_at(start)
    known = {**{name: getattr(place, name) for name in place.__slots__}, "number": block.number if block else None}
    if any(known[name] != value for name, value in mark.place.items()):
        return False
    expected = boxes.get(mark.phrase.split()[0])
    if not expected:
        return True
    first = document.boxes(span)[0]
    ours = (first.page, first.left, first.top, first.right, first.bottom)
    return any(
        box[0] == ours[0] and all(abs(a - b) <= 3 for a, b in zip(box[1:4:2], ours[1:4:2], strict=True))
        for box in expected
    )


def _poppler_boxes(path: Path) -> dict[str, list[tuple[int, float, float, float, float]]]:
    """(page, left, top, right, bottom) of each word by its text."""
    output = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True, text=True).stdout
    found: dict[str, list[tuple[int, float, float, float, float]]] = defaultdict(list)
    page = 0
    for line in output.splitlines():
        page += "<page " in line
        match = re.search(r'<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">([^<]+)<', line)
        if match:
            left, top, right, bottom = map(float, match.groups()[:4])
            found[match.group(5)].append((page, left, top, right, bottom))
    return found


def milliseconds(reader: Callable[[], object], runs: int = 3) -> float:
    """The least CPU time of a few runs, its child processes included."""
    return min(_once(reader) for _ in range(runs)) * 1000


def _once(reader: Callable[[], object]) -> float:
    def now() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    start = now()
    reader()
    return now() - start


def peak(reader: Callable[[], object]) -> float:
    """How many MB the peak of a fork rises while it reads; for a program of its own, that program's peak."""
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        Path("/proc/self/clear_refs").write_text("5")
        before = _status("VmRSS")
        reader()
        grown = max(_status("VmHWM") - before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
        os.write(send, str(grown / 1024).encode())
        os._exit(0)
    os.close(send)
    os.waitpid(child, 0)
    with os.fdopen(receive) as stream:
        return float(stream.read() or "nan")


def _status(name: str) -> int:
    found = re.search(rf"{name}:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found.group(1)) if found else 0


def score(made: Made, path: Path, name: str, reader: Reader) -> Score:
    """One paper read by one reader."""
    body, found = tokens("\n".join(made.texts)), tokens(reader(path))
    truth = body + tokens("\n".join(made.running))
    words, extra = recall(truth, found)
    placed = places_right(made, path) if reader is ours else (0, 0)
    if reader is ours and words < 1:
        print(f"    lost: {path.name}: {list((Counter(truth) - Counter(found)).elements())[:12]}", file=sys.stderr)
    return Score(
        words, extra, order(body, found), placed, milliseconds(lambda: reader(path)), peak(lambda: reader(path))
    )


# -- papers


def write_papers(folder: Path, seeds: range) -> list[tuple[Made, Path]]:
    """All papers as files; what LibreOffice prints of Word and Excel files is read as PDF too."""
    found: list[tuple[Made, Path]] = []
    office: list[tuple[Made, Path]] = []
    for seed in seeds:
        for at, made in enumerate(make_all(seed)):
            path = folder / f"{seed:03}-{at:02}{made.suffix}"
            path.write_bytes(made.data)
            found.append((made, path))
            if made.suffix in (".docx", ".xlsx"):
                office.append((made, path))
    for suffix, target in ((".docx", "pdf:writer_pdf_Export"), (".xlsx", "pdf")):
        _print([path for made, path in office if made.suffix == suffix], target, folder)
    for made, path in office:
        printed = folder / "printed" / f"{path.stem}.pdf"
        data = printed.read_bytes()
        marks = [Mark(mark.phrase, {"page": page}) for mark in made.marks if (page := _page_of(printed, mark.phrase))]
        texts = made.printed or made.texts
        found.append((Made(f"PDF of: {made.layout}", ".pdf", data, texts, made.running, marks=marks), printed))
    return found


def _print(paths: list[Path], target: str, folder: Path) -> None:
    """Let LibreOffice print files, with a profile of its own."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", folder / "printed"]
    subprocess.run([*command, *paths], check=True, capture_output=True)


def _page_of(path: Path, phrase: str) -> int | None:
    """The page that pdftotext sees a phrase on, where it sees it once."""
    pages = pdftotext(path).split("\f")
    hits = [number for number, page in enumerate(pages, 1) if phrase in page]
    return hits[0] if len(hits) == 1 and sum(page.count(phrase) for page in pages) == 1 else None


def report(papers: list[tuple[Made, Path]]) -> None:
    """The table of all layouts and readers."""
    scores: dict[tuple[str, str], list[Score]] = defaultdict(list)
    for made, path in papers:
        for name, reader in READERS[made.suffix].items():
            scores[made.layout, name].append(score(made, path, name, reader))
    print(
        "| layout | reader | words % | extra % | order % | places | ms | peak MB |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    for (layout, name), group in scores.items():
        print(f"| {layout} | {name} | {_row(group)} |")
    for name in dict.fromkeys(name for _, name in scores):
        for suffix in dict.fromkeys(made.suffix for made, _ in papers):
            group = [
                s
                for (layout, reader), some in scores.items()
                if reader == name and _suffix(papers, layout) == suffix
                for s in some
            ]
            if group:
                print(f"| **all {suffix}** | **{name}** | {_row(group)} |")
    print(
        f"| **all papers** | **tradelint** | {_row([s for (_, reader), some in scores.items() if reader == 'tradelint' for s in some])} |"
    )


def _suffix(papers: list[tuple[Made, Path]], layout: str) -> str:
    return next(made.suffix for made, _ in papers if made.layout == layout)


def _row(group: list[Score]) -> str:
    right, of = (sum(s.places[at] for s in group) for at in (0, 1))
    mean = [100 * statistics.mean(getattr(s, name) for s in group) for name in ("words", "extra", "order")]
    placed = f"{right}/{of}" if of else "-"
    cost = statistics.median(s.milliseconds for s in group), max(s.memory for s in group)
    return f"{mean[0]:.2f} | {mean[1]:.2f} | {mean[2]:.2f} | {placed} | {cost[0]:.1f} | {cost[1]:.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1-3", help="first-last")
    parser.add_argument("--keep", type=Path, help="leave the papers in this folder")
    options = parser.parse_args()
    first, _, last = options.seeds.partition("-")
    with tempfile.TemporaryDirectory() as folder:
        papers = write_papers(options.keep or Path(folder), range(int(first), int(last or first) + 1))
        report(papers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
