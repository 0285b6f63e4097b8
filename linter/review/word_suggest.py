"""Clauses offered in a Word file as tracked insertions, which the other side accepts or rejects."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from tradelint.findings import Finding
from tradelint.review.order import AUTHOR, Language
from tradelint.review.word_runs import local
from tradelint.review.words import clauses_of

# A table of so many columns lists goods; one of fewer may hold the clauses themselves.
GOODS_TABLE = 4
# What a paragraph of ours does not take over from the one it follows.
OWN = frozenset(["numPr", "sectPr", "outlineLvl", "rPr", "pPrChange", "pageBreakBefore", "framePr"])


class Suggestions:
    """Gathers the clauses, each once, and writes them behind the paragraphs that they mend."""

    def __init__(self, root: Any, language: Language, as_of: date) -> None:
        self._word = root.tag.partition("}")[0] + "}"
        self._language = language
        self._day = f"{as_of}T00:00:00Z"
        self._root = root
        self._waiting: list[tuple[Any, Any, str]] = []
        keys = (node.get(self._word + "id") or "" for node in root.iter())
        self._next = max((int(key) for key in keys if key.isdecimal() and len(key) < 10), default=0) + 1

    def add(self, finding: Finding, at: Any | None) -> None:
        """Offer the clause of a finding behind the paragraph of an element, or at the end of the document."""
        model = self._last_paragraph() if at is None else self._paragraph_of(at)
        before = self._before(model)
        for clause in clauses_of(finding, self._language):
            if not any(place is before and words == clause for place, _, words in self._waiting):
                self._waiting.append((before, model, clause))

    def write(self) -> None:
        """Put the clauses into the document, in the order in which they came."""
        for before, model, clause in reversed(self._waiting):
            before.addnext(self._inserted(model, clause))

    def _before(self, paragraph: Any) -> Any:
        """What a clause comes behind: its paragraph, or the table where the columns are too narrow for a sentence."""
        table = next((up for up in paragraph.iterancestors() if local(up) == "tbl"), None)
        if table is None:
            return paragraph
        widest = max((len(row.findall(self._word + "tc")) for row in table.iter(self._word + "tr")), default=0)
        return table if widest >= GOODS_TABLE else paragraph

    def _paragraph_of(self, node: Any) -> Any:
        return next(up for up in (node, *node.iterancestors()) if local(up) == "p")

    def _last_paragraph(self) -> Any:
        body = self._root.find(self._word + "body")
        paragraphs = body.findall(self._word + "p")
        with_text = [p for p in paragraphs if any(t.text for t in p.iter(self._word + "t"))]
        return (with_text or paragraphs or list(body.iter(self._word + "p")))[-1]

    def _inserted(self, model: Any, clause: str) -> Any:
        """A paragraph that looks like its model, inserted by us; so is its end, so that rejecting leaves no trace."""
        paragraph = model.makeelement(self._word + "p")
        properties = self._child(paragraph, "pPr")
        for old in model.iterchildren(self._word + "pPr"):
            properties.extend(deepcopy([node for node in old if local(node) not in OWN]))
        self._change(self._child(properties, "rPr"))
        run = self._child(self._change(paragraph), "r")
        # The words of a clause look like the end of its paragraph: the beginning may be a heading.
        runs = [r for r in model.iter(self._word + "r") if r.find(self._word + "t") is not None]
        look = runs[-1].find(self._word + "rPr") if runs else None
        if look is not None:
            run.append(deepcopy(look))
        words = self._child(run, "t")
        words.text = clause
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return paragraph

    def _change(self, parent: Any) -> Any:
        node = self._child(parent, "ins")
        for name, value in (("id", str(self._next)), ("author", AUTHOR), ("date", self._day)):
            node.set(self._word + name, value)
        self._next += 1
        return node

    def _child(self, parent: Any, tag: str) -> Any:
        node = parent.makeelement(self._word + tag)
        parent.append(node)
        return node
