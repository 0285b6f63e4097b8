"""Words that are printed letter by letter ("P R O F O R M A", "销 售 合 同") as whole words again."""

from __future__ import annotations

from itertools import pairwise

from tradelint.parsers.pdf_words import PdfWord, make_word, wide

# Gaps between the letters, in font boxes: the widest between two letters, the widest usual one.
WIDEST, WIDEST_USUAL = 2.2, 1.3
FEWEST_LETTERS = 4
CHINESE_NUMERALS = "一二三四五六七八九十"


def spaced_out(row: list[PdfWord]) -> list[PdfWord]:
    """The words of a line with runs of single letters joined."""
    if sum(len(word.text) == 1 for word in row) < 2 and not any(wide(w.text[0]) for w in row if len(w.text) == 1):
        return row
    found: list[PdfWord] = []
    index = 0
    while index < len(row):
        stop = max(_latin(row, index), _chinese(row, index))
        joined = _joined(row[index:stop]) if stop > index else None
        found.append(joined or row[index])
        index = stop if joined else index + 1
    return found


def _latin(row: list[PdfWord], start: int) -> int:
    """Where a run of single letters ends; `start` if there are too few."""
    stop = start
    while stop < len(row) and _is_letter(row[stop]) and (stop == start or _follows(row, stop)):
        stop += 1
    return stop if stop - start >= FEWEST_LETTERS else start


def _chinese(row: list[PdfWord], start: int) -> int:
    """Where a run of single Chinese characters ends; its last word may be longer ("卖 方：")."""
    stop = start
    while stop < len(row) and len(row[stop].text) == 1 and wide(row[stop].text) and row[stop].text.isalpha():
        if stop > start and not _follows(row, stop):
            break
        stop += 1
    if stop == start:
        return start
    if stop < len(row) and wide(row[stop].text[0]) and row[stop].text[0].isalpha() and _follows(row, stop):
        stop += 1
    short = stop - start < 2 or (stop - start == 2 and row[start].text in CHINESE_NUMERALS)
    return start if short else stop


def _is_letter(word: PdfWord) -> bool:
    return len(word.text) == 1 and word.text.isalpha() and not wide(word.text)


def _follows(row: list[PdfWord], index: int) -> bool:
    return row[index].left - row[index - 1].right <= WIDEST * row[index].height


def _joined(letters: list[PdfWord]) -> PdfWord | None:
    """One word, with spaces where the gaps are wider than usual; None where the gaps are no letter spacing."""
    gaps = [after.left - before.right for before, after in pairwise(letters)]
    usual, height = sorted(gaps)[len(gaps) // 2], letters[0].height
    if usual > WIDEST_USUAL * height or (min(gaps) < 0 < usual < 0.1 * height):
        return None
    parts = [letters[0].text]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        parts.append(" " if gap > 1.6 * usual + 0.1 * height else "")
        parts.append(letter.text)
    text = "".join(parts)
    if sum(len(word) == 1 for word in text.split()) > 1:
        return None
    top, bottom = min(w.top for w in letters), max(w.bottom for w in letters)
    return make_word(text, (letters[0].left, top, letters[-1].right, bottom), letters[0].at)
