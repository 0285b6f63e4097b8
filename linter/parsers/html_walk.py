"""Walks an HTML tree and hands on what a browser shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tradelint.parsers.html_blocks import SPACES, BlockWriter, shown_lines
from tradelint.parsers.html_lists import ListCounter
from tradelint.parsers.html_table import Slot, definitions, lay_out
from tradelint.parsers.html_tree import BLOCKS, HEADINGS, UNSHOWN, Styles, has_words, is_bold, words_of
from tradelint.parsers.source import Limits

FIELDS_WITHOUT_TEXT = frozenset(["hidden", "password", "submit", "button", "image", "reset", "file"])


class HtmlWalker:
    """Collects the blocks of a page in `out`."""

    def __init__(self, limits: Limits) -> None:
        self.out = BlockWriter(limits)
        self.pictures = 0
        self._styles: Styles
        self._pieces: list[str] = []
        self._bold: list[bool] = []
        self._strong = 0
        self._pre = 0
        self._level = 0
        self._label: str | None = None
        self._lists: list[ListCounter] = []
        self._cell: list[str] | None = None
        self._nested: list[Any] = []

    def walk(self, root: Any) -> None:
        """Write a whole tree."""
        self._styles = Styles(root)
        self._element(root)
        self._flush()

    def _element(self, element: Any) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in UNSHOWN or self.out.full:
            return
        why = self._styles.why_hidden(element)
        if why:
            words = words_of(element)
            if words:
                self.out.hide(why, words)
            return
        if tag in BLOCKS:
            self._flush()
        strong = is_bold(element)
        self._strong += strong
        getattr(self, f"_on_{tag}", self._content)(element)
        self._strong -= strong
        if tag in BLOCKS:
            self._level = HEADINGS.get(tag, 0)
            self._flush()
            self._level = 0

    def _content(self, element: Any) -> None:
        self._text(element.text)
        for child in element:
            self._element(child)
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if text.strip():
            self._bold.append(bool(self._strong))
        self._pieces.append(text if self._pre else SPACES.sub(" ", text))

    def _flush(self) -> None:
        text = shown_lines("".join(self._pieces), bool(self._pre))
        bold = bool(self._bold) and all(self._bold)
        self._pieces, self._bold = [], []
        if text:
            label, self._label = self._label, None
            text = f"{label} {text}" if label else text
            if self._cell is not None:
                self._cell.append(text)
            else:
                self.out.block(text, label, bold, self._level)
        if self._cell is None:
            self.out.show_hidden()

    # -- elements with a meaning of their own

    def _on_br(self, element: Any) -> None:
        self._pieces.append("\n")

    def _on_pre(self, element: Any) -> None:
        self._pre += 1
        self._content(element)
        self._flush()
        self._pre -= 1

    def _on_img(self, element: Any) -> None:
        self.pictures += 1

    def _on_del(self, element: Any) -> None:
        words = words_of(element)
        if words:
            self.out.delete(words)

    _on_s = _on_strike = _on_del

    def _on_input(self, element: Any) -> None:
        kind = (element.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            self._text("☑ " if "checked" in element.attrib else "☐ ")
        elif kind not in FIELDS_WITHOUT_TEXT:
            self._text(f" {element.get('value') or ''} ")

    def _on_select(self, element: Any) -> None:
        options = list(element.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib] or options[:1]
        self._text(f" {', '.join(words_of(option) for option in chosen)} ")

    def _on_textarea(self, element: Any) -> None:
        for number, line in enumerate((element.text or "").split("\n")):
            if number:
                self._pieces.append("\n")
            self._text(line)

    def _on_ol(self, element: Any) -> None:
        self._lists.append(ListCounter(element))
        self._content(element)
        self._lists.pop()

    _on_ul = _on_menu = _on_dir = _on_ol

    def _on_li(self, element: Any) -> None:
        self._label = self._lists[-1].label(element) if self._lists else "•"
        self._content(element)
        self._flush()
        self._label = None

    # -- tables

    def _on_dl(self, element: Any) -> None:
        if self._cell is not None:
            self._content(element)
            return
        self._nested = []
        self.out.begin_table()
        for row, sides in enumerate(definitions(element)):
            for column, side in enumerate(sides):
                self.out.cell(self._cell_text(side), row, Slot(None, column))
        self._end_table()

    def _on_table(self, element: Any) -> None:
        if self._cell is not None:
            self._nested.append(element)
            return
        outer_lists, self._lists = self._lists, []
        rows = lay_out(element)
        for caption in element.iterchildren("caption"):
            self._element(caption)
        if all(sum(has_words(slot.element) for slot in row) <= 1 for row in rows):
            for row in rows:
                for slot in row:
                    self._content(slot.element)
                    self._flush()
        else:
            self._grid(rows)
        self._lists = outer_lists

    def _grid(self, rows: list[list[Slot]]) -> None:
        self._nested = []
        self.out.begin_table()
        for number, row in enumerate(rows):
            for slot in row:
                self.out.cell(self._cell_text([slot.element]), number, slot)
        self._end_table()

    def _end_table(self) -> None:
        self.out.end_table()
        nested, self._nested = self._nested, []
        for element in nested:
            self._on_table(element)

    def _cell_text(self, elements: Iterable[Any]) -> str:
        self._cell = []
        for element in elements:
            # The cell itself is no block inside itself.
            if self._styles.why_hidden(element):
                self._element(element)
                continue
            strong = is_bold(element)
            self._strong += strong
            self._content(element)
            self._strong -= strong
            self._flush()
        lines, self._cell = self._cell, None
        return "\n".join(lines)
