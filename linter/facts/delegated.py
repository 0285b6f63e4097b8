"""What a paper leaves to an annex that does not stand in the same file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tradelint.facts import Facts
from tradelint.facts.fold import folded
from tradelint.facts.hygiene_references import Reference, han_number
from tradelint.facts.reading import Fact

# `see`, `as per`, 详见: the words of a pointer, and nothing else.
POINTER = re.compile(
    r"\b(?:please|kindly|see|refer(?:red|s)?|to|as|is|are|per|according|in|accordance|with|under|stated|described|specified|set|"
    r"out|shown|listed|the|attached|enclosed|detailed?|details|our|your|and|of|this|contract)\b|"
    r"[详请参按依据根如照]?见|按照?|依照?|根据|参照|所附|随附|本合同|执行|为准|的|所示|如下|以",
    re.IGNORECASE,
)
SHORT = 90
SPECIFICATION = re.compile(r"\bspec(?:s|ifications?)?\b|技术要求|技术规格|规格书", re.IGNORECASE)
ANNEX_WORDS = (
    "annexure",
    "annex",
    "appendix",
    "exhibit",
    "schedule",
    "attachment",
    "enclosure",
    "附件",
    "附录",
    "附表",
)


@dataclass(frozen=True, slots=True)
class Delegated(Fact):
    """A topic (an id of the captions) that the paper leaves to `name`, an annex as it is written.

    `listed`: an attachments list names the annex. `file`: the file linted beside it that is taken for the annex.
    `pointer`: the paper says nothing more about the topic than where it stands.
    """

    topic: str = ""
    name: str = ""
    listed: bool = False
    file: str | None = None
    pointer: bool = False


def find_delegated(facts: Facts, annexes: tuple[str, ...] = ()) -> tuple[Delegated, ...]:
    """The topics left to annexes; `annexes` are the names of the other files linted."""
    return tuple(_delegated(facts, annexes))


def _delegated(facts: Facts, annexes: tuple[str, ...]) -> Iterator[Delegated]:
    for reference in facts.hygiene.references:
        if reference.kind not in ("annex", "attached") or reference.present:
            continue
        file = next((name for name in annexes if is_file_of(reference, name)), None)
        for topic, pointer in _topics(facts, reference):
            yield Delegated(
                reference.span, reference.confidence, topic, reference.name, reference.listed, file, pointer
            )


def _topics(facts: Facts, reference: Reference) -> Iterator[tuple[str, bool]]:
    reading = facts.reading
    holding = [c for c in reading.captions if c.value is not None and c.value.contains(reference.span) and c.topics]
    caption = min(holding, key=lambda c: len(c.value) if c.value else 0, default=None)
    if caption is not None and caption.value is not None and caption.via != "clause":
        said = reading.fold_of(caption.value).replace(reading.fold_of(reference.span), " ")
        pointer = not re.search(r"\w", POINTER.sub(" ", said))
        yield from ((topic, pointer) for topic in caption.topics)
        words = reading.fold_of(caption.label)
    else:
        sentence = reading.sentence_at(reference.span)
        # A long sentence says the term itself and shows a detail of it in the annex.
        hits = reading.hits("clause_topics", sentence) if len(sentence) <= SHORT else ()
        yield from ((topic, False) for topic in dict.fromkeys(hit.id for hit in hits))
        words = reading.fold_of(sentence)
    if SPECIFICATION.search(words):
        yield from (("product", False), ("quality", False))


def is_file_of(reference: Reference, name: str) -> bool:
    """Whether a file is called like an annex: `Annex B - quality.pdf`, 附件二.docx, `spec-sheet.pdf`."""
    stem = re.sub(r"[\s._()-]+", " ", folded(name.rsplit("/", 1)[-1].rsplit(".", 1)[0]))
    if reference.kind == "attached":
        words = [
            word for word in folded(reference.name).split() if len(word) > 3 and word not in ("attached", "enclosed")
        ]
        return bool(words) and all(word in stem for word in words)
    for word in ANNEX_WORDS:
        found = re.search(
            rf"{word}\s?(?:no )?([a-z]\d?|\d{{1,2}}|[ivx]{{1,4}}|[一二三四五六七八九十]{{1,2}})(?![a-z\d])", stem
        )
        if found and han_number(found.group(1)) == reference.key:
            return True
    return False
