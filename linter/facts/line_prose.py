"""Goods in running text: `4,400 cartons of canned peaches at USD 6.10 per carton`, `5x laptops @ $800 each = $4000`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tradelint.facts.line_arbiter import Choice, Options, choose, price_basis
from tradelint.facts.line_cells import Priced
from tradelint.facts.line_fold import fold
from tradelint.facts.line_roles import find_basis, role_hits, word_pattern
from tradelint.facts.line_totals import total_label
from tradelint.facts.line_types import LineItem, Words
from tradelint.facts.numbers_units import units
from tradelint.facts.values import (
    Convention,
    Money,
    Quantity,
    find_money,
    find_numbers,
    find_quantities,
)
from tradelint.levels import Confidence
from tradelint.text import Document, Span, Table

SENTENCE = re.compile(r"(?<=[^.\s][.;!])\s+(?=[A-Z\u4e00-\u9fff])|(?<=[。；])|\n")
BOX = r"(?:20|40|45)\s?(?:['’′\"]|ft|feet|GP|HQ|HC|DC|RF|OT)|FCL|LCL"  # containers are no goods
TIMES = re.compile(
    rf"(?<![\w.,])(?P<count>\d{{1,3}}(?:,\d{{3}})*|\d+)\s?[x×*]\s(?=\S)(?!{BOX})|(?<![\w.,])(?P<tight>\d+)[x×]\s?(?=[A-Z])(?!{BOX})"
)
MULTIPLIED = re.compile(r"(?P<count>\d[\d,.]*)\s?(?P<unit>[A-Za-z\u4e00-\u9fff]{0,6})\s?[x×*@]\s?")
AT = re.compile(
    r"(?:\bat\b|@|\bfor\b|[x×*=—–|,:，：]|\bunit price\b|\bprice\b|单价|每|为)[^A-Za-z0-9]*"
    r"(?:a unit price of|the price of|unit price)?\s*$",
    re.I,
)
PRICE_WORD = re.compile(r"(?:unit\s*price|u/price|price|rate|@|\bat\b|单价|each|x|×|\*)[\s:：of]*$", re.I)
AMOUNT_WORD = re.compile(r"(?:amount|total|totall?ing|sum|value|=|金额|总价|合计|总计|共计)[\s:：ofis]*$", re.I)
QUANTITY_WORD = re.compile(r"(?:qty|q'ty|quantity|数量)[\s:：of]*$", re.I)
DIMENSION = re.compile(r"\s?(?:[x×*]\s?\d|(?:mm|cm|m|kg|g|in|\")\b)", re.I)
PRICE_LABEL = re.compile(r"unit\s*price|\bprice\b|单价", re.I)
LEAD = re.compile(
    r"\s*(?:[•·●▪*✓-]\s*|(?:[Ll]ine|[Ii]tem|[Pp]os(?:ition|\.)?)\s?\d{1,4}\s?[.:)]\s*|\(?\d{1,2}[.)、]\s+|[a-z][.)]\s+)?"
)
UNQUANTIFIED = re.compile(
    r"(?P<goods>[^:：]{3,90}?)[\s,，—–|-]+(?:qty|quantity|q'ty|数量)\s*[:：]\s*(?P<value>[^\d:：]{1,40})", re.I
)
# Measures of a thing, never how much of it is sold.
SIZES = frozenset({"centimetre", "millimetre", "inch", "gram", "ounce", "foot"})
RANKS = {"count": 0, "package": 0, "weight": 1, "area": 2, "volume": 2, "length": 2}
VERB = re.compile(r"\b(?:is|are|be|shall|will|may|pay|paid|cost|costs|charge[ds]?|fee)\b|:|：", re.I)
SIGNS = " .。;；,，|—–-()[]:：_/\t"
OPENING = re.compile(
    r"(?:the\s+)?(?:seller|supplier|vendor|buyer|purchaser|parties)\b.{0,60}?\b(?:sells?|supply|supplies|deliver|delivers|buys?|purchases?|purchase)\b\s*",
    re.I,
)
OPENING_ZH = re.compile(r"^.*(?:采购|购买|供应|出售|订购|销售|提供|购进)(?=[^，,。])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text that can hold one item."""

    span: Span
    text: str


def prose_lines(document: Document, convention: Convention, taken: tuple[Span, ...]) -> list[LineItem]:
    """The items that sentences, single lines and rows without a header give, outside the places already read."""
    lines = _items(document, _sentences(document), convention, taken)
    for table in document.tables:
        rows = _items(document, _rows(document, table), convention, taken)
        if any(line.agrees for line in rows):
            lines += [line for line in rows if line.agrees is not None or line.free_of_charge]
    return lines


