"""From the lines of a party block to a name, an address, contacts and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tradelint.facts.parties_blocks import PartyBlock, Piece
from tradelint.facts.parties_contacts import EMAIL, PHONE, Contact, find_contacts
from tradelint.facts.parties_country import country_of, country_of_form
from tradelint.facts.parties_model import Address, Blank, Naming, Party, Role, Via
from tradelint.facts.parties_names import (
    ADDRESS,
    CJK,
    has_legal_form,
    is_generic,
    legal_forms,
    looks_like_company,
    person_likeness,
    split_name,
)
from tradelint.facts.parties_registration import Registration, find_registrations
from tradelint.facts.reading import Reading
from tradelint.levels import Confidence
from tradelint.text import Span

SHORT_NAME = re.compile(
    r"[(（]\s*(?:hereinafter|hereafter|herein|the\b|\"|'|“|referred|以下|下称|简称|below|called)[^)）]{0,80}[)）]|"
    r"[,，]?\s*(?:hereinafter|hereafter)\s+(?:referred\s+to\s+as|called|known\s+as)?.{0,40}$|[,，]?\s*以下简称.{0,20}$",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[\"'“]([^\"'”]{1,40})[\"'”]")
CHINESE_NAME = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff()（）A-Za-z0-9·&、]{1,40}")
# What follows an address on its line and is no part of it.
ASIDE = re.compile(
    r"(?:[,;·|/—–-]|\s|^|[。，；(（])\s*(?:(?:tel|telephone|phone|mob(?:ile)?|fax|e-?mail|attn|attention|contact|whatsapp|"
    r"wechat|web(?:site)?|[tmef](?=\s*[.:]?\s*[+\d])|vat|uscc|gstin|nif|kvk|cvr|ein|trn|represented\s+by|hereinafter)\b\s*(?:no\b)?[.:：]*\s*(?=[+\d(:A-Z]|$)|(?:unified\s+social|"
    r"trade\s+register|company\s+(?:reg|no)|reg(?:istration)?\.?\s+no|enterprise\s+code|iec\s)|(?:电话|手机|传真|邮箱|邮编|"
    r"联系人|统一社会信用代码|税号|公司注册号)\s*[:：]?)",
    re.IGNORECASE,
)
ROLE_WORDS = re.compile(
    r"^\W*(?:the\s+)?(?:our\s+own\s+)?(?:manufacturer|factory|maker|trading\s+company|trader|producer|exporter|quarry|"
    r"owner|生产厂家|厂家|贸易商)\b[^\d]{0,60}$",
    re.IGNORECASE,
)
LEADING_CHINESE = re.compile(
    r"[\u3400-\u9fff()（）]{2,30}?(?:有限责任公司|股份有限公司|有限公司|厂(?![\u3400-\u9fff]))"
)
SEATED = re.compile(
    r"^\W*(?:(?:having|with)\s+(?:its|a|an|their|the)?\s*)?(?:registered|principal|business|office|head)?\s*(?:address|office|place\s+of\s+business|seat)"
    r"\s+(?:situated\s+|located\s+)?(?:at|in|:)\s+|^\W*located\s+(?:at|in)\s+",
    re.IGNORECASE,
)
POSITION = re.compile(
    r"^\W*(?:the\s+)?(?:(?:general|sales|purchas\w+|managing|import|export|procurement)\s+)?(?:manager|director|president|ceo|department)\W*$",
    re.IGNORECASE,
)
WITH_POSITION = re.compile(
    r"[^\W\d_][\w.'-]*(?:\s[^\W\d_][\w.'-]*){1,3},\s(?:[\w&]+\s){0,3}(?:manager|director|president|ceo|vp|sourcing|owner|head|officer|"
    r"purchasing|sales|buyer|partner)(?:\s\w+)?$",
    re.IGNORECASE,
)
JOINER = re.compile(r"\W*(?:(?:and|与|和)\W*$|dear\b|尊敬的)", re.IGNORECASE)
ABOVE = re.compile(
    r"^\W*(?:address\s+)?(?:same\s+)?as\s+(?:above|below|stated|letterhead|per\s+letterhead)|^同上|^地址同",
    re.IGNORECASE,
)
INTRODUCTION = re.compile(r"^(?:m/s\.?|messrs\.?:?|the\s+company\s*:)\s+", re.IGNORECASE)


@dataclass
class _Draft:
    names: list[Span] = field(default_factory=list)
    address: list[Span] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    person: str = ""
    short: list[str] = field(default_factory=list)


def parse_block(reading: Reading, block: PartyBlock, role: Role, via: Via = "caption") -> Party:
    """The party that a block describes."""
    return parse_pieces(reading, block.pieces, block.label, role, via)


def parse_pieces(reading: Reading, pieces: tuple[Piece, ...], label: Span, role: Role, via: Via) -> Party:
    """The party that some pieces of text describe; `label` is where it stands when they say nothing."""
    if _is_blank(reading, pieces):
        return Party(label, Confidence.HIGH, role, blank=_kind_of_blank(reading, pieces), via=via)
    draft = _Draft()
    if any(piece.topic == "party_name" for piece in pieces) and re.match(r"[(（]", _text(reading, pieces[0].span)):
        pieces = pieces[1:]
    for piece in pieces:
        _take(reading, draft, piece, role)
    _settle_free_lines(reading, draft, [p.span for p in pieces if not p.topic])
    return _party(reading, draft, pieces, label, role, via)


def _is_blank(reading: Reading, pieces: tuple[Piece, ...]) -> bool:
    """Whether the pieces that would name the party say nothing; a telephone number alone names nobody."""
    naming = [p for p in pieces if p.topic in ("", "party_name", "address")]
    return all(reading.is_blank(p.span) for p in naming)


def _kind_of_blank(reading: Reading, pieces: tuple[Piece, ...]) -> Blank:
    return "placeholder" if any(reading.is_placeholder(p.span) for p in pieces) else "blank"


SIDES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("seller", re.compile(r"\b(?:seller|supplier|vendor|exporter|manufacturer|factory)|卖方|供方|供应商|乙方", re.IGNORECASE)),
    ("buyer", re.compile(r"\b(?:buyer|customer|purchaser|importer|client)|买方|需方|采购方|甲方", re.IGNORECASE)),
)  # fmt: skip


def side_named(reading: Reading, label: Span) -> Role | None:
    """The side whose address a caption announces: `Supplier address:`; None for a bare `Address:`."""
    words = reading.fold_of(label)
    return next((side for side, names in SIDES if names.search(words)), None)


def _take(reading: Reading, draft: _Draft, piece: Piece, role: str) -> None:
    """File a captioned piece; free lines are settled later, together."""
    whole = piece.span if piece.label is None else piece.label.cover(piece.span)
    draft.contacts += find_contacts(reading, whole, role)
    draft.registrations += find_registrations(reading, whole, role)
    if reading.is_blank(piece.span):
        return
    if piece.topic == "party_name":
        draft.names.append(piece.span)
    elif piece.topic == "address" and _is_of_side(reading, piece, role):
        draft.address.append(_without_contacts(reading, piece.span))
    elif piece.topic in ("contact", "representative") and not draft.person:
        draft.person = reading.document.quote(piece.span, 60)


def _is_of_side(reading: Reading, piece: Piece, role: str) -> bool:
    """Whether an address is not announced as the other side's."""
    side = side_named(reading, piece.label) if piece.label is not None else None
    return side is None or role not in ("seller", "buyer") or side == role


