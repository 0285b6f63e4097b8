"""Reads PDF files: words with boxes become lines, tables and paragraphs, in the order a person reads them."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2 as pdfium
from tradelint.errors import UnreadableError
from tradelint.parsers.pdf_content import unread_pages
from tradelint.parsers.pdf_elements import Element, Piece
from tradelint.parsers.pdf_emit import Emitter
from tradelint.parsers.pdf_headings import Looks, looks_of
from tradelint.parsers.pdf_joins import join_pages
from tradelint.parsers.pdf_lines import Line
from tradelint.parsers.pdf_page import Page, read_page
from tradelint.parsers.pdf_paragraphs import asides, pieces_of
from tradelint.parsers.pdf_regions import lay_out_page
from tradelint.parsers.pdf_running import Running, find_running
from tradelint.parsers.pdf_traits import document_traits, form_trait, page_traits
from tradelint.parsers.source import Source
from tradelint.text import Document, Gap, Place, Trait

SCAN_HINT = "it is a picture: ask for a PDF with text, or run it through text recognition"
DOUBT_HINT = "its text layer holds characters without a meaning: compare with what the page shows"
DIFFER_HINT = "two readers of its text differ by more than 20 %: compare with what the page shows"
LINES_HINT = "it has more drawn lines than are followed, so that cells of its tables may run together: compare by eye"
# A text layer is doubtful when more than this share of its characters have no meaning.
DOUBTFUL = 0.03
# A scanned page may have a few characters, such as the name of the scanner.
FEWEST_CHARACTERS = 50
LONGEST_DETAIL = 200
XFA_HINT = "its pages are built by a program when it is opened: print it to a plain PDF"


def read(source: Source) -> tuple[Document, ...]:
    """The paper in a PDF file."""
    pdf = open_pdf(source)
    try:
        return (_Reader(pdf, source).document(),)
    finally:
        pdf.close()


def open_pdf(source: Source) -> pdfium.PdfDocument:
    """Open a PDF file, with the empty password if it is encrypted; raises UnreadableError."""
    try:
        return pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableError(
                "encrypted", "the PDF is protected by a password", "ask for a copy without a password"
            ) from None
        raise UnreadableError("corrupt", "the PDF is damaged", "ask for the file again") from None


class _Reader:
    def __init__(self, pdf: pdfium.PdfDocument, source: Source) -> None:
        self.pdf = pdf
        self.source = source
        self.gaps: list[Gap] = []
        self.empty: list[int] = []
        self.traits: list[Trait] = []
        self.total = len(pdf)
        form = pdf.get_formtype()
        if form != pdfium.raw.FORMTYPE_NONE:
            pdf.init_forms()
        if form == pdfium.raw.FORMTYPE_XFA_FULL:
            self.gaps.append(Gap("unsupported", "the form", XFA_HINT))
        if not self.total:
            raise UnreadableError("corrupt", "the PDF has no pages", "ask for the file again")

    def document(self) -> Document:
        pages = self._pages()
        if self.source.limits.second_reader:
            self._compare()
        for number in unread_pages(self.source.data, self.empty) if self.empty else ():
            self.gaps.append(Gap("corrupt", f"page {number}", "its content cannot be read: ask for the file again"))
        if not any(page.has_text for page in pages):
            self._refuse()
        self._look_beyond(pages)
        emitter = self._emitted(pages)
        self._add_notes(emitter, pages)
        self.gaps += [Gap("limit", f"page {p.number}", LINES_HINT) for p in pages if p.drawing.cut and p.lines]
        self.traits.extend(document_traits(self.pdf, self.source.data))
        return replace(
            self.source.document("application/pdf", emitter.build, self.gaps),
            pages=self.total,
            words=tuple(emitter.words),
            traits=tuple(self.traits),
        )

    def _compare(self) -> None:
        """Note the pages that a second library reads otherwise, unless they are a gap already."""
        from tradelint.parsers.pdf_compare import disagreeing_pages

        known = {gap.place for gap in self.gaps}
        places = [f"page {number}" for number in disagreeing_pages(self.pdf, self.source)]
        self.gaps += [Gap("doubtful-text", place, DIFFER_HINT) for place in places if place not in known]

    def _refuse(self) -> None:
        """No page has text: scans are unreadable, damaged pages too; a file of blank pages is just empty."""
        codes = {gap.code for gap in self.gaps}
        if "image-only-page" in codes:
            raise UnreadableError("image-only-page", "no page of the PDF has text", SCAN_HINT)
        if "limit" in codes:
            limit = self.source.limits.text
            raise UnreadableError("limit", f"the first page has more than {limit} characters", "raise limits.text")
        if "corrupt" in codes:
            raise UnreadableError("corrupt", "no page of the PDF can be read", "ask for the file again")
        raise UnreadableError("empty", "the pages of the PDF are blank", "ask for the file again")

    def _pages(self) -> list[Page]:
        limits, left = self.source.limits, self.source.limits.text
        pages: list[Page] = []
        for number in range(1, min(self.total, limits.pages) + 1):
            page = read_page(self.pdf, number, left + 1)
            left -= page.characters
            if left < 0:
                self.gaps.append(Gap("limit", f"page {number}", f"only {limits.text} characters are read"))
                break
            pages.append(page)
            self._look_at(page)
        if self.total > limits.pages:
            self.gaps.append(Gap("limit", f"page {limits.pages + 1}", f"only {limits.pages} pages are read"))
        return pages

    def _look_at(self, page: Page) -> None:
        """Note what a page lacks."""
        where = f"page {page.number}"
        if not page.readable:
            self.gaps.append(Gap("corrupt", where, "the page is damaged: ask for the file again"))
        elif not page.lines and not page.aslant:
            self._look_at_textless(page, where)
        elif page.is_scan and not page.unseen and page.characters < FEWEST_CHARACTERS:
            self.gaps.append(Gap("image-only-page", where, SCAN_HINT))
        elif page.doubtful > DOUBTFUL * page.characters:
            self.gaps.append(Gap("doubtful-text", where, DOUBT_HINT))
        self.traits.extend(page_traits(page.number, page.notes))
        self._look_behind(page)

    def _look_at_textless(self, page: Page, where: str) -> None:
        """A page without text is a scan, a drawing, a blank one, or one whose content PDFium could not read."""
        if page.drawing.content:
            self.gaps.append(Gap("image-only-page", where, SCAN_HINT))
        elif not page.drawing.objects and not page.has_text:
            self.empty.append(page.number)

    def _look_behind(self, page: Page) -> None:
        """Note text that nobody sees: the text layer of a scan, or words hidden in white."""
        if page.unseen and page.is_scan:
            self.traits.append(Trait("ocr-layer", "the text was recognised in a picture", Place(page=page.number)))
        elif page.unseen:
            first = page.unseen[0]
            place = Place(page=page.number, line=first.line)
            self.traits.append(Trait("hidden-text", " ".join(s.text for s in page.unseen)[:LONGEST_DETAIL], place))

    def _look_beyond(self, pages: list[Page]) -> None:
        """Note words beyond the edge of a page; those that another page shows were only cut by a page break."""
        if not any(page.outside for page in pages):
            return
        shown = {w.text for page in pages for line in page.lines for s in line.segments for w in s.words}
        for page in pages:
            if all(word.text in shown for word in page.outside):
                page.outside.clear()
            else:
                words = " ".join(word.text for word in page.outside)[:LONGEST_DETAIL]
                place = Place(page=page.number)
                self.traits.append(Trait("hidden-text", f"beyond the edge of the page: {words}", place))

    def _add_notes(self, emitter: Emitter, pages: list[Page]) -> None:
        """Comments, and the values of form fields that the page itself does not show."""
        for page in pages:
            for field in page.notes.fields:
                emitter.add_field(page, field, "form")
            for typed in page.notes.typed:
                emitter.add_field(page, typed, "text box")
            for comment in page.notes.comments:
                emitter.add_comment(page, comment)
        trait = form_trait(page.notes for page in pages)
        if trait is not None:
            self.traits.append(trait)

    def _emitted(self, pages: list[Page]) -> Emitter:
        emitter = Emitter(pages)
        running = find_running(pages)
        bodies = [_body(page, run) for page, run in zip(pages, running, strict=True)]
        looks = looks_of([element for body in bodies for element in body])
        waiting: list[Piece] = []
        feet: list[Piece] = []
        for page, run, body in zip(pages, running, bodies, strict=True):
            pieces = pieces_of(body, looks) + asides(page.aslant, page.number, "text box")
            pieces += asides(page.outside, page.number, "hidden")
            joined = join_pages(waiting, pieces)
            keep = 1 if len(joined) < len(waiting) + len(pieces) else 0
            done = joined[: len(waiting) - keep]
            emitter.add(done)
            waiting = joined[len(waiting) - keep :]
            if not keep:
                emitter.add(feet, "footer")
                feet = []
            if run.new_header:
                emitter.add(_pieces(page, run.header, looks), "header")
            if run.new_footer:
                feet += _pieces(page, run.footer, looks)
        emitter.add(waiting)
        emitter.add(feet, "footer")
        return emitter


def _body(page: Page, run: Running) -> list[Element]:
    end = len(page.lines) - len(run.footer)
    return lay_out_page(page.lines[len(run.header) : end], page.drawing)


def _pieces(page: Page, lines: tuple[Line, ...], looks: Looks) -> list[Piece]:
    return pieces_of(lay_out_page(lines, page.drawing), looks)
