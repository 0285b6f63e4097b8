"""What speaks for a kind of paper when it has no title: its captions, its clauses, its wording."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradelint.facts.reading import Reading
from tradelint.facts.values import find_money
from tradelint.text import Span

CLAUSE_NUMBER = re.compile(
    r"(?m)^\s*(?:\d{1,2}(?:\.\d{1,2})?[.、)]?\s+|第[一二三四五六七八九十]{1,3}条|[一二三四五六七八九十]{1,3}、)\S"
)
BETWEEN = re.compile(
    r"\b(?:made|entered)\b[^.]{0,60}\b(?:between|by\s+and\s+among)\b|\bby\s+and\s+between\b|^\s*between\s*:?\s*$|"
    r"\bhereinafter\b|以下简称|甲乙双方|买卖双方|供需双方",
    re.IGNORECASE | re.MULTILINE,
)
AHEAD = re.compile(
    r"\bdeposit\b|down\s?payment|in\s+advance|before\s+(?:production|shipment|shipping|delivery|dispatch)|pre-?payment|"
    r"advance\s+payment|lead\s*time|days?\s+(?:after|from|upon)\s+(?:receipt|receiving|the\s+receipt|deposit|payment)|"
    r"定金|订金|预付|交货期|发货前",
    re.IGNORECASE,
)
SHIPPED = re.compile(
    r"\bb/?l\s*(?:no|number|date|#)|bill\s+of\s+lading\s+(?:no|number|date)|\bvessel\b|\bvoyage\b|\bflight\s+no|\bawb\b|"
    r"container\s+(?:no|number)|seal\s+no|shipped\s+on|\bshipped\s+per\b|discharge\s+date|提单号|船名|航次|箱号",
    re.IGNORECASE,
)
GOODS = re.compile(
    r"\b(?:the\s+)?(?:goods|products?|commodity|merchandise|equipment|materials)\b|货物|产品|商品|设备|物资",
    re.IGNORECASE,
)
SELLING = re.compile(
    r"\b(?:sells?|sale|selling|supply|supplies|purchase[sd]?|buys?|seller|buyer|supplier|purchaser|vendor)\b|"
    r"买方|卖方|供方|需方|购销|采购|销售|供货",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Features:
    """Points for each kind; `ahead` counts words of a deal not yet carried out, `shipped` says that it was."""

    proforma: int = 0
    contract: int = 0
    order: int = 0
    quotation: int = 0
    invoice: int = 0
    packing: int = 0
    ahead: int = 0
    shipped: bool = False
    goods_sale: bool = False
    span: Span | None = None


def features(reading: Reading) -> Features:
    """The points that the wording of a paper gives to each kind."""
    clauses = sum(1 for _ in reading.find(CLAUSE_NUMBER))
    between = any(True for _ in reading.find(BETWEEN))
    ahead = len({found[0].casefold() for found in reading.find(AHEAD)})
    validity = bool(reading.filled("validity"))
    ahead += int(validity)
    bank = bool(reading.captioned("account", "iban", "bic", "bank_name", "beneficiary"))
    shipped = any(True for _ in reading.find(SHIPPED))
    goods, selling = (sum(1 for _ in reading.find(p)) for p in (GOODS, SELLING))
    said = {
        kind: _said(reading, kind) for kind in ("proforma_invoice", "sales_contract", "purchase_order", "quotation")
    }
    invoiced = _said(reading, "commercial_invoice")
    first = next(iter(reading.hits("kinds")), None)
    return Features(
        proforma=3 * min(said["proforma_invoice"], 2)
        + bank * 1
        + validity * 1
        + (clauses < 6 and bank and ahead > 0) * 1,
        contract=2 * min(said["sales_contract"], 2) + between * 2 + (clauses >= 6) * 1 + (min(goods, selling) >= 3) * 1,
        order=3 * min(said["purchase_order"], 2),
        quotation=3 * min(said["quotation"], 2) + validity * 1,
        invoice=2 * min(invoiced, 2) + 2 * shipped,
        packing=0,
        ahead=ahead,
        shipped=shipped,
        goods_sale=goods >= 5 and selling >= 5 and bool(reading.captioned("incoterm", "shipment", "packaging")),
        span=first.span if first is not None else None,
    )


def _said(reading: Reading, kind: str) -> int:
    return len(reading.hits(f"kinds.{kind}.cues"))


def speaks_of_trade(reading: Reading) -> bool:
    """Whether there is anything of a sale in a paper: a price, a party's caption, a term of payment or delivery."""
    if reading.captioned("buyer", "seller", "party_a", "consignee", "payment", "incoterm", "shipment", "packaging"):
        return True
    text = reading.text[:20_000]
    if len(text.strip()) < 200:
        return True
    return (
        bool(find_money(text)) and any(True for _ in reading.find(GOODS)) and any(True for _ in reading.find(SELLING))
    )
