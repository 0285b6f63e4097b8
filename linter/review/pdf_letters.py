"""The rectangles of words in a PDF to the letter: a line of Chinese is one word, of which a finding means a part."""

from __future__ import annotations

from functools import cached_property

import pypdfium2 as pdfium
from tradelint.parsers import Source
from tradelint.parsers.pdf_frame import Frame, frame_of
from tradelint.text import Box, Document, Span, Word

# A letter belongs to a word when its middle lies in the word's box or this near to it, in points.
NEAR = 0.5
Letter = tuple[str, float, float, float, float]


class Letters:
    """The letters of a PDF as shown; pages are read when a word of theirs is asked for in part."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._read: dict[int, list[Letter]] = {}

    @cached_property
    def _pdf(self) -> pdfium.PdfDocument:
        return pdfium.PdfDocument(self._source.data)

    @cached_property
    def frames(self) -> list[Frame]:
        """How each page stands."""
        return [frame_of(page) for page in self._pdf]

    @property
    def encrypted(self) -> bool:
        """Whether the file is encrypted, also where it opens without a password."""
        return bool(pdfium.raw.FPDF_GetSecurityHandlerRevision(self._pdf) != -1)

    def boxes(self, document: Document, span: Span) -> list[Box]:
        """The rectangles of a span, cut to its first and its last letter."""
        return [self._cut(document, word, span) for word in document.words if word.span.overlaps(span)]

    def _cut(self, document: Document, word: Word, span: Span) -> Box:
        """The part of a word that the span holds; the whole word where its letters cannot be told apart."""
        if span.contains(word.span):
            return word.box
        text = document.text[word.span.start : word.span.end]
        letters = self._inside(word.box)
        if "".join(letter[0] for letter in letters) != text:
            return word.box
        held = letters[max(span.start - word.span.start, 0) : span.end - word.span.start]
        lefts, tops, rights, bottoms = zip(*(letter[1:] for letter in held), strict=True)
        box = word.box
        if box.bottom - box.top > box.right - box.left:  # text that runs up or down the page
            return Box(box.page, box.left, min(tops), box.right, max(bottoms))
        return Box(box.page, min(lefts), box.top, max(rights), box.bottom)

    def _inside(self, box: Box) -> list[Letter]:
        if box.page not in self._read:
            self._read[box.page] = self._letters(box.page)
        return [
            letter
            for letter in self._read[box.page]
            if box.left - NEAR < (letter[1] + letter[3]) / 2 < box.right + NEAR
            and box.top - NEAR < (letter[2] + letter[4]) / 2 < box.bottom + NEAR
        ]

    def _letters(self, number: int) -> list[Letter]:
        page, frame = self._pdf[number - 1], self.frames[number - 1]
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        count = textpage.count_chars()
        if len(text) != count:  # characters beyond the first plane: the places of the others cannot be told
            return []
        boxes = ((text[at], frame.shown(*textpage.get_charbox(at))) for at in range(count))
        return [(letter, *box) for letter, box in boxes if not letter.isspace()]

    def close(self) -> None:
        """Give the file back."""
        self._pdf.close()
