"""Captions of bank data with their values, also several to a line and without colons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tradelint.facts.reading import Reading
from tradelint.facts.words import Hit
from tradelint.text import Span

TOPICS = (
    "beneficiary", "beneficiary_address", "bank_name", "bank_branch", "bank_address", "account", "iban", "bic",
    "routing", "cnaps", "correspondent", "bank_block",
)  # fmt: skip
# An `Address:` below a bank or a payee belongs to it.
OWNER = {"bank_name": "bank_address", "bank_branch": "bank_address", "correspondent": "bank_address",
         "beneficiary": "beneficiary_address", "account": "bank_address", "bic": "bank_address"}  # fmt: skip
MARK = re.compile(
    r"\s*(?:[(（][^()（）\n]{1,30}[)）])?\s*(?:'s)?\s*(?:name|no|number|code|nr)?\.?\s*(?:[(（][^()（）\n]{1,30}[)）])?\s*[:：=#]+\s*|"
    r"\s+[-–—]+\s+|\s*[-–—]\s{1,3}",
    re.IGNORECASE,
)
SHAPES = {
    "account": re.compile(r"[\s.#]{0,4}(?:no|number)?[\s.#:]{0,3}(?=[A-Z]{0,4}[\d*Xx][\d *Xx./-]{5,})", re.IGNORECASE),
    "iban": re.compile(r"\s*(?:no|number|code)?[\s.:]{0,3}(?=[A-Z]{2}\d{2})", re.IGNORECASE),
    "bic": re.compile(r"\s*(?:no|code)?[\s.:]{0,3}(?=[A-Z]{4}\s?[A-Z]{2}\s?[A-Z0-9]{2}(?:\s?[A-Z0-9]{3})?(?![a-z]))"),
    "routing": re.compile(r"\s*(?:no|number|code)?[\s.:#]{0,3}(?=[A-Z]{0,4}\d[\d -]{4,})", re.IGNORECASE),
    "cnaps": re.compile(r"\s*(?:no|code)?[\s.:#]{0,3}(?=\d{10,14})", re.IGNORECASE),
}
# Words that open bank names and are no captions without a colon.
SHY = frozenset(
    [
        "bank",
        "the bank",
        "account",
        "branch",
        "swift",
        "银行",
        "支行",
        "分行",
        "a/c",
        "acct",
        "banco",
        "banque",
        "usd account",
    ]
)
LONG = frozenset(["beneficiary_address", "bank_address", "bank_name", "beneficiary"])


@dataclass(frozen=True, slots=True)
class Label:
    """A bank caption: `value` is None when nothing follows it."""

    topic: str
    span: Span
    value: Span | None


def find_labels(reading: Reading) -> tuple[Label, ...]:
    """The bank captions of a paper in text order."""
    return _Labels(reading).run()


class _Labels:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.cells = {c.label.start: c.value for c in reading.captions if c.via in ("right", "below")}
        every = [h for h in reading.hits("labels") if h.key.endswith(".aliases") and not self._broken(h)]
        self.every = [h for h in every if not _inside_longer(h, every)]
        self.colons = sorted({c.label.start for c in reading.captions if c.via == "line" and self._colon(c.label)})

    def _broken(self, hit: Hit) -> bool:
        """Words of two lines (`... Bank` / `Account: ...`) are one caption only inside a cell."""
        block = self.reading.block(hit.span)
        return "\n" in hit.raw and (block is None or block.kind != "cell")

    def _colon(self, label: Span) -> bool:
        return bool(re.match(r"\s*[:：]", self.text[label.end : label.end + 4]))

    def run(self) -> tuple[Label, ...]:
        opened = [(hit, start) for hit in self.every if hit.id in TOPICS and (start := self._opens(hit)) is not None]
        found: list[Label] = []
        for index, (hit, start) in enumerate(opened):
            following = opened[index + 1][0].span.start if index + 1 < len(opened) else len(self.text)
            found.append(Label(hit.id, hit.span, self._value(hit, start, following)))
        return tuple(found)

    def _topic(self, hit: Hit, opened: list[tuple[Hit, int]]) -> str | None:
        if hit.id != "address":
            return hit.id
        near = opened[-1][0] if opened and hit.span.start - opened[-1][0].span.end < 160 else None
        return OWNER.get(near.id) if near is not None else None

    def _unglued(self, hit: Hit) -> Hit:
        """`BANK NAME - INDUS BANK ADDRESS - ...`: the second BANK belongs to the name."""
        if hit.id != "bank_address" or not hit.raw.casefold().startswith("bank "):
            return hit
        line = self.reading.line_at(hit.span)
        before = self.text[line.start : hit.span.start].rstrip()
        if not before or before[-1] in ":：,，;；.。-|":
            return hit
        return replace(hit, span=Span(hit.span.start + 4, hit.span.end))

    def _opens(self, hit: Hit) -> int | None:
        """Where the value of a caption starts; None when the words are no caption here."""
        line = self.reading.line_at(hit.span)
        rest = self.text[hit.span.end : line.end]
        mark = MARK.match(rest)
        if mark:
            return hit.span.end + mark.end()
        shape = SHAPES.get(hit.id)
        fits = shape.match(self.reading.fold_of(Span(hit.span.end, line.end))) if shape else None
        if fits:
            return hit.span.end + fits.end()
        first = not any(char.isalnum() for char in self.text[line.start : hit.span.start])
        if not first or (hit.raw.casefold() in SHY and rest.strip()):
            return None
        alone = not any(char.isalnum() for char in re.sub(r"[(（][^()（）]*[)）]", "", rest))
        wide = re.match(r"\s{2,}\S", rest)
        return hit.span.end + (len(rest) - len(rest.lstrip()) if wide else len(rest)) if alone or wide else None

    def _value(self, hit: Hit, start: int, following: int) -> Span | None:
        line = self.reading.line_at(hit.span)
        stop = min(line.end, following, self._next_colon(hit.span.end, line.end))
        value = self._trim(Span(start, max(start, stop)))
        cell = self.cells.get(hit.span.start)
        if not len(value) and cell is not None and cell.start < following:
            return self._trim(self._lines(cell, hit.id, following))
        if not len(value):
            return self._next_line(hit, line, following)
        if stop == line.end:
            value = self._trim(self._lines(value, hit.id, following))
        return value

    def _next_colon(self, after: int, end: int) -> int:
        """Another caption of the same line ends the value."""
        return min((at for at in self.colons if after < at < end), default=end)

    def _next_line(self, hit: Hit, line: Span, following: int) -> Span | None:
        if hit.id in ("bank_block", "correspondent"):
            return None
        below = next((other for other in self.reading.lines if other.start >= line.end), None)
        if below is None or following <= below.start or self._is_label(below) or below.start - line.end > 3:
            return None
        return self._trim(Span(below.start, min(below.end, following)))

    def _lines(self, value: Span, topic: str, following: int) -> Span:
        """Names and addresses run on over the next line of the same block."""
        if topic not in LONG:
            return value
        block = self.reading.block(value)
        if block is None or block.span.end <= value.end:
            return value
        end = value.end
        for line in self.reading.lines:
            if line.start > end and line.end <= block.span.end and line.start < following:
                if self._is_label(line) or end - value.start > 160:
                    break
                end = min(line.end, following)
        return Span(value.start, end)

    def _is_label(self, line: Span) -> bool:
        if any(line.start <= at < line.end for at in self.colons):
            return True
        return any(line.start <= h.span.start <= line.start + 3 and h.span.end <= line.end for h in self.every)

    def _trim(self, span: Span) -> Span:
        raw = self.text[span.start : span.end]
        chars = " \t\n\r\u00a0\u3000:：,，;；|│\"“”'*=#"
        left = len(raw) - len(raw.lstrip(chars + "-–—"))
        right = len(raw) - len(raw.rstrip(chars))
        start = span.start + left
        return Span(start, max(start, span.end - right))


def _inside_longer(hit: Hit, every: list[Hit]) -> bool:
    return any(other.span.contains(hit.span) and len(other.span) > len(hit.span) for other in every)
