"""Captions and their values: `Payment: 30% T/T`, a label cell and its neighbour, a heading and the clause under it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.captions_continued import with_continuations
from tradelint.facts.captions_titles import SIGNATURES, with_clauses
from tradelint.facts.fold import Folded
from tradelint.facts.words import Hit
from tradelint.text import Block, Cell, Document, Span, Table

Via = Literal["line", "right", "below", "clause"]
NUMBER = r"(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zA-Z](?!\.[A-Za-z]\.)|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[.)、:]\s*|[•·●▪*✓-]\s*|第[一二三四五六七八九十百\d]{1,4}[条章款]\s*[、.:]?\s*|(?:Article|Clause|Section)\s+\d{1,2}\s*[.:、-]?\s*|\d{1,2}(?:\.\d{1,2}){0,3}\s+(?=[A-Z\u4e00-\u9fff]))"
LEAD = re.compile(rf"\s*(?:{NUMBER})?")
# Any words before a colon are a caption, also ones that no list knows; a time of day or a ratio is none.
COLON = re.compile(r"\s*(?:[:：]|\s[-=]\s)\s*")
# A numbered clause whose title runs into its text: `12.2. Payment Obligations. Even after termination, ...`
RUN_IN = re.compile(
    r"([A-Z][\w'’&/-]*(?:\s(?:[A-Z][\w'’&/-]*|of|and|the|to|for|in|or|on|with|&)){0,7})\.\s+(?=[\"“(]?[A-Z])"
)
JOINED = re.compile(r"\band\b|\bor\b|[&/,+、，及与和]", re.IGNORECASE)
# PRODUCTS AND SPECIFICATIONS: a title of two matters.
JOINED_TITLE = re.compile(r"\s{1,3}(?:AND|&|And|and)\s{1,3}[A-Z][A-Za-z]{2,20}(?:\s[A-Z][A-Za-z]{2,20})?\s*")
KNOWN = ("clause_topics.", "labels.")
FIELDS = (".headings", ".headings_dest", ".aliases")
LONGEST_LABEL = 70
# Words that may stand in a caption beside the phrase that names its topic.
FILLER = frozenset(
    [
        "the",
        "of",
        "and",
        "&",
        "/",
        "(",
        ")",
        ".",
        ",",
        "'",
        "s",
        ":",
        "-",
        "#",
        "no",
        "terms",
        "term",
        "clause",
        "article",
        "section",
        "by",
        "for",
        "in",
        "s'",
        "条款",
        "条",
        "款",
        "部分",
        "及",
        "与",
        "和",
        "、",
        "的",
        "方式",
        "要求",
    ]
)


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption: its words, the value that belongs to them (None when nothing follows) and the topics it names.

    `via` tells how value and caption stand: on one line, in the cell to the right or below, or as a clause under a
    heading (the value then reaches to the next heading of the same rank).
    """

    label: Span
    value: Span | None
    topics: tuple[str, ...]
    via: Via
    number: str | None = None


def find_captions(document: Document, folded: Folded, hits: tuple[Hit, ...]) -> tuple[Caption, ...]:
    """Every caption of a document in text order."""
    finder = _Finder(document, folded, hits)
    in_lines = with_continuations(document, with_clauses(document, finder.in_lines()))
    found = [*in_lines, *finder.in_tables(), *finder.clauses()]
    found.sort(key=lambda c: (c.label.start, c.value is None, c.via))
    return tuple(dict.fromkeys(found))


# Names and addresses stand in blocks below their caption.
BLOCKS = frozenset(
    ["seller", "buyer", "consignee", "notify", "ship_to", "shipper", "address", "party_name", "party_a", "party_b"]
)
COLUMN = re.compile(r"\S(?:[ \u00a0]{4,}|\t)([^\s:：][^:：\t]{0,60})$")
SENTENCE = re.compile(r"。\s?([^\s。；;:：][^。；;:：]{0,60})$")


