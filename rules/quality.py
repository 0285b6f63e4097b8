"""Quality: what the goods must meet, how it is tested, who may look, and which sample counts."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.checklist import Checklist
from tradelint.facts import Facts
from tradelint.facts.inspection import Inspection
from tradelint.rule import Problem, rule
from tradelint.rules.product import described_elsewhere, goods

EEA = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
        "IS",
        "LI",
        "NO",
    ]
)
# Mandatory marks by kind of goods and market (the union of what the laws of the markets ask for, as of 2026).
MARKS: dict[str, dict[str, tuple[str, ...]]] = {
    "electrical": {
        "EU": ("ce",), "GB": ("ukca", "ce"), "JP": ("pse",), "KR": ("kc",), "AU": ("rcm",), "NZ": ("rcm",), "IN": ("bis",),
        "CN": ("ccc",),
    },
    "radio": {"EU": ("ce",), "GB": ("ukca", "ce"), "US": ("fcc",)},
    "children": {"EU": ("ce",), "GB": ("ukca", "ce"), "US": ("cpc",), "IN": ("bis",)},
    "machine": {"EU": ("ce",), "GB": ("ukca", "ce")},
    "protective": {"EU": ("ce",), "GB": ("ukca", "ce")},
    "consumer": {"SA": ("saso",), "NG": ("soncap",)},
}  # fmt: skip
# Marks that serve another market only.
GAPS = {
    "EU": frozenset({"ul", "fcc", "pse", "ccc"}),
    "US": frozenset({"ce", "ukca", "ccc", "pse", "rcm"}),
    "GB": frozenset({"ul", "fcc", "ccc", "pse"}),
}
SAFETY = frozenset({"ce", "ukca", "ul", "fcc", "ccc", "pse", "kc", "rcm", "bis", "saso", "soncap", "cpc", "gs"})


def market(facts: Facts) -> str | None:
    """The buyer's market: "EU" for the EEA, else his country; the place of destination where he has none."""
    buyer = facts.parties.buyer
    country = buyer.country if buyer is not None else None
    if country is None and facts.shipment.discharge:
        place = facts.shipment.discharge[0].place
        country = place.country if place else None
    return "EU" if country in EEA else country


def may_inspect(facts: Facts) -> tuple[Inspection, ...]:
    """Inspections by the buyer or somebody independent before the goods leave."""
    return tuple(i for i in facts.quality.inspections if not i.waived and i.by_buyer)


@rule(
    "QLT001", "quality-standard-missing", severity="error", kinds="both", side="buyer", core=True, absence=True,
    item="quality_standard",
    silences={"QLT002": "all", "QLT003": "all", "QLT004": "all", "QLT005": "all", "QLT013": "all"},
    bad=[
        "PROFORMA INVOICE\nItem\tQty\tPrice (USD)\nSteel mug 8 cm\t100 pcs\t2.00\nPayment: T/T in advance\nLead time: 30 days",
        "形式发票\n品名\t数量\t单价(USD)\n不锈钢杯 8cm\t100只\t2.00\n付款方式:T/T",
        "SALES CONTRACT\nGoods: wooden chairs, 400 pcs\nPacking: cartons",
    ],
    good=[
        "Steel mug 8 cm, 100 pcs\nQuality: EN 60598-1; AQL per ISO 2859-1, level II, major 2.5 / minor 4.0; reference sample S-0412 signed 2026-10-20",
        "不锈钢杯 100只\n质量标准:GB/T 29606;按ISO 2859-1 II级抽样,致命0、严重2.5、轻微4.0;封样S-0412",
        "Green coffee, 18 MT\nSpecification: moisture max 12 %, defects max 8 %",
    ],
    source="checklist of the source articles: quality standards; CISG art. 35",
)  # fmt: skip
def quality_standard_missing(facts: Facts, *, checklist: Checklist) -> Iterator[Problem]:
    """The paper sets no standard of quality.

    Why: without a measure the seller decides what is good enough.
    Fix: "Quality: the goods conform to {standard} and to sealed sample no. {sample|number}; lots are accepted under ISO
    2859-1, general inspection level II, AQL critical 0, major 2.5, minor 4.0."
    Fix (zh): "质量:货物应符合{standard|标准}及封样{sample|编号};按ISO 2859-1一般检验水平II抽样,AQL:致命0、主要2.5、次要4.0。"
    """
    quality = facts.quality
    measured = quality.standards or quality.marks or quality.aql or quality.criteria or facts.product.tolerances
    sample = any(sample.approved or sample.binding for sample in quality.samples)
    if measured or sample or checklist["quality_standard"].state == "stated":
        return
    vague = [term for term in quality.vague if term.group == "quality" and not term.excused]
    if vague or quality.clauses:
        return  # QLT002 says what is wrong with what is there
    yield Problem("no quality standard, tolerance, certificate or sample found")


