"""Where a trade term stands in the paper, and whether the paper agrees on it or only speaks of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

from tradelint.facts.ports import PlaceName
from tradelint.facts.reading import Reading
from tradelint.text import Span, Table

Where = Literal["field", "price column", "heading", "clause", "text", "line", "port field"]
Role = Literal["agreed", "alternative", "label", "mentioned", "none"]
FIELD_TOPICS = ("delivery_terms",)
# A value stands behind its caption, with no more than a few others between (a row of labels above one of values).
NEAR_CAPTIONS = 60
# How far the words around a term tell its role.
REACH = 160
PRICE_WORD = re.compile(r"price|amount|u/p|usd|us\$|rmb|eur|total|价|金额|美元", re.IGNORECASE)

# In front of the term: a share of its value, a condition, a comparison, an offer on the side.
MENTION_BEFORE = re.compile(
    r"(?:\d\s?%|percent|per cent)\s(?:of\s)?(?:the\s)?(?:\w+\s){0,2}$"
    r"|(?:\bif\b|would\sbe|could\sbe|instead\sof|rather\sthan|compared\s(?:to|with)|difference\s(?:between|to|in)|"
    r"on\srequest|"
    r"alternatively|equivalent\sof|such\sas|e\.g\.|for\sexample|unlike|in\s(?:the\s)?case\sof|should\syou|"
    r"whether|under\seither|corresponding|means?|definition\sof|applicable\sto)\s(?:[^.;\n]{0,25})$"
    r"|(?:如果|若|如|例如|改为|折合|相当于|而非|代替)[^。；;，,\n]{0,8}$",
    re.IGNORECASE,
)
VALUE_BEHIND = re.compile(
    r"\s?(?:\([^)]{0,30}\)\s?)?(?:invoice\s|contract\s|goods\s|total\s)?"
    r"(?:value|costs?|charges?|amount|surcharge|fees?|金额|价值|总值|货值|费用)(?![a-z])",
    re.IGNORECASE,
)
MENTION_BEHIND = re.compile(
    r"\s?(?:\+|plus\b|=|means\b|shall\smean|refers?\sto|is\sdefined|(?:will\sbe\s|"
    r"to\sbe\s)?(?:quoted\s)?on\srequest|available|as\san\salternative|是指|指的是)"
    r"|\s?(?:basis|price)\s(?:can|could|available|on\srequest)",
    re.IGNORECASE,
)
SHARE_BEHIND = re.compile(r"\s?(?:value|price|价值?|金额)?的?\s?\d{2,3}\s?%", re.IGNORECASE)
UNCHECKED = re.compile(r"(?:[□☐○◯▢❑]|\[\s?\]|\(\s\)|（\s）)\s{0,2}$")
CHECKED = re.compile(r"(?:[■☑☒✓✔√●◉▣]|\[[xX√v]\]|\([xX√]\))\s{0,2}$")


def where_of(reading: Reading, span: Span) -> tuple[Where, tuple[int, int] | None]:
    """The kind of place that holds the term, and (table, row) where that is a goods line."""
    block = reading.block(span)
    last = bisect_right(reading.captions, span.start, key=lambda caption: caption.label.start)
    for caption in reading.captions[max(0, last - NEAR_CAPTIONS) : last]:
        if caption.value and caption.value.contains(span) and caption.via != "clause":
            if any(topic in FIELD_TOPICS for topic in caption.topics):
                return "field", None
            if any(topic in ("ports", "ports_dest") for topic in caption.topics):
                return "port field", None
        if caption.label.contains(span) and any(topic in FIELD_TOPICS for topic in caption.topics):
            return "field", None
    if block is None:
        return "text", None
    if block.kind == "cell":
        return _in_table(reading, span)
    if block.kind == "heading":
        return "heading", None
    for caption in reading.captioned(*FIELD_TOPICS):
        if caption.via == "clause" and caption.value and caption.value.contains(span):
            return "clause", None
    return "text", None


def _in_table(reading: Reading, span: Span) -> tuple[Where, tuple[int, int] | None]:
    for index, table in enumerate(reading.document.tables):
        for cell in table.cells:
            if cell.span.contains(span):
                words = reading.text[cell.span.start : cell.span.end]
                if (PRICE_WORD.search(words) and len(words) < 80) or _heads_prices(reading, table, cell.row):
                    return "price column", None
                if _is_goods_row(reading, table, cell.row):
                    return "line", (index, cell.row)
                return "field", None
    return "text", None


def _row_text(reading: Reading, table: Table, row: int) -> list[str]:
    return [reading.text[c.span.start : c.span.end] for c in table.cells if c.row == row]


def _heads_prices(reading: Reading, table: Table, row: int) -> bool:
    """A header row: several short cells without figures, one of them about price, quantity or description."""
    cells = [text for text in _row_text(reading, table, row) if text.strip()]
    if len(cells) < 3 or any(re.search(r"\d{3}", text) for text in cells):
        return False
    return (
        sum(
            bool(re.search(r"q(?:uanti)?ty|quantity|description|item|price|amount|数量|单价|品名|金额", t, re.I))
            for t in cells
        )
        >= 2
    )


def _is_goods_row(reading: Reading, table: Table, row: int) -> bool:
    cells = [text for text in _row_text(reading, table, row) if text.strip()]
    return (
        len(cells) >= 4
        and sum(bool(re.fullmatch(r"[\s\d.,$€¥£A-Za-z/]{0,12}\d[\d.,]*[\s\w/]{0,8}", t.strip())) for t in cells) >= 2
    )


def role_of(reading: Reading, span: Span, code: str, place: PlaceName | None, where: Where) -> Role:
    """Agreed unless the words around say otherwise; "none" is a box left unticked or a name of something else."""
    line = reading.line_at(span)
    before = reading.fold_of(Span(max(line.start, span.start - REACH), span.start))
    behind = reading.fold_of(Span(span.end, max(span.end, min(line.end, span.end + REACH))))
    if UNCHECKED.search(before):
        return "none"
    if CHECKED.search(before):
        return "agreed"
    if where != "field" and (MENTION_BEFORE.search(before[-60:]) or reading.negated(span)):
        return "mentioned"
    if MENTION_BEHIND.match(behind) or SHARE_BEHIND.match(behind):
        return "mentioned"
    if VALUE_BEHIND.match(behind):
        return "agreed" if place and place.ports and place.span.start > span.end else "label"
    if _listed(behind, before):
        return "alternative" if where in ("field", "price column") else "mentioned"
    if place is None and where == "text" and re.match(r"\s?price", behind, re.IGNORECASE):
        return "label"
    return "agreed"


LIST = r"(?:EXW|FCA|FAS|FOB|CFR|CIF|CPT|CIP|DAP|DPU|DAT|DDP|DDU|C&F|CNF)"
LISTED = re.compile(rf"\s?(?:[,/、|]|or\b|and\b|或|和)\s?(?:or\s|and\s)?{LIST}")


def _listed(behind: str, before: str) -> bool:
    """`FOB, CIF or DDP`: a list of rules without places settles on none of them."""
    return bool(LISTED.match(behind) or re.search(rf"{LIST}\s?(?:[,/、|]|or\b|and\b|或|和)\s?(?:or\s|and\s)?$", before))
