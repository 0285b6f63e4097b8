# ruff: noqa: E501
"""Inspections: who checks the goods, when, by right or by duty, at whose cost, with what effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tradelint.facts.passages import Passage, passages
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import table
from tradelint.levels import Confidence
from tradelint.text import Span

# The stages of an order at which goods are looked at, earliest first.
STAGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("production", re.compile(r"during\s+production|in[- ]?line|in\s+process|DUPRO|initial\s+production|each\s+stage|生产过程|生产中|首件|中期", re.I)),
    ("before shipment", re.compile(
        r"before\s+(?:the\s+)?(?:shipment|shipping|delivery|dispatch|loading|leaving|despatch|packing|export)|prior\s+to\s+(?:the\s+)?(?:shipment|shipping|delivery|dispatch|loading|despatch)|pre-?\s?shipment|\bPSI\b|final\s+(?:random\s+)?inspection|\bFRI\b|"
        r"ex-?works\s+inspection|at\s+(?:the\s+)?(?:seller|supplier|manufacturer|factory|vendor|producer)(?:'s|s')?\s*(?:factory|premises|works|plant|site|warehouse)?|factory\s+acceptance|\bFAT\b|in\s+(?:the\s+)?factory|when\s+(?:the\s+)?goods\s+are\s+(?:ready|finished|completed)|"
        r"\d+\s?%\s+(?:produced|finished|completed|packed)|装运前|发货前|出货前|装船前|交货前|出厂前|到厂|工厂验货|工厂内|生产完成|出厂检验|大货完成|装柜前|发运前", re.I)),
    ("loading", re.compile(r"(?:at|in)\s+(?:the\s+)?(?:load\w*\s+port|port\s+of\s+(?:loading|shipment))|load\s?port|during\s+loading|container\s+loading|loading\s+(?:supervision|inspection)|at\s+loading|装运港|装货港|监装|装船港|起运港", re.I)),
    ("destination", re.compile(
        r"(?:at|in)\s+(?:the\s+)?(?:port\s+of\s+)?(?:destination|discharge|arrival)|destination\s+port|discharge\s+port|(?:after|upon|on)\s+(?:the\s+)?(?:arrival|unloading|discharge|discharging)|目的港|到货|目的地|卸货|到港|货到", re.I)),
    ("after delivery", re.compile(
        r"(?:after|upon|on|of|from|following)\s+(?:the\s+)?(?:its\s+|their\s+|date\s+of\s+)?(?:delivery|receipt|receiving|taking\s+delivery|handover|installation)|收货后|收到货物后|交付后|签收|验收|到货后|收货之日|运抵|进场", re.I)),
)  # fmt: skip
WHO: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("third party", re.compile(r"third[- ]?\s?party|independent|inspection\s+(?:company|agency|body|firm|institution|organi[sz]ation)|surveyor|appointed\s+inspector|laborator\w+|第三方|检验机构|检测机构|公证行|验货公司|检验公司|鉴定机构", re.I)),
    ("buyer", re.compile(r"\b(?:buyer|buyers|purchaser|importer|customer|client|consignee|distributor)\b|买方|需方|客户|采购方|甲方|进口商|收货方|收货人|购货方|买受人", re.I)),
    ("manufacturer", re.compile(r"\b(?:manufacturers?|manufactory|makers?|factory|producers?)\b|生产商|制造商|制造厂|工厂|厂家|生产厂", re.I)),
    ("seller", re.compile(r"\b(?:sellers?|suppliers?|vendors?|exporters?|company)\b|卖方|供方|供应商|乙方|供货方|出卖人", re.I)),
    ("authority", re.compile(r"\bauthorit(?:y|ies)\b|customs|quarantine|government|ministry|bureau\s+of|CIQ|AQSIQ|GACC|State\s+Administration|商检局|检疫|海关|检验检疫|国家.{0,6}(?:检|局)|政府|commodity\s+inspection\s+bureau|质检部门|监督部门|主管部门", re.I)),
)  # fmt: skip
ACT = re.compile(
    r"inspect(?!ion\s+(?:of\s+(?:the\s+)?(?:books|records|documents)|fee))\w*|re-?inspect\w*|\btest(?:s|ed|ing)?\b|examin\w+|acceptance\s+test|check(?:ed|s|ing)?\s+(?:by|before|the\s+goods|goods|quality)|quality\s+(?:control|check)|survey(?:ed|or)?\b|"
    r"check-?up|\bQC\b|\bFAT\b|\bSAT\b|acceptance\s+(?:of\s+(?:the\s+)?(?:goods|products)|inspection|procedure|certificate|check)|verif(?:y|ied|ication)\s+(?:of\s+)?(?:the\s+)?(?:goods|quality|quantity)|检验|验货|检测|验收|商检|抽检|复验|查验|检查|验厂|試験|испытани\w*|инспекц\w*|при[её]мк\w*|осмотр\w*",
    re.I,
)
RIGHT = re.compile(
    r"(?:has|have|had|shall\s+have|reserves?|with|is\s+given)\s+(?:the\s+)?(?:right|rights|option|opportunity|liberty)\b|\b(?:may|can|entitled|is\s+free|are\s+free|allowed|permitted)\b|at\s+(?:its|his|their|the\s+buyer's)\s+(?:option|discretion)|有权|可以|可自行|可(?=委托|指定|派|到)|有权利|可到",
    re.I,
)
DUTY = re.compile(
    r"\b(?:shall|must|will|should|is\s+to|are\s+to|has\s+to|required|undertakes?|agree[sd]?\s+to)\b|应当?|须|必须|需(?!方|求)|负责",
    re.I,
)
NONE = re.compile(
    r"\bno\s+(?:pre-?shipment\s+|third[- ]party\s+|further\s+)?inspection|inspection\s+(?:is\s+|are\s+)?(?:not\s+(?:required|needed|necessary|applicable)|waived|n/?a|none|nil)|without\s+(?:any\s+)?inspection|waives?\s+(?:the\s+)?(?:right\s+(?:to|of)\s+)?inspect|(?:无需|不需要?|免|不进行|无须|不要求)\s?(?:商检|检验|验货)|免检",
    re.I,
)
FINAL = re.compile(
    r"final\s+and\s+binding|(?:as|is|are|shall\s+be)\s+(?:the\s+)?(?:final|conclusive|binding)|final\s+basis|as\s+final|(?:作为|为)最终|最终依据|以.{0,20}(?:检验|报告|证书).{0,6}为准",
    re.I,
)
COST = re.compile(
    r"(?:cost|costs|expense|expenses|fee|fees|charge|charges|account|费用).{0,40}?(?:borne|paid|for|by|of|account|承担|由).{0,24}?(?P<a>buyer|purchaser|importer|customer|seller|supplier|vendor|exporter|manufacturer|买方|卖方|供方|需方)|"
    r"(?:at|for|on|to)\s+(?:the\s+)?(?P<b>buyer|purchaser|importer|customer|seller|supplier|vendor|exporter|manufacturer)(?:'s|s'|s)?\s+(?:cost|expense|account|charge)|"
    r"(?:by|paid\s+by|borne\s+by)\s+(?:the\s+)?(?P<c>buyer|seller|supplier|purchaser)(?=.{0,10}(?:cost|expense)?)|费用由?(?P<d>买方|卖方|供方|需方|甲方|乙方)",
    re.I,
)
CERTIFICATE = re.compile(
    r"(?:inspection|quality|quantity|weight|analysis)\s+(?:certificate|report)|certificate\s+of\s+(?:quality|quantity|inspection|analysis|weight)|test\s+report|survey\s+report|检验证书|检验报告|验货报告|检测报告|质检报告|质量证明书",
    re.I,
)
DAYS = re.compile(
    r"(?P<n>\d{1,3}|[a-z]+\s?\(\d{1,3}\))\s?(?:(?:business|working|calendar|natural)\s+)?(?P<unit>days?|hours?|weeks?|天|日|个工作日|工作日)",
    re.I,
)
SHARE = re.compile(
    r"(?P<n>\d{1,3})\s?%\s+(?:of\s+(?:the\s+)?(?:goods\s+)?(?:is\s+|are\s+)?)?(?:produced|finished|completed|packed|production|inspection)",
    re.I,
)
RELEASE = re.compile(
    r"written\s+release|release\s+(?:note|before)|only\s+after\s+.{0,40}(?:inspection|approval|pass)|pass(?:es|ed|ing)?\s+(?:the\s+)?inspection|验货合格后|检验合格后|放行",
    re.I,
)
# What speaks of checking and means no inspection of the goods.
NOT_GOODS = re.compile(
    r"inspection\s+of\s+(?:the\s+)?(?:books|records|accounts)|credit\s+check|background\s+check|check\s+the\s+(?:invoice|bank|document|account)|(?:in|by)\s+che(?:ck|que)|medical\s+examination|checkbox|check\s+(?:box|mark|list)|check\s+(?:with|number)|test\s+(?:order|page|data|mode|company|user)|latest|contest|attest|greatest|protest|shortest",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Inspection(Fact):
    """A statement about inspecting the goods.

    `who` holds "third party", "buyer", "seller", "manufacturer", "authority"; `bodies` ids of inspection_bodies.toml;
    `when` the stages. `right` = may, `duty` = shall; `waived` = none takes place. `cost` is who pays. `days` is the time
    given to inspect. `tests` = acceptance or performance tests.
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

    @property
    def before_shipment(self) -> bool:
        """Whether it takes place before the goods leave."""
        return any(stage in ("production", "before shipment", "loading") for stage in self.when)

    @property
    def by_buyer(self) -> bool:
        """Whether the buyer or somebody independent looks at the goods."""
        return "buyer" in self.who or "third party" in self.who

    @property
    def concrete(self) -> bool:
        """Who or when is said; a right without either says nothing that a reader could act on."""
        if self.waived:
            return False
        if self.right and not self.duty:
            return bool(self.when) or bool(self.bodies)
        return bool(self.when or self.bodies) or any(w != "seller" or self.captioned for w in self.who)


