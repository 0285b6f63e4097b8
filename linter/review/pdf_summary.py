"""The page at the end of a marked PDF that lists what was found, for readers that show no notes."""

from __future__ import annotations

import io
from datetime import date
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Spacer
from tradelint.findings import Finding
from tradelint.reports.visible import one_line
from tradelint.review.order import Paper
from tradelint.review.words import lines_of

# A font that every PDF reader brings along, so that nothing need be embedded.
CHINESE = "STSong-Light"
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=9, leading=12.5, alignment=TA_LEFT, wordWrap="CJK")
HEAD = ParagraphStyle("head", parent=TEXT, fontName="Helvetica-Bold", fontSize=9.5, spaceBefore=8)
TITLE = ParagraphStyle("title", parent=HEAD, fontSize=13, leading=17)


def summary(name: str, paper: Paper, as_of: date) -> bytes:
    """A PDF of one or more A4 pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    title = f"Notes by tradelint on {one_line(name.rpartition('/')[2])}, as of {as_of}"
    story = [Paragraph(_marked(title), TITLE), Paragraph(_count(paper.findings), TEXT), Spacer(0, 6)]
    for finding in paper.findings:
        lines = lines_of(finding, paper.language, placed=not finding.quote)
        place = [] if finding.quote else [f"In {finding.place}"]
        rest = [Paragraph(_marked(words), TEXT) for words in place + lines[1:]]
        story.append(KeepTogether([Paragraph(_marked(lines[0]), HEAD), *rest]))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, title=title, author="tradelint", invariant=1).build(story)
    return out.getvalue()


def _count(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "Nothing was found."
    return f"{len(findings)} notes. The words they are about are highlighted in the pages before; this page was added."


def _marked(text: str) -> str:
    """Text for reportlab, with what Helvetica cannot show in the Chinese font."""
    pieces, chinese = [], False
    for char in text:
        if _is_latin(char) == chinese:
            pieces.append("</font>" if chinese else f'<font name="{CHINESE}">')
            chinese = not chinese
        pieces.append(escape(char))
    return "".join(pieces) + ("</font>" if chinese else "")


def _is_latin(char: str) -> bool:
    return char == "\n" or char.encode("cp1252", "ignore") != b""
