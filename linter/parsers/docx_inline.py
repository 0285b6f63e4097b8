"""The content of a DOCX paragraph: runs and all that may be nested in them, field by field, change by change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tradelint.parsers import docx_drawing as drawing
from tradelint.parsers.docx_fields import (
    CHECKED,
    FLDCHAR,
    FLDTYPE,
    UNCHECKED,
    Field,
    fetches,
    form_text,
    hyperlink,
    is_ticked,
    misleads,
    unclosed,
)
from tradelint.parsers.docx_line import LineBuilder
from tradelint.parsers.docx_math import math_text
from tradelint.parsers.docx_names import (
    ALTERNATE,
    AUTHOR,
    DEL,
    DELTEXT,
    FALLBACK,
    ID,
    INS,
    MOVE_FROM,
    MOVE_TO,
    R_ID,
    RPR,
    SDT,
    SDTCONTENT,
    SDTPR,
    TBL,
    TXBX,
    VAL,
    XML_SPACE,
    P,
    R,
    T,
    m,
    w,
    w14,
)
from tradelint.parsers.docx_office import Office, chosen
from tradelint.parsers.docx_story import Aside, ChangeKind, Node
from tradelint.parsers.docx_styles import PLAIN, Format
from tradelint.parsers.docx_symbols import superscript, symbol, symbols

BLANK = " \t\r\n"
RUN_STYLE = w("rStyle")
MARGINS = frozenset([w("hdr"), w("ftr")])
Handler = Callable[[Any], None]
# What holds no text that is shown.
SILENT = (
    *(w(name) for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData", "ffData")),
    *(w(name) for name in ("footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator")),
    *(w(name) for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "softHyphen")),
    *(w(name) for name in ("commentRangeStart", "commentRangeEnd", "tblPr", "tblGrid", "tcPr", "trPr", "sectPr")),
)


class Inline:
    """Reads paragraph content into the current line; `boxes` reads the blocks of a text box."""

    def __init__(self, office: Office, part: str, root: Any, boxes: Callable[[Any], list[Node]]) -> None:
        self.line = LineBuilder(PLAIN, False)
        self._office = office
        self._part = part
        self._boxes = boxes
        self._fields: list[Field] = []
        self._codes = 0
        self._diagrams: dict[str, list[Aside]] = {}
        self._unclosed = unclosed(root)
        self._keeps_space = root.get(XML_SPACE) == "preserve"
        self._in_margin = root.tag in MARGINS
        self._handlers = self._table()

    def _table(self) -> dict[str, Handler]:
        table: dict[str, Handler] = dict.fromkeys(SILENT, _silence)
        table.update({w(name): self._break for name in ("br", "cr")})
        table.update({w(name): self._tab for name in ("tab", "ptab")})
        table.update(
            {w(name): self._reference for name in ("footnoteReference", "endnoteReference", "commentReference")}
        )
        table.update(dict.fromkeys((TXBX, P, TBL), self._box))
        table.update(
            {
                R: self._run,
                T: self._text,
                DELTEXT: self._deleted_text,
                w("instrText"): self._code,
                w("delInstrText"): _silence,
                FLDCHAR: self._field,
                w("fldSimple"): self._simple_field,
                w("hyperlink"): self._hyperlink,
                w("noBreakHyphen"): lambda _: self._add("-"),
                w("sym"): self._symbol,
                INS: lambda node: self._inserted(node, "inserted"),
                MOVE_TO: lambda node: self._inserted(node, "moved"),
                DEL: lambda node: self._deleted(node, "deleted"),
                MOVE_FROM: lambda node: self._deleted(node, "moved away"),
                SDT: self._control,
                ALTERNATE: self._alternate,
                FALLBACK: self._skip,
                w("ruby"): self._ruby,
                m("oMath"): self._math,
                w("drawing"): self._drawing,
                w("pict"): self._picture,
                w("object"): self._object,
                w("altChunk"): self._chunk,
                w("subDoc"): self._subdocument,
            }
        )
        return table

    def walk(self, node: Any) -> None:
        """Read the children of `node` in order; wrappers that are not known are walked through."""
        handlers = self._handlers
        for child in node:
            handler = handlers.get(child.tag)
            if handler is None:
                self.walk(child)
            else:
                handler(child)

    @property
    def in_code(self) -> bool:
        """Whether a field's code is being read, which nobody sees."""
        return self._codes > 0

    def _add(self, words: str) -> None:
        if not self._codes:
            self.line.add(words)

    def _run(self, run: Any) -> None:
        line = self.line
        line.run = line.next_run
        line.next_run += 1
        start, outer, own = line.size, line.deleted, line.run
        first = run[0] if len(run) else None
        line.format = self._format(first, line.base) if first is not None and first.tag == RPR else line.base
        if line.format.struck and outer is None:
            line.deleted = []
            self.walk(run)
            text, line.deleted = "".join(line.deleted), None
            line.change("deleted", text, line.size, None)
        else:
            self.walk(run)
        if line.size > start:
            line.line.anchors.append((start, line.size, line.paragraph, own))
        line.format = line.base

    def _format(self, properties: Any, base: Format) -> Format:
        styles = self._office.styles
        for style in properties.iterchildren(RUN_STYLE):
            base = styles.run(style.get(VAL, ""), base)
        return styles.look(properties, base)

    def _text(self, node: Any) -> None:
        text = node.text
        if not text:
            return
        if text[0] in BLANK or text[-1] in BLANK:
            kept = self._keeps_space or node.get(XML_SPACE) == "preserve"
            text = text if kept else text.strip(BLANK)
        if "\n" in text or "\r" in text:
            text = text.replace("\r", " ").replace("\n", " ")
        look_of = self.line.format
        if look_of.font:
            text = symbols(look_of.font, text)
        elif look_of.raised:
            text = superscript(text)
        if not self._codes:
            self.line.add(text)

    def _deleted_text(self, node: Any) -> None:
        if self.line.deleted is not None:
            self.line.deleted.append(node.text or "")

    def _tab(self, node: Any) -> None:
        self._add("\t")

    def _break(self, node: Any) -> None:
        if node.get(w("type")) in ("page", "column") and not self.line.size:
            return
        self._add("\n")

    def _symbol(self, node: Any) -> None:
        try:
            code = int(node.get(w("char"), ""), 16)
        except ValueError:
            return
        self._add(symbol(node.get(w("font"), ""), code))

    def _reference(self, node: Any) -> None:
        if self.line.deleted is None and not self.in_code:
            kind = node.tag.rsplit("}", 1)[1].removesuffix("Reference")
            self.line.line.references.append((kind, node.get(ID, "")))

    # Tracked changes

    def _inserted(self, node: Any, kind: ChangeKind) -> None:
        line = self.line
        start = line.size
        self.walk(node)
        if line.size > start:
            line.change(kind, line.since(start), start, node.get(AUTHOR))

    def _deleted(self, node: Any, kind: ChangeKind) -> None:
        line = self.line
        outer, line.deleted = line.deleted, []
        self.walk(node)
        text, line.deleted = "".join(line.deleted), outer
        if outer is None:
            line.change(kind, text, line.size, node.get(AUTHOR))
        else:
            outer.append(text)

    # Fields

    def _field(self, node: Any) -> None:
        kind = node.get(FLDTYPE)
        if kind == "begin" and node not in self._unclosed:
            self._fields.append(Field(node))
            self._codes += 1
        elif kind == "separate" and self._fields:
            self._codes -= self._fields[-1].in_code
            self._fields[-1].in_code = False
            self._fields[-1].start = self.line.size
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            self._codes -= field.in_code
            self._close(field)

    def _close(self, field: Field) -> None:
        self._report(field.code)
        target = hyperlink(field.code)
        if target and not field.in_code:
            self._compare(self.line.since(field.start), target)
        if field.form is None or self.in_code:
            return
        shown = "" if field.in_code else self.line.since(field.start)
        if not shown.strip():
            self._add(form_text(field.form))

    def _code(self, node: Any) -> None:
        if self._fields:
            self._fields[-1].code += node.text or ""

    def _simple_field(self, node: Any) -> None:
        self._report(node.get(w("instr"), ""))
        self.walk(node)

    def _report(self, code: str) -> None:
        fetched = fetches(code)
        if fetched:
            self.line.trait("external-link", f"field {fetched}")

    def _hyperlink(self, node: Any) -> None:
        start = self.line.size
        self.walk(node)
        key = node.get(R_ID)
        relation = self._office.parts.relations(self._part).get(key) if key else None
        if relation is not None and relation.external:
            self._compare(self.line.since(start), relation.target)

    def _compare(self, shown: str, target: str) -> None:
        """Report a link that shows one address and opens another."""
        if misleads(shown, target):
            self.line.trait("external-link", f"the link {shown.strip()[:80]} opens {target[:80]}")

    # Wrappers

    def _control(self, node: Any) -> None:
        properties, content = node.find(SDTPR), node.find(SDTCONTENT)
        start = self.line.size
        if content is not None:
            self.walk(content)
        box = properties.find(w14("checkbox")) if properties is not None else None
        if box is not None and self.line.size == start:
            state = box.find(w14("checked"))
            ticked = state is not None and is_ticked(state.get(w14("val")))
            self._add(CHECKED if ticked else UNCHECKED)

    def _alternate(self, node: Any) -> None:
        branch = chosen(node)
        for child in node:
            if child is branch:
                self.walk(child)
            else:
                self._skip(child)

    def _skip(self, node: Any) -> None:
        """Leave a subtree out, but count its runs: anchors count all runs of a paragraph."""
        self.line.next_run += sum(1 for _ in node.iter(R))

    def _ruby(self, node: Any) -> None:
        line = self.line
        for child in node:
            if child.tag == w("rt"):
                outer, line.deleted = line.deleted, []
                self.walk(child)
                text, line.deleted = "".join(line.deleted), outer
                if outer is None and not self.in_code:
                    line.above.append(text)
            else:
                self.walk(child)

    def _math(self, node: Any) -> None:
        self._skip(node)
        self._add(math_text(node))

    # Drawings and what else is not running text

    def _box(self, node: Any) -> None:
        self._skip(node)
        outer = self.line, self._fields, self._codes
        self._fields, self._codes = [], 0
        nodes = self._boxes(node)
        line, self._fields, self._codes = outer
        self.line = line
        if nodes and line.deleted is None and not self.in_code:
            line.line.asides.append(Aside("text box", "text box", nodes))

    def _drawing(self, node: Any) -> None:
        for name in drawing.pictures(node):
            self.line.trait("image", name)
        if drawing.is_page(node) and not self._in_margin:
            self.line.trait("image-only-page", "picture of a whole page")
        self.line.line.asides.extend(drawing.words(node))
        for target in drawing.diagrams(node, self._part, self._office.parts):
            if target not in self._diagrams:
                self._diagrams[target] = list(drawing.diagram_words(self._office.parts.xml(target)))
            self.line.line.asides.extend(self._diagrams[target])
        self.walk(node)

    def _picture(self, node: Any) -> None:
        for name in drawing.vml_pictures(node):
            self.line.trait("image", name)
        self.line.line.asides.extend(drawing.watermarks(node))
        self.walk(node)

    def _object(self, node: Any) -> None:
        for child in node.iter("{urn:schemas-microsoft-com:office:office}OLEObject"):
            relation = self._office.parts.relations(self._part).get(child.get(R_ID, ""))
            kind = child.get("ProgID") or "object"
            linked = relation is not None and relation.external
            self.line.trait("external-link" if linked else "embedded-object", f"embedded object ({kind})")
            self._office.gaps.append(
                (
                    "unsupported",
                    f"embedded object ({kind})",
                    "save the embedded object as a file of its own and check it",
                )
            )
        self.walk(node)

    def _chunk(self, node: Any) -> None:
        nodes = self._office.read_chunk(self._part, node.get(R_ID, ""))
        if nodes:
            self.line.line.asides.append(Aside("body", "inserted file", nodes))

    def _subdocument(self, node: Any) -> None:
        self.line.trait("external-link", "sub-document")
        self._office.gaps.append(("unsupported", "sub-document", "insert the sub-document's text into this document"))


def _silence(node: Any) -> None:
    """Nothing to read."""
