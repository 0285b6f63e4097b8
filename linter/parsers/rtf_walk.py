"""Walks RTF tokens and hands on what a word processor shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tradelint.parsers.docx_headings import style_level
from tradelint.parsers.html_blocks import BlockWriter, Where
from tradelint.parsers.rtf_table import RtfCell, RtfRow, lay_out
from tradelint.parsers.rtf_tokens import CHARACTERS, CHARSETS, SYMBOLS, Token, page_name, tokens
from tradelint.parsers.source import Limits

DEEPEST = 1_000
# Groups that are shown, though not in the body; the layer is the place's name too.
LAYERS: dict[str, Where] = {
    "header": "header",
    "headerl": "header",
    "headerr": "header",
    "headerf": "header",
    "footer": "footer",
    "footerl": "footer",
    "footerr": "footer",
    "footerf": "footer",
    "footnote": "footnote",
    "annotation": "comment",
    "shptxt": "text box",
}
SILENT = frozenset(
    [
        "colortbl", "info", "pict", "fldinst", "objdata", "objclass", "xe", "tc", "rxe", "bkmkstart", "bkmkend", "sp",
        "themedata", "colorschememapping", "datastore", "latentstyles", "generator", "listtable", "listoverridetable",
        "revtbl", "rsidtbl", "filetbl", "shprslt", "nonshppict", "template", "userprops", "wgrffmtfilter", "pnseclvl",
        "atnid", "atnauthor", "atndate", "atnref", "atnparent",
    ]
)  # fmt: skip
# A list label and the tab behind it.
LISTED = re.compile(r"^(\S{1,10})\t\s*")
# Groups marked as optional that matter all the same.
WANTED = frozenset(["shpinst", "nesttableprops", "annotation", "shptxt", "footnote"])


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside a group."""

    page: str = "cp1252"
    skip: int = 1
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    level: int = 0
    target: str = "body"


