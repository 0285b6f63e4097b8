"""The letter to the other side: what to amend, by topic, with the clauses, in English or Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from tradelint.findings import Finding, Record
from tradelint.fixes import advice_in, clause_in
from tradelint.reports.visible import masked, one_line

Language = Literal["en", "zh"]
# In the order in which a contract takes them.
TOPICS = {
    "PTY": ("Parties and bank", "双方及银行信息"),
    "PRD": ("Goods", "货物"),
    "QLT": ("Quality and inspection", "质量与检验"),
    "PKG": ("Packing and marks", "包装与唛头"),
    "AMT": ("Prices and amounts", "价格与金额"),
    "INC": ("Delivery terms", "贸易术语"),
    "SHP": ("Shipment and documents", "装运与单据"),
    "PAY": ("Payment", "付款"),
    "TA": ("Trade Assurance order", "信用保障订单"),
    "RFD": ("Claims, refunds and warranty", "索赔、退款与质保"),
    "LAW": ("Law and general terms", "法律及一般条款"),
    "DOC": ("The document itself", "文件本身"),
}
# What one checks oneself before anything is paid: a warning sign is not put to the person it may come from.
OURS = frozenset(["PTY003", "PTY004", "PTY009", "TA005"])
KINDS = {
    "proforma_invoice": ("proforma invoice", "形式发票"),
    "sales_contract": ("sales contract", "销售合同"),
    "purchase_order": ("purchase order", "采购订单"),
    "commercial_invoice": ("commercial invoice", "商业发票"),
    "quotation": ("quotation", "报价单"),
    "packing_list": ("packing list", "装箱单"),
}
# The papers that a side writes itself.
OWN = {"buyer": ("purchase_order",), "seller": ("proforma_invoice", "quotation", "commercial_invoice", "packing_list")}
# What a line begins with, as plain text and as Markdown, where only an empty line parts two lines.
LOOKS = {
    False: {"topic": "", "point": "   ", "line": "      ", "clause": "         ", "gap": ""},
    True: {"topic": "### ", "point": "", "line": "", "clause": "> ", "gap": "\n"},
}
ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|~]")
OTHER_KIND = ("document", "文件")
OTHER_TOPIC = ("Further points", "其他")
TOPIC = re.compile(r"\d+\. |[一二三四五六七八九十]+、|Subject:|主题:")


@dataclass(frozen=True)
class Point:
    """One request: where, what the paper says there, why, what is asked, and the clause that would do."""

    place: str
    quote: str
    reason: str
    request: str
    clause: str


@dataclass(frozen=True)
class Letter:
    """A letter as text, how many points it has, and the codes of the findings that are kept out of it."""

    text: str
    count: int
    kept: tuple[str, ...] = ()


def letters(
    records: tuple[Record, ...],
    language: Language | None,
    *,
    markdown: bool = False,
    side: str = "buyer",
    show_bank: bool = False,
) -> Letter:
    """The letter about the papers of a file, over their errors and warnings; one text per paper that has any.

    Without a language it is written in that of the paper: Chinese where the paper is all Chinese.
    """
    graver = [record for record in records if any(f.severity != "info" for f in record.findings)] or records[:1]
    texts, count, kept = [], 0, set[str]()
    for record in graver:
        chosen: Language = language or ("zh" if record.languages == ("zh",) else "en")
        content, ours = content_of(record, chosen, side=side, show_bank=show_bank)
        texts.append(_template(f"letter.{chosen}.txt.j2", markdown).render(**content, look=LOOKS[markdown]))
        count += content["count"]
        kept.update(ours)
    return Letter("\n\n".join(texts), count, tuple(sorted(kept)))


def in_word(text: str) -> bytes:
    """The letter as a DOCX: a paragraph for each line, the topics in bold."""
    from io import BytesIO

    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    for line in text.splitlines():
        words = line.strip()
        paragraph = document.add_paragraph()
        if words:
            paragraph.add_run(words).bold = TOPIC.match(line) is not None
            paragraph.paragraph_format.left_indent = Pt(9 * ((len(line) - len(line.lstrip())) // 3))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def content_of(
    record: Record, language: Language, *, side: str, show_bank: bool = False
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the letter says, for any format, and the codes that are kept out of it."""

    def shown(text: str) -> str:
        return one_line(text if show_bank else masked(text, record.secrets))

    grave = [f for f in record.findings if f.severity != "info" and f.status == "new"]
    told = [f for f in grave if f.code not in OURS]
    to = record.about.get("seller" if side == "buyer" else "buyer", "")
    content = {
        "to": one_line(to),
        "sender": one_line(record.about.get("buyer" if side == "buyer" else "seller", "")),
        "kind": KINDS.get(record.kind, OTHER_KIND)[language == "zh"],
        "number": one_line(record.about.get("paper", "")),
        "date": _day(record.about.get("paper_date", ""), language),
        "own": record.kind in OWN[side],
        "topics": _topics(told, language, shown),
        "count": len(told),
        "holes": any("[" in point for f in told for point in (f.fix_zh if language == "zh" else f.fix,)),
    }
    return content, tuple(sorted({f.code for f in grave if f.code in OURS}))


def _topics(
    findings: Iterable[Finding], language: Language, shown: Callable[[str], str]
) -> list[tuple[str, list[Point]]]:
    by_family: dict[str, list[Point]] = {family: [] for family in TOPICS}
    for finding in findings:
        point = _point(finding, language, shown)
        if point not in by_family.get(finding.family, []):
            by_family.setdefault(finding.family, []).append(point)
    named = ((TOPICS.get(family, OTHER_TOPIC)[language == "zh"], points) for family, points in by_family.items())
    return [(name, points) for name, points in named if points]


def _point(finding: Finding, language: Language, shown: Callable[[str], str]) -> Point:
    fix = (finding.fix_zh or finding.fix) if language == "zh" else finding.fix
    place = _place(finding, language) if finding.span is not None else ""
    reason = "" if language == "zh" else _sentence(shown(finding.message))
    return Point(
        shown(place), shown(finding.quote), reason, _request(shown(advice_in(fix)), language), shown(clause_in(fix))
    )


def _place(finding: Finding, language: Language) -> str:
    """Where the words stand, as one says it in the language."""
    where = finding.where
    if language == "en" or where.cell is not None:
        return finding.place
    words = [where.sheet, f"第{where.page}页" if where.page else None, where.section]
    if where.table is not None:
        words.append(f"表{where.table}" + (f"第{where.row}行" if where.row else ""))
    elif where.line is not None:
        words.append(f"第{where.line}行")
    elif where.paragraph is not None:
        words.append(f"第{where.paragraph}段")
    return ",".join(word for word in words if word) or "文件"


def _request(advice: str, language: Language) -> str:
    """Advice as a request: `Keep one rule.` is `Please keep one rule.`"""
    if not advice:
        return ""
    if language == "zh":
        return f"请{advice.removeprefix('请')}"
    first = advice[0].lower() if advice[1:2].islower() else advice[0]
    return f"Please {first}{advice[1:]}"


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}." if message else ""


def _day(words: str, language: Language) -> str:
    """A date as one writes it in a letter: 3 November 2026, 2026年11月3日."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return one_line(words)
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else f"{day.day} {day:%B %Y}"


def _plain_markdown(text: str) -> str:
    """Words of the paper in which no character means anything to Markdown."""
    return ACTIVE.sub(r"\\\g<0>", text)


@cache
def _template(name: str, markdown: bool) -> Any:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("tradelint.templates", ""),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        keep_trailing_newline=True,
    )
    environment.filters["safe_words"] = _plain_markdown if markdown else str
    return environment.get_template(name)