def find_inspections(reading: Reading) -> tuple[Inspection, ...]:
    """The statements about inspection, one per passage, in text order."""
    found = [_inspection(reading, p.span, True) for p in _passages(reading)]
    for sentence in _sentences(reading):
        if not any(i.span.overlaps(sentence) for i in found):
            found.append(_inspection(reading, sentence, False))
    return tuple(sorted(found, key=lambda i: i.span))


def _passages(reading: Reading) -> Iterator[Passage]:
    yield from passages(reading, "inspection", cues=False)


def _sentences(reading: Reading) -> Iterator[Span]:
    """Sentences in which somebody inspects or tests the goods."""
    seen: set[int] = set()
    for match in reading.find(ACT):
        sentence = reading.sentence_at(match.span)
        text = reading.fold_of(sentence)
        if sentence.start in seen or NOT_GOODS.search(text):
            continue
        seen.add(sentence.start)
        if _is_about_goods(reading, sentence, text):
            yield sentence


STRONG = re.compile(
    r"inspect|examin|检验|验货|商检|抽检|复验|验收|acceptance\s+test|检验检疫|\bFAT\b|испытани|инспекц|при[её]мк", re.I
)


def _is_about_goods(reading: Reading, sentence: Span, text: str) -> bool:
    if STRONG.search(text):
        return True
    return bool(_bodies(reading, sentence)) and bool(re.search(r"test|check|survey|检测|检查", text, re.I))