class _Finder:
    def __init__(self, document: Document, folded: Folded, hits: tuple[Hit, ...]) -> None:
        self.document = document
        self.text = document.text
        self.folded = folded
        self.known = [h for h in hits if h.key.startswith(KNOWN) and h.key.endswith(FIELDS)]
        self.starts = [h.span.start for h in self.known]

    def topics_of(self, label: Span) -> tuple[str, ...]:
        """The topics whose phrase makes up (most of) the label."""
        inside = self._outer(label)
        if not inside:
            return ()
        covered = [False] * len(label)
        for hit in inside:
            for index in range(hit.span.start, hit.span.end):
                covered[index - label.start] = True
        rest = "".join(" " if covered[i] else self.text[label.start + i].casefold() for i in range(len(label)))
        words = [w for w in re.findall(r"[^\W\d_]+", rest) if w not in FILLER]
        longest = max(len(h.span) for h in inside)
        chosen: list[str] = []
        for hit in inside:
            whole = len(words) == 0 and len(hit.span) * 2 >= longest
            leads = hit.span.start <= label.start + 2 and len(" ".join(words)) <= len(hit.span)
            if whole or leads:
                chosen.append(_topic(hit))
        return tuple(dict.fromkeys(chosen))

    def _outer(self, label: Span) -> list[Hit]:
        """The phrases of a label; one inside a longer phrase (商品 in 商品编码, 户名 in 客户名称) names nothing by itself."""
        inside = self._hits_in(label)
        if JOINED.search(self.text, label.start, label.end):
            return inside
        return [h for h in inside if not any(o.span.contains(h.span) and len(o.span) > len(h.span) for o in inside)]

    def _hits_in(self, span: Span) -> list[Hit]:
        first = bisect_left(self.starts, span.start)
        found = []
        for hit in self.known[first:]:
            if hit.span.start >= span.end:
                break
            if hit.span.end <= span.end:
                found.append(hit)
        return found

    # -- captions on one line

    def in_lines(self) -> list[Caption]:
        """`Label: value`, several to a line too, and `Payment terms 30% T/T` without a colon."""
        found: list[Caption] = []
        for block in self.document.blocks:
            opened = [c for line in _lines(self.text, block.span) for c in self._line(line)]
            for index, caption in enumerate(opened):
                end = opened[index + 1].label.start if index + 1 < len(opened) else block.span.end
                found.append(self._extended(caption, end))
        return found

    def _line(self, line: Span) -> list[Caption]:
        labels = self._labels(line)
        found: list[Caption] = []
        for index, (label, start) in enumerate(labels):
            end = labels[index + 1][0].start if index + 1 < len(labels) else line.end
            value = _trim(self.text, Span(start, end))
            found.append(Caption(label, value if len(value) else None, self.topics_of(label), "line"))
        return found

    def _labels(self, line: Span) -> list[tuple[Span, int]]:
        """(label, offset where its value starts) for each caption of a line."""
        raw = self.text[line.start : line.end]
        lead = LEAD.match(raw)
        first = line.start + (lead.end() if lead else 0)
        found: list[tuple[Span, int]] = []
        for colon in re.finditer(r"[:：]", raw):
            at = line.start + colon.start()
            begin = self._behind_gap(first, at) if not found else self._label_start(found[-1][1], at)
            if begin is None or not 0 < at - begin <= LONGEST_LABEL:
                continue
            label = _trim(self.text, Span(begin, at))
            if not found and not self._may_be_label(label, raw, colon.end()):
                continue
            if len(label):
                found.append((label, line.start + colon.end()))
        if found:
            return found
        return self._unmarked(first, line)

    def _behind_gap(self, first: int, colon: int) -> int:
        """`P.O. Box 118, Sharjah          DATE: ...`, `FOB 天津,海运。装运期:`: the caption opens the last column or sentence."""
        for opening in (COLUMN, SENTENCE):
            gap = opening.search(self.text, first, colon)
            if gap is not None and self._hits_in(Span(gap.start(1), colon)):
                return gap.start(1)
        return first

    def _label_start(self, after: int, colon: int) -> int | None:
        """Where a further caption on the same line starts: a known phrase or the words behind a wide gap."""
        gap = re.search(
            r"(?:\s{2,}|\t|[;；,，。|]\s*)([^\s;；,，。|:：]+(?:\s[^\s;；,，。|:：]+){0,4}\s?)$",
            self.text[after:colon],
        )
        if gap:
            return after + gap.start(1)
        hits = [h for h in self._hits_in(Span(after, colon)) if h.span.end >= colon - 2]
        return min((h.span.start for h in hits), default=None)

    def _may_be_label(self, label: Span, raw: str, after: int) -> bool:
        words = self.text[label.start : label.end]
        if re.search(r"\d$", words) and re.match(r"\d", raw[after:]):
            return False
        return len(words.split()) <= 9 and not re.search(r"(?<!\b[Nn][oOr])[.。;；]\s", words)

    def _unmarked(self, first: int, line: Span) -> list[tuple[Span, int]]:
        """A known caption at the start of a line, set off by white space, a dash or nothing at all."""
        run_in = RUN_IN.match(self.text, first, line.end)
        if run_in and first > line.start:
            return [(Span(first, run_in.end(1)), run_in.end())]
        best: Hit | None = None
        for hit in self._hits_in(Span(first, line.end)):
            if hit.span.start > first:
                break
            if best is None or hit.span.end > best.span.end:
                best = hit
        if best is None:
            return []
        rest = self.text[best.span.end : line.end]
        # A sentence that merely begins with a caption's word ("Payment shall be made ...") is no caption.
        if re.match(r"\s+[a-z]{2,}", rest) and not re.match(r"\s{2,}|\s+(?:by|within|via|per|as|before)\b", rest):
            return []
        if re.match(r"[\u4e00-\u9fff]", rest) and not re.match(r"(?:为|是|条款)", rest):
            return []
        if JOINED_TITLE.fullmatch(rest):
            return [(_trim(self.text, Span(best.span.start, line.end)), line.end)]
        if self._all_known(Span(best.span.end, line.end)):
            return [(_trim(self.text, Span(best.span.start, line.end)), line.end)]
        gap = re.match(r"\s*(?:[（(][A-Za-z .&/']{2,40}[)）])?\s*(?:\.{2,}|…+|[-–—.=])?\s*", rest)
        return [(best.span, best.span.end + (gap.end() if gap else 0))]

    def _all_known(self, rest: Span) -> bool:
        """`Lead time 交期`: the same caption in the other language is no value."""
        words = _trim(self.text, rest, " \t\n\r/／|()（）")
        return len(words) > 0 and any(hit.span == words for hit in self._hits_in(words))

    def _extended(self, caption: Caption, end: int) -> Caption:
        """Lines that follow in the same block and open no caption of their own go on with the value."""
        start = caption.value.start if caption.value else caption.label.end
        whole = _trim(self.text, Span(start, max(start, end)))
        if caption.value is None:
            rest = self.text[caption.label.end : end].lstrip(" \t\n:：")
            if not rest.strip():
                return caption
            begin = end - len(rest)
            whole = _trim(self.text, Span(begin, end))
        return Caption(caption.label, whole, caption.topics, caption.via, caption.number)

    # -- captions in cells

    def in_tables(self) -> list[Caption]:
        """A cell that is a known caption: its value stands to the right, else below."""
        return [c for table in self.document.tables for c in self._table(table)]

    def _table(self, table: Table) -> list[Caption]:
        rows = table.rows()
        found: list[Caption] = []
        for index, row in enumerate(rows):
            for position, cell in enumerate(row):
                label = _trim(self.text, Span(cell.span.start, cell.span.end))
                raw = self.text[label.start : label.end]
                if not raw or len(raw) > LONGEST_LABEL or "\n" in raw.rstrip(":： "):
                    continue
                marked = raw.rstrip().endswith((":", "："))
                topics = self.topics_of(_trim(self.text, label, ":： \t"))
                if not topics and not marked:
                    continue
                right = next((c for c in row[position + 1 :] if len(_trim(self.text, c.span))), None)
                if right is not None and not self._is_label(right.span):
                    found.append(Caption(label, _trim(self.text, right.span), topics, "right"))
                    continue
                # Under a column of labels with a colon each, the next cell is no value of the last one.
                listed = marked and index > 0 and self._above_is_label(rows[index - 1], cell.column)
                listed = listed and not BLOCKS & set(topics)
                below = None if listed else self._below(rows, index, cell.column)
                if below is not None and topics:
                    found.append(Caption(label, below, topics, "below"))
                elif topics or marked:
                    found.append(Caption(label, None, topics, "right"))
        return found

    def _below(self, rows: tuple[tuple[Cell, ...], ...], index: int, column: int) -> Span | None:
        for cell in rows[index + 1] if index + 1 < len(rows) else ():
            span = _trim(self.text, cell.span)
            if cell.column <= column < cell.column + cell.column_span and len(span) and not self._is_label(span):
                return span
        return None

    def _above_is_label(self, row: tuple[Cell, ...], column: int) -> bool:
        above = next((cell for cell in row if cell.column == column), None)
        return above is not None and self.text[above.span.start : above.span.end].rstrip().endswith((":", "："))

    def _is_label(self, span: Span) -> bool:
        trimmed = _trim(self.text, span)
        raw = self.text[trimmed.start : trimmed.end]
        if raw.endswith((":", "：")):
            return True
        inner = _trim(self.text, trimmed, ":： \t")
        return len(raw) <= LONGEST_LABEL and bool(self.topics_of(inner)) and not re.search(r"\d", raw)

    # -- clauses

    def clauses(self) -> list[Caption]:
        """Headings with the blocks under them, up to the next heading of the same or a higher rank."""
        blocks = self.document.blocks
        found: list[Caption] = []
        for index, block in enumerate(blocks):
            if block.kind != "heading":
                continue
            end = next((i for i in range(index + 1, len(blocks)) if self._closes(block, blocks[i])), len(blocks))
            body = [b for b in blocks[index + 1 : end] if b.layer == block.layer]  # a text box may float in the clause
            label = _without_number(self.text, block)
            if body:
                value = _trim(self.text, Span(body[0].span.start, body[-1].span.end))
                found.append(
                    Caption(label, value if len(value) else None, self.topics_of(label), "clause", block.number)
                )
            else:
                found.append(Caption(label, None, self.topics_of(label), "clause", block.number))
        return found

    def _closes(self, heading: Block, other: Block) -> bool:
        return _ends(heading, other) or bool(SIGNATURES.match(self.text, other.span.start, other.span.end))


def _ends(heading: Block, other: Block) -> bool:
    if other.layer == "text box" != heading.layer:
        return False
    return (other.kind == "heading" and other.level <= heading.level) or other.layer != heading.layer


def _topic(hit: Hit) -> str:
    return f"{hit.id}_dest" if hit.key.endswith(".headings_dest") else hit.id


def _without_number(text: str, block: Block) -> Span:
    lead = LEAD.match(text[block.span.start : block.span.end])
    start = block.span.start + (lead.end() if lead and lead.end() < len(block.span) else 0)
    return _trim(text, Span(start, block.span.end), ":： \t\n")


def _lines(text: str, span: Span) -> list[Span]:
    found, start = [], span.start
    for line in text[span.start : span.end].split("\n"):
        found.append(Span(start, start + len(line)))
        start += len(line) + 1
    return found


def _trim(text: str, span: Span, chars: str = " \t\n\r\u00a0\u3000") -> Span:
    raw = text[span.start : span.end]
    left = len(raw) - len(raw.lstrip(chars))
    right = len(raw) - len(raw.rstrip(chars))
    start = span.start + left
    return Span(start, max(start, span.end - right))
