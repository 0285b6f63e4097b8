"""Vocabulary phrases found in a text: our tokenizer, one spaCy PhraseMatcher for English and Chinese.

The only module that imports spaCy, and only when a document is read.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from tradelint.facts.fold import Folded, fold
from tradelint.facts.vocabulary import phrases
from tradelint.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A run of letters (split where capitals meet a title-case word: FOBNingbo), a run of digits, any other character.
# Ideographs stand alone: Chinese has no spaces to split at.
TOKEN = re.compile(r"[㐀-䶿一-鿿豈-﫿]|[A-Z]{2,}(?=[A-Z][a-z])|[^\W\d_㐀-䶿一-鿿豈-﫿]+|\d+|[^\w\s]|_", re.UNICODE)
# A phrase does not reach into the next cell; a Chinese one not over the end of a line (公司 / 地址).
BORDER = re.compile(r"\t|[\u4e00-\u9fff]\s*\n|\n\s*[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: `key` is `subject.id.field` of the list that holds it, `raw` the folded words as written."""

    key: str
    span: Span
    raw: str

    @property
    def id(self) -> str:
        """The middle part of the key: the entry that the phrase belongs to."""
        return self.key.split(".")[1]


def tokenize(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each token of a folded text; white space is no token."""
    return [match.span() for match in TOKEN.finditer(text)]


@cache
def _pipeline() -> tuple[Any, Any]:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    # Ready-made rows of token hashes (what add() makes of a Doc): a Doc for each of the many thousand phrases costs
    # seconds at start. A test compares both ways.
    add = nlp.vocab.strings.add
    grouped: dict[str, list[list[int]]] = {}
    for key, phrase in phrases():
        text = fold(phrase).text
        hashes = [add(text[start:end].lower()) for start, end in tokenize(text)]
        if hashes:
            grouped.setdefault(key, []).append(hashes)
    for key, rows in grouped.items():
        matcher.add(key, cast("list[Doc]", rows))
    return nlp.vocab, matcher


def _doc(vocab: Any, text: str) -> tuple[Doc, list[tuple[int, int]]]:
    from spacy.tokens import Doc

    places = tokenize(text)
    return Doc(vocab, words=[text[start:end] for start, end in places]), places


def find_phrases(folded: Folded, borders: Sequence[int] = ()) -> tuple[Hit, ...]:
    """Every vocabulary phrase in the text, in text order; of one key only the longest of overlapping hits.

    `borders` are the places, in order, over which no phrase reaches: the starts of paragraphs and cells.
    """
    vocab, matcher = _pipeline()
    doc, places = _doc(vocab, folded.text)
    found: list[tuple[int, int, str]] = []
    for name, first, last in matcher(doc):
        start, end = places[first][0], places[last - 1][1]
        crosses = bisect_right(borders, start) < bisect_left(borders, end)
        if not crosses and not BORDER.search(folded.text, start, end):
            found.append((start, end, vocab.strings[name]))
    found.sort(key=lambda hit: (hit[0], -hit[1], hit[2]))
    hits: list[Hit] = []
    reach: dict[str, int] = {}
    for start, end, key in found:
        if end > reach.get(key, -1):
            reach[key] = end
            hits.append(Hit(key, folded.to_document(start, end), folded.text[start:end]))
    return tuple(hits)