def _settle_free_lines(reading: Reading, draft: _Draft, lines: list[Span]) -> None:
    """The first free lines are the name, what follows is the address."""
    lines = [bare for line in lines if not reading.is_blank(line) and len(bare := _without_contacts(reading, line))]
    named = bool(draft.names)
    while lines and not named:
        line = lines.pop(0)
        text = reading.text[line.start : line.end]
        if (POSITION.match(text) and lines) or JOINER.match(text):
            continue
        if not draft.person and lines and person_likeness(text) and looks_like_company(_text(reading, lines[0])):
            draft.person = text
            continue
        line, used = _joined(reading, line, lines)
        lines = lines[used:]
        _name_line(reading, draft, line)
        named = True
    for line in lines:
        text = reading.text[line.start : line.end]
        chinese = (
            has_legal_form(text) and bool(CJK.search(text)) and not any(_is_chinese(reading, n) for n in draft.names)
        )
        latin = has_legal_form(text) and not CJK.search(text) and all(_is_chinese(reading, n) for n in draft.names)
        if (chinese or latin) and not draft.address:
            _name_line(reading, draft, line)
        elif _is_person(text):
            draft.person = draft.person or text
        elif not any(p.match(text) for p in (ABOVE, ROLE_WORDS, JOINER)):
            draft.address.append(line)


def _is_person(text: str) -> bool:
    """A line with nobody's but a person's name, or one that opens with Mr, Ms, Attn."""
    return bool(WITH_POSITION.match(text) or re.match(r"(?:mr|mrs|ms|miss|dr|attn|attention)\b", text, re.I)) or (
        not re.search(r"\d|,", text) and person_likeness(text) is not None
    )


