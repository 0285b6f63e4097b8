"""Goods given as captions: `Quantity: 500 MT`, a label cell and its neighbour, one group for each item."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from tradelint.facts.line_arbiter import Options, choose
from tradelint.facts.line_cells import Priced, is_empty, read_moneys, read_quantities, read_words
from tradelint.facts.line_fold import fold
from tradelint.facts.line_grid import Piece
from tradelint.facts.line_roles import Header, read_header, role_hits, word_pattern
from tradelint.facts.line_totals import total_label
from tradelint.facts.line_types import LineItem, Words
from tradelint.facts.numbers_units import unit_of
from tradelint.facts.values import Convention, Quantity, find_money
from tradelint.levels import Confidence
from tradelint.text import Document, Span

ROLES = (
    "description", "specification", "sku", "material", "dimensions", "colour", "hs_code", "origin",
    "quantity", "unit", "unit_price", "amount", "cartons", "per_carton", "net_weight", "gross_weight", "cbm",
    "carton_size",
)  # fmt: skip
GOODS = ("quantity", "unit_price")
TEXTS = ("sku", "material", "dimensions", "colour", "hs_code", "origin", "carton_size")
MEASURES = ("cartons", "per_carton", "net_weight", "gross_weight", "cbm")
LONGEST = 60
FARTHEST = 1500
COLON = re.compile(r"\s*(?:[:：=]|\.{3,}|…+)\s*")
LABEL_START = re.compile(
    r"\s*(?:[•·●▪*✓>-]\s*|\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-z]|[一二三四五六七八九十]{1,3})[.)、:]\s*|第[一二三四五六七八九十\d]{1,3}条\s*"
    r"|(?:article|clause|section|art\.)\s*\d{1,2}(?:\.\d{1,2})?[.):]?\s*)?",
    re.I,
)
MARKER = re.compile(
    r"\s*(?:item|product|line|position|商品|货物|产品|项目)\s*(?:no\.?\s*)?#?\s*(\d{1,3})\s*[:：.)-]?\s*$", re.I
)
NAMED = re.compile(
    r"\s*(?:item|product|商品|货物|产品)\s*(?:no\.?\s*)?#?\s*\d{1,3}(?:\s*[:：.)-]\s*|\s{2,})(?P<name>[^:：]{3,120})",
    re.I,
)
# "Article: Bamboo board" names the goods; "Item: 3" and "Ref: BB-3825" number them.
WORDY = re.compile(r"[^\W\d_]{3,}[ ,-]+[^\W\d_]{2,}|[\u4e00-\u9fff]{2}")
# Stars, arrows and frames at the end of a line, set off by white space.
DECORATED = re.compile(r"\s{2,}[^\w\s()%$€£¥.]{1,3}[^\n]{0,12}$|\s*[│|]\s*$")
TOO_COMMON = frozenset(
    {"name", "type", "code", "ref", "reference", "no", "each", "per", "type no", "service", "details", "quality"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A caption with its value; role "item" marks the start of the next item."""

    role: str
    label: Span
    value: Piece
    header: Header


@dataclass
class _Group:
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        spans = [e.value.span.cover(e.label) for e in self.entries.values()]
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    def ends_before(self, at: int, entry: Entry) -> bool:
        """Whether a sum stands between the group, which has its own amount, and an entry."""
        return "amount" in self.entries and self.span.end <= at < entry.label.start


def caption_lines(document: Document, convention: Convention, taken: tuple[Span, ...]) -> list[LineItem]:
    """The items whose fields stand as captions outside the places already read as tables."""
    groups: list[_Group] = [_Group()]
    sums = _sums(document)
    for entry in _entries(document):
        if any(span.overlaps(entry.label) for span in taken):
            continue
        if len(groups) > 1 and any(groups[-1].ends_before(at, entry) for at in sums):
            break
        group = groups[-1]
        far = bool(group.entries) and entry.label.start - group.span.end > FARTHEST
        if entry.role == "item" or far or entry.role in group.entries:
            if entry.role in group.entries and not far and not _restarts(group, entry):
                continue
            group = _Group()
            groups.append(group)
        if entry.role != "item":
            group.entries[entry.role] = entry
    lines = [_line(document, group, convention) for group in groups]
    return [line for line in lines if line is not None]


