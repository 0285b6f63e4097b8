"""Clauses that stand in two languages: which belong together, which figures differ, which text prevails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts.amount_words import chinese_integer
from tradelint.facts.dates import find_dates
from tradelint.facts.hygiene_bilingual_names import NameConflict, read_name_conflicts
from tradelint.facts.hygiene_references import clause_lead, han_number
from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

CJK = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
# A Chinese run keeps its figures and signs; a Latin run reaches to the next ideograph.
RUNS = re.compile(r"[\u3400-\u9fff][^A-Za-z]*|[^\u3400-\u9fff]+?(?=[\d.,%±× ]*[\u3400-\u9fff]|$)|[\d.,%±× ]+")
WORDS = re.compile(r"[A-Za-z]{2,}")
EN_UNITS = (
    r"(?P<unit>calendar\s+days?|working\s+days?|business\s+days?|days?|weeks?|months?|years?|hours?|%|percent|"
    r"per\s?cent)?"
)
EN_NUMBER = re.compile(
    rf"(?<![\w.-])(?P<n>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*\)?\s*{EN_UNITS}(?![A-Za-z\d])", re.IGNORECASE
)
EN_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
EN_WORD = re.compile(
    rf"\b(?P<n>{'|'.join(sorted(EN_WORDS, key=len, reverse=True))})\b\s*(?:\(\s*\d+\s*\))?\s*{EN_UNITS}", re.IGNORECASE
)
ZH_NUMBER = re.compile(
    r"(?<![A-Za-z\d.-])(?P<pre>百分之|千分之)?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[一二两三四五六七八九十百千万半]+)\s*(?P<wan>万)?\s*[)）]?\s*"
    r"(?P<unit>个?工作日|个工作天|天|日|周|星期|个月|年|小时|%|％)?(?!\d|[A-Z](?![a-z])|\.\d)"
)
INSIDE = re.compile(r"(?<=[.。;；!?])\s+(?=\d{1,2}[.、]\s?[^\W\d])")
LEAST_SHARE = 0.15
# Names, addresses and numbers of parties and banks need no second text.
PRIVATE = re.compile(
    r"tel|phone|fax|e-?mail|address|uscc|swift|iban|account|a/c|beneficiary|公司|地址|电话|传真|邮箱|信用代码|账号|开户|银行|收款",
    re.IGNORECASE,
)
DAY = re.compile(r"\b(?i:day)\s+(?P<n>\d{1,3})\b")
DAY_BEFORE = re.compile(r"\b(?i:day)\s+$")
PER_UNIT = {"week": 7, "month": 30, "year": 365, "周": 7, "星期": 7, "个月": 30, "年": 365}
EN_NOT = re.compile(r"\b(?:not|no|never|without|neither)\b", re.IGNORECASE)
ZH_NOT = re.compile(r"不得|不可|不能|不予|不应|不承担|禁止|无需|无须|不包括|不允许")


@dataclass(frozen=True, slots=True)
class BilingualPair(Fact):
    """One clause in two languages; `figures_*` are its numbers made comparable ("30d", "5%", "2026-11-22", "1200").

    `only_en` and `only_zh` are those that the other text lacks. `negated_en`, `negated_zh`: whether each says not.
    """

    en: Span = Span(0, 0)
    zh: Span = Span(0, 0)
    number: str = ""
    figures_en: tuple[str, ...] = ()
    figures_zh: tuple[str, ...] = ()
    only_en: tuple[str, ...] = ()
    only_zh: tuple[str, ...] = ()
    negated_en: bool = False
    negated_zh: bool = False


@dataclass(frozen=True, slots=True)
class LoneClause(Fact):
    """A clause of a bilingual paper that has no text in the other language; `language` is the one it has."""

    language: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class PrevailingText(Fact):
    """A clause that says which text prevails: "en", "zh", or "both" for equally valid ones."""

    language: str = ""


@dataclass(frozen=True, slots=True)
class BilingualFacts:
    """Shares of clause sentences in each language, the pairs, the clauses without one, the language clauses."""

    share_en: float = 0.0
    share_zh: float = 0.0
    pairs: tuple[BilingualPair, ...] = ()
    lone: tuple[LoneClause, ...] = ()
    prevailing: tuple[PrevailingText, ...] = ()
    names: tuple[NameConflict, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    language: str
    span: Span
    number: str
    row: int | None = None


def read_bilingual(reading: Reading) -> BilingualFacts:
    """Read the languages of the clauses."""
    pieces = list(_pieces(reading))
    prose = [p for p in pieces if _is_prose(reading, p)]
    en = sum(len(LATIN.findall(reading.text[p.span.start : p.span.end])) for p in prose if p.language == "en")
    zh = sum(2.5 * len(CJK.findall(reading.text[p.span.start : p.span.end])) for p in prose if p.language == "zh")
    total = en + zh
    shares = (round(en / total, 3), round(zh / total, 3)) if total else (0.0, 0.0)
    # A short slip may hold nothing but one pair of clauses; a paper is bilingual when each language has its share.
    if min(shares) < LEAST_SHARE and len(prose) > 3:
        return BilingualFacts(*shares, prevailing=_prevailing(reading))
    pairs, lone = _aligned(reading, pieces)
    lone = lone if len(pairs) >= 2 * max(len(lone), 1) else ()
    names = tuple(read_name_conflicts(reading, pairs))
    return BilingualFacts(*shares, pairs, lone, _prevailing(reading), names)


def _is_prose(reading: Reading, piece: _Piece) -> bool:
    text = reading.text[piece.span.start : piece.span.end]
    return len(CJK.findall(text)) >= 8 if piece.language == "zh" else len(re.findall(r"[A-Za-z]{2,}", text)) >= 5


def _pieces(reading: Reading) -> Iterator[_Piece]:
    """Every line cut into stretches of one language."""
    row_of = {}
    for table in reading.document.tables:
        for cell in table.cells:
            row_of[cell.span] = hash((table.span, cell.row))
    number = ""
    for block in reading.document.blocks:
        if block.layer != "body":
            continue
        for line in reading.lines:
            if not block.span.contains(line):
                continue
            for part in _clauses_in(reading, line):
                lead = clause_lead(reading.fold_of(part))
                number = _number(lead) if lead else ("" if block.kind == "cell" else number)
                for language, span in _stretches(reading, part):
                    yield _Piece(language, span, number, row_of.get(block.span))


def _number(lead: re.Match[str]) -> str:
    return lead["n"] or han_number(lead["z"] or lead["h"])


def _clauses_in(reading: Reading, line: Span) -> Iterator[Span]:
    """A line cut at the clause numbers inside it (`7. Packing ... 8. Liability ...`)."""
    start = line.start
    for match in INSIDE.finditer(reading.text, line.start, line.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, line.end)


def _stretches(reading: Reading, line: Span) -> Iterator[tuple[str, Span]]:
    """The stretches of one language in a line; a name or a code in Latin letters does not break Chinese text."""
    text = reading.text[line.start : line.end]
    if not CJK.search(text):
        if LATIN.search(text):
            yield "en", line
        return
    found: list[tuple[str, int, int]] = []
    for match in RUNS.finditer(text):
        language = "zh" if CJK.match(match.group()) else "en" if len(WORDS.findall(match.group())) >= 3 else ""
        if found and (language in ("", found[-1][0]) or not found[-1][0]):
            last = found[-1]
            found[-1] = (last[0] or language, last[1], match.end())
        else:
            found.append((language, match.start(), match.end()))
    for language, start, end in found:
        yield language or "zh", Span(line.start + start, line.start + end)


def _aligned(reading: Reading, pieces: list[_Piece]) -> tuple[tuple[BilingualPair, ...], tuple[LoneClause, ...]]:
    groups: list[list[_Piece]] = []
    for piece in pieces:
        last = groups[-1] if groups else None
        same = last is not None and (
            (piece.row is not None and last[-1].row == piece.row)
            or (piece.number != "" and last[-1].number == piece.number)
            or (piece.number == "" and last[-1].number == "" and last[-1].language != piece.language and len(last) == 1)
        )
        if same and last is not None:
            last.append(piece)
        else:
            groups.append([piece])
    pairs, lone = [], []
    for group in groups:
        sides = {language: [p for p in group if p.language == language] for language in ("en", "zh")}
        if sides["en"] and sides["zh"]:
            if _is_private(reading, group) or _is_table_row(reading, group) or not _says_something(reading, sides):
                continue
            pairs.append(_pair(reading, sides["en"], sides["zh"], group[0].number))
        elif any(_is_prose(reading, p) for p in group) and _is_clause(reading, group):
            whole = group[0].span.cover(group[-1].span)
            lone.append(LoneClause(whole, Confidence.MEDIUM, group[0].language, group[0].number))
    return tuple(pairs), tuple(lone)


def _is_clause(reading: Reading, group: list[_Piece]) -> bool:
    """A numbered clause or a full sentence; a line of names, dates and numbers needs no second text."""
    words = "\n".join(reading.fold_of(piece.span) for piece in group)
    return bool(group[0].number or re.search(r"[.。;；]\s*$", words)) and len(PRIVATE.findall(words)) < 2


def _says_something(reading: Reading, sides: dict[str, list[_Piece]]) -> bool:
    """Captions and names in a second language make no pair of clauses."""
    english = " ".join(reading.text[p.span.start : p.span.end] for p in sides["en"])
    chinese = "".join(reading.text[p.span.start : p.span.end] for p in sides["zh"])
    return len(WORDS.findall(english)) >= 3 and len(CJK.findall(chinese)) >= 6


def _is_private(reading: Reading, group: list[_Piece]) -> bool:
    words = "\n".join(reading.fold_of(piece.span) for piece in group)
    return len(PRIVATE.findall(words)) >= 2


def _is_table_row(reading: Reading, group: list[_Piece]) -> bool:
    """Cells of a goods table: words of both languages are mixed in them."""
    return (
        group[0].row is not None
        and len({p.span.start // 1 for p in group}) > 2
        and any(len(p.span) < 25 for p in group)
    )


def _pair(reading: Reading, en: list[_Piece], zh: list[_Piece], number: str) -> BilingualPair:
    one = Span(en[0].span.start, en[-1].span.end)
    two = Span(zh[0].span.start, zh[-1].span.end)
    english = "\n".join(reading.fold_of(p.span) for p in en)
    chinese = "\n".join(reading.fold_of(p.span) for p in zh)
    left, right = _figures(english, "en"), _figures(chinese, "zh")
    spare_left, spare_right = left - right, right - left
    return BilingualPair(
        one.cover(two),
        Confidence.HIGH if number or en[0].row is not None else Confidence.MEDIUM,
        one,
        two,
        number,
        tuple(sorted(left.elements())),
        tuple(sorted(right.elements())),
        tuple(sorted(set(spare_left))),
        tuple(sorted(set(spare_right))),
        bool(EN_NOT.search(english)),
        bool(ZH_NOT.search(chinese)),
    )


def _figures(text: str, language: str) -> Counter[str]:
    """The numbers of a clause as comparable words, each once."""
    found: set[str] = set()
    rest = list(text)
    for date in find_dates(text):
        if date.date is not None:
            found.add(date.date.isoformat())
        for index in range(date.span.start, min(date.span.end, len(rest))):
            rest[index] = " "
    plain = "".join(rest)
    lead = clause_lead(plain)
    plain = plain[lead.end() :] if lead else plain
    if language == "en":
        found |= {
            _figure(m["n"].replace(",", ""), m["unit"] or "")
            for m in EN_NUMBER.finditer(plain)
            if not DAY_BEFORE.search(plain[: m.start()])
        }
        found |= {f"{m['n']}d" for m in DAY.finditer(plain)}
        found |= {
            _figure(str(EN_WORDS[m["n"].casefold()]), m["unit"] or "") for m in EN_WORD.finditer(plain) if m["unit"]
        }
    else:
        found |= {figure for m in ZH_NUMBER.finditer(plain) if (figure := _chinese(m))}
    # "each day", 每一天: one of something is no figure.
    return Counter(found - {"1", "1d"})


def _chinese(match: re.Match[str]) -> str:
    raw, unit = match["n"].replace(",", ""), match["unit"] or ""
    han = not raw[0].isdigit()
    if han and not unit and not match["pre"]:
        return ""
    value = "0.5" if raw == "半" else str(chinese_integer(raw)) if han else raw
    if value == "None":
        return ""
    if match["wan"]:
        value = str(float(value) * 10_000).removesuffix(".0")
    if match["pre"]:
        unit = "%"
        value = str(float(value) / 10).removesuffix(".0") if match["pre"] == "千分之" else value
    return _figure(value, unit)


def _figure(value: str, unit: str) -> str:
    unit = unit.casefold().rstrip("s")
    bare = value.rstrip("0").rstrip(".") if "." in value else value
    if unit in ("%", "％", "percent", "per cent"):
        return f"{bare}%"
    for name, days in PER_UNIT.items():
        if unit == name:
            return f"{float(value) * days:g}d"
    return f"{bare}d" if re.search(r"day|天|日", unit) else bare


def _prevailing(reading: Reading) -> tuple[PrevailingText, ...]:
    found = [
        PrevailingText(hit.span, Confidence.HIGH, language)
        for language in ("en", "zh", "both")
        for hit in reading.hits(f"hygiene_words.{language}")
        if not reading.negated(hit.span)
    ]
    return tuple(sorted(found, key=lambda text: text.span))