def _items(
    document: Document, sentences: Iterator[Sentence], convention: Convention, taken: tuple[Span, ...]
) -> list[LineItem]:
    found = (_item(document, s, convention) for s in sentences if not any(span.overlaps(s.span) for span in taken))
    return [line for line in found if line is not None]


def _rows(document: Document, table: Table) -> Iterator[Sentence]:
    """The rows of a table, each as one line of text."""
    for _, cells in groupby(table.cells, key=lambda cell: cell.row):
        spans = [cell.span for cell in cells]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        if len(spans) > 1:
            yield Sentence(span, document.text[span.start : span.end])


def _sentences(document: Document) -> Iterator[Sentence]:
    for block in document.blocks:
        raw = document.text[block.span.start : block.span.end]
        if block.kind == "cell":
            continue
        start = 0
        for cut in [*SENTENCE.finditer(raw), None]:
            end = cut.start() if cut else len(raw)
            if raw[start:end].strip():
                yield Sentence(Span(block.span.start + start, block.span.start + end), raw[start:end])
            start = cut.end() if cut else end


def _item(document: Document, sentence: Sentence, convention: Convention) -> LineItem | None:
    if total_label(LEAD.sub("", sentence.text, count=1)) is not None:
        return None
    moneys = list(find_money(sentence.text, convention, sentence.span.start))
    quantities = _quantities(sentence, convention, moneys)
    priced = _priced(sentence, moneys)
    if not quantities and priced:
        quantities = _counted(sentence, priced[0], convention)
    if not quantities:
        return _listed(document, sentence, priced) or _without_quantity(document, sentence)
    choice = _choice(sentence, quantities, priced, moneys, convention)
    if choice is None or choice.quantity is None:
        return None
    free = bool(word_pattern("columns", "free_of_charge").search(fold(sentence.text).text))
    sure = choice.agrees is not None or (choice.price is not None and choice.basis is not None and choice.basis.stated)
    level = Confidence.HIGH if choice.agrees else Confidence.MEDIUM
    if choice.agrees is False and sure:
        level = Confidence.HIGH
    description = _description(sentence, choice)
    span = sentence.span
    return LineItem(
        span, level, document.place(span), description=description, quantity=choice.quantity,
        unit_price=None if free else choice.price, price_basis=None if free else choice.basis,
        amount=choice.amount, free_of_charge=free, agrees=choice.agrees, rounded=choice.rounded,
        factor=choice.factor,
    )  # fmt: skip


def _quantities(sentence: Sentence, convention: Convention, moneys: list[Money]) -> list[Quantity]:
    """Counted, weighed and packed quantities that are no part of a price ("per 1,000 pcs"), in text order."""
    found = []
    for quantity in find_quantities(sentence.text, convention, sentence.span.start):
        unit = units().get(quantity.unit or "")
        if (
            unit is None
            or unit.kind in ("time", "grammage")
            or unit.id in SIZES
            or any(m.span.overlaps(quantity.span) for m in moneys)
        ):
            continue
        before = fold(sentence.text[: quantity.span.start - sentence.span.start]).text
        if re.search(r"(?:/|\bper|每|\+/-|±|\bup to|\bwithin|\bfrom|\bMOQ:?)\s?$", before, re.I):
            continue
        found.append(quantity)
    found.sort(key=lambda q: RANKS.get(units()[q.unit or ""].kind, 3))
    return found or _times(sentence)


def _counted(sentence: Sentence, priced: Priced, convention: Convention) -> list[Quantity]:
    """`2,000 garden chairs at EUR 12.50 each`: a whole number and words in front of a price per piece."""
    if priced.basis is None or priced.basis.unit != "piece" or priced.basis.count != 1:
        return []
    head = sentence.text[: priced.money.span.start - sentence.span.start]
    for figure in reversed(find_numbers(head, convention, sentence.span.start)):
        words = head[figure.span.end - sentence.span.start :]
        if figure.value and figure.value % 1 == 0 and re.fullmatch(r"\s[^\d.;]{3,60}?(?:\bat|@|\bfor|,)\s*", words):
            return [Quantity(figure.value, "piece", "each", figure.span, raw=figure.raw)]
    return []


