"""Fields of a DOCX: the result is shown, the code is not; form fields show a state."""

from __future__ import annotations

import re
from typing import Any

from tradelint.parsers.docx_names import OFF, VAL, w
from tradelint.parsers.docx_styles import is_on, whole

FLDCHAR, FLDTYPE, FFDATA = w("fldChar"), w("fldCharType"), w("ffData")
CHECKED, UNCHECKED = "☒", "☐"
LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
# An e-mail address, or the host of a web address.
ADDRESS = re.compile(
    r"(?:mailto:|https?://|(?=www\.)|(?=[\w.+-]+@))(?:www\.)?([\w.+-]+(?:@[\w.-]+)?\.\w{2,})", re.IGNORECASE
)
LONGEST_ADDRESS = 300
# Fields that fetch something from outside when they are updated.
FETCHING = re.compile(r"\s*(DDEAUTO|DDE|LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT)\b\s*(.{0,120})", re.IGNORECASE)


class Field:
    """A field that is being read: `in_code` until its separator, `start` the offset of its result."""

    def __init__(self, node: Any) -> None:
        self.in_code = True
        self.code = ""
        self.start = 0
        self.form = node.find(FFDATA)


def unclosed(root: Any) -> frozenset[Any]:
    """The begin marks without an end; text after one would be lost if it counted as a field."""
    opened: list[Any] = []
    for node in root.iter(FLDCHAR):
        kind = node.get(FLDTYPE)
        if kind == "begin":
            opened.append(node)
        elif kind == "end" and opened:
            opened.pop()
    return frozenset(opened)


def form_text(form: Any) -> str:
    """What an unfilled form field shows: its default text, its chosen entry, its tick."""
    text, box, choice = (form.find(w(name)) for name in ("textInput", "checkBox", "ddList"))
    if box is not None:
        return tick(box, "checked", "default")
    if choice is not None:
        entries = [entry.get(VAL, "") for entry in choice.findall(w("listEntry"))]
        chosen = next((node for name in ("result", "default") if (node := choice.find(w(name))) is not None), None)
        index = whole(chosen.get(VAL)) if chosen is not None else 0
        return entries[index] if index < len(entries) else ""
    default = text.find(w("default")) if text is not None else None
    return default.get(VAL, "") if default is not None else ""


def tick(box: Any, *names: str) -> str:
    """A ticked or an empty box, by the first of the named properties that is there."""
    for name in names:
        node = box.find(w(name))
        if node is not None:
            return CHECKED if is_on(node) else UNCHECKED
    return UNCHECKED


def is_ticked(value: str | None) -> bool:
    """Whether the attribute of a check box content control says that it is ticked."""
    return value is not None and value not in OFF


def hyperlink(code: str) -> str:
    """The target of a HYPERLINK field; empty for other fields and for links inside the document."""
    found = LINK.match(code)
    return found.group(1) if found else ""


def misleads(shown: str, target: str) -> bool:
    """Whether a link shows an e-mail or web address and opens that of somebody else."""
    seen, opened = (ADDRESS.match(text.strip()[:LONGEST_ADDRESS]) for text in (shown, target))
    return seen is not None and opened is not None and seen.group(1).casefold() != opened.group(1).casefold()


def fetches(code: str) -> str:
    """What a field code would fetch from outside ("DDEAUTO ..."); empty for other fields."""
    found = FETCHING.match(code)
    return " ".join(found.group(0).split()) if found else ""
