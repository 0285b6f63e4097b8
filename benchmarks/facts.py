"""How rightly the checklist is read: found at all, stated or weak, and the value.

    python benchmarks/facts.py                              the project's own wordings, each in several papers
    python benchmarks/facts.py --phrasings FILE.toml        wordings of a file, each alone
    python benchmarks/facts.py --corpus DIR                 labelled papers (labels.json and docs/; or TRADELINT_CORPUS)
    python benchmarks/facts.py --show 40                    the first 40 disagreements too

Detection counts an item as spoken of when it is stated or weak, against absent; the state is one of the three; a value
agrees when every figure of the expected one is read, or, where it has no figure, half of its words.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fact_papers import Paper, alone, papers, phrasings

OWN = Path(__file__).parent / "phrasings"
SPOKEN = ("stated", "weak")
LABELS = {"present": "stated", "vague": "weak", "absent": "absent"}
GOAL = 0.95


@dataclass
class Tally:
    """Counts of one topic."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    states: Counter[bool] = field(default_factory=Counter)
    values: Counter[bool] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        self.tp, self.fp, self.fn = self.tp + other.tp, self.fp + other.fp, self.fn + other.fn
        self.states += other.states
        self.values += other.values

    def row(self) -> tuple[float | None, ...]:
        return (
            _ratio(self.tp, self.tp + self.fp),
            _ratio(self.tp, self.tp + self.fn),
            _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn),
            _ratio(self.states[True], self.states.total()),
            _ratio(self.values[True], self.values.total()),
        )


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True)
class Judged:
    """One item of one paper: what was expected and what was read."""

    topic: str
    where: str
    item: str
    wanted: dict[str, Any]
    state: str
    value: str

    @property
    def right(self) -> bool:
        return self.state == self.wanted["state"] and self.value_agrees is not False

    @property
    def value_agrees(self) -> bool | None:
        """None where there is nothing to compare."""
        wanted = _flat([self.wanted.get("value"), self.wanted.get("fields")])
        if self.wanted["state"] != "stated" or not wanted.strip(" |"):
            return None
        return self.state in SPOKEN and agrees(wanted, self.value)

    def tally(self) -> Tally:
        spoke, should = self.state in SPOKEN, self.wanted["state"] in SPOKEN
        found = Tally(tp=spoke and should, fp=spoke and not should, fn=should and not spoke)
        if spoke or should:
            found.states[self.state == self.wanted["state"]] += 1
        if self.value_agrees is not None:
            found.values[self.value_agrees] += 1
        return found


def agrees(wanted: str, value: str) -> bool:
    """Every figure of the wanted value is there, else half of its words."""
    digits = re.sub(r"[\s-]", "", fold(value))
    figures = numbers(wanted)
    if figures:
        return all(figure in numbers(value) or (len(figure) > 6 and figure in digits) for figure in figures)
    words = _words(wanted)
    return len(words & _words(value)) * 2 >= len(words)


def fold(text: str) -> str:
    from tradelint.facts.fold import folded

    return folded(text)


def numbers(text: str) -> set[str]:
    """The figures of a text without grouping and needless zeros."""
    found = set()
    for raw in re.findall(r"\d[\d.,]*\d|\d", fold(text)):
        *whole, last = re.split(r"[.,]", raw)
        decimal = bool(whole) and len(last) != 3
        figure = f"{''.join(whole)}.{last}".rstrip("0").rstrip(".") if decimal else "".join(whole) + last
        found.add(figure.lstrip("0") or "0")
    return found


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_㐀-鿿]{2,}|[㐀-鿿]", fold(text)))


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_flat(v) for v in value.values())
    if isinstance(value, (list, tuple)):
        return " ".join(_flat(v) for v in value)
    return "" if value is None else str(value)


def read(name: str, data: bytes) -> dict[str, tuple[str, str]]:
    """Item -> (state, value and fields) of the main paper of a file."""
    from tradelint import checklist, facts
    from tradelint.parsers import read as parse
    from tradelint.parsers.source import Source

    found = checklist.read(facts.read(parse(Source(data, name))[0]))
    return {item.name: (item.state, f"{_flat(item.value)} | {_flat(item.fields)}") for item in found.items}


def judge(paper: Paper) -> Iterator[Judged]:
    """Every item of a paper that is neither arguable nor stated by the frame alone."""
    phrasing, found = paper.phrasing, read(paper.name, paper.data)
    for item, (state, value) in found.items():
        framed = item in paper.framed and item not in phrasing.expect
        if not framed and item not in phrasing.arguable:
            wanted = phrasing.expect.get(item, {"state": "absent"})
            yield Judged(phrasing.topic, f"{paper.frame}: {phrasing.text!r}", item, wanted, state, value)


def judge_corpus(folder: Path) -> Iterator[Judged]:
    """The labelled papers of a folder; seller and buyer are labelled together there and left out."""
    for label in json.loads((folder / "labels.json").read_text("utf-8")):
        if not label["text_layer"] or not label["in_scope"]:
            continue
        found = read(label["file"], (folder / "docs" / label["file"]).read_bytes())
        for name, truth in label["items"].items():
            item = "ta_order_number" if name == "trade_assurance_order" else name
            if item in found:
                wanted = {"state": LABELS[truth["label"]], "value": _flat(truth["value"])}
                yield Judged(item, label["file"], item, wanted, *found[item])


def report(judged: Iterable[Judged], show: int) -> Tally:
    """Print one line per topic and the whole; returns the whole."""
    topics: dict[str, Tally] = defaultdict(Tally)
    wrong: list[Judged] = []
    for one in judged:
        topics[one.topic].add(one.tally())
        if not one.right:
            wrong.append(one)
    whole = Tally()
    print(f"{'topic':26} {'P':>6} {'R':>6} {'F1':>6} {'state':>6} {'value':>6}")
    for topic, tally in topics.items():
        whole.add(tally)
        _print(topic, tally)
    _print("all", whole)
    for one in wrong[:show]:
        print(f"{one.where}\n    {one.item}: {one.state} {one.value.strip(' |')!r:.120}, expected {one.wanted}")
    return whole


def _print(topic: str, tally: Tally) -> None:
    cells = (f"{'-' if cell is None else f'{cell:.3f}':>6}" for cell in tally.row())
    print(f"{topic:26} {' '.join(cells)}")


def _chosen(args: argparse.Namespace) -> Iterator[Judged]:
    if args.corpus:
        yield from judge_corpus(args.corpus)
        return
    files = [args.phrasings] if args.phrasings else sorted(OWN.glob("*.toml"))
    for phrasing in (p for file in files for p in phrasings(file)):
        if args.topic and phrasing.topic not in args.topic:
            continue
        for paper in [alone(phrasing)] if args.phrasings or args.alone else papers(phrasing):
            yield from judge(paper)


def main() -> int:
    """Exit code 1 when the detection F1 of the wordings is below the goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--phrasings", type=Path, help="a TOML file of wordings, each read alone")
    parser.add_argument("--alone", action="store_true", help="the own wordings without a paper around them")
    parser.add_argument("--topic", nargs="*", help="only wordings of these topics")
    parser.add_argument("--corpus", type=Path, default=os.environ.get("TRADELINT_CORPUS"))
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N disagreements")
    args = parser.parse_args()
    args.corpus = Path(args.corpus) if args.corpus else None
    f1 = report(_chosen(args), args.show).row()[2]
    return 0 if f1 is not None and f1 >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