@rule(
    "QLT002", "quality-term-vague", severity="warning", kinds="both", side="buyer", core=True, item="quality_standard",
    bad=["Quality: export quality, same as last order", "质量:出口标准,优质", "Quality standard: first class quality"],
    good=[
        "Quality: welds per ISO 5817 level C; zinc coating ≥ 8 µm (ISO 2081)",
        "质量:符合GB/T 29606,封样编号S-0412",
        "Tidewell Housewares - high quality since 1998!\nSteel mug 8 cm, 100 pcs",
    ],
    source="checklist of the source articles: quality standards; source articles: miscommunication",
)  # fmt: skip
def quality_term_vague(facts: Facts) -> Iterator[Problem]:
    """Quality is praised, not measured.

    Why: "export quality" means what the seller says it means once the goods are there.
    Fix: "Quality: the goods conform to {standard} and to sealed sample no. {sample|number}."
    Fix (zh): "质量:货物应符合{standard|标准}及封样{sample|编号}。"
    """
    loose = [term for term in facts.quality.vague if term.group == "quality" and not term.excused and term.topic]
    if loose:
        words = ", ".join(dict.fromkeys(term.words for term in loose))
        yield Problem(
            f"quality is vague: {words}", at=loose[0], beside=tuple(loose[1:4]), stated=words, slots={"term": words}
        )


@rule(
    "QLT003", "certificate-unspecific", severity="warning", kinds="both", side="buyer", core=True,
    bad=["Quality: with CE, RoHS certificate", "质量:有CE、RoHS认证", "The goods are UL approved."],
    good=[
        "CE: LVD 2014/35/EU (EN 60598-1), EMC 2014/30/EU; test report CT-2026-0811 for model SL-6060-40; EU declaration of conformity before shipment",
        "CE:LVD 2014/35/EU,检测报告编号CT-2026-0811",
        "Model CE-200, steel, 100 pcs",
    ],
    source="checklist of the source articles: certifications",
)  # fmt: skip
def certificate_unspecific(facts: Facts) -> Iterator[Problem]:
    """A mark or certificate is named without anything to check it by.

    Why: a logo on a box proves nothing; a report number and a model do.
    Fix: "Before shipment the Seller delivers the {certificate|kind of certificate} for model {model|number} under
    {act|directive or act} with test report no. {report|number} by {laboratory|laboratory}, dated {date}."
    Fix (zh): "出货前卖方提供型号{model|型号}依据{act|法规}的{certificate|证书},检测报告编号{report|编号},由{laboratory|实验室}出具,日期{date|日期}。"
    """
    loose = [mark for mark in facts.quality.marks if not mark.detail and not mark.misuse]
    if loose:
        words = ", ".join(dict.fromkeys(mark.words for mark in loose))
        yield Problem(
            f"{words}: no act, report or certificate number", at=loose[0], beside=tuple(loose[1:4]), stated=words
        )