def _listed(document: Document, sentence: Sentence, priced: list[Priced]) -> LineItem | None:
    """`Avocados, grade I  1.50 USD per kg`: a short line of a price list, goods and a price for one unit."""
    if len(priced) != 1 or priced[0].basis is None or len(sentence.text.strip()) > 120:
        return None
    money = priced[0].money
    words = LEAD.sub("", sentence.text[: money.span.start - sentence.span.start], count=1).strip(SIGNS + '"“”')
    rest = fold(sentence.text[money.span.end - sentence.span.start :]).text[priced[0].basis.end :]
    if len(re.findall(r"[^\W\d_]", words)) < 4 or len(rest.strip(SIGNS)) > 24 or VERB.search(words):
        return None
    at = sentence.span.start + sentence.text.index(words)
    basis, _ = price_basis(priced[0].basis, money, None, None)
    return LineItem(
        sentence.span, Confidence.MEDIUM, document.place(sentence.span),
        description=Words(words, Span(at, at + len(words))), unit_price=money, price_basis=basis, listed=True,
    )  # fmt: skip


def _without_quantity(document: Document, sentence: Sentence) -> LineItem | None:
    """`Bamboo cutlery set — qty: as required`: goods whose quantity is named and not given."""
    match = UNQUANTIFIED.fullmatch(sentence.text.strip())
    lead = LEAD.match(sentence.text)
    if match is None or lead is None:
        return None
    words = LEAD.sub("", match["goods"], count=1).strip(" ,，—–|:：-")
    if len(re.findall(r"[^\W\d_]", words)) < 2:
        return None
    at = sentence.span.start + sentence.text.index(words)
    span = sentence.span
    return LineItem(span, Confidence.MEDIUM, document.place(span), description=Words(words, Span(at, at + len(words))))


def _times(sentence: Sentence) -> list[Quantity]:
    """`5x Laptops`, `1 x Laptop stand`: a count without a unit."""
    found = []
    for match in TIMES.finditer(sentence.text):
        if sentence.text[: match.start()].strip(" -•·*\t"):
            continue
        raw = match["count"] or match["tight"]
        start = sentence.span.start + match.start()
        figure = find_numbers(raw, offset=start)
        if figure and figure[0].value is not None:
            found.append(Quantity(figure[0].value, None, "", figure[0].span, raw=raw))
    return found


def _priced(sentence: Sentence, moneys: list[Money]) -> list[Priced]:
    """The amounts that a price basis or a price word marks as a unit price."""
    found = []
    for index, money in enumerate(moneys):
        start, end = money.span.start - sentence.span.start, money.span.end - sentence.span.start
        following = (
            moneys[index + 1].span.start - sentence.span.start if index + 1 < len(moneys) else len(sentence.text)
        )
        behind = fold(sentence.text[end:following]).text
        basis = find_basis(behind)
        if basis is not None and basis.start > 3:
            basis = None
        if basis is not None and units().get(basis.unit or "") and units()[basis.unit or ""].kind == "time":
            continue
        if basis is not None or PRICE_WORD.search(fold(sentence.text[:start]).text):
            found.append(Priced(money, basis))
    return found


def _choice(
    sentence: Sentence, quantities: list[Quantity], priced: list[Priced], moneys: list[Money], convention: Convention
) -> Choice | None:
    bare = [] if moneys else _bare(sentence, convention)
    spent = {p.money.span for p in priced}
    amounts = [Priced(m) for m in moneys if m.span not in spent]
    if bare:
        priced = [Priced(m) for m in bare if _after_price_word(sentence, m)]
        amounts = [Priced(m) for m in bare if not _after_price_word(sentence, m)]
    if not priced and not amounts:
        return _quantity_only(sentence, quantities)
    prices = priced or amounts
    best = choose(Options(tuple(quantities), tuple(prices), tuple(amounts if priced else amounts[1:])))
    if best.agrees:
        return best
    if not priced:
        return _unpriced(sentence, quantities, moneys, prices)
    quantity = _nearest(quantities, priced[0].money)
    labelled = [a for a in amounts if _is_amount(sentence, a.money) or len(amounts) == 1]
    return choose(Options((quantity,), (priced[0],), tuple(labelled[:1])))


def _after_price_word(sentence: Sentence, money: Money) -> bool:
    return bool(PRICE_WORD.search(fold(sentence.text[: money.span.start - sentence.span.start]).text))


def _is_amount(sentence: Sentence, money: Money) -> bool:
    return bool(AMOUNT_WORD.search(fold(sentence.text[: money.span.start - sentence.span.start]).text))


def _nearest(quantities: list[Quantity], price: Money) -> Quantity:
    """The quantity in front of the price, else the first behind it."""
    before = [q for q in quantities if q.span.end <= price.span.start]
    return before[-1] if before else quantities[0]


