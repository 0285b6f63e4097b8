"""The title of a paper: a short line that calls it an invoice, a contract, an order or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tradelint.facts.reading import Reading
from tradelint.facts.vocabulary import entries, table
from tradelint.facts.words import Hit
from tradelint.text import Span

# Lines farther down than this are no title, whatever they say.
REACH = 9_000
ORNAMENT = re.compile(r"[\s|│┃║┌┐└┘├┤┬┴┼─━═╔╗╚╝╠╣#*_=~+<>《》「」【】\"'“”-]+")
# Names that also serve as ordinary words: alone on a line they may be a title, beside others they are not.
EVERYDAY = frozenset(table("kinds")["title"]["everyday"])
NUMBERED = re.compile(r"\b(?:no|number|nr|id|ref|date|terms?)\b\.?|#|№|编?号|日期", re.IGNORECASE)
CJK = re.compile(r"[\u4e00-\u9fff]")
CONTRACT = re.compile(r"\b(?:contract|agreement)\b|合同|协议|合约", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """A line that names a kind; `score` weighs how much it looks like the title of the whole paper."""

    span: Span
    kind: str
    score: int
    words: str
    plain: bool


def find_titles(reading: Reading) -> tuple[Title, ...]:
    """Every line that may be the title, the likeliest first."""
    found = [
        title
        for index, line in enumerate(reading.lines)
        if line.start < REACH
        for title in _titles(reading, line, index)
    ]
    return tuple(sorted(found, key=lambda title: (-title.score, title.span)))


def kind_ids() -> frozenset[str]:
    """The kinds of the result format that a title can name; any other id of the list is `other`."""
    return frozenset(str(entry["id"]) for entry in table("kinds")["kind"])


def _titles(reading: Reading, line: Span, index: int) -> list[Title]:
    raw = reading.fold_of(line)
    if len(raw) > 160:
        return []
    spaced = _letter_spaced(raw)
    if spaced:
        return [Title(line, spaced, 14 - min(index, 8), raw, True)]
    hits = _outermost(tuple(hit for hit in reading.hits("kinds", line) if hit.key.endswith(".headings")))
    if hits:
        return [_title(reading, line, raw, hits, index)]
    return _generic(reading, line, raw, index)


def _outermost(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    return tuple(
        hit for hit in hits if not any(o is not hit and o.span.contains(hit.span) and o.span != hit.span for o in hits)
    )


def _title(reading: Reading, line: Span, raw: str, hits: tuple[Hit, ...], index: int) -> Title:
    hit = next((h for h in hits if h.id == "proforma_invoice"), hits[0])
    colon = re.search(r"[:：]", raw)
    at = reading.folded.from_document(hit.span)[0] - reading.folded.from_document(line)[0]
    rest = _rest(reading, line, hits)
    strangers = _strangers(rest)
    score = 10 + _standing(reading, line, raw, index) - 4 * len(strangers)
    width = len(raw) + len(CJK.findall(raw))
    if colon and (at > colon.start() or len(raw) - colon.end() > 60) and width > 30:
        score -= 8
    if re.search(r"[。；]\s*$|[a-z]\.\s*$", raw):
        score -= 6
    everyday = hit.raw.casefold() in EVERYDAY
    if everyday:
        score -= 3 + (6 if strangers or _numbered(rest) else 0)
    if re.match(r"\s*[-*•·▪]\s|\s*\(?[a-z\d]{1,2}[.)]\s", raw):
        score -= 5
    return Title(line, hit.id, score, hit.raw, not everyday and not strangers)


def _numbered(rest: str) -> bool:
    return bool(NUMBERED.search(rest)) or bool(re.search(r"\d", rest))


def _rest(reading: Reading, line: Span, hits: tuple[Hit, ...]) -> str:
    text = list(reading.text[line.start : line.end])
    for hit in hits:
        for at in range(hit.span.start, hit.span.end):
            text[at - line.start] = " "
    return ORNAMENT.sub(" ", "".join(text))


def _strangers(rest: str) -> list[str]:
    """The words of a line that a title does not have: names of goods count half, words in lower case fully."""
    filler = _filler()
    head = re.split(r"[:：]", rest, maxsplit=1)[0]
    words = [w for w in re.findall(r"[^\W\d_]+(?:['.][^\W\d_]+)*", head) if w.casefold() not in filler]
    words = [w for w in words if not re.search(rf"{re.escape(w)}[-/]?\d", head)]
    latin = [w for w in words if not CJK.search(w)]
    chinese = "".join(w for w in words if CJK.search(w))
    capital = [w for w in latin if w[0].isupper()]
    small = [w for w in latin if not w[0].isupper()]
    return small + capital[: len(capital) // 2] + ([chinese] if len(chinese) > 12 else [])


@cache
def _filler() -> frozenset[str]:
    return frozenset(table("kinds")["title"]["filler"])


def _standing(reading: Reading, line: Span, raw: str, index: int) -> int:
    """How a line stands out: near the top, in capitals, as a heading or alone."""
    block = reading.block(line)
    score = max(0, 5 - index // 3)
    if block is not None and block.kind == "heading":
        score += 2 if block.level <= 1 and block.number is None else -2
    if raw.isupper():
        score += 3
    if block is not None and block.layer != "body":
        score -= 1
    return score


def _generic(reading: Reading, line: Span, raw: str, index: int) -> list[Title]:
    """`CONTRACT`, `光伏组件合同`: a contract of some kind, which the features have to settle."""
    match = CONTRACT.search(raw)
    words = ORNAMENT.sub(" ", raw).split()
    if match is None or index > 12 or len(words) > 8 or len(raw) > 60 or re.search(r"[.;。；:：]\s*\S", raw):
        return []
    if re.search(r"[,，]|\b(?:this|shall|is|by|your|our)\b|本合同|根据|签订", raw, re.IGNORECASE):
        return []
    standing = _standing(reading, line, raw, index)
    return [Title(line, "contract", 4 + standing - 2 * len(_strangers(ORNAMENT.sub(" ", raw))), raw.strip(), False)]


def _letter_spaced(raw: str) -> str | None:
    """The kind named by a line written `P R O F O R M A   I N V O I C E` or `形 式 发 票`."""
    tokens = ORNAMENT.sub(" ", raw).split()
    single = [token for token in tokens if len(token) == 1]
    if len(tokens) < 4 or len(single) < len(tokens) - 1:
        return None
    squeezed = "".join(single).casefold()
    return _squeezed().get(squeezed)


@cache
def _squeezed() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in entries("kinds"):
        for phrase in (*entry.get("headings", ()), *entry.get("headings_zh", ())):
            key = re.sub(r"[\W_]", "", phrase.casefold())
            if len(key) >= 3:
                found.setdefault(key, str(entry["id"]))
    return found