def _name_line(reading: Reading, draft: _Draft, line: Span) -> None:
    """A line that opens with a name; a second name in brackets or in Chinese behind it, then the address."""
    name, rest = _split(reading, line)
    draft.names.append(name)
    bracket = re.match(r"[(（/]\s*([^()（）]*(?:[(（][^()（）]{1,8}[)）][^()（）]*)?)[)）]?", _text(reading, rest))
    if bracket and has_legal_form(bracket.group(1)):
        draft.names.append(Span(rest.start + bracket.start(1), rest.start + bracket.end(1)))
        rest = _trim(reading.text, Span(rest.start + bracket.end(), rest.end))
    second = None if bracket or CJK.search(_text(reading, name)) else LEADING_CHINESE.match(_text(reading, rest))
    if second:
        draft.names.append(Span(rest.start, rest.start + second.end()))
        rest = _trim(reading.text, Span(rest.start + second.end(), rest.end))
    latin, behind = (
        split_name(_text(reading, rest).replace("\n", " ")) if CJK.search(_text(reading, name)) else ("", "")
    )
    if latin and has_legal_form(latin) and not CJK.search(latin):
        draft.names.append(Span(rest.start, rest.start + len(latin)))
        rest = _trim(reading.text, Span(rest.end - len(behind), rest.end))
    if bracket and SHORT_NAME.match(bracket.group()):
        draft.short += QUOTED.findall(bracket.group())
        rest = _trim(reading.text, Span(rest.start + bracket.end(), rest.end))
    text = _text(reading, rest)
    if _is_person(text):
        draft.person = draft.person or text
    elif len(rest) and not ABOVE.match(text) and not ROLE_WORDS.match(text):
        draft.address.append(rest)


def _text(reading: Reading, span: Span) -> str:
    return reading.text[span.start : span.end]


def _is_chinese(reading: Reading, span: Span) -> bool:
    return bool(CJK.search(_text(reading, span)))


def _without_contacts(reading: Reading, line: Span) -> Span:
    """The line up to an e-mail address, a telephone or a registration number and their captions."""
    text = _text(reading, line)
    cut = min((m.start() for p in (EMAIL, PHONE, ASIDE) for m in [p.search(text)] if m), default=len(text))
    return _trim(reading.text, Span(line.start, line.start + cut))


def _joined(reading: Reading, line: Span, following: list[Span]) -> tuple[Span, int]:
    """A name broken over two lines, the second of which holds its legal form."""
    text = _text(reading, line)
    if not following or legal_forms(text) or ADDRESS.search(text) or re.search(r"[,，.:]\s*$", text):
        return line, 0
    second = _text(reading, following[0])
    forms = legal_forms(second)
    if not forms or bool(CJK.search(text)) != bool(CJK.search(second)):
        return line, 0
    head = second[: forms[0].start]
    if re.search(r"[\d,，]", head) or len(head.split()) > 5 or (looks_like_company(text) and len(head.split()) > 2):
        return line, 0
    return line.cover(following[0]), 1


def _split(reading: Reading, line: Span) -> tuple[Span, Span]:
    text = _text(reading, line)
    flat = text.replace("\n", " ")
    intro = INTRODUCTION.match(flat)
    skip = intro.end() if intro else 0
    name, rest = split_name(flat[skip:])
    middle = line.start + skip + len(name)
    return _trim(reading.text, Span(line.start + skip, middle)), _trim(
        reading.text, Span(middle, line.end if rest else middle)
    )


def _trim(text: str, span: Span) -> Span:
    chars = ' \t\n\r\u00a0\u3000,，;；:：|│·•"“”*'
    raw = text[span.start : span.end]
    left = len(raw) - len(raw.lstrip(chars))
    right = len(raw) - len(raw.rstrip(chars))
    start = span.start + left
    return Span(start, max(start, span.end - right))


def _party(reading: Reading, draft: _Draft, pieces: tuple[Piece, ...], label: Span, role: Role, via: Via) -> Party:
    name, name_zh, short = _names(reading, draft)
    address = _address(reading, draft)
    country, source = _country(reading, draft, address, name, name_zh)
    shown = [span for span in (name, name_zh) if span is not None]
    texts = [_clean(reading, span) for span in shown]
    first = shown[0] if shown else label
    named = "".join(texts)
    return Party(
        first,
        Confidence.HIGH if any(map(has_legal_form, texts)) else Confidence.MEDIUM,
        role,
        _clean(reading, name) if name else "",
        _clean(reading, name_zh) if name_zh else "",
        name,
        name_zh,
        any(has_legal_form(text) for text in texts),
        bool(texts) and all(is_generic(text) for text in texts),
        bool(texts) and person_likeness(texts[0]) is not None,
        address,
        country,
        source,
        tuple(dict.fromkeys(draft.contacts)),
        tuple(dict.fromkeys(draft.registrations)),
        tuple(_naming(reading, span, role, via) for span in shown),
        tuple(short),
        draft.person,
        via,
        "" if named else _kind_of_blank(reading, pieces),
    )


