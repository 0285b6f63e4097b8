"""Papers marked up for a test, and what the marks of a copy say."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree
from tradelint.config import Config
from tradelint.engine import lint
from tradelint.findings import Finding
from tradelint.parsers import Source, read
from tradelint.review import Marked, Order, Paper, mark
from tradelint.text import Document

ROOT = Path(__file__).parent.parent.parent
FAULTY = ROOT / "fixtures" / "faulty"
CONFIG = Config(as_of=date(2026, 11, 22))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = """PROFORMA INVOICE
No.: PI-26-0417    Date: 2026-11-02
Seller: Tidewell Housewares Co., Ltd., 8 Canal Road, Ningbo, China
Buyer: Harrow and Lark Trading GmbH, Speicherweg 4, Hamburg, Germany
Payment: 50% T/T deposit, 40% before shipment
"""


def faulty(*suffixes: str) -> list[Path]:
    return sorted(path for suffix in suffixes for path in FAULTY.glob(f"*{suffix}"))


def papers_of(data: bytes, name: str) -> tuple[Paper, ...]:
    return tuple(Paper(r.part, r.findings, r.languages) for r in lint(data, name, CONFIG))


def marked(data: bytes, name: str, *, suggest: bool = False, force: bool = False) -> Marked:
    return mark(Source(data, name), Order(papers_of(data, name), CONFIG.as_of, suggest, force))


def documents_of(data: bytes, name: str) -> tuple[Document, ...]:
    return read(Source(data, name))


def findings_of(data: bytes, name: str) -> list[tuple[Document, Finding]]:
    """Every finding with the paper of the file that it is about."""
    documents = {document.part: document for document in documents_of(data, name)}
    return [(documents[paper.part], finding) for paper in papers_of(data, name) for finding in paper.findings]


def squeezed(text: str) -> str:
    """Text without white space, which each format cuts in its own way."""
    return "".join(text.split())


def words_at(document: Document, finding: Finding) -> str:
    assert finding.span is not None
    return squeezed(document.text[finding.span.start : finding.span.end])


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def commented(data: bytes) -> list[tuple[str, str]]:
    """(headline, words) of every comment by us in a DOCX, in the order of the comments."""
    parts = parts_of(data)
    body, comments = (etree.fromstring(parts[f"word/{name}.xml"]) for name in ("document", "comments"))
    found = []
    for comment in comments:
        if comment.get(f"{W}author") == "tradelint":
            headline = "".join(node.text or "" for node in comment.find(f"{W}p").iter(f"{W}t"))
            found.append((headline, _between(body, comment.get(f"{W}id"))))
    return found


def _between(body: Any, key: str) -> str:
    words, inside = [], False
    for node in body.iter():
        if node.tag == f"{W}commentRangeStart" and node.get(f"{W}id") == key:
            inside = True
        elif node.tag == f"{W}commentRangeEnd" and node.get(f"{W}id") == key:
            return squeezed("".join(words))
        elif inside and node.tag == f"{W}t":
            words.append(node.text or "")
    raise AssertionError(f"comment {key} has no end")