@rule(
    "QLT004", "certificate-claim-impossible", severity="warning", kinds="both", side="buyer",
    bad=["The product is FDA approved and ISO 9001 certified.", "Certificates: CE certificate for all products", "Quality: FDA certified food grade"],
    good=[
        "Factory certified to ISO 9001:2015 (cert. no. 123-QMS-77); food contact parts tested to 21 CFR 177.1520, report FC-556",
        "CE marking with EU declaration of conformity under 2014/35/EU, test report CT-11",
        "Steel mug 8 cm, 100 pcs",
    ],
    source="EU and US law on conformity marks",
)  # fmt: skip
def certificate_claim_impossible(facts: Facts) -> Iterator[Problem]:
    """A certificate is claimed that nobody issues for such goods.

    Why: a claim that can't be true tells how carefully the rest was checked, and no authority will stand behind it.
    Fix: Replace it by what there can be: an establishment registration, a 510(k) number, a test report with its number.
    Fix (zh): 改为实际存在的文件:企业注册号、510(k)编号或检测报告编号。
    """
    for mark in facts.quality.marks:
        if mark.misuse:
            yield Problem(f"{mark.words}: {mark.misuse}"[:230], at=mark, stated=mark.words)
            return
    for hit in facts.reading.hits("quality_words.system_on_goods"):
        if not facts.reading.negated(hit.span):
            yield Problem(f"{hit.raw}: ISO 9001 certifies a management system, no product", at=hit, stated=hit.raw)
            return


@rule(
    "QLT005", "tolerance-missing", severity="warning", kinds="both", side="buyer", core=True, absence=True,
    bad=[
        "Item\tQty\tPrice (USD)\nAluminium panel 600 x 600 x 10 mm\t100 pcs\t11.50",
        "品名\t数量\t单价(USD)\n铝面板600×600×10mm\t100件\t11.50",
        "Item\tQty\tPrice (USD)\nShelf board, steel, 900 x 400 x 30 mm\t100 pcs\t40.00",
    ],
    good=[
        "Item\tQty\tPrice (USD)\nAluminium panel 600 x 600 x 10 mm, ± 1 mm\t100 pcs\t11.50",
        "品名\t数量\t单价(USD)\n铝面板600×600×10mm,公差±1mm\t100件\t11.50",
        "Item\tQty\tPrice (USD)\nHex bolt M8 x 40, steel 8.8\t5,000 pcs\t0.10",
    ],
    source="checklist of the source articles: tolerances; ISO 2768",
)  # fmt: skip
def tolerance_missing(facts: Facts) -> Iterator[Problem]:
    """Sizes or weights stand without a tolerance.

    Why: no piece is exactly 600 mm; without a tolerance every piece is wrong, or none.
    Fix: "Tolerances: dimensions ± {x|tolerance} {unit|mm}, weight ± {y|tolerance} %, otherwise ISO 2768-m."
    Fix (zh): "公差:尺寸±{x|公差} {unit|mm},重量±{y|公差}%,其余按ISO 2768-m。"
    """
    kinds = [t.of for t in facts.product.tolerances if t.of in ("size", "weight", "other") or t.standard]
    if kinds or any(standard.kind == "tolerance" for standard in facts.quality.standards):
        return
    for line in goods(facts):
        measured = [
            size
            for size in line.sizes
            if size.of == "goods"
            and not size.nominal
            and size.kind in ("size", "length", "diameter", "thickness", "grammage", "weight")
        ]
        if (
            not measured
            or any(size.toleranced for size in line.sizes)
            or line.tolerances
            or described_elsewhere(facts, line)
        ):
            continue
        if {"commodity", "tolerance_free"} & set(line.traits):
            continue
        yield Problem(
            f"{measured[0].words} without a tolerance",
            at=measured[0],
            stated=measured[0].words,
            slots={"unit": measured[0].unit},
        )
        return


