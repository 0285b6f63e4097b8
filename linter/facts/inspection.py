"""Inspections: who checks the goods, when, by right or by duty, at whose cost, with what effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tradelint.facts.passages import is_hollow, is_title, passages, with_label
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Span

WHO = {
    "third_party": "third party",
    "buyer": "buyer",
    "seller": "seller",
    "manufacturer": "manufacturer",
    "authority": "authority",
}
STAGES = ("production", "before_shipment", "loading", "destination", "after_delivery")
BEFORE = ("production", "before_shipment", "loading")
DAYS = re.compile(
    r"(?P<n>\d{1,3})\s?\)?\s?(?:(?:business|working|calendar|natural)\s{1,5})?(?:days?|天|日|个?工作日)(?P<tail>.{0,40})",
    re.I | re.A,
)
COST = re.compile(
    r"cost|expense|fee\b|fees\b|charge|account|borne|paid\s{1,5}by|费用|承担|费", re.I | re.A
)  # the payer is looked for near these words
SHORT_NAMES = re.compile(r"inspect|report|test|certif|检|survey", re.I | re.A)
NEAR = 45
RIGHT_REACH = 70


@dataclass(frozen=True, slots=True)
class Inspection(Fact):
    """A statement about inspecting the goods.

    `who` holds "third party", "buyer", "seller", "manufacturer", "authority"; `bodies` ids of inspection_bodies.toml;
    `when` the stages in STAGES. `right` = may, `duty` = shall; `waived` = none takes place. `cost` is who pays. `days` is
    the time given to inspect, `share` how many percent of the goods are looked at. `tests` = acceptance or performance tests. `captioned` = it stands under a caption.
    """

    who: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    right: bool = False
    duty: bool = False
    waived: bool = False
    cost: str | None = None
    final: bool = False
    certificate: bool = False
    release: bool = False
    days: Decimal | None = None
    tests: bool = False
    captioned: bool = False
    share: Decimal | None = None

    @property
    def before_shipment(self) -> bool:
        """Whether it takes place before the goods leave."""
        return any(stage in BEFORE for stage in self.when)

    @property
    def by_buyer(self) -> bool:
        """Whether the buyer or somebody independent looks at the goods."""
        return "buyer" in self.who or "third party" in self.who

    @property
    def concrete(self) -> bool:
        """Whether a reader can act on it: who or when; a bare right to inspect says neither."""
        if self.waived:
            return False
        if self.when or self.bodies or self.days is not None or self.tests or self.release:
            return True
        named = tuple(who for who in self.who if who != "seller" or self.duty)
        return bool(named) and not self.right


def find_inspections(reading: Reading) -> tuple[Inspection, ...]:
    """The statements about inspection, in text order: under captions, then sentences of their own."""
    found = [
        _inspection(reading, with_label(reading, p), True)
        for p in passages(reading, "inspection")
        if _concerns_goods(reading, p.span)
    ]
    for sentence in _sentences(reading):
        if not any(i.span.overlaps(sentence) for i in found):
            found.append(_inspection(reading, sentence, False))
    return tuple(sorted(found, key=lambda i: i.span))


def _concerns_goods(reading: Reading, span: Span) -> bool:
    """Whether the act is left once inspections of books, lamps and orders are taken away."""
    others = [h.span for h in reading.hits("quality_words.not_goods", span)]
    acts = [h for h in reading.hits("quality_words.inspect", span) if not any(o.contains(h.span) for o in others)]
    return bool(acts) or not others


def _sentences(reading: Reading) -> Iterator[Span]:
    """Sentences in which somebody inspects or tests the goods."""
    seen: set[int] = set()
    others = [h.span for h in reading.hits("quality_words.not_goods")]
    labels = [c.label for c in reading.captions if "product" in c.topics]
    for hit in reading.hits("quality_words.inspect"):
        sentence = reading.sentence_at(hit.span)
        if sentence.start in seen or any(o.overlaps(hit.span) for o in others):
            continue
        if (
            is_title(reading, sentence)
            or is_hollow(reading, sentence)
            or any(label.contains(hit.span) for label in labels if len(label) < len(sentence))
            or _proves_claim(reading, hit.span, sentence)
        ):
            continue
        if _is_name(reading, hit.span) or _in_goods(reading, hit.span):
            continue
        seen.add(sentence.start)
        yield sentence


def _proves_claim(reading: Reading, span: Span, sentence: Span) -> bool:
    """A survey report that a claim must be proved with is no inspection agreed beforehand."""
    if not any(h.span.contains(span) for h in reading.hits("quality_words.certificate", sentence)):
        return False
    claims = [c for c in reading.captioned("claims", "refund") if c.value and c.value.contains(span)]
    return any(not set(c.topics) & {"inspection"} for c in claims)


def _is_name(reading: Reading, span: Span) -> bool:
    """Inspection as part of a company's or a document's name: "China Inspection Co., Ltd", "List of inspections"."""
    behind = reading.fold_of(Span(span.end, span.end + 30))
    return bool(re.match(r"\s{1,5}(?:\w{1,40}\s{1,5}){0,2}(?:co\.|ltd|inc\b|gmbh|limited)", behind, re.I | re.A))


def _in_goods(reading: Reading, span: Span) -> bool:
    """A cell of a table with figures beside it is a goods line or a charge, not a clause."""
    block = reading.block(span)
    return block is not None and block.kind == "cell" and len(block.span) < 40 and block.span.start != span.start


def _inspection(reading: Reading, span: Span, captioned: bool) -> Inspection:
    bodies = find_bodies(reading, span)
    days = _days(reading, span)
    return Inspection(
        span, Confidence.HIGH if captioned else Confidence.MEDIUM, who=_who(reading, span, bodies), bodies=bodies,
        when=tuple(stage for stage in STAGES if reading.hits(f"quality_words.{stage}", span)),
        right=_right(reading, span), duty=_says(reading, span, "duty"), waived=_says(reading, span, "waived") or _negated(reading, span),
        cost=_payer(reading, span), final=_says(reading, span, "final"), certificate=_says(reading, span, "certificate"),
        release=_says(reading, span, "release"), days=days, tests=_says(reading, span, "tests"), captioned=captioned,
        share=_share(reading, span),
    )  # fmt: skip


# "100% inspection", 全检: how much of the goods is looked at.
SHARE = re.compile(
    r"(?P<n>\d{1,3})\s?%\s?(?:final\s|full\s|quality\s|pre-?shipment\s|random\s)?(?:inspect\w*|check\w*|test\w*|examin\w*|(?:of\s(?:the\s)?(?:goods|quantity|lot)\s(?:to\sbe\s)?inspect\w*)|检验|检查|验货|全检|抽检)"
    r"|(?:inspect\w*|检验|验货|抽检)\W{1,3}(?P<m>\d{1,3})\s?%",
    re.IGNORECASE,
)


def _share(reading: Reading, span: Span) -> Decimal | None:
    found = next(reading.find(SHARE, span), None)
    return Decimal(found["n"] or found["m"]) if found else None


def _right(reading: Reading, span: Span) -> bool:
    """A right word with the act of inspecting close behind; a right to claim on a certificate is another."""
    certificates = [h.span for h in reading.hits("quality_words.certificate", span)]
    acts = [
        h.span.start
        for h in reading.hits("quality_words.inspect", span)
        if not any(c.contains(h.span) for c in certificates)
    ]
    rights = reading.hits("quality_words.right", span)
    return any(0 <= act - hit.span.start <= RIGHT_REACH for hit in rights for act in acts)


def _says(reading: Reading, span: Span, key: str) -> bool:
    return bool(reading.hits(f"quality_words.{key}", span))


def _negated(reading: Reading, span: Span) -> bool:
    """All acts of inspecting in the passage are turned round, and the passage is short."""
    acts = reading.hits("quality_words.inspect", span)
    return bool(acts) and len(span) < 160 and all(reading.negated(h.span) for h in acts)


def _who(reading: Reading, span: Span, bodies: tuple[str, ...]) -> tuple[str, ...]:
    kinds = {_kinds()[body] for body in bodies}
    named = [WHO[key] for key in WHO if reading.hits(f"quality_words.{key}", span)]
    if "tic" in kinds:
        named.insert(0, "third party")
    if "gov" in kinds:
        named.append("authority")
    if "self" in kinds:
        named += [WHO["buyer"] if "buyer-self" in bodies else WHO["seller"]]
    return tuple(dict.fromkeys(named))


def _payer(reading: Reading, span: Span) -> str | None:
    """Who stands nearest to the words about cost."""
    best: tuple[int, str] | None = None
    for match in reading.find(COST, span):
        for party in ("buyer", "seller"):
            for hit in reading.hits(f"quality_words.{party}", span):
                gap = (
                    hit.span.start - match.span.end
                    if hit.span.start >= match.span.end
                    else match.span.start - hit.span.end
                )
                if 0 <= gap <= NEAR and (best is None or gap < best[0]):
                    best = (gap, party)
    return best[1] if best else None


def _days(reading: Reading, span: Span) -> Decimal | None:
    """Days given to look at the goods; periods of notice of other things are none."""
    for match in reading.find(DAYS, span):
        sentence = reading.sentence_at(match.span)
        if reading.hits("quality_words.inspect", sentence):
            return Decimal(match["n"])
    return None


@cache
def _kinds() -> dict[str, str]:
    return {e["id"]: e["kind"] for e in table("inspection_bodies")["body"]}


def body_name(body: str) -> str:
    """The name of an inspection body by its id."""
    return next((str(e["name"]) for e in table("inspection_bodies")["body"] if e["id"] == body), body)


@cache
def _contextual() -> frozenset[str]:
    """Short names that mean something else as well; they need a word about inspection near."""
    return frozenset(
        alias for e in table("inspection_bodies")["body"] for alias in e.get("aliases", ()) if len(alias) <= 3
    )


def find_bodies(reading: Reading, span: Span) -> tuple[str, ...]:
    """The inspection bodies named in a span (ids of inspection_bodies.toml)."""
    found = []
    for hit in reading.hits("inspection_bodies", span):
        capital = hit.raw[:1].isupper() or not hit.raw.isascii() or _kinds()[hit.id] == "self"
        near = reading.fold_of(Span(max(0, hit.span.start - 60), hit.span.end + 60))
        if capital and (hit.raw not in _contextual() or hit.raw == "SGS" or SHORT_NAMES.search(near)):
            found.append(hit.id)
    return tuple(dict.fromkeys(found))


__all__ = ["STAGES", "Inspection", "body_name", "find_bodies", "find_inspections"]
