"""Which side a word for a party means, also where the paper itself says who Party A is."""

from __future__ import annotations

import re
from typing import Literal

from tradelint.facts.reading import Reading

Side = Literal["buyer", "seller", "writer"]
BUYER = re.compile(r"buy|purch|custom|import|consignee|client|买|需|外商|客户|采购|购货", re.IGNORECASE)
SELLER = re.compile(r"sell|suppl|vendor|export|manufact|卖|供|销售|出口", re.IGNORECASE)
# "甲方（卖方）", "Party A (Buyer)", "甲方(需方):"
LETTER = re.compile(
    r"(?P<letter>[甲乙]方|party\s[ab])\s?[（(\[:：,，]?\s?(?:即|简称|the\s)?"
    r"(?P<role>卖方|买方|供方|需方|采购方|供应方|供货方|销售方|购货方|出口方|进口方|出卖人|供应商|购买方|买受人|buyer|seller|supplier|vendor|purchaser|customer)",
    re.IGNORECASE,
)
ROLE_FIRST = re.compile(
    r"(?P<role>卖方|买方|供方|需方|采购方|供应方|供货方|销售方|购货方|buyer|seller|supplier|purchaser)\s?[（(]\s?(?:以下简称|简称|the\s)?[\"“]?"
    r"(?P<letter>[甲乙]方|party\s[ab])",
    re.IGNORECASE,
)
# Where nothing is said, Party A is mostly the one that orders.
USUAL: dict[str, Side] = {"甲方": "buyer", "乙方": "seller", "party a": "buyer", "party b": "seller"}


def side_of(reading: Reading, word: str) -> Side | None:
    """The side that a word means: "we" and "us" are the writer, 甲方 what the paper makes of it."""
    bare = " ".join(word.casefold().split())
    if bare in ("we", "us", "our"):
        return "writer"
    if bare in USUAL:
        return _letters(reading).get(bare, USUAL[bare])
    return "buyer" if BUYER.search(bare) else "seller" if SELLER.search(bare) else None


def _letters(reading: Reading) -> dict[str, Side]:
    """What the paper says about Party A and Party B; one settles the other."""
    said: dict[str, Side] = {}
    for pattern in (LETTER, ROLE_FIRST):
        for found in reading.find(pattern):
            letter = " ".join(found["letter"].casefold().split())
            said.setdefault(letter, "buyer" if BUYER.search(found["role"]) else "seller")
    for one, other in (("甲方", "乙方"), ("乙方", "甲方"), ("party a", "party b"), ("party b", "party a")):
        if one in said:
            said.setdefault(other, "seller" if said[one] == "buyer" else "buyer")
    return said