def _bare(sentence: Sentence, convention: Convention) -> list[Money]:
    """`3 pcs × 28,668.35 = 86,005.05`: figures without a currency behind a price or amount word or a sign."""
    if "=" not in fold(sentence.text).text and "@" not in sentence.text and not PRICE_LABEL.search(sentence.text):
        return []  # 90 x 85 x 75 cm is a size
    single = convention.currencies[0] if len(convention.currencies) == 1 else None
    found = []
    for figure in find_numbers(sentence.text, convention, sentence.span.start):
        before = fold(sentence.text[: figure.span.start - sentence.span.start]).text
        behind = fold(sentence.text[figure.span.end - sentence.span.start :]).text
        if DIMENSION.match(behind):
            continue
        if PRICE_WORD.search(before) or AMOUNT_WORD.search(before):
            level = Confidence.HIGH if figure.value is not None else Confidence.LOW
            found.append(
                Money(
                    figure.value,
                    single,
                    figure.span,
                    level,
                    figure.raw,
                    figure.value is None,
                    figure.readings,
                    currency_inferred=single is not None,
                    malformed=figure.malformed,
                )
            )
    return found


def _unpriced(
    sentence: Sentence, quantities: list[Quantity], moneys: list[Money], prices: list[Priced]
) -> Choice | None:
    """A count with figures that do not multiply: `3 pcs × USD 28,668.35 = USD 38,6005.05`, `1 x stand 12500 USD`."""
    if MULTIPLIED.search(sentence.text) and len(prices) >= 2 and "=" in fold(sentence.text).text:
        return choose(Options((quantities[0],), (prices[0],), (prices[1],)))
    counted = quantities[0].unit is None and bool(moneys)
    if counted and len(moneys) == 1:
        return choose(Options((quantities[0],), (), (Priced(moneys[0]),)))
    return None


def _quantity_only(sentence: Sentence, quantities: list[Quantity]) -> Choice | None:
    """`Bamboo cutlery set — 12,000 sets`: believed only where a short line names goods and ends in the quantity."""
    text = sentence.text.strip()
    rest = fold(sentence.text[quantities[0].span.end - sentence.span.start :]).text
    for hit in reversed(role_hits(rest)):
        rest = rest[: hit.start] + rest[hit.end :]
    rest = rest.strip(SIGNS)
    free = word_pattern("columns", "free_of_charge").search(fold(text).text)
    if len(text) > 120 or (rest and not free):
        return None
    before = sentence.text[: quantities[0].span.start - sentence.span.start]
    if not re.search(r"(?:[,，—–|、]|\s-|qty:?|quantity:?|数量[:：]?)\s*$", before, re.I):
        return None
    if re.match(r"[^,，—–|]{0,30}[:：]", before) and not QUANTITY_WORD.search(before):
        return None
    return choose(Options((quantities[0],), (), ()))


def _description(sentence: Sentence, choice: Choice) -> Words | None:
    """What is sold: the words in front of the first figure, or between "of" and the price."""
    assert choice.quantity is not None
    text, offset = sentence.text, sentence.span.start
    start, end = choice.quantity.span.start - offset, choice.quantity.span.end - offset
    stops = [part.span.start - offset for part in (choice.price, choice.amount) if part is not None]
    after = min((stop for stop in stops if stop > end), default=len(text))
    if re.match(r"\s+of\s|的", text[end:]):
        return _between(text, end, after, offset)
    lead = LEAD.match(text)
    before = text[lead.end() if lead else 0 : start]
    opening = OPENING.match(before)
    kept = before[opening.end() :] if opening else before
    kept = OPENING_ZH.sub("", kept)
    kept = re.sub(r"(?:qty|q'ty|quantity|数量)[\s:：]*$", "", kept, flags=re.I).strip(" ,，—–|:：-\t")
    if len(re.findall(r"[^\W\d_]", kept)) >= 3:
        at = text.index(kept, lead.end() if lead else 0)
        return Words(" ".join(kept.split()), Span(offset + at, offset + at + len(kept)))
    return _between(text, end, after, offset)


def _between(text: str, end: int, after: int, offset: int) -> Words | None:
    """The words between a quantity and the price."""
    between = re.sub(r"^\s*(?:[x×*]\s*)?(?:of\s+|的)?", "", text[end:after])
    between = AT.sub("", between).strip(" ,，—–|:：-\t@")
    between = re.sub(r"\s+(?:at|for|@)$", "", between, flags=re.I)
    if len(re.findall(r"[^\W\d_]", between)) < 2:
        return None
    at = text.index(between, end)
    return Words(" ".join(between.split()), Span(offset + at, offset + at + len(between)))
