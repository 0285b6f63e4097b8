"""Which sheets of a workbook are papers of their own, and which belong to the main one."""

from __future__ import annotations

import re
from itertools import groupby

from tradelint.parsers.sheet_book import Book, Sheet

TOP_ROWS = 8
LONGEST_TITLE = 70
# Titles that a trade paper carries; the first group is what is linted first when a workbook holds several.
MAIN = re.compile(
    r"(?:pro-?\s?forma|sales?|purchase|supply|trade|export)?\s*(?:pro-?\s?forma(?:\s*invoice)?|contract|agreement)"
    r"|(?:sales?|order)\s+confirmation|p/?i|形式发票|形式發票|预开发票|(?:销售|购销|采购|买卖|供货|外贸|出口)?(?:合同|合約|合约|确认书|確認書)(?:书)?",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"(?:commercial|customs|tax|sample)?\s*invoice|packing\s*(?:list|slip)|weight\s*(?:list|memo)|purchase\s*order"
    r"|quotation|price\s*list|offer\s*sheet|bill\s*of\s*lading|booking\s*(?:note|form)"
    r"|shipping\s*(?:advice|instructions?)|certificate\s*of\s*[a-z ]{4,30}|debit\s*note|credit\s*note"
    r"|statement\s*of\s*account|装箱单|裝箱單|(?:商业|商業)?发票|發票|报关单|报价单|報價單|采购单|订单|提单"
    r"|原产地证(?:书)?",
    re.IGNORECASE,
)
EDGE = " \t\n-–—*·:：.()（）[]【】《》#_="


def papers(book: Book) -> list[list[Sheet]]:
    """The sheets paper by paper, the main paper first, each paper's own sheet first."""
    visible = [sheet for sheet in book.sheets if not sheet.hidden and sheet.cells]
    titled = [(sheet, rank) for sheet in visible if (rank := title_rank(sheet))]
    if len(titled) < 2:
        return [sorted(book.sheets, key=lambda sheet: sheet.hidden)]
    main = next((sheet for sheet, rank in titled if rank == 2), titled[0][0])
    own = [sheet for sheet, _ in titled if sheet is not main]
    rest = [sheet for sheet in book.sheets if sheet is not main and sheet not in own]
    return [[main, *sorted(rest, key=lambda sheet: sheet.hidden)], *([sheet] for sheet in own)]


def title_rank(sheet: Sheet) -> int:
    """2 for a sheet with the title of a contract or proforma near its top, 1 for another trade paper's, else 0."""
    best = 0
    rows = groupby(sorted(sheet.cells, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row)
    for _, cells in [(number, list(found)) for number, found in rows][:TOP_ROWS]:
        for cell in cells:
            if cell.number is None and not sheet.hides(cell):
                best = max(best, _rank(cell.text))
    return best


def is_title(text: str) -> bool:
    """Whether a line is the title of a trade paper and nothing else."""
    return _rank(text) > 0


def _rank(text: str) -> int:
    """A cell is a title when one of its lines, or each half of a bilingual line, is nothing but one."""
    rank = 0
    for line in text.split("\n"):
        if len(line) > LONGEST_TITLE:
            continue
        for piece in [
            line,
            *re.split(
                r"[/|()（）]|\s{2,}|(?<=[\u4e00-\u9fff])\s+(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[\u4e00-\u9fff])", line
            ),
        ]:
            words = " ".join((piece or "").strip(EDGE).split())
            spaced = re.sub(r"(?<=\b\w) (?=\w\b)", "", words)
            for candidate in (words, spaced):
                if MAIN.fullmatch(candidate):
                    return 2
                if OTHER.fullmatch(candidate):
                    rank = 1
    return rank
