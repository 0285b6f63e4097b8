"""Which lines of a text file are headings, and which go on from the line above."""

from __future__ import annotations

import re
from collections import Counter

from tradelint.parsers.docx_headings import number_depth, stands_out, typed_number
from tradelint.parsers.plain_lines import indent, is_rule, segments, width

LONGEST_TITLE = 70
LONGEST_CLAUSE = 60
FULL_LINE = 56
LONG_LINE = 64
# Lines that begin something of their own.
ITEM = re.compile(
    r"\s*(?:[-*+•·●▪○◦‣■□☐☑☒✓✔★*※>]\s*\S|[-–—]\s|\d{1,3}[.)、．]|[(（]?[a-zA-Z0-9一二三四五六七八九十]{1,4}[)）、]|第[一二三四五六七八九十\d]"
    r"|[IVX]{1,5}\.\s|#{1,6}\s|\|)"
)
BULLET = re.compile(r"\s*(?:[-*+•·●▪○◦‣■□☐☑☒✓✔★※]\s|[-–—]\s|\|)")
LABEL = re.compile(r"\s*[^\s:：,.;](?:[^：:,;。，；.\n]|\.(?!\s)){0,40}\.?\s?[:：](?!//)")
END = re.compile(r"[.;:!?。；：！？…][\"'”’)）]?\s*$")
PAUSE = re.compile(r"(?:[.;:!?,。；：！？，、]|\b(?:and|or)|和|或|及)\s*$")
# Firms write their names in capitals too.
FIRM = re.compile(
    r"\b(?:ltd|limited|inc|llc|l\.l\.c|gmbh|corp|corporation|co|company|plc|pty|s\.?a|s\.?r\.?l|b\.?v|a\.?g|kg|oy|ab|aps|sdn|bhd|"
    r"jsc|ooo|factory|group|bank|branch)\b|公司|厂|集团|银行|支行|工厂",
    re.IGNORECASE,
)
# "SAY US DOLLARS TEN ONLY" is written in capitals everywhere.
AMOUNT = re.compile(r"^\W*(?:say|total|amount|in words)\b|\bonly\W*$|[元圆]整?\W*$", re.IGNORECASE)
# "7.2 PAYMENT TERMS" needs no dot behind its number when it stands alone.
RANKED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[A-Z]{4})")
NO_CLAUSE = re.compile(r"[:：;；。,，]|[.!?]$|\s{3,}|_{3,}|\[.*\]$")
# What stands in quotation marks is a value that a form was filled with.
QUOTES = "\"'“‘«「"
NO_TITLE = re.compile(r"\d|[,，;；。_:：]|[.!?]$")
CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3000-\u30ff\uac00-\ud7a3\uff00-\uffef]")


def heading_of(lines: list[str], index: int, capitals: bool = True) -> tuple[int, str | None, int] | None:
    """Level, number and the lines it takes of a heading that begins at a line; None for none.

    `capitals` says whether a line in capital letters may be one.
    """
    text = lines[index].strip()
    if not text or text[0] in QUOTES or len(text) > LONGEST_TITLE + 20 or len(segments(lines[index])) > 2:
        return None
    under = lines[index + 1].strip() if index + 1 < len(lines) else ""
    if _is_underlined(lines, index, text, under):
        number, _ = typed_number(text)
        return (number_depth(number) if number else 1 if under[0] in "=═" else 2), number, 2
    number, skip = typed_number(text)
    ranked = RANKED.match(text) if number is None and _opens(lines, index) else None
    if ranked is not None:
        number, skip = ranked.group(1), ranked.end()
    if number is not None:
        return _numbered(lines, index, text, number, skip)
    if capitals and _opens(lines, index) and (_is_capitals(text) or _is_title(lines, index, text)):
        return 1, None, 1
    return None


def _is_underlined(lines: list[str], index: int, text: str, under: str) -> bool:
    if not is_rule(under) or len(set(under)) > 1 or under[0] not in "=-─═—" or ":" in text or "：" in text:
        return False
    over = lines[index - 1].strip() if index else ""
    framed = is_rule(over)
    return (
        (not over or framed)
        and width(text) <= LONGEST_TITLE
        and (framed or width(under) <= 2 * width(text) + 4)
        and (under[0] in "=═" or not framed)
    )


