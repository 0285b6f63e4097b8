"""Cargo insurance: who insures, on which clauses, for how much, and where claims are payable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.sides import Side, side_of
from tradelint.facts.spanset import SpanSet
from tradelint.facts.values import find_percent
from tradelint.facts.words import Hit
from tradelint.levels import Confidence
from tradelint.text import Span

CARGO = re.compile(
    r"cargo|marine|goods|shipment|freight|transport|transit|carriage|invoice value|cif|cip|institute|all risks|"
    r"premium|"
    r"货|运输|海运|发票",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"(?:product|public|general|employer'?s?|third[- ]party|professional|commercial)[\s-]+(?:\w+\s){0,2}liability|"
    r"liability insurance|workers'? comp\w*|\b(?:health|life|social|medical|credit|deposit)\s+insurance|"
    r"(?:产品责任|公众责任|雇主责任|第三者责任|社会|医疗|出口信用|信用)保?险",
    re.IGNORECASE,
)
PARTY = (
    r"(?:(?:buyer|seller|purchaser|supplier|customer|importer|exporter|vendor)s?'?s?|consignee|manufacturer|we|us|"
    r"party [ab]|"
    r"买方|卖方|需方|供方|外商|客户|甲方|乙方|买家|卖家)"
)
INSURES = (
    r"(?:insures?|insured|(?:shall|will|must|to|has to|is to)\s(?:\w+\s)?"
    r"(?:insure|take out|effect|cover|arrange|procure|provide|obtain|pay)|"
    r"takes out|effects|covers|arranges|procures|pays)"
)
# In order of strength: who insures; insured by whom; a value that is nothing but the party.
WHO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<who>{PARTY})\b[^.;。；]{{0,70}}?\b{INSURES}\b",
        r"(?:insur\w+|cover(?:ed)?|effected|arranged|taken out|paid|borne)\b[^.;。；]{0,60}?"
        rf"\b(?:by|of|on|for(?: the)? account of|is with|is for|with)\s(?:the\s)?(?P<who>{PARTY})\b",
        rf"^\W{{0,3}}(?:by\s|on\s|for\s|at\s)?(?:the\s)?(?P<who>{PARTY})\b",
        rf"(?P<who>{PARTY})(?:[^。；;]{{0,12}})(?:投保|办理|承担|负责|自理|购买|支付)",
    )
)
PAYABLE = re.compile(
    r"claims?\s(?:are\s|to\sbe\s|shall\sbe\s|if\sany,?\s)?(?:payable|settled)\s(?:at|in)\s(?P<at>[^.,;。，；\n]{2,40})"
    r"|(?:赔款|赔付)(?:偿付|支付)?地(?:点)?(?:为|在|:)?\s?(?P<at2>[\u4e00-\u9fff]{2,12})",
    re.IGNORECASE,
)
WAREHOUSE = re.compile(r"warehouse[- ]to[- ]warehouse|仓至仓", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Insurance(Fact):
    """What one passage says about insuring the goods.

    `cover` is the normalised level ("ICC A", "ICC B", "ICC C", "all risks", "WPA", "FPA"), `clauses` the family
    ("ICC" institute, "CIC" the clauses of the People's Insurance Company of China), `extras` war, strikes.
    `cargo` is False where the passage is about liability or other insurance only; `empty` marks a caption left blank.
    """

    by: Side | None = None
    cover: str | None = None
    clauses: str | None = None
    extras: tuple[str, ...] = ()
    percent: Decimal | None = None
    claims_payable: str | None = None
    warehouse_to_warehouse: bool = False
    cargo: bool = True
    empty: bool = False
    placeholder: bool = False

    @property
    def concrete(self) -> bool:
        """Whether it says who insures or which cover."""
        return self.cargo and (self.by is not None or self.cover is not None or self.warehouse_to_warehouse)


def read_insurance(reading: Reading) -> tuple[Insurance, ...]:
    """Every passage about insurance: captioned ones first, then sentences that no caption holds."""
    found: list[Insurance] = []
    for caption in reading.captioned("insurance"):
        if reading.is_blank(caption.value):
            hole = reading.is_placeholder(caption.value)
            found.append(Insurance(caption.label, empty=True, placeholder=hole))
        elif caption.value is not None and not any(i.span.overlaps(caption.value) for i in found):
            found.append(_passage(reading, caption.value, captioned=True))
    captioned = SpanSet(passage.span for passage in found)
    for sentence in reading.sentences:
        if captioned.overlaps(sentence):
            continue
        if _speaks(reading, sentence):
            passage = _passage(reading, sentence, captioned=False)
            found.append(passage)
    return tuple(found)


INSURED = re.compile(r"\binsur(?:ance|e|ed|es|ing)\b|保险|投保", re.IGNORECASE)


def _speaks(reading: Reading, sentence: Span) -> bool:
    words = reading.fold_of(sentence)
    if not re.search(
        r"\binsur(?:ance|e|ed|es|ing)\b|\bcover the goods\b|\bmarine cover\b|\bICC \(?[ABC]\)|保险|投保|一切险|水渍险|平安险|institute cargo",
        words,
        re.IGNORECASE,
    ):
        return False
    word = next(iter(reading.find(INSURED, sentence)), None)
    if word is not None and reading.negated(word.span):
        return False
    return not re.search(r"insurance (?:company|policy n|id)|保险公司", words, re.IGNORECASE) or bool(
        CARGO.search(words)
    )


def _passage(reading: Reading, span: Span, captioned: bool) -> Insurance:
    words = reading.fold_of(span)
    cover, clauses = _cover(reading, span)
    percents = find_percent(reading.text[span.start : span.end], offset=span.start)
    over = [p.value for p in percents if 100 <= p.value <= 150]
    if not over and percents and re.search(r"plus\s+10|\+\s?10\s?%|加(?:成|一成)", words, re.IGNORECASE):
        over = [Decimal(110)]
    other = bool(OTHER.search(words))
    about_cargo = cover is not None or (not other and (captioned or bool(CARGO.search(words))))
    return Insurance(
        span=span,
        confidence=Confidence.HIGH if captioned else Confidence.MEDIUM,
        by=_payer(reading, span) if about_cargo or not other else None,
        cover=cover,
        clauses=clauses,
        extras=tuple(dict.fromkeys(h.id for h in reading.hits("incoterms", span) if h.id in ("war", "strikes"))),
        percent=over[0] if over else None,
        claims_payable=_payable(reading, span),
        warehouse_to_warehouse=bool(WAREHOUSE.search(words)),
        cargo=about_cargo or not other,
    )


def _payer(reading: Reading, span: Span) -> Side | None:
    """Whoever insures, as the strongest wording of the passage says; None when nobody is named."""
    for key, payer in CUES:
        if reading.hits(f"incoterms.{key}", span):
            return payer
    for pattern in WHO:
        named = next((found["who"] for found in reading.find(pattern, span)), None)
        if named:
            return side_of(reading, named)
    return None


CUES: tuple[tuple[str, Side], ...] = (("insurance_by_buyer", "buyer"), ("insurance_by_seller", "seller"))


def _cover(reading: Reading, span: Span) -> tuple[str | None, str | None]:
    hits: dict[str, Hit] = {h.id: h for h in reading.hits("incoterms", span) if h.id in COVERS}
    family = next(
        (name for key, name in FAMILIES.items() if any(h.id == key for h in reading.hits("incoterms", span))), None
    )
    for key in COVERS:
        if key in hits:
            name = COVERS[key]
            return name, "ICC" if name.startswith("ICC") else family
    return None, family


COVERS = {
    "cover_icc_a": "ICC A",
    "cover_icc_b": "ICC B",
    "cover_icc_c": "ICC C",
    "cover_all_risks": "all risks",
    "cover_wpa": "WPA",
    "cover_fpa": "FPA",
}
FAMILIES = {"clauses_icc": "ICC", "clauses_cic": "CIC"}


def _payable(reading: Reading, span: Span) -> str | None:
    for found in reading.find(PAYABLE, span):
        return (found["at"] or found["at2"]).strip()
    return None