def _sums(document: Document) -> list[int]:
    """Where lines begin that sum up: nothing behind them belongs to the last of several items."""
    lines = (line for line in document.lines())
    found = ((line.start, total_label(document.text[line.start : line.end])) for line in lines)
    return [start for start, label in found if label is not None and label.kind in ("subtotal", "total", "with_tax")]


def _restarts(group: _Group, entry: Entry) -> bool:
    """A repeated caption opens the next item once the group has a quantity or a price."""
    return entry.role in ("description", "sku", "quantity", "unit_price") and any(
        role in group.entries for role in GOODS
    )


def _entries(document: Document) -> Iterator[Entry]:
    found = [*_in_lines(document), *_in_cells(document)]
    found.sort(key=lambda e: (e.label.start, -e.label.end))
    seen: set[int] = set()
    for entry in found:
        if entry.label.start not in seen:
            seen.add(entry.label.start)
            yield entry


def _in_lines(document: Document) -> Iterator[Entry]:
    for line in document.lines():
        text = document.text[line.start : line.end]
        marker = MARKER.fullmatch(text)
        if marker:
            yield Entry("item", line, Piece(line, text, 0, 0), Header(text))
            continue
        opened = NAMED.fullmatch(text)
        if opened:
            start = line.start + opened.start("name")
            yield Entry(
                "item",
                Span(line.start, line.start + opened.start("name")),
                _piece(document.text, start, line.end),
                Header(""),
            )
            yield Entry("description", Span(start, start), _piece(document.text, start, line.end), Header(""))
            continue
        yield from _in_line(document.text, line)


def _in_line(text: str, line: Span) -> Iterator[Entry]:
    """The captions of one line; a value ends where the next caption begins."""
    raw = text[line.start : line.end]
    opened: list[tuple[Header, Span, int]] = []
    for colon in COLON.finditer(raw):
        after = opened[-1][2] if opened else line.start
        label = _label(text, after, line.start + colon.start(), first=not opened)
        header = label and _caption_header(text[label.start : label.end])
        if label and header:
            opened.append((header, label, line.start + colon.end()))
    for index, (header, label, start) in enumerate(opened):
        end = opened[index + 1][1].start if index + 1 < len(opened) else line.end
        value = _piece(text, start, end)
        if header.role != "item":
            yield Entry(header.role, label, value, header)
        elif WORDY.search(value.text):
            yield Entry("item", label, value, header)
            yield Entry("description", value.span, value, header)


def _piece(text: str, start: int, end: int) -> Piece:
    raw = DECORATED.sub("", text[start:end])
    body = raw.strip(" \t\n;；,，|│")
    at = start + raw.index(body) if body else start
    return Piece(Span(at, at + len(body)), body, 0, 0)


def _label(text: str, start: int, end: int, first: bool) -> Span | None:
    """The label in front of a colon: the whole start of a line, or the last role words behind a value."""
    raw = text[start:end]
    if first:
        lead = LABEL_START.match(raw)
        begin = start + (lead.end() if lead else 0)
        return Span(begin, end) if 0 < end - begin <= LONGEST else None
    cut = re.search(r"(?:\s{2,}|[\t;；，|、]\s*|,\s+|,(?=[^\d\s]))((?:[^\t;；,，|]|,(?=\d)){1,40})$", raw)
    if cut and role_hits(fold(cut[1]).text):
        return Span(start + cut.start(1), end)
    return None


def _caption_header(raw: str) -> Header | None:
    """The header that a caption amounts to, when its words are hardly more than role words."""
    folded = fold(raw).text
    header = read_header(raw)
    bare = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", folded)
    hits = role_hits(bare) or role_hits(folded)
    letters = sum(c.isalpha() for c in bare)
    known = sum(sum(c.isalpha() for c in bare[h.start : h.end]) for h in hits)
    if header.role not in (*ROLES, "item") or folded.strip().lower() in TOO_COMMON or known * 10 < letters * 6:
        return None
    return header