@rule(
    "QLT006", "inspection-right-missing", severity="warning", kinds="both", side="buyer", core=True, absence=("missing", "large"),
    item="inspection", parts={"large": "error"}, small_orders=False,
    bad=[
        "PROFORMA INVOICE\nItem\tQty\tPrice (USD)\tAmount (USD)\nSteel mug 8 cm\t1,000 pcs\t2.00\t2,000.00\nPayment: T/T in advance",
        "形式发票\n品名\t数量\t单价(USD)\t金额(USD)\n不锈钢杯\t1000只\t2.00\t2,000.00\n检验:由卖方自行检验",
        "SALES CONTRACT\nGoods: wooden chairs, 400 pcs\nInspection: by the manufacturer before shipment",
    ],
    good=[
        "Steel mug, 1,000 pcs\nInspection: the Buyer or QIMA may inspect 100 % finished and at least 80 % packed goods at the factory on 3 working days' notice.",
        "不锈钢杯 1000只\n检验:买方或其指定第三方可在货物100%完成、至少80%装箱后到厂验货。",
        "Steel mug, 1,000 pcs\nPre-shipment inspection by SGS at Buyer's cost",
    ],
    source="source articles: third-party inspections before shipment; CISG art. 38",
)  # fmt: skip
def inspection_right_missing(facts: Facts, *, inspection_threshold: int = 10_000) -> Iterator[Problem]:
    """Nobody on the buyer's side may look at the goods before they leave.

    Why: after arrival the money is gone and the proof is harder; before shipment the lever is the unpaid balance.
    Fix: "Inspection: the Buyer or an inspector appointed by it may inspect the goods before shipment, when all are
    produced and four fifths are packed; failed lots are sorted and re-inspected at the Seller's cost; no shipment
    before the Buyer's written release."
    Fix (zh): "装运前检验:货物全部完成且五分之四装箱后,买方或其指定检验机构可进行检验;检验未通过的,由卖方自费整理后重新检验,未经买方书面放行不得发货。"
    """
    if any(inspection.before_shipment or not inspection.when for inspection in may_inspect(facts)):
        return
    total = facts.amounts.total
    big = total is not None and total.amount is not None and total.amount >= inspection_threshold
    large = big or facts.platform.trade_assurance
    waived = next((i for i in facts.quality.inspections if i.waived), None)
    others = [i for i in facts.quality.inspections if not i.waived]
    if waived is not None:
        yield Problem("inspection is excluded", at=waived, part="large" if large else None)
    elif others:
        yield Problem("nobody on the buyer's side may inspect before shipment", at=others[0], part=None)
    else:
        yield Problem("no inspection by the buyer or a third party found", part="large" if large else "missing")


@rule(
    "QLT007", "aql-incomplete-or-invalid", severity="warning", kinds="both", side="buyer", strict=("classes",),
    absence=("plan", "classes"),
    bad=["Quality: AQL 3.0", "质量:按AQL 2.0验货", "Inspection: ISO 2859-1 level II, major AQL 4.0, minor AQL 2.5"],
    good=[
        "ISO 2859-1, single sampling, normal, general level II; critical: none accepted, major AQL 2.5, minor AQL 4.0",
        "按GB/T 2828.1 II级抽样,致命缺陷0,严重2.5,轻微4.0",
        "Steel mug 8 cm, 100 pcs",
    ],
    source="ISO 2859-1",
)  # fmt: skip
def aql_incomplete_or_invalid(facts: Facts) -> Iterator[Problem]:
    """The sampling plan lacks a part, or has a figure that no table knows.

    Why: an AQL without level and standard fixes neither the sample nor the number of defects allowed.
    Fix: "Quality: sampling under ISO 2859-1, single sampling, normal, general inspection level II; AQL critical 0,
    major 2.5, minor 4.0; defects are classified in the specification."
    Fix (zh): "质量:按ISO 2859-1正常检验一次抽样,一般检验水平II;AQL:致命0、主要2.5、次要4.0;缺陷分类见规格书。"
    """
    plans = facts.quality.aql
    if not plans:
        return
    plan = plans[0]
    standard = any(p.standard for p in plans) or any(s.kind == "sampling" for s in facts.quality.standards)
    level = any(p.level for p in plans)
    if any(p.invalid for p in plans):
        bad = next(p for p in plans if p.invalid)
        values = ", ".join(f"{value:f}" for value in bad.invalid)
        yield Problem(f"AQL {values} stands in no table of ISO 2859-1", at=bad, stated=values)
    elif any(p.inverted for p in plans):
        yield Problem("minor defects are judged more strictly than major ones", at=next(p for p in plans if p.inverted))
    elif not standard or not level:
        lacks = [name for name, said in (("sampling standard", standard), ("inspection level", level)) if not said]
        yield Problem(f"the sampling plan lacks the {' and the '.join(lacks)}", at=plan, part="plan")
    elif all(p.missing_classes for p in plans):
        yield Problem(
            f"the sampling plan lacks a figure for {', '.join(plan.missing_classes)} defects", at=plan, part="classes"
        )