def _naming(reading: Reading, span: Span, role: Role, via: Via) -> Naming:
    text = _clean(reading, span)
    return Naming(span, Confidence.HIGH, text, role, via, bool(CJK.search(text)))


def _clean(reading: Reading, span: Span) -> str:
    return " ".join(_text(reading, span).split()).strip(" ,;:\"“”'*")


def _names(reading: Reading, draft: _Draft) -> tuple[Span | None, Span | None, list[str]]:
    """The Latin and the Chinese name among the name slices, short names cut off, brackets opened."""
    latin: Span | None = None
    chinese: Span | None = None
    short = list(draft.short)
    for whole in draft.names:
        span = whole
        for match in SHORT_NAME.finditer(_text(reading, span)):
            short += QUOTED.findall(match.group())
        cut = SHORT_NAME.search(_text(reading, span))
        if cut and cut.start():
            span = _trim(reading.text, Span(span.start, span.start + cut.start()))
        text = _text(reading, span)
        if not CJK.search(text):
            latin = latin or span
            continue
        if not re.search(r"[A-Za-z]{3}", text):
            chinese = chinese or span
            continue
        part = next((m for m in CHINESE_NAME.finditer(text) if len(CJK.findall(m.group())) >= 4), None)
        if part is None:
            latin = latin or span
            continue
        chinese = chinese or _bracketless(reading, Span(span.start + part.start(), span.start + part.end()))
        others = [Span(span.start, span.start + part.start()), Span(span.start + part.end(), span.end)]
        for other in others:
            other = _bracketless(reading, other)
            if latin is None and re.search(r"[A-Za-z]{3}", _text(reading, other)):
                latin = other
    return latin, chinese, short


def _bracketless(reading: Reading, span: Span) -> Span:
    span = _trim(reading.text, span)
    text = _text(reading, span)
    start = span.start + (1 if text[:1] in "(（/" else 0)
    open_end = (text.endswith((")", "）")) and not re.search(r"[(（]", text[1:])) or text.endswith(("(", "（", "/"))
    return _trim(reading.text, Span(start, span.end - (1 if open_end else 0)))


def _seat(reading: Reading, span: Span) -> Span:
    """An address without the words that introduce it ("with registered address at")."""
    lead = SEATED.match(_text(reading, span))
    return _trim(reading.text, Span(span.start + (lead.end() if lead else 0), span.end))


def _address(reading: Reading, draft: _Draft) -> Address | None:
    parts = [_seat(reading, span) for span in draft.address if not reading.is_blank(span)]
    if not parts:
        return None
    whole = parts[0]
    texts = []
    for part in parts:
        whole = whole.cover(part)
        texts.append(" ".join(_text(reading, part).split()).strip(" ,"))
    found = next((c for part in reversed(parts) if (c := country_of(reading, part)) is not None), None)
    text = ", ".join(texts)
    country = found[0] if found else None
    town = len(text) > 12 or bool(found and len(text) > len(_text(reading, found[1])) + 3)
    return Address(whole, Confidence.HIGH, text, country, town)


def _country(
    reading: Reading, draft: _Draft, address: Address | None, name: Span | None, name_zh: Span | None
) -> tuple[str | None, str]:
    if address is not None and address.country:
        return address.country, "address"
    phone = next((c.country for c in draft.contacts if c.country), None)
    if phone:
        return phone, "phone"
    if any(number.uscc for number in draft.registrations):
        return "CN", "registration"
    for span in (name, name_zh):
        if span is not None and (country := country_of_form(_text(reading, span))):
            return country, "legal form"
    for span in (name, name_zh):
        if span is not None and (found := country_of(reading, span)):
            return found[0], "name"
    domain = next((c.domain for c in draft.contacts if re.search(r"\.[a-z]{2}$", c.domain)), "")
    return (
        (domain[-2:].upper().replace("UK", "GB"), "domain")
        if domain and domain[-2:] not in ("io", "co", "me", "tv", "ai", "cc")
        else (None, "")
    )
