"""How much is sold and at what price where no goods line says so: in captions of their own and in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.amount_words import chinese_integer
from tradelint.facts.captions import Caption
from tradelint.facts.numbers_units import unit_of, units
from tradelint.facts.passages_values import is_hollow
from tradelint.facts.product_bare import find_bare
from tradelint.facts.product_prose import find_sold
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.values import Money, Quantity, find_money, find_quantities
from tradelint.levels import Confidence
from tradelint.text import Span

HOW_MANY = re.compile(
    r"(?:\b(?:quantity|quantities|qty|q'ty|volume|tonnage|order size)\b|(?:数量|吨数|总量|采购量|订货量))[^A-Za-z一-鿿]*(?:\([^()]{0,20}\))?$",
    re.I,
)
PRICE = re.compile(
    r"^[^A-Za-z]{0,6}(?:(?:product|unit|net|basic|selling|purchase|goods|contract|fixed|agreed|u)[\s/-]{1,3})?"
    r"(?:pric(?:e|es|ing)(?: per \w{1,12}| basis| each)?|cost per \w{1,12}|rate per \w{1,12})\W*$|单价|价格$",
    re.I,
)
TOLD = re.compile(r"[A-Za-z]{2}|[一-鿿]")
# "贰仟套": a number in Chinese signs before a unit.
HAN_COUNT = re.compile(
    r"(?P<n>[零一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟萬]{1,12})\s?(?P<unit>[一-鿿]{1,2})"
)
# "The shipment must contain between 2995 and 3005 KG of ..."
CONTENT = re.compile(
    r"\b(?:shipment|consignment|delivery|order|lot)\s(?:must|shall|will|should)\s(?:contain|comprise|consist\sof|be)\b[^.;\n]{0,80}",
    re.I,
)
PRICED = re.compile(r"\bpric(?:e|es|ed)\b|单价|价格|@|\bat\s*$", re.I)
EACH = re.compile(
    r"\s?(?:\([^()]{0,60}\)\s?)?(?:/|\bper\b|\ba\b|\b(?:for )?each\b|每)\s?(?P<unit>[A-Za-z一-鿿]{0,12})", re.I
)
EACH_BEFORE = re.compile(r"每\s?(?P<unit>[一-鿿]{1,2})\s?(?:为|:)?\s?$")
# "24 doz. beach towels": a count opens the line.
COUNTED = re.compile(
    r"\s?\d[\d,.]*\s?(?:doz\w*\.?|pcs|pieces|sets|pairs|rolls|units|cartons|tons?|mt|kgs?)\s[a-z]", re.IGNORECASE
)
SHORT = 30
NOT_GOODS = frozenset({"time"})


@dataclass(frozen=True, slots=True)
class GoodsTerm(Fact):
    """A quantity or a price of the goods: one of `quantity` and `price`, or neither where `words` fix none."""

    words: str = ""
    quantity: Quantity | None = None
    price: Money | None = None


def find_quantity_terms(reading: Reading) -> tuple[GoodsTerm, ...]:
    """What captions ("Quantity: 500 sets") and sentences of sale say of the quantity."""
    found = [term for caption in reading.captions for term in _of_caption(reading, caption)]
    return tuple(found) or tuple(_sold(reading))


def _of_caption(reading: Reading, caption: Caption) -> Iterator[GoodsTerm]:
    asked = HOW_MANY.search(reading.fold_of(caption.label).strip())
    if not asked or caption.topics or caption.via == "clause" or _is_open(reading, caption):
        return
    assert caption.value is not None
    quantity = _quantity(reading, caption.value)
    if quantity is not None or TOLD.search(reading.fold_of(caption.value)):
        yield _term(reading, caption.value, quantity)


def _is_open(reading: Reading, caption: Caption) -> bool:
    """Whether nothing was filled in: a unit beside the hole ("[price] USD") is no value."""
    return caption.value is None or is_hollow(reading, caption.value)


def _term(reading: Reading, span: Span, quantity: Quantity | None = None, price: Money | None = None) -> GoodsTerm:
    level = Confidence.MEDIUM if quantity or price else Confidence.LOW
    return GoodsTerm(span, level, reading.document.quote(span, 80), quantity, price)


def _quantity(reading: Reading, span: Span) -> Quantity | None:
    """The last quantity of a slice: "2 x 40'HC, total 1,840 cartons"."""
    text = reading.text[span.start : span.end]
    found = [q for q in find_quantities(text, reading.convention, span.start) if q.value is not None and _counts(q)]
    if found:
        return found[-1]
    for match in reading.find(HAN_COUNT, span):
        value, unit = chinese_integer(match["n"]), unit_of(match["unit"]) or unit_of(match["unit"][:1])
        if value is not None and unit is not None:
            return Quantity(value, unit.id, match["unit"], match.span)
    return None


def _counts(quantity: Quantity) -> bool:
    unit = units().get(quantity.unit or "")
    return unit is not None and unit.kind not in NOT_GOODS


def _sold(reading: Reading) -> Iterator[GoodsTerm]:
    """The quantity in what a sentence sells, or that a shipment must contain."""
    spans = [span for span, _ in find_sold(reading)] + [found.span for found in reading.find(CONTENT)]
    spans += [span for span in find_bare(reading) if COUNTED.match(reading.fold_of(span))]
    for span in spans:
        quantity = _quantity(reading, span)
        if quantity is not None:
            yield _term(reading, quantity.span, quantity)


def find_price_terms(reading: Reading) -> tuple[GoodsTerm, ...]:
    """What captions ("Unit price: USD 4.85/pc") and sentences ("the price is USD 28 per carton") say of the price."""
    found = [term for caption in reading.captions for term in _priced_caption(reading, caption)]
    found += [] if any(term.price for term in found) else list(_priced(reading))
    return tuple(sorted(found, key=lambda term: (term.price is None, term.span)))


def _priced_caption(reading: Reading, caption: Caption) -> Iterator[GoodsTerm]:
    label = reading.fold_of(caption.label).strip()
    if not PRICE.search(label) or caption.topics or caption.value is None or _is_open(reading, caption):
        return
    if caption.via == "clause" or (reading.hits("incoterms", caption.value) and not _money(reading, caption.value)):
        return
    moneys = _money(reading, caption.value)
    if moneys or TOLD.search(reading.fold_of(caption.value)):
        yield _term(reading, moneys[0].span if moneys else caption.value, price=moneys[0] if moneys else None)


def _money(reading: Reading, span: Span) -> list[Money]:
    found = find_money(reading.text[span.start : span.end], reading.convention, span.start)
    return [
        money for money in found if money.amount is not None and money.amount > 0 and (money.currency or money.symbol)
    ]


def _priced(reading: Reading) -> Iterator[GoodsTerm]:
    for sentence in reading.sentences:
        for money in _money(reading, sentence):
            before = reading.fold_of(Span(sentence.start, money.span.start))
            each = EACH.match(reading.fold_of(Span(money.span.end, min(sentence.end, money.span.end + 90))))
            each = each or EACH_BEFORE.search(before)
            counted = each and (not each["unit"] or unit_of(each["unit"])) and not _is_time(each["unit"])
            labelled = len(before) < SHORT and PRICE.search(before.strip(" :-"))
            if labelled or (counted and PRICED.search(before)):
                yield _term(reading, money.span, price=money)


def find_total(reading: Reading) -> Money | None:
    """The sum behind the word for a total: "TOTAL USD 7,245.00 (...)", "the aggregate price amounts to US$ 91,750"."""
    for match in reading.find(TOTAL):
        sentence = reading.sentence_at(match.span)
        behind = Span(match.span.end, min(sentence.end, match.span.end + FAR))
        money = next(iter(_money(reading, behind)), None)
        if money is not None and not reading.negated(match.span):
            return money
    return None


TOTAL = re.compile(
    r"\b(?:grand\s)?total(?:\s(?:amount|price|value|sum))?\b(?!\s(?:weight|quantity|cartons|cbm|volume))|\baggregate\s(?:price|amount|value|sum)\b|总(?:金额|价款?|额|货款)",
    re.IGNORECASE,
)
FAR = 60


def find_waiting(reading: Reading, item: str) -> Caption | None:
    """The caption of a `quantity` or `unit_price` that nothing was filled in for."""
    asks = HOW_MANY if item == "quantity" else PRICE
    captions = (c for c in reading.captions if not c.topics and c.via in ("line", "right"))
    marked = (c for c in captions if reading.text[c.label.end : c.label.end + 3].lstrip().startswith((":", "：")))
    return next((c for c in marked if _is_open(reading, c) and asks.search(reading.fold_of(c.label).strip())), None)


def _is_time(word: str) -> bool:
    unit = unit_of(word)
    return unit is not None and unit.kind == "time"


__all__ = ["GoodsTerm", "find_price_terms", "find_quantity_terms", "find_total", "find_waiting"]