def _numbered(lines: list[str], index: int, text: str, number: str, skip: int) -> tuple[int, str, int] | None:
    """A clause number and a short name alone on a line; lines of a list follow each other, headings do not."""
    words = text[skip:].strip()
    if not words or words[0] in QUOTES or width(words) > LONGEST_CLAUSE or NO_CLAUSE.search(words):
        return None
    if number[0] in "(（" or (len(number) == 1 and number.isascii() and number.isalpha()):
        return None
    letters = sum(char.isalpha() for char in words)
    if letters < 2 or sum(char.isdigit() for char in words) * 2 > letters:
        return None
    if stands_out(words, number.startswith("第")):
        return number_depth(number), number, 1
    following = next((line for line in lines[index + 1 : index + 3] if line.strip()), "")
    next_number, _ = typed_number(following.strip())
    sibling = next_number is not None and number_depth(next_number) <= number_depth(number)
    titled = CJK.match(words) or words[0].isupper()
    if not following or sibling or not titled or len(words.split()) > 7 or indent(following) < indent(lines[index]):
        return None
    return number_depth(number), number, 1


def _opens(lines: list[str], index: int) -> bool:
    """Whether a line follows an empty or a drawn one, or is the first."""
    return index == 0 or not lines[index - 1].strip() or is_rule(lines[index - 1])


def _is_capitals(text: str) -> bool:
    if width(text) > LONGEST_TITLE or any(pattern.search(text) for pattern in (FIRM, AMOUNT, NO_TITLE)):
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and text == text.upper() and text != text.lower() and len(text.split()) <= 8


def _is_title(lines: list[str], index: int, text: str) -> bool:
    """The first line of a file when it stands alone and is short."""
    if any(line.strip() and not is_rule(line) for line in lines[:index]):
        return False
    following = lines[index + 1] if index + 1 < len(lines) else ""
    alone = not following.strip() or is_rule(following)
    plain = not FIRM.search(text) and not AMOUNT.search(text) and not re.search(r"[:：;；。!?,，@]|\.$", text)
    return (
        alone and index + 1 < len(lines) and plain and width(text) <= LONGEST_TITLE and any(c.isalpha() for c in text)
    )


def wrap_width(lines: list[str]) -> int:
    """The width that lines were broken at: one that several lines come close to; 0 when lines are not broken."""
    counts = Counter(min(width(line.rstrip()), 400) // 6 for line in lines if 0 < len(line) <= 400)
    for slot in sorted(counts, reverse=True):
        near = counts[slot] + counts.get(slot - 1, 0)
        if slot * 6 >= FULL_LINE and near >= 3 and near * 12 >= sum(counts.values()):
            return max(width(line.rstrip()) for line in lines if width(line.rstrip()) < slot * 6 + 6)
    return 0


def goes_on(first: str, line: str, following: str, wrap: int) -> bool:
    """Whether the next line is the rest of a paragraph that began with `first` and has come to `line`."""
    before, after = line.rstrip(), following.strip()
    if not after or is_rule(following) or BULLET.match(following) or len(segments(following)) > 1:
        return False
    ended = END.search(before) is not None
    hanging = ITEM.match(first) is not None and indent(following) > indent(first)
    if ITEM.match(following) and (ended or not (hanging or _breaks_off(before))):
        return False
    if LABEL.match(following) and (ended or not after[0].islower()):
        return False
    if hanging:
        return len(segments(line)) < 3
    if indent(following) < indent(line) or len(segments(line)) > 2:
        return False
    size = width(before)
    full = wrap >= FULL_LINE and size + _first_width(before, after) > wrap
    if ended:
        return full and size >= wrap - 14 and not before.endswith((":", "："))
    return full or size >= LONG_LINE or (size >= 44 and after[0].islower())


def _breaks_off(before: str) -> bool:
    """A long line without any stop at its end: what follows is no item of a list, even when it starts with a number."""
    return width(before) >= LONG_LINE and not PAUSE.search(before)


def _first_width(before: str, after: str) -> int:
    """The columns that the next line's first word would have taken on the line above."""
    if CJK.match(after[0]):
        return 2 + (CJK.match(before[-1]) is None)
    return 1 + width(after.split()[0])
