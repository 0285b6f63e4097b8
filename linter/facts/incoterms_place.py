"""The named place of a trade term: the words behind it, in front of it or in its own brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from tradelint.facts.incoterms_rules import trade_terms
from tradelint.facts.ports import PlaceName, countries_in, ports_in, read_place
from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import table
from tradelint.text import Span

LONGEST = 140
MOST_COMMAS = 3
# Between a term and its place: "FOB price: port of", "CIF (named port of destination)".
LEAD = re.compile(
    r"(?:[\s:：,=\-/·.]|(?:price|terms?|basis|port of|port|the|delivered|delivery|to|at|from|in|named|place(?: of)?|"
    r"only|is|total|value|amount|unit|incl\.?)\b|价格?|条款|港口|到|至|在|于){0,12}",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\s,;，；。:：()（）\[\]|\t\n\"]+")
MONEY = re.compile(r"[$€£¥￥]|\d[\d,.]*(?:usd|us|eur|rmb|%)?$|\d+[.,]\d", re.IGNORECASE)
COUNTED = re.compile(r"\s?(?:%|pcs|sets|usd|days)", re.IGNORECASE)
HOUSE_NUMBER = re.compile(r"\d{1,6}[a-zA-Z]?")
YEAR = re.compile(r"(?:19|20)\d\d$")
HAN = re.compile(r"[\u4e00-\u9fff]")
BREAK = re.compile(r"[;；。|\n:：]|\s[-–—]\s*$")


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(table("incoterms")["place_words"][name])


@cache
def _stop_zh() -> re.Pattern[str]:
    return re.compile("|".join(table("incoterms")["place_words"]["stop_zh"]) + r"|\d{4}年")


def place_of(reading: Reading, term: Span) -> PlaceName | None:
    """The named place that belongs to the term at `term`; None where there is none."""
    for find in (_behind, _before, _later):
        span = find(reading, term)
        place = read_place(reading, span) if span else None
        if place is not None:
            return place
    return None


def _behind(reading: Reading, term: Span) -> Span | None:
    end = _line_end(reading, term)
    tail = reading.text[term.end : end]
    at = _after_lead(reading, term.end, tail, 0)
    if at < len(tail) and tail[at] in "(（":
        closing = _closing(tail, at)
        inner = Span(term.end + at + 1, term.end + (closing if closing > 0 else len(tail)))
        if _holds_place(reading, inner):
            return _NameRun(reading, inner.start, inner.end).span()
        at = _after_lead(reading, term.end, tail, closing + 1 if closing > 0 else len(tail))
    return _NameRun(reading, term.end + at, end).span()


def _line_end(reading: Reading, term: Span) -> int:
    """Where the value that holds the term ends: its line, or the next caption on it."""
    text, limit = reading.text, min(len(reading.text), term.end + LONGEST)
    line_end = next((i for i in range(term.end, limit) if text[i] in "\n\t"), limit)
    block = reading.block(term)
    if block and line_end < block.span.end and not text[term.end : line_end].strip(" :：,-"):
        after = text.find("\n", line_end + 1, block.span.end)
        line_end = after if after >= 0 else block.span.end
    next_label = bisect_left(reading.captions, term.end, key=lambda caption: caption.label.start)
    for caption in reading.captions[next_label : next_label + 4]:
        if caption.via == "line":
            return min(line_end, caption.label.start)
    return line_end


def _after_lead(reading: Reading, offset: int, tail: str, at: int) -> int:
    """Behind the small words, but not into a port whose name begins with one of them (Port Klang)."""
    lead = LEAD.match(tail, at)
    end = lead.end() if lead else at
    for word in re.finditer(r"[^\W\d_]+", tail[at:end]):
        if _known_here(reading, offset + at + word.start()):
            return at + word.start()
    return end


def _closing(tail: str, at: int) -> int:
    return min((i for i in (tail.find(")", at), tail.find("）", at)) if i > 0), default=-1)


def _holds_place(reading: Reading, span: Span) -> bool:
    if re.search(r"incoterm", reading.text[span.start : span.end], re.IGNORECASE):
        return False
    return bool(ports_in(reading, span) or countries_in(reading, span))


def _known_here(reading: Reading, at: int) -> bool:
    window = Span(at, min(len(reading.text), at + 40))
    return any(span.start == at for _, span in ports_in(reading, window, any_case=True))


class _NameRun:
    """Takes words from `start` on as long as they can belong to the name of a place."""

    def __init__(self, reading: Reading, start: int, end: int) -> None:
        self.reading, self.text = reading, reading.text
        self.start, self.end = start, end
        self.stop, self.last, self.commas = start, start, 0

    def span(self) -> Span | None:
        """The run, or None where the first word is none of a place."""
        for match in WORD.finditer(self.text, self.start, self.end):
            if not self._take(match.group(), match.start()):
                break
        return self._trimmed() if self.last > self.start else None

    @property
    def _first(self) -> bool:
        return self.last == self.start

    def _take(self, word: str, at: int) -> bool:
        if not self._first and not self._gap_belongs(self.text[self.stop : at], at):
            return False
        if HAN.search(word):
            return self._take_chinese(word, at)
        if not self._goes_on(word, at):
            return False
        self.stop = at + len(word)
        if word.casefold() not in _words_of("joiners") | {"in", "at"}:
            self.last = self.stop
        if word.endswith(".") and len(word) > 4:
            self.last -= 1
            return False
        return True

    def _take_chinese(self, word: str, at: int) -> bool:
        """Up to a character that opens another statement; less than two characters name nothing."""
        cut = _stop_zh().search(word)
        length = cut.start() if cut else len(word)
        if length < 2 or word.startswith("的"):
            return False
        self.stop = self.last = at + length
        return cut is None

    def _gap_belongs(self, gap: str, at: int) -> bool:
        if BREAK.search(gap):
            return False
        if re.search(r"[(（]", gap) and not self._bracket_belongs(at):
            return False
        self.commas += bool(re.search(r"[,，]", gap))
        return self.commas <= MOST_COMMAS

    def _bracket_belongs(self, at: int) -> bool:
        ends = (self.text.find(sign, at, self.end) for sign in ")）")
        inner = Span(at, min((i for i in ends if i > 0), default=self.end))
        return bool(ports_in(self.reading, inner) or countries_in(self.reading, inner))

    def _goes_on(self, word: str, at: int) -> bool:
        bare = word.strip("().,'\"“”®™").casefold()
        known = _known_here(self.reading, at)
        if not bare or known or bare in _words_of("nouns"):
            return True
        if bare.partition("/")[0] in _words_of("stop") or (word.isupper() and bare.upper() in trade_terms()):
            return False
        if self._first and HOUSE_NUMBER.fullmatch(bare):
            return bool(ports_in(self.reading, Span(at, min(len(self.text), at + 70))))
        if MONEY.search(word):
            return self._is_house_number(word, bare, at)
        if bare in _words_of("joiners") or (bare in ("in", "at") and self._last_word() in _words_of("premises")):
            return not self._first
        return word.lstrip("(\"'")[:1].isupper()

    def _is_house_number(self, word: str, bare: str, at: int) -> bool:
        behind = self.text[at + len(word) : at + len(word) + 8]
        plain = HOUSE_NUMBER.fullmatch(bare) and not YEAR.search(bare)
        return bool(not self._first and plain and not COUNTED.match(behind))

    def _last_word(self) -> str:
        words = self.text[self.start : self.stop].split()
        return words[-1].casefold() if words else ""

    def _trimmed(self) -> Span | None:
        if self.text[self.last : self.last + 1] in (")", "）") and _open_bracket(self.text[self.start : self.last]):
            self.last += 1
        raw = LOOSE_NUMBER.sub("", self.text[self.start : self.last])
        self.last = self.start + len(raw)
        tail = ' ,.:;-–/"”' + ("" if re.search(r"[(（]", raw) else ")）")
        left = len(raw) - len(raw.lstrip(' ,.:;-–/(（"“'))
        right = len(raw) - len(raw.rstrip(tail))
        span = Span(self.start + left, max(self.start + left, self.last - right))
        return span if len(span) else None


LOADED = re.compile(
    r"(?:load(?:ed|ing)|port of \w+|deliver(?:y|ed)|discharg(?:e|ed|ing)|place(?: of \w+)?|ship(?:ped|"
    r"ment)?)\s(?:is\s|shall be\s|will be\s)?"
    r"(?:at|in|from|to|:)?\s?(?:the\s)?(?:port of\s)?$",
    re.IGNORECASE,
)


def _later(reading: Reading, term: Span) -> Span | None:
    """`FOB basis per Incoterms 2020, with loading at Rotterdam`: a known port later in the sentence."""
    sentence = reading.sentence_at(term)
    for _, span in ports_in(reading, Span(term.end, max(term.end, sentence.end))):
        if LOADED.search(reading.fold_of(Span(max(term.end, span.start - 50), span.start)).replace("\n", " ")):
            return _NameRun(reading, span.start, sentence.end).span()
    return None


# "Ningbo, 1 x 40HQ": a number behind a comma counts boxes, not houses.
LOOSE_NUMBER = re.compile(r"[,，]\s*\d+$")


def _open_bracket(words: str) -> bool:
    return words.count("(") + words.count("（") > words.count(")") + words.count("）")


def _before(reading: Reading, term: Span) -> Span | None:
    """`Ningbo FOB`, `宁波离岸价`: a known port that ends right in front of the term."""
    line = reading.text[max(0, term.start - 40) : term.start].rpartition("\n")[2].rpartition("\t")[2]
    known = ports_in(reading, Span(term.start - len(line), term.start))
    if not known:
        return None
    span = known[-1][1]
    gap = reading.text[span.end : term.start]
    return span if re.fullmatch(r"\s*(?:port|港|市)?(?:,\s?[A-Z]{2})?[\s,，\-(（]{0,3}", gap, re.IGNORECASE) else None