@rule(
    "QLT008", "sample-approval-missing", severity="warning", kinds="both", side="buyer", core=True, absence=True,
    item="sample_approval", small_orders=False,
    bad=[
        "PROFORMA INVOICE\nItem\tQty\tPrice (USD)\tAmount (USD)\nSteel mug with customer logo\t5,000 pcs\t2.00\t10,000.00\nTotal\t\t\t10,000.00",
        "形式发票\n品名\t数量\t单价(USD)\t金额(USD)\n不锈钢杯,印客户logo\t5000只\t2.00\t10,000.00\n合计\t\t\t10,000.00",
        "SALES CONTRACT\nItem\tQty\tPrice (USD)\tAmount (USD)\nWooden chair\t400 pcs\t31.00\t12,400.00\nTotal\t\t\t12,400.00",
    ],
    good=[
        "Item\tQty\tPrice (USD)\tAmount (USD)\nSteel mug with logo\t5,000 pcs\t2.00\t10,000.00\nTotal\t\t\t10,000.00\nMass production starts only after the Buyer's written approval of the pre-production sample.",
        "不锈钢杯,印客户logo,5000只,合计USD 10,000.00\n买方书面确认产前样后方可大货生产。",
        "Item\tQty\tPrice (USD)\tAmount (USD)\nSteel mug\t500 pcs\t2.00\t1,000.00\nTotal\t\t\t1,000.00",
    ],
    source="source articles: skipping sample verification is a common mistake",
)  # fmt: skip
def sample_approval_missing(facts: Facts, *, sample_threshold: int = 3000) -> Iterator[Problem]:
    """A large or custom order, and no sample is approved before production.

    Why: the first piece that the buyer sees is then the whole lot.
    Fix: "The Seller sends 2 pre-production samples by {date}; production starts after the Buyer's written approval; one
    sealed sample stays with each party."
    Fix (zh): "卖方于{date|日期}前寄送2件产前样;买方书面确认后方可大货生产;双方各执一件封样。"
    """
    if facts.quality.samples or facts.reading.hits("clause_topics.sample.strong"):
        return
    total = facts.amounts.total.amount if facts.amounts.total else None
    large = total is not None and total >= sample_threshold
    bulk = bool(goods(facts)) and all("commodity" in line.traits for line in goods(facts))
    unique = bool(facts.reading.hits("order_kinds.identity"))
    if (large or facts.product.customised) and not bulk and not unique:
        currency = f"{facts.amounts.currency} " if facts.amounts.currency else ""
        why = f"an order of {currency}{total:,.2f}" if large and total is not None else "a custom-made product"
        yield Problem(f"{why}, and no word on a sample")


@rule(
    "QLT009", "golden-sample-unidentified", severity="warning", kinds="both", side="buyer", absence=True,
    bad=["Quality as per approved sample", "质量以确认样为准", "Quality: same as the golden sample"],
    good=[
        "Quality as per sealed sample BW-114-S2 signed 2026-10-20, one held by each party; Annex 2 prevails over the sample for dimensions",
        "质量以封样S-0412(2026-10-20双方签字,各执一件)为准",
        "Samples are free of charge.",
    ],
    source="source articles: sample verification; CISG art. 35(2)(c)",
)  # fmt: skip
def golden_sample_unidentified(facts: Facts) -> Iterator[Problem]:
    """The goods must match a sample that nobody can tell from others.

    Why: the sample that decides is the one the other side brings.
    Fix: "Reference sample no. {sample|number}, sealed and signed by both parties on {date}, one kept by each; where
    they differ, the specification prevails."
    Fix (zh): "封样编号{sample|编号},双方于{date|日期}签字封存,各执一件;与规格书不一致的,以规格书为准。"
    """
    binding = [sample for sample in facts.quality.samples if sample.binding and not sample.waived]
    if binding and not any(sample.identified for sample in facts.quality.samples):
        yield Problem(
            f"the sample has no number, date or holder: {binding[0].words}", at=binding[0], stated=binding[0].words
        )


