"""Captions of bank data with their values, also several to a line and without colons."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tradelint.facts.parties_names import legal_forms, person_likeness
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
    "account": re.compile(
        r"[\s.#]{0,4}(?:no|number)?[\s.#:]{0,3}(?:\([A-Z ]{3,8}\)\s?)?(?=[A-Z]{0,4}[\d*Xx][\d *Xx./-]{5,})",
        re.IGNORECASE,
    ),
    "iban": re.compile(r"\s*(?:no|number|code)?[\s.:]{0,3}(?=[A-Z]{2}\d{2})", re.IGNORECASE),
    "bic": re.compile(r"\s*(?:no|code)?[\s.:]{0,3}(?=[A-Z]{4}\s?[A-Z]{2}\s?[A-Z0-9]{2}(?:\s?[A-Z0-9]{3})?(?![a-z]))"),
    "routing": re.compile(r"\s*(?:no|number|code)?[\s.:#]{0,3}(?=[A-Z]{0,4}\d[\d -]{4,})", re.IGNORECASE),
    "cnaps": re.compile(r"\s*(?:no|code)?[\s.:#]{0,3}(?=\d{10,14})", re.IGNORECASE),
    "bank_name": re.compile(r"[ \u3000]+(?=[\u4e00-\u9fff]{2,20}(?:银行|支行|分行|信用社))"),
}
# A firm right behind the word: `beneficiary Aurel Tools Ltd, ...`, `户名 宁波...有限公司`.
FIRM = re.compile(
    r"\s*(?P<name>(?:(?:[A-Z0-9(][\w.&'/()-]*|&|and|of|de|ve|und|et|y)[ ,.]{0,2}){1,9}|[\u4e00-\u9fff()]{4,30})"
)
NUMBERS = ("account", "iban", "bic")
BANKISH = re.compile(r"\bbank|banco|banque|银行|信用社", re.IGNORECASE)
SIDES = (
    "seller",
    "buyer",
    "shipper",
    "consignee",
    "notify",
    "ship_to",
    "manufacturer",
    "party_from",
    "party_to",
    "agent",
)
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
# At the end of a bank's name these are no captions: 济南泉城银行.
ENDINGS = frozenset(["银行", "支行", "分行"])
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
        self.below = {c.label.start for c in reading.captions if c.via == "below"}
        every = [self._unglued(self._unbroken(h)) for h in reading.hits("labels") if h.key.endswith(".aliases")]
        self.every = [h for h in every if not _inside_longer(h, every)]
        marked = [c.label for c in reading.captions if c.via == "line" and self._colon(c.label)]
        self.colons = sorted({self._known_start(label) for label in marked})

    def _known_start(self, label: Span) -> int:
        """`Co., Ltd 开户银行:`: of the words before a colon, a known caption at their end counts."""
        known = [h.span.start for h in self.every if h.span.end == label.end and h.span.start >= label.start]
        return min(known, default=label.start)

    def _unbroken(self, hit: Hit) -> Hit:
        """Words of two lines (`... Bank` / `Account: ...`) are one caption only inside a cell; else the last line's."""
        if hit.id == "iban" and re.search(r"\sNO$", hit.raw) and self.text[hit.span.end : hit.span.end + 1].isdigit():
            # "IBAN NO93...": the letters are Norway's.
            return replace(hit, span=Span(hit.span.start, hit.span.start + 4), raw=hit.raw[:4])
        block = self.reading.block(hit.span)
        line = self.text[self.text.rfind("\n", 0, hit.span.start) + 1 : hit.span.start].rpartition("\t")[2]
        cell = block is not None and block.kind == "cell" and not line.strip()
        if "\n" not in hit.raw or cell:
            return hit
        end = self.text.rfind("\n", hit.span.start, hit.span.end) + 1
        start = end + len(self.text[end : hit.span.end]) - len(self.text[end : hit.span.end].lstrip())
        return replace(hit, span=Span(start, hit.span.end), raw=hit.raw.rsplit("\n", 1)[1].lstrip())

    def _colon(self, label: Span) -> bool:
        return bool(re.match(r"\s*[:：]", self.text[label.end : label.end + 4]))

    def run(self) -> tuple[Label, ...]:
        opened = self._single(self._opened())
        found: list[Label] = []
        for index, (hit, start) in enumerate(opened):
            following = opened[index + 1][0].span.start if index + 1 < len(opened) else len(self.text)
            found.append(Label(hit.id, hit.span, self._value(hit, start, following)))
        return tuple(found)

    def _opened(self) -> list[tuple[Hit, int]]:
        opened: list[tuple[Hit, int]] = []
        for hit in self.every:
            topic = self._topic(hit, opened[-1][0] if opened else None)
            start = self._opens(hit) if topic in TOPICS else None
            if topic is not None and start is not None:
                opened.append((replace(hit, key=f"labels.{topic}.aliases"), start))
        return opened

    def _topic(self, hit: Hit, last: Hit | None) -> str | None:
        """An `Address:` belongs to the bank or payee above it, a `Name:` to the bank block that it opens."""
        if hit.id not in ("address", "party_name"):
            return hit.id
        if last is None or any(last.span.end <= o.span.start < hit.span.start and o.id in SIDES for o in self.every):
            return None
        gap = hit.span.start - last.span.end
        if hit.id == "party_name":
            line = self.text[hit.span.end : self.reading.line_at(hit.span).end]
            near = last.id == "bank_block" and gap < 60
            return ("bank_name" if BANKISH.search(line) else "beneficiary") if near else None
        return OWNER.get(last.id) if gap < 160 else None

    def _single(self, opened: list[tuple[Hit, int]]) -> list[tuple[Hit, int]]:
        """Words that head a block and name a number (`USD account`) are the number's caption where digits follow."""
        kept: dict[int, tuple[Hit, int]] = {}
        for hit, start in opened:
            other = kept.get(hit.span.start)
            digits = bool(re.match(r"\s*[A-Z]{0,4}\d", self.text[start : start + 12]))
            cell = self.cells.get(hit.span.start)
            digits = digits or (
                cell is not None and bool(re.match(r"\s*[A-Z]{0,4}\d", self.text[cell.start : cell.end]))
            )
            if other is None or (hit.id == "bank_block") is not digits:
                kept[hit.span.start] = (hit, start)
        return list(kept.values())

    def _unglued(self, hit: Hit) -> Hit:
        """`BANK NAME - INDUS BANK ADDRESS - ...`: the second BANK belongs to the name."""
        if hit.id != "bank_address" or not hit.raw.casefold().startswith("bank "):
            return hit
        line = self.reading.line_at(hit.span)
        before = self.text[line.start : hit.span.start].rstrip()
        if not before or before[-1] in ":：,，;；.。-|":
            return hit
        start = hit.span.end - len(hit.raw[5:].lstrip())
        return replace(hit, span=Span(start, hit.span.end), raw=hit.raw[5:].lstrip())

    def _opens(self, hit: Hit) -> int | None:
        """Where the value of a caption starts; None when the words are no caption here."""
        line = self.reading.line_at(hit.span)
        rest = self.text[hit.span.end : line.end]
        if hit.raw in ENDINGS and re.match(r"[\u4e00-\u9fff]", self.text[hit.span.start - 1 : hit.span.start]):
            return None
        mark = MARK.match(rest)
        if mark:
            return hit.span.end + mark.end()
        shape = SHAPES.get(hit.id)
        fits = shape.match(self.reading.fold_of(Span(hit.span.end, line.end))) if shape else None
        if fits:
            return hit.span.end + fits.end()
        if hit.id == "beneficiary" and self._names_payee(hit, line):
            return hit.span.end + len(rest) - len(rest.lstrip())
        if shape and hit.id in NUMBERS and not rest.strip() and self._runs_on(line, shape):
            return line.end
        first = not any(char.isalnum() for char in self._unlabelled(Span(line.start, hit.span.start), hit.id))
        rest = self._unlabelled(Span(hit.span.end, line.end), hit.id)
        bare = re.sub(r"[(（][^()（）]*[)）]", "", rest)
        if not first or (hit.raw.casefold() in SHY and bare.strip()):
            return None
        alone = not any(char.isalnum() for char in bare)
        wide = re.match(r"\s{2,}\S", rest)
        return hit.span.end + (len(rest) - len(rest.lstrip()) if wide else len(rest)) if alone or wide else None

    def _runs_on(self, line: Span, shape: re.Pattern[str]) -> bool:
        """Whether the number that a line's last words announce (`...; IBAN`) stands at the start of the next line."""
        below = next((other for other in self.reading.lines if other.start >= line.end), None)
        return below is not None and below.start - line.end <= 3 and bool(shape.match(self.reading.fold_of(below)))

    def _names_payee(self, hit: Hit, line: Span) -> bool:
        """Whether a name follows without a colon, and an account beside it: a credit has a beneficiary too."""
        rest = self.reading.fold_of(Span(hit.span.end, line.end))
        match = FIRM.match(rest)
        near = any(o.id in NUMBERS and abs(o.span.start - hit.span.start) < 300 for o in self.every)
        if match is None or not near:
            return False
        return bool(legal_forms(match.group())) or person_likeness(re.split(r"[,;(]", rest)[0]) is not None

    def _unlabelled(self, span: Span, topic: str) -> str:
        """A stretch of text without the other words of a caption in two languages (`Beneficiary 收款人`)."""
        text = self.text[span.start : span.end]
        for hit in self.every:
            if hit.id == topic and span.contains(hit.span):
                text = text.replace(hit.raw, " " * len(hit.raw))
        return text

    def _value(self, hit: Hit, start: int, following: int) -> Span | None:
        line = self.reading.line_at(hit.span)
        stop = min(line.end, following, self._next_colon(hit.span.end, line.end))
        value = self._trim(Span(start, max(start, stop)))
        cell = self.cells.get(hit.span.start)
        if not len(value) and cell is not None and hit.span.start in self.below:
            return self._trim(cell)
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
        chars = " \t\n\r\u00a0\u3000:：,，;；|│┃║\"“”'*=#"
        left = len(raw) - len(raw.lstrip(chars + "-–—"))
        right = len(raw) - len(raw.rstrip(chars))
        start = span.start + left
        return Span(start, max(start, span.end - right))


def _inside_longer(hit: Hit, every: list[Hit]) -> bool:
    return any(other.span.contains(hit.span) and len(other.span) > len(hit.span) for other in every)