def _in_cells(document: Document) -> Iterator[Entry]:
    """A label cell and the cell to its right."""
    for table in document.tables:
        for row in table.rows():
            if len(row) > 4:
                continue
            for cell, right in itertools.pairwise(row):
                label = document.text[cell.span.start : cell.span.end].strip().rstrip(":：").strip()
                value = document.text[right.span.start : right.span.end]
                whole = 0 < len(label) <= LONGEST and not re.search(r"[:：]", label)
                header = _caption_header(label) if whole else None
                if header and header.role != "item" and value.strip() and not _is_label(value):
                    start = right.span.start + len(value) - len(value.lstrip())
                    span = Span(start, start + len(value.strip()))
                    yield Entry(header.role, cell.span, Piece(span, value.strip(), 0, 0, right), header)


def _is_label(text: str) -> bool:
    return not re.search(r"\d", text) and _caption_header(text.strip().rstrip(":：")) is not None


def _line(document: Document, group: _Group, convention: Convention) -> LineItem | None:
    entries = group.entries
    if not any(role in entries for role in GOODS):
        return None
    quantities = tuple(_with_unit(q, entries.get("unit")) for q in _measure(entries.get("quantity"), convention))
    price = entries.get("unit_price")
    amount = entries.get("amount")
    priced = read_moneys(price.value, price.header, convention) if price else ()
    amounts = read_moneys(amount.value, amount.header, convention) if amount else ()
    if not price and not amount and "quantity" in entries:
        beside = _beside_quantity(entries["quantity"].value, convention)
        priced, amounts = beside[:1], beside[1:2]
    choice = choose(Options(quantities, priced, amounts, price.header.basis if price else None))
    named = [entries[role].value.text for role in ("description", "sku", "specification") if role in entries]
    described = any(not is_empty(text) for text in named)
    if choice.quantity is None and choice.price is None and not (described and "quantity" in entries):
        return None
    level = Confidence.HIGH if choice.agrees is not None or described else Confidence.MEDIUM
    words: dict[str, Any] = {role: _words(entries.get(role)) for role in TEXTS}
    measures: dict[str, Any] = {role: next(iter(_measure(entries.get(role), convention)), None) for role in MEASURES}
    folded = fold(" ".join(e.value.text for e in entries.values())).text
    span = group.span
    return LineItem(
        span, level, document.place(span),
        description=_description(entries), quantity=choice.quantity, unit_price=choice.price,
        price_basis=choice.basis, amount=choice.amount, agrees=choice.agrees, rounded=choice.rounded,
        factor=choice.factor, free_of_charge=bool(word_pattern("columns", "free_of_charge").search(folded)),
        **words, **measures,
    )  # fmt: skip


def _beside_quantity(value: Piece, convention: Convention) -> tuple[Priced, ...]:
    """Price and amount in the quantity's own line: `Qty: 400 pcs @ USD 38.60 = USD 15,440.00`."""
    if not re.search(r"\d[^\d@×x*]{0,12}\s(?:@|×|x|\*|at)\s?[^\d\s]", value.text):
        return ()
    moneys = find_money(value.text, convention, value.span.start)
    return tuple(Priced(money) for money in moneys) if len(moneys) in (1, 2) else ()


def _measure(entry: Entry | None, convention: Convention) -> tuple[Quantity, ...]:
    return read_quantities(entry.value, entry.header, convention) if entry else ()


def _with_unit(quantity: Quantity, entry: Entry | None) -> Quantity:
    """The unit of a caption of its own (`Unit: KG`)."""
    if entry is None or quantity.raw_unit:
        return quantity
    unit = unit_of(entry.value.text)
    return replace(quantity, unit=unit.id if unit else None, raw_unit=entry.value.text)


def _words(entry: Entry | None) -> Words | None:
    return None if entry is None or is_empty(entry.value.text) else read_words([entry.value])


def _description(entries: dict[str, Entry]) -> Words | None:
    parts = [entries[role].value for role in ("description", "specification") if role in entries]
    return read_words(parts)