class RtfWalker:
    """Collects the paper in `out`."""

    def __init__(self, limits: Limits) -> None:
        self.out = BlockWriter(limits)
        self.pictures = self.objects = 0
        self.encoding = "cp1252"
        self._state = State()
        self._stack: list[State] = []
        self._opened = self._optional = False
        self._left_to_skip = 0
        self._bytes = bytearray()
        self._texts: dict[str, list[str]] = {}
        self._bold: list[bool] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._styles: dict[int, int] = {}
        self._style = 0
        self._cell: list[str] = []
        self._row = RtfRow()
        self._next_cell = RtfCell()
        self._rows: list[RtfRow] = []

    def walk(self, data: bytes) -> None:
        """Read a whole file."""
        for token in tokens(data):
            if self.out.full:
                break
            if token.kind in ("byte", "text"):
                self._add_bytes(token.raw)
            else:
                self._flush_bytes()
                self._take(token)
        self._flush_bytes()
        self._end_paragraph()
        self._end_table()

    def _take(self, token: Token) -> None:
        if token.kind == "open":
            self._left_to_skip = 0
            if len(self._stack) < DEEPEST:
                self._stack.append(self._state)
            self._opened, self._optional = True, False
            return
        if token.kind == "close":
            self._left_to_skip = 0
            self._close()
        elif token.kind == "symbol":
            self._symbol(token.word)
        else:
            self._word(token.word, token.number)
        if token.kind != "symbol" or token.word != "*":
            self._opened = self._optional = False

    def _close(self) -> None:
        before = self._state
        if self._stack:
            self._state = self._stack.pop()
        for layer in LAYERS.values():
            if before.target == layer != self._state.target:
                self._end_aside(layer)
                break

    # -- text

    def _add_bytes(self, raw: bytes) -> None:
        if self._left_to_skip:
            gone = min(self._left_to_skip, len(raw))
            self._left_to_skip -= gone
            raw = raw[gone:]
        self._bytes += raw
        if raw:
            self._opened = False

    def _flush_bytes(self) -> None:
        if self._bytes:
            try:
                text = bytes(self._bytes).decode(self._state.page, "replace")
            except LookupError:
                text = bytes(self._bytes).decode("cp1252", "replace")
            self._bytes.clear()
            self._add(text)

    def _add(self, text: str) -> None:
        state = self._state
        if state.target == "skip":
            return
        if state.target == "styles":
            level = style_level(text.split(";")[0])
            if level:
                self._styles[self._style] = level
            return
        if state.target == "fonts":
            return
        target = "deleted" if state.deleted else "hidden" if state.hidden and state.target == "body" else state.target
        if target == "body" and text.strip():
            self._bold.append(state.bold)
        self._texts.setdefault(target, []).append(text)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._optional = True
        elif symbol in "\r\n":
            self._word("par", None)
        elif symbol in SYMBOLS:
            self._add(SYMBOLS[symbol])

    # -- control words

    def _word(self, word: str, number: int | None) -> None:
        if self._opened and self._destination(word):
            return
        handler = getattr(self, f"_on_{word}", None)
        if handler is not None:
            handler(number)
        elif word in CHARACTERS:
            self._add(CHARACTERS[word])

    def _destination(self, word: str) -> bool:
        """Whether a group's first word turns its text away from the body."""
        if self._state.target == "skip":
            return True
        if word in LAYERS:
            self._state = replace(self._state, target=LAYERS[word], hidden=False)
            return True
        if word in ("fonttbl", "stylesheet"):
            self._state = replace(self._state, target="fonts" if word == "fonttbl" else "styles")
            return True
        self.pictures += word == "pict" and self._state.target != "skip"
        self.objects += word == "objdata"
        if word in SILENT or (self._optional and word not in WANTED):
            self._state = replace(self._state, target="skip")
            return True
        return False

    def _on_par(self, number: int | None) -> None:
        if self._state.target == "body":
            self._end_paragraph()
        else:
            self._add("\n")

    _on_sect = _on_page = _on_par

    def _on_u(self, number: int | None) -> None:
        code = (number or 0) % 65_536
        self._left_to_skip = self._state.skip
        self._add(chr(code))

    def _on_uc(self, number: int | None) -> None:
        self._state = replace(self._state, skip=min(max(number or 0, 0), 8))

    def _on_ansicpg(self, number: int | None) -> None:
        self.encoding = page_name(number)
        self._state = replace(self._state, page=self.encoding)
        self._stack = [replace(state, page=self.encoding) for state in self._stack]

    def _on_f(self, number: int | None) -> None:
        self._font = number or 0
        if self._state.target != "fonts":
            self._state = replace(self._state, page=self._fonts.get(self._font, self.encoding))

    def _on_fcharset(self, number: int | None) -> None:
        if number in CHARSETS:
            self._fonts[self._font] = CHARSETS[number]

    def _on_s(self, number: int | None) -> None:
        self._style = number or 0
        if self._state.target != "styles":
            self._state = replace(self._state, level=self._styles.get(self._style, 0))

    def _on_outlinelevel(self, number: int | None) -> None:
        if self._state.target == "styles" and number is not None and 0 <= number < 9:
            self._styles[self._style] = number + 1
        elif number is not None and 0 <= number < 9:
            self._state = replace(self._state, level=number + 1)

    def _on_pard(self, number: int | None) -> None:
        self._state = replace(self._state, in_table=False, level=0)

    def _on_plain(self, number: int | None) -> None:
        self._state = replace(self._state, bold=False, hidden=False, deleted=False)

    def _on_b(self, number: int | None) -> None:
        self._state = replace(self._state, bold=number != 0)

    def _on_v(self, number: int | None) -> None:
        self._state = replace(self._state, hidden=number != 0)

    def _on_deleted(self, number: int | None) -> None:
        self._state = replace(self._state, deleted=number != 0)

    _on_strike = _on_striked = _on_deleted

    # -- tables

    def _on_intbl(self, number: int | None) -> None:
        self._state = replace(self._state, in_table=True)

    def _on_trowd(self, number: int | None) -> None:
        self._row.cells, self._next_cell = [], RtfCell()

    def _on_clmrg(self, number: int | None) -> None:
        self._next_cell.joins_left = True

    def _on_clvmrg(self, number: int | None) -> None:
        self._next_cell.joins_up = True

    def _on_cellx(self, number: int | None) -> None:
        self._next_cell.edge = number or 0
        self._row.cells.append(self._next_cell)
        self._next_cell = RtfCell()

    def _on_cell(self, number: int | None) -> None:
        self._state = replace(self._state, in_table=True)
        self._end_paragraph()
        self._row.texts.append("\n".join(self._cell))
        self._cell = []

    def _on_nestcell(self, number: int | None) -> None:
        self._add("\t")

    def _on_nestrow(self, number: int | None) -> None:
        self._state = replace(self._state, in_table=True)
        self._end_paragraph()

    def _on_row(self, number: int | None) -> None:
        if self._row.texts:
            self._rows.append(RtfRow(self._row.texts, list(self._row.cells)))
        self._row.texts = []

    # -- blocks

    def _end_paragraph(self) -> None:
        text = LISTED.sub(r"\1 ", self._pop("body").replace("\u00a0", " ").strip())
        bold = bool(self._bold) and all(self._bold)
        self._bold = []
        if self._state.in_table:
            if text:
                self._cell.append(" ".join(text.split("\t")))
        else:
            self._end_table()
            if text:
                self.out.block(text, None, bold, self._state.level)
        self._end_hidden()

    def _pop(self, target: str) -> str:
        """The text gathered for a target; halves of a character are joined."""
        text = "".join(self._texts.pop(target, []))
        return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _end_hidden(self) -> None:
        hidden = self._pop("hidden").strip()
        if hidden:
            self.out.hide("hidden text", hidden)
        deleted = self._pop("deleted").strip()
        if deleted:
            self.out.delete(deleted)
        if not self._state.in_table:
            self.out.show_hidden()

    def _end_aside(self, layer: Where) -> None:
        text = self._pop(layer).strip()
        if text:
            self.out.aside(layer, text)

    def _end_table(self) -> None:
        if self._row.texts or self._cell:
            self._row.texts += ["\n".join(self._cell)] if self._cell else []
            self._cell = []
            self._on_row(None)
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        self.out.begin_table()
        for number, row in enumerate(lay_out(rows)):
            for text, slot in row:
                self.out.cell(text, number, slot)
        self.out.end_table()
