"""Papers around one wording each: the same words alone, in an invoice, in a contract, in a sheet."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HAN = re.compile(r"[㐀-鿿]")
CAPTION = re.compile(r"([^:：\n]{2,40})[:：]\s*(\S.*)")
PARTIES = {"seller", "buyer"}
REFERENCES = {"document_number", "document_date"}
GOODS = {"product_description", "quantity", "unit_price", "total_amount", "amount_in_words"}
# Wordings of these topics would be a second reading beside the goods of the frame.
ABOUT_GOODS = GOODS | {"material", "dimensions", "colour", "hs_code", "country_of_origin"}


@dataclass(frozen=True)
class Phrasing:
    """One wording: `expect` holds item -> {state, value, fields}; what is not named is absent, unless arguable."""

    topic: str
    text: str
    kind: str = ""
    expect: dict[str, dict[str, Any]] = field(default_factory=dict)
    arguable: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A file with one phrasing in it; `framed` are the items that its surroundings state."""

    frame: str
    name: str
    data: bytes
    phrasing: Phrasing
    framed: frozenset[str] = frozenset()


def phrasings(path: Path) -> list[Phrasing]:
    """The wordings of a TOML file."""
    rows = tomllib.loads(path.read_text("utf-8"))["phrasing"]
    known = {"topic", "text", "kind", "expect"}
    return [Phrasing(arguable=tuple(row.get("arguable", ())), **{k: row[k] for k in known & set(row)}) for row in rows]


def alone(phrasing: Phrasing) -> Paper:
    """The wording and nothing else."""
    return Paper("alone", "paper.txt", phrasing.text.encode(), phrasing)


def papers(phrasing: Phrasing) -> Iterator[Paper]:
    """The wording in every frame of its language."""
    yield alone(phrasing)
    if HAN.search(phrasing.text):
        yield _text("chinese", CHINESE, phrasing)
    else:
        yield _text("invoice", INVOICE, phrasing)
        yield _word(phrasing)
    yield _sheet(phrasing)


def _parts(frame: dict[str, str], phrasing: Phrasing) -> tuple[dict[str, str], frozenset[str]]:
    """The parts of a frame that do not speak of the phrasing's own topic, and the items they state."""
    said = {phrasing.topic, *phrasing.expect}
    parts, items = dict(frame), {"seller", "buyer"} | REFERENCES | GOODS
    for name, topics in (("parties", PARTIES), ("references", REFERENCES), ("goods", ABOUT_GOODS)):
        if said & topics:
            parts[name] = ""
            items -= topics
    if said & PARTIES:
        parts["signatures"] = ""
    return parts, frozenset(items)


def _text(name: str, frame: dict[str, str], phrasing: Phrasing) -> Paper:
    parts, items = _parts(frame, phrasing)
    text = "\n\n".join(part for part in (*_head(parts), f"{parts['lead']}{phrasing.text}", *_tail(parts)) if part)
    return Paper(name, "paper.txt", text.encode(), phrasing, items)


def _head(parts: dict[str, str]) -> tuple[str, ...]:
    return parts["title"], parts["parties"], parts["references"], parts["goods"]


def _tail(parts: dict[str, str]) -> tuple[str, ...]:
    return parts["after"], parts["signatures"]


def _word(phrasing: Phrasing) -> Paper:
    from docx import Document

    parts, items = _parts(CONTRACT, phrasing)
    document = Document()
    for part in (*_head(parts), f"{parts['lead']}{phrasing.text}", *_tail(parts)):
        for line in filter(None, part.split("\n")):
            document.add_paragraph(line)
    return Paper("contract", "paper.docx", _bytes(document), phrasing, items)


def _sheet(phrasing: Phrasing) -> Paper:
    from openpyxl import Workbook

    parts, items = _parts(CHINESE if HAN.search(phrasing.text) else INVOICE, phrasing)
    book = Workbook()
    sheet = book.active
    for part in (*_head(parts), phrasing.text, *_tail(parts)):
        for line in part.split("\n"):
            caption = CAPTION.fullmatch(line)
            sheet.append(line.split("\t") if "\t" in line else list(caption.groups()) if caption else [line])
        sheet.append([])
    return Paper("sheet", "paper.xlsx", _bytes(book), phrasing, items)


def _bytes(file: Any) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


INVOICE = {
    "title": "PROFORMA INVOICE",
    "parties": "Seller: Kerrin Tools Co., Ltd.\nBuyer: Halden Retail Ltd.",
    "references": "P.I. No.: KT-5512\nDate: 2026-11-03",
    "goods": "Item\tDescription\tQty\tUnit\tUnit price USD\tAmount USD\n1\tHand pump HP-7\t400\tpcs\t6.50\t2600.00\n"
    "Total\t\t\t\t\t2600.00\nSay US Dollars Two Thousand Six Hundred Only",
    "lead": "4. ",
    "after": "5. Partial shipment: not allowed",
    "signatures": "Signature: ____________",
}
CONTRACT = {
    "title": "SALES CONTRACT",
    "parties": "The Seller: Kerrin Tools Co., Ltd.\nThe Buyer: Halden Retail Ltd.",
    "references": "Contract No.: KT-5512\nDate: 2026-11-03",
    "goods": "1. Description: Hand pump HP-7\n2. Quantity: 400 pcs\n3. Unit price: USD 6.50, total amount: USD 2,600.00 "
    "(say US Dollars Two Thousand Six Hundred Only)",
    "lead": "4. ",
    "after": "5. Amendments are valid only in writing.",
    "signatures": "Signature: ____________",
}
CHINESE = {
    "title": "销售合同",
    "parties": "卖方:嘉兴科瑞工具有限公司\n买方:杭州海登贸易有限公司",
    "references": "合同编号:KT-5512\n日期:2026年11月3日",
    "goods": "序号\t品名\t数量\t单位\t单价(USD)\t金额(USD)\n1\t手动泵 HP-7\t400\t个\t6.50\t2600.00\n合计\t\t\t\t\t2600.00\n"
    "大写:美元贰仟陆佰元整",
    "lead": "四、",
    "after": "五、本合同一式两份。",
    "signatures": "签字:____________",
}