@rule(
    "QLT010", "market-mismatch", severity="warning", kinds="both", side="buyer",
    bad=[
        "Buyer: Harrow & Lark Trading GmbH, Speicherweg 4, Hamburg, Germany\nLED lamp 10 W\nCertification: UL report E123456, FCC",
        "Buyer: Maple Homewares Inc., 8 Lake Street, Chicago, USA\nLED lamp 10 W\nCertification: CE (LVD 2014/35/EU)",
        "买方:Harrow & Lark Trading GmbH, Hamburg, Germany\nLED灯 10W\n认证:CCC证书2026-118",
    ],
    good=[
        "Buyer: Harrow & Lark Trading GmbH, Hamburg, Germany\nLED lamp 10 W\nCertification: CE (LVD 2014/35/EU), UL",
        "Buyer: Maple Homewares Inc., Chicago, USA\nLED lamp 10 W\nCertification: UL report E123456",
        "LED lamp 10 W\nCertification: CE (LVD 2014/35/EU)",
    ],
    source="conformity marks of the markets",
)  # fmt: skip
def market_mismatch(facts: Facts) -> Iterator[Problem]:
    """The certificates named serve another market than the buyer's.

    Why: goods without the mark of the market stop at its customs, whatever other marks they bear.
    Fix: "The goods comply with the law of {country}: {act|acts and directives}; the Seller delivers
    {documents|declaration and test reports} before shipment."
    Fix (zh): "货物符合{country|国家}法律要求:{act|法规};卖方在装运前提供{documents|声明及检测报告}。"
    """
    where = market(facts)
    named = [mark for mark in facts.quality.marks if mark.id in SAFETY]
    if where in GAPS and named and all(mark.id in GAPS[where] for mark in named):
        words = ", ".join(dict.fromkeys(mark.words for mark in named))
        yield Problem(
            f"{words} for goods to {where}: none of them counts there",
            at=named[0],
            stated=words,
            slots={"country": where},
        )


@rule(
    "QLT011", "superseded-standard", severity="info", kinds="both", side="any",
    bad=["Sampling to MIL-STD-105E", "EMC under 2004/108/EC", "抽样按GB/T 2828-2003"],
    good=["Sampling to ISO 2859-1:2026", "EMC under 2014/30/EU", "抽样按GB/T 2828.1-2012"],
    source="the issuers' own notices of replacement",
)  # fmt: skip
def superseded_standard(facts: Facts) -> Iterator[Problem]:
    """A standard or act is cited that was replaced.

    Why: each side may test to the edition that suits it.
    Fix: Cite {to|the standard in force} instead of {from|this one}, or write 'edition in force on the contract date'.
    Fix (zh): 引用{to|现行标准}代替{from|该标准},或注明“以合同签订日有效版本为准”。
    """
    for standard in facts.quality.standards:
        if standard.superseded:
            yield Problem(
                f"{standard.words} was replaced by {standard.superseded}",
                at=standard,
                stated=standard.words,
                expected=standard.superseded,
                slots={"to": standard.superseded, "from": standard.words},
            )