def _inspection(reading: Reading, span: Span, captioned: bool) -> Inspection:
    text = reading.fold_of(span)
    bodies = _bodies(reading, span)
    who = [name for name, pattern in WHO if pattern.search(text)]
    if bodies and any(_kinds()[b] == "tic" for b in bodies):
        who = ["third party", *(w for w in who if w != "third party")]
    if bodies and any(_kinds()[b] == "gov" for b in bodies) and "authority" not in who:
        who.append("authority")
    days, cost = DAYS.search(text), COST.search(text)
    return Inspection(
        span, Confidence.HIGH if captioned else Confidence.MEDIUM,
        who=tuple(who), bodies=bodies, when=tuple(name for name, pattern in STAGES if pattern.search(text)),
        right=bool(RIGHT.search(text)), duty=bool(DUTY.search(text)), waived=bool(NONE.search(text)),
        cost=_payer(cost) if cost else None, final=bool(FINAL.search(text)), certificate=bool(CERTIFICATE.search(text)),
        release=bool(RELEASE.search(text)), days=_number(days) if days else None,
        tests=bool(re.search(r"acceptance\s+test|performance\s+test|trial\s+run|\bFAT\b|\bSAT\b|试车|验收测试|性能测试", text, re.I)),
        captioned=captioned,
    )  # fmt: skip


def _payer(match: re.Match[str]) -> str:
    raw = next(g for g in match.groups() if g).casefold()
    buyer = ("buyer", "purchaser", "importer", "customer", "买方", "需方", "甲方")
    return "buyer" if raw in buyer else "seller"


def _number(match: re.Match[str]) -> Decimal | None:
    digits = re.search(r"\d+", match["n"])
    return Decimal(digits.group()) if digits else None


def _kinds() -> dict[str, str]:
    return {e["id"]: e["kind"] for e in table("inspection_bodies")["body"]}


def _bodies(reading: Reading, span: Span) -> tuple[str, ...]:
    found = []
    for hit in reading.hits("inspection_bodies", span):
        if hit.raw.isascii() and not hit.raw[:1].isupper() and _kinds()[hit.id] != "self":
            continue
        if hit.raw in ("BV", "ITS", "ASI", "UL", "ALS", "ETL") and not re.search(
            r"inspect|report|test|certif|检",
            reading.fold_of(Span(max(0, hit.span.start - 40), hit.span.end + 40)),
            re.I,
        ):
            continue
        found.append(hit.id)
    return tuple(dict.fromkeys(found))


__all__ = ["Inspection", "find_inspections"]