@rule(
    "QLT012", "certificate-missing", severity="warning", kinds="both", side="buyer", small_orders=False,
    absence=True,
    bad=[
        "Buyer: Kiruna Fritid AB, Storgatan 4, Kiruna, Sweden\nItem\tQty\tPrice (USD)\nCamping lantern with 230 V charger, 5 W\t2,000 pcs\t4.00\nQuality: as sealed sample KF-3 of 2026-10-14",
        "买方:Kiruna Fritid AB, Kiruna, Sweden\n品名\t数量\t单价(USD)\n露营灯,带230V充电器\t2000个\t4.00",
        "Buyer: Maple Homewares Inc., 8 Lake Street, Chicago, USA\nItem\tQty\tPrice (USD)\nWooden toy train for children, ages 3+\t2,000 pcs\t4.00",
    ],
    good=[
        "Buyer: Kiruna Fritid AB, Kiruna, Sweden\nItem\tQty\tPrice (USD)\nCamping lantern KF-3 with 230 V charger\t2,000 pcs\t4.00\nSeller delivers the EU declaration of conformity (CE) and test reports under 2014/35/EU before shipment.",
        "Buyer: Kiruna Fritid AB, Kiruna, Sweden\nItem\tQty\tPrice (USD)\nSteel mug 8 cm\t2,000 pcs\t4.00",
        "Buyer: Tidewell Ltda, Santiago, Chile\nItem\tQty\tPrice (USD)\nCamping lantern with 230 V charger\t2,000 pcs\t4.00",
    ],
    source="product safety law of the markets",
)  # fmt: skip
def certificate_missing(facts: Facts) -> Iterator[Problem]:
    """The buyer's market asks for a mark, and the paper names none.

    Why: goods without it stop at customs, and the seller never promised it.
    Fix: "Before shipment the Seller delivers the {mark} declaration and the test report no. {report|number} for
    {country|the market}."
    Fix (zh): "出货前卖方提供面向{country|市场}的{mark|认证}符合性声明及检测报告编号{report|编号}。"
    """
    where = market(facts)
    if where is None or any(mark.id in SAFETY for mark in facts.quality.marks):
        return
    for line in goods(facts):
        for kind in line.regulated:
            wanted = MARKS.get(kind, {}).get(where)
            if wanted:
                names = " or ".join(name.upper() for name in wanted)
                yield Problem(
                    f"{kind} goods to {where} need {names}; no certificate is named",
                    at=line.description or line,
                    expected=names,
                    subject=kind,
                    slots={"mark": names, "country": where},
                )
                return


@rule(
    "QLT013", "product-standard-missing", severity="warning", kinds="both", side="buyer", absence=True,
    bad=[
        "Wooden chairs, 400 pcs\nQuality: AQL 2.5 / 4.0, ISO 2859-1 level II; sizes ± 2 mm; SGS report before shipment",
        "木椅 400把\n质量:按GB/T 2828.1 II级抽样,AQL 2.5/4.0,附SGS报告",
        "Steel mugs, 5,000 pcs\nQuality: inspection to ISO 2859-1 general level II, critical 0, major AQL 2.5, minor AQL 4.0",
    ],
    good=[
        "Chairs conform to EN 12520 and to specification BR-07 rev 2; sampling ISO 2859-1 level II, AQL 2.5 / 4.0",
        "餐椅符合GB/T 3324及封样K-07;按GB/T 2828.1 II级抽样,AQL 2.5/4.0",
        "Steel mug 8 cm, 100 pcs",
    ],
    source="checklist of the source articles: quality standards; CISG art. 35",
)  # fmt: skip
def product_standard_missing(facts: Facts) -> Iterator[Problem]:
    """The paper says how lots are sampled, and not what the goods must meet.

    Why: a sampling plan counts defects; what a defect is stands in a standard, a specification or a sample.
    Fix: "Goods conform to {standard}; sampling under ISO 2859-1, general inspection level II, AQL 0 / 2.5 / 4.0."
    Fix (zh): "货物应符合{standard|标准};按ISO 2859-1一般检验水平II抽样,AQL 0/2.5/4.0。"
    """
    quality = facts.quality
    sampled = [*quality.aql, *(standard for standard in quality.standards if standard.kind == "sampling")]
    if not sampled:
        return
    sample = any(s.binding or s.approved or s.identified for s in quality.samples)
    referenced = any(reference.versioned or reference.annex for reference in facts.product.references)
    if (
        quality.product_standards
        or quality.criteria
        or sample
        or referenced
        or any(mark.detail for mark in quality.marks)
    ):
        return
    yield Problem("lots are sampled, and nothing says what the goods must meet", at=sampled[0])
