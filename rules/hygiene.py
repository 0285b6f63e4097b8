"""Document hygiene: what was not filled in, dates, references, signatures, languages, numbering, hidden text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from tradelint.facts import Facts
from tradelint.facts.delegated import find_delegated, is_file_of
from tradelint.facts.hygiene_dates import DateMention
from tradelint.facts.hygiene_residue import Hole
from tradelint.facts.hygiene_tricks import find_tricks
from tradelint.facts.parties_strangers import find_strangers
from tradelint.levels import Confidence
from tradelint.rule import Problem, rule

CONTRACTS = ("sales_contract", "purchase_order")
# More different holes than this are one form that nobody filled in.
FORM = 3
FORWARD = ("shipment", "validity", "payment", "late_delivery", "date")


def some(words: list[str], limit: int = 5) -> str:
    """A few words of a list and how many more there are."""
    kept = ", ".join(words[:limit])
    return kept + (f" and {len(words) - limit} more" if len(words) > limit else "")


def by_text(holes: list[Hole]) -> dict[str, list[Hole]]:
    """Holes of the same wording together, in text order."""
    found: dict[str, list[Hole]] = {}
    for hole in holes:
        found.setdefault(hole.text.casefold(), []).append(hole)
    return found


def form_problem(facts: Facts, holes: list[Hole], twins: list[list[Hole]], part: str | None) -> Problem:
    """One finding for a form that was not filled in: the first hole, with every other beside it."""
    words = [facts.document.quote(same[0].span, 30) for same in twins]
    labels = list(dict.fromkeys(hole.label for hole in holes if hole.label))
    return Problem(
        f"{len(twins)} slots are left open: {some(words)}",
        at=holes[0],
        beside=tuple(holes[1:]),
        part=part,
        stated=holes[0].text,
        subject="form",
        slots={"label": some(labels) if labels else "them"},
    )


@rule(
    "DOC001", "placeholder-left", severity="error", kinds="both", side="any", core=True,
    parts={"likely": "warning", "blank-field": "warning", "minor-field": "info"}, silences={"DOC015": "same"},
    bad=[
        "Latest shipment: [●]",
        "Packing: TBA",
        "[Lena: ask the factory whether 2.1 mm still holds before this goes out]",
        "交货期:待定",
        "Port of discharge:\nPayment terms:\nSeller: Aurel Tools Ltd, Ningbo, China",
    ],
    good=[
        "Latest shipment: 2027-01-15\nPacking: cartons of 24 pcs",
        "Authorized signature: ____________  Date: __________",
        "Sizes: S, M, L, XL, XXL, XXXL",
        "The buyer [and/or its nominee] shall open the credit.",
        "签字: ____________  日期: ____________",
    ],
    source="drafting practice; source articles: detailed contract",
)  # fmt: skip
def placeholder_left(facts: Facts) -> Iterator[Problem]:
    """Something that was to be filled in is still open.

    Why: an open slot in price, date or party is an open term.
    Fix: Fill in {label|the blank}, or delete the clause.
    Fix (zh): 请填写{label|空白处},或删除该条款。
    """
    for part, certain in ((None, True), ("likely", False)):
        holes = [hole for hole in facts.hygiene.holes if hole.certain is certain]
        twins = by_text(holes)
        if len(twins) > FORM:
            yield form_problem(facts, holes, list(twins.values()), part)
            continue
        for same in twins.values():
            times = f", {len(same)} times" if len(same) > 1 else ""
            yield Problem(
                f"left open: {facts.document.quote(same[0].span, 60)}{times}",
                at=same[0],
                beside=tuple(same[1:6]),
                part=part,
                stated=same[0].text,
                slots={"label": same[0].label or "it"},
            )
    fields = facts.hygiene.blank_fields
    minor = [field for field in fields if field.minor]
    for blank, part in (([f for f in fields if not f.minor], "blank-field"), (minor, "minor-field")):
        if blank:
            labels = some(list(dict.fromkeys(field.label for field in blank)))
            yield Problem(
                f"nothing stands behind {labels}",
                at=blank[0],
                beside=tuple(blank[1:6]),
                part=part,
                subject=part,
                slots={"label": labels},
            )


@rule(
    "DOC002", "document-id-missing", severity="warning", kinds="both", side="any", absence=True,
    bad=["PROFORMA INVOICE\nSeller: Aurel Tools Ltd", "形式发票\n卖方:宁波晨雀照明有限公司", "PROFORMA INVOICE\nDate: 2026-11-02\nSeller: Aurel Tools Ltd"],
    good=[
        "PROFORMA INVOICE\nPI No. SL-261122-01 rev 1\nDate: 22 November 2026",
        "形式发票\n发票号:SL-261122-01\n日期:2026年11月22日",
        "SALES CONTRACT\nContract No.: SC-26-017\nSigned on 22 November 2026",
    ],
    source="UN/ECE layout key; source articles: keep the reference number at hand",
)  # fmt: skip
def document_id_missing(facts: Facts) -> Iterator[Problem]:
    """The paper has no number or no date of its own.

    Why: bank papers, credits and disputes cite number and date.
    Fix: "No.: {paper|document number}; revision: {revision}; date: {paper_date|date of issue}"
    Fix (zh): "编号:{paper|文件编号};版次:{revision|版次};日期:{paper_date|签发日期}"
    """
    number = facts.hygiene.number
    numbered = number is not None and bool(number.value)
    dated = any(paper.reading is not None for paper in facts.hygiene.paper_dates)
    lacks = [name for name, said in (("number", numbered), ("date", dated)) if not said]
    if lacks:
        yield Problem(f"the paper has no {' and no '.join(lacks)} of its own", subject=" ".join(lacks))


@rule(
    "DOC003", "date-impossible", severity="error", kinds="both", side="any", core=True,
    bad=["Latest shipment: 31 April 2027", "Signed on Monday, 24 November 2026", "装运期:2027年2月30日前"],
    good=["Latest shipment: 30 April 2027", "Signed on Tuesday, 24 November 2026", "装运期:2027年2月28日前", "Model 31/04-27, 100 pcs"],
    source="UN/ECE Rec. 7",
)  # fmt: skip
def date_impossible(facts: Facts, *, as_of: date, year_window: int = 3) -> Iterator[Problem]:
    """A date does not exist, or its weekday is another.

    Why: a deadline that never comes can't be missed.
    Fix: Check {date|the date} and write it anew.
    Fix (zh): 请核对并更正日期{date|该日期}。
    """
    for mention in facts.hygiene.dates:
        reading = mention.reading
        if reading is None:
            continue
        raw = facts.document.quote(reading.span, 40)
        slots = {"date": raw}
        if reading.impossible:
            yield Problem(f"{raw} does not exist", at=mention, stated=raw, slots=slots)
        elif mention.bad_ordinal:
            yield Problem(f"{raw} is no date", at=mention, stated=raw, slots=slots)
        elif mention.wrong_weekday:
            yield Problem(f"{raw} is no {mention.wrong_weekday}", at=mention, stated=mention.wrong_weekday, slots=slots)
        elif (
            reading.date
            and mention.role in ("shipment", "validity")
            and reading.precision == "day"
            and reading.date.year > as_of.year + year_window
        ):
            yield Problem(f"{raw} lies more than {year_window} years ahead", at=mention, stated=raw, slots=slots)


@rule(
    "DOC004", "date-ambiguous", severity="warning", kinds="both", side="any", core=True, parts={"inferred": "info"},
    bad=["Shipment: 05/06/27", "装运期:05/06/27", "Latest shipment: 03/04/2027"],
    good=[
        "Shipment: 2027-06-05",
        "Shipment: 5 June 2027",
        "Shipment: 06/06/2027",
        "Packed 10/12 pcs per inner box",
        "装运期:2027年6月5日",
    ],
    source="UN/ECE Rec. 7 (ISO 8601)",
)  # fmt: skip
def date_ambiguous(facts: Facts) -> Iterator[Problem]:
    """Day and month of a date can be exchanged.

    Why: 03/04/2027 is March in Los Angeles and April in Leeds.
    Fix: Write the month in letters or the date as year-month-day: {yyyy-mm-dd|the date}.
    Fix (zh): 日期请按年-月-日书写:{yyyy-mm-dd|该日期}。
    """
    inferred_said = False
    ambiguous: dict[str, list[DateMention]] = {}
    for mention in facts.hygiene.dates:
        reading = mention.reading
        if reading is None or mention.format_stated:
            continue
        raw = facts.document.quote(reading.span, 30)
        if reading.ambiguous:
            ambiguous.setdefault(raw, []).append(mention)
        elif reading.inferred and not inferred_said:
            inferred_said = True
            chosen = reading.readings[0].isoformat() if reading.readings else ""
            yield Problem(
                f"{raw} is read as {chosen} after the paper's other dates",
                at=mention,
                part="inferred",
                stated=raw,
                expected=chosen,
            )
    for raw, same in ambiguous.items():
        readings = same[0].reading.readings if same[0].reading else ()
        both = " or ".join(day.isoformat() for day in readings[:2])
        yield Problem(
            f"{raw} is {both}",
            at=same[0],
            beside=tuple(same[1:]),
            stated=raw,
            slots={"yyyy-mm-dd": "the date as " + both},
        )


@rule(
    "DOC005", "dangling-reference", severity="error", kinds="both", side="any", core=True, parts={"other-file": "info", "clause": "warning"},
    bad=[
        "Specification as per Annex A.\nPayment: T/T",
        "Tolerances: see Exhibit C.",
        "Sizes as in the attached measurement sheet.",
        "技术要求详见附件一",
    ],
    good=[
        "Specification as per Annex A.\nANNEX A\nLength 300 mm, width 200 mm",
        "Tested in accordance with ISO 2859-1 and UCP 600 article 14.",
        "Documents: as per B/L",
        "技术要求详见附件一\n附件一 技术要求\n长度300毫米",
    ],
    source="source articles: claims are based solely on contract terms; drafting practice",
)  # fmt: skip
def dangling_reference(facts: Facts, *, annexes: tuple[str, ...]) -> Iterator[Problem]:
    """The paper refers to something that is not there.

    Why: the missing annex usually holds the specification, and whoever supplies one later wins.
    Fix: Attach {ref|the annex}, or move its content into this paper.
    Fix (zh): 附上{ref|该附件},或将其内容写入正文。
    """
    seen: set[str] = set()
    for reference in facts.hygiene.references:
        key = f"{reference.kind} {reference.key or reference.name}".casefold()
        linted = any(is_file_of(reference, name) for name in annexes)
        if reference.present or reference.listed or linted or key in seen:
            continue
        seen.add(key)
        part = "clause" if reference.kind == "clause" else None
        slots = {"ref": reference.name}
        yield Problem(
            f"{reference.name} is not in this paper", at=reference, part=part, stated=reference.name, slots=slots
        )
    yield from unlinted(facts, annexes)


def unlinted(facts: Facts, annexes: tuple[str, ...]) -> Iterator[Problem]:
    """Annexes that are listed, hold terms of which this file says nothing more, and were not linted beside it."""
    absent = [d for d in find_delegated(facts, annexes) if d.listed and d.pointer and d.file is None]
    for name in dict.fromkeys(d.name for d in absent):
        mine = [d for d in absent if d.name == name]
        terms = " and ".join(dict.fromkeys(d.topic.replace("_", " ") for d in mine))
        yield Problem(
            f"the terms on {terms} stand in {name}, which was not linted: add that file",
            at=mine[0],
            part="other-file",
            stated=name,
            slots={"ref": name},
        )


@rule(
    "DOC006", "signature-or-chop-missing", severity="warning", kinds="both", side="any", strict=("details",),
    absence=("missing",),
    bad=["PROFORMA INVOICE\nConfirmed by: Amy", "形式发票\n确认:Amy", "SALES CONTRACT\nFor and on behalf of the Seller: ____________"],
    good=[
        "PROFORMA INVOICE\nSeller: Aurel Tools Ltd, Leeds, UK\nFor and on behalf of Aurel Tools Ltd\nName: ________ Title: ________ Date: ________",
        "SALES CONTRACT\nSeller: Aurel Tools Ltd, Leeds, UK\nBuyer: Harrow & Lark GmbH, Hamburg, Germany\nFor and on behalf of the Seller\nName: ____ Title: ____ Stamp: ____\nFor and on behalf of the Buyer\nName: ____ Title: ____ Stamp: ____",
        "销售合同\n卖方(盖章):\n授权代表签字: ________ 姓名: ____ 职务: ____\n买方(盖章):\n授权代表签字: ________ 姓名: ____ 职务: ____",
    ],
    source="PRC Civil Code art. 490; UCP 600 art. 3",
)  # fmt: skip
def signature_or_chop_missing(facts: Facts) -> Iterator[Problem]:
    """Nobody is to sign, or it is not said who signs and stamps.

    Why: in China the company seal binds; a salesperson's signature alone invites denial.
    Fix: Add signature blocks for both parties with legal name, name and title of the person who signs, date and place;
    for the Seller the company seal.
    Fix (zh): 补充双方签字栏:公司全称、签字人姓名及职务、日期、地点,卖方加盖公章。
    """
    signatures = facts.hygiene.signatures
    needed = ("seller", "buyer") if facts.kind.name in CONTRACTS else ("seller",)
    lacking = [side for side in needed if not signatures.of(side)]
    unassigned = [place for place in signatures.places if not place.side]
    if signatures.not_required:
        yield Problem(
            "the paper says that it needs no signature", at=signatures.not_required[0], subject="not required"
        )
    elif not signatures.places:
        yield Problem("no place for a signature found", part="missing")
    elif len(lacking) > len(unassigned):
        yield Problem(f"no place for the {lacking[0]}'s signature found", part="missing", subject=lacking[0])
    else:
        first = signatures.places[0]
        seller = facts.parties.seller
        chinese = seller is not None and seller.country in ("CN", "HK", "TW")
        images = any(trait.code == "image" for trait in facts.document.traits)
        lacks = [
            name
            for name, said in (
                ("the signatory's name or title", any(place.name or place.title for place in signatures.places)),
                ("a word for the company stamp", not chinese or bool(signatures.stamps) or images),
            )
            if not said
        ]
        if lacks:
            yield Problem(
                f"the signature block lacks {' and '.join(lacks)}", at=first, part="details", subject="details"
            )


@rule(
    "DOC007", "validity-missing-or-expired", severity="warning", kinds="PI", side="any", parts={"expired": "error", "short": "info"},
    absence=("missing",), not_for=("commercial_invoice", "packing_list"),
    bad=[
        ("PROFORMA INVOICE\nDate: 2026-10-20\nValidity: 15 days from the date of this invoice", {"as_of": "2026-11-22"}),
        ("形式发票\n日期:2026-11-02\n品名:LED灯", {"as_of": "2026-11-22"}),
        ("PROFORMA INVOICE\nDate: 2026-11-02\nValid until: 2026-10-15", {"as_of": "2026-11-22"}),
    ],
    good=[
        ("PROFORMA INVOICE\nDate: 2026-11-02\nValid until 2026-12-15", {"as_of": "2026-11-22"}),
        ("PROFORMA INVOICE\nDate: 2024-11-02\nValid until 2024-12-15", {"as_of": "2026-11-22"}),
        ("形式发票\n日期:2026-11-10\n报价有效期至2026年12月15日", {"as_of": "2026-11-22"}),
    ],
    source="CISG art. 15-18; Form M and similar import-approval practice",
)  # fmt: skip
def validity_missing_or_expired(
    facts: Facts, *, as_of: date, stale_days: int = 60, fx_validity_days: int = 30
) -> Iterator[Problem]:
    """The offer has no end, or its end has passed.

    Why: an expired offer is none, banks refuse it; without an end the price can be withdrawn.
    Fix: "This offer is valid for acceptance until {date}."
    Fix (zh): "本报价有效期至{date|日期}。"
    """
    stated = [validity for validity in facts.hygiene.validity if not validity.blank and not validity.vague]
    if not stated:
        vague = next((v for v in facts.hygiene.validity if v.vague), None)
        yield Problem("no date until which the offer holds", at=vague, part="missing" if vague is None else None)
        return
    validity = stated[0]
    own = facts.hygiene.date
    issued = own.reading.date if own and own.reading else None
    until = validity.until.date if validity.until else None
    if until is None and validity.days is not None and issued is not None:
        until = issued + timedelta(days=validity.days)
    if until is None or issued is None:
        return
    if until < issued:
        yield Problem(
            f"the offer ends on {until}, before the paper's own date {issued}",
            at=validity,
            beside=(own,),
            stated=str(until),
        )
    elif until < as_of and timedelta(0) <= as_of - issued <= timedelta(days=stale_days):
        yield Problem(
            f"the offer ended on {until}",
            at=validity,
            part="expired",
            stated=str(until),
            expected=f"after {as_of}",
            beside=(own,),
        )


@rule(
    "DOC008", "prevailing-language-missing", severity="warning", kinds="both", side="any", absence=("missing",),
    parts={"both": "info", "conflict": "error"},
    bad=[
        "1. The Seller shall deliver the goods by sea. 卖方应以海运方式交付货物。\n2. The Buyer shall pay by wire transfer. 买方应以电汇方式付款。\n3. Claims are to be raised within 30 days. 异议应在三十天内提出。",
        "1. The Seller shall deliver the goods by sea. 卖方应以海运方式交付货物。\n2. In case of doubt the English version prevails. 如有歧义,以中文版本为准。",
        "1. The Seller delivers the goods by sea. 卖方以海运方式交付货物。\n2. The Buyer pays by wire transfer. 买方以电汇方式付款。\n3. Both texts are equally authentic. 两种文本具有同等效力。",
    ],
    good=[
        "1. The Seller shall deliver the goods by sea. 卖方应以海运方式交付货物。\n2. The Buyer shall pay by wire transfer. 买方应以电汇方式付款。\n3. The Chinese text prevails. 以中文文本为准。",
        "Seller: Ningbo Sunlark Lighting Co., Ltd. 宁波晨雀照明有限公司\n1. The Seller shall deliver the goods by sea.\n2. The Buyer shall pay by wire transfer.",
        "1. The Seller shall deliver the goods by sea.",
    ],
    source="PRC Civil Code art. 466; source articles: language barriers",
)  # fmt: skip
def prevailing_language_missing(facts: Facts, *, bilingual_share: int = 15) -> Iterator[Problem]:
    """The paper has two languages and does not say which one counts.

    Why: each side reads its own text; some contracts say in each language that the other prevails.
    Fix: "This contract is made in English and Chinese; where the texts differ, the {English|English or Chinese} text
    prevails."
    Fix (zh): "本合同以中英文书就;两种文本不一致的,以{English|英文或中文}文本为准。"
    """
    bilingual = facts.hygiene.bilingual
    chosen = {text.language for text in bilingual.prevailing}
    if len(chosen - {"both"}) > 1:
        first, second = bilingual.prevailing[0], bilingual.prevailing[-1]
        yield Problem("each text says that the other language prevails", at=second, beside=(first,), part="conflict")
        return
    # Names and labels in a second language make no bilingual paper: clauses must stand in pairs.
    if min(bilingual.share_en, bilingual.share_zh) * 100 < bilingual_share or len(bilingual.pairs) < 2:
        return
    if chosen == {"both"}:
        yield Problem("both texts are said to be equally valid", at=bilingual.prevailing[0], part="both")
    elif not chosen:
        yield Problem("clauses in English and Chinese, and no word on which text prevails", part="missing")


@rule(
    "DOC009", "bilingual-figures-differ", severity="error", kinds="both", side="any", parts={"doubtful": "info"},
    silences={"PRD011": "same", "PRD014": "same", "SHP012": "same", "RFD012": "same", "TA015": "same", "LAW014": "same"},
    bad=[
        "7. Claims shall be raised within 30 days after arrival of the goods. 到货后15天内提出索赔。\n8. Packing in cartons. 包装:纸箱。",
        "3. Payment: 30% deposit, 70% before shipment. 付款方式:40%定金,60%发货前付清。\n4. Packing in cartons. 包装:纸箱。",
        "5. The Seller shall not subcontract the production. 卖方可以转包生产。\n6. Late delivery: 0.5% per week. 逾期交货:每周1.5%。",
        "6. The goods are inspected by SGS before shipment. 货物装运前由必维(BV)检验。\n7. Packing in cartons. 包装:纸箱。",
        "5. The goods are shipped from the port of Ningbo. 货物从上海港装运。\n6. Packing in cartons. 包装:纸箱。",
    ],
    good=[
        "7. Claims shall be raised within 30 days after arrival of the goods. 到货后30天内提出索赔。",
        "3. Payment: 30% deposit, 70% before shipment. 付款方式:30%定金,70%发货前付清。",
        "5. Total price: USD 120,000. 总价:12万美元。",
        "6. The goods are inspected by SGS in Ningbo before shipment. 货物装运前由SGS在宁波检验。\n7. Packing in cartons. 包装:纸箱。",
        "8. Arbitration at CIETAC, Beijing. 提交中国国际经济贸易仲裁委员会在北京仲裁。\n9. Packing in cartons. 包装:纸箱。",
    ],
    source="PRC Civil Code art. 466; bilingual-contract practice",
)  # fmt: skip
def bilingual_figures_differ(facts: Facts) -> Iterator[Problem]:
    """The English and the Chinese of one clause say different figures or names.

    Why: "30 days" in English and 15天 in Chinese is the trap that nobody reads.
    Fix: Bring both languages of clause {n|number} to one: {EN_value|the English} against {ZH_value|the Chinese}.
    Fix (zh): 第{n|编号}条中英文不一致({EN_value|英文}与{ZH_value|中文}),请统一。
    """
    for pair in facts.hygiene.bilingual.pairs:
        if not (pair.only_en and pair.only_zh):
            continue
        english, chinese = ", ".join(pair.only_en[:3]), ", ".join(pair.only_zh[:3])
        clause = f"clause {pair.number}: " if pair.number else ""
        yield Problem(
            f"{clause}the English says {english}, the Chinese {chinese}",
            at=pair.zh,
            beside=(pair.en,),
            part="doubtful" if pair.confidence is Confidence.LOW else None,
            stated=chinese,
            expected=english,
            subject=pair.number or None,
            slots={"n": pair.number, "EN_value": english, "ZH_value": chinese},
            confidence=pair.confidence,
        )
    for found in facts.hygiene.bilingual.names:
        clause = f"clause {found.number}: " if found.number else ""
        yield Problem(
            f"{clause}{found.what} is {found.english} in English, {found.chinese} in Chinese",
            at=found,
            beside=(found.en,),
            stated=found.chinese,
            expected=found.english,
            subject=f"{found.number} {found.what}",
            slots={"n": found.number, "EN_value": found.english, "ZH_value": found.chinese},
        )


@rule(
    "DOC010", "draft-residue", severity="warning", kinds="both", side="any", parts={"draft": "info"},
    bad=["DRAFT\nSALES CONTRACT\nSeller: Aurel Tools Ltd", "PROFORMA INVOICE (DRAFT, not for signature)\nSeller: Aurel Tools Ltd", "合同草案\n卖方:宁波晨雀照明有限公司"],
    good=["SALES CONTRACT\nSeller: Aurel Tools Ltd", "Bank draft at sight", "Draft survey at the port of loading decides on the weight."],
    source="file-format features; disclosure practice",
)  # fmt: skip
def draft_residue(facts: Facts) -> Iterator[Problem]:
    """The file holds changes, comments or hidden parts beside what is seen.

    Why: what is signed must be what is seen; hidden rows change totals, comments reveal margins.
    Fix: Accept or reject the changes, delete the comments and marks, and show or delete {parts|what is hidden}.
    Fix (zh): 接受或拒绝修订,删除批注和草稿标记,并显示或删除隐藏内容({parts|隐藏部分})。
    """
    residue = facts.hygiene.residue
    found = []
    if residue.changes:
        found.append(f"{residue.changes} tracked change{'s' if residue.changes > 1 else ''}")
    if residue.comments:
        found.append(f"{residue.comments} comment{'s' if residue.comments > 1 else ''}")
    if residue.hidden_parts:
        found.append(f"hidden {some(list(residue.hidden_parts), 3)}")
    elif residue.hidden:
        found.append("hidden text")
    if found:
        at = residue.hidden[0] if residue.hidden else None
        yield Problem(
            f"the file holds {', '.join(found)}",
            at=at,
            subject="residue",
            slots={"parts": some(list(residue.hidden_parts), 3)},
        )
    for mark in facts.hygiene.marks[:1]:
        yield Problem(f"the paper is marked {mark.words}", at=mark, part="draft", stated=mark.words, subject="mark")


@rule(
    "DOC011", "non-binding-disclaimer", severity="warning", kinds="both", side="any",
    bad=[
        "PROFORMA INVOICE\nPayment: 30% T/T deposit\nE.&O.E. Subject to our final confirmation",
        "形式发票\n付款方式:30%定金\n本形式发票仅供参考",
        "PROFORMA INVOICE\nPayment: 100% T/T in advance\nThis proforma invoice is for reference only and is not a contract.",
    ],
    good=[
        "PROFORMA INVOICE\nPayment: 30% T/T deposit\nSigned by both parties this proforma invoice is the sale contract.",
        "QUOTATION\nE.&O.E.",
        "PROFORMA INVOICE\nPayment: 30% T/T deposit\nPictures are for reference only.",
    ],
    source="CISG art. 14, 18; invoice practice on E.&O.E.",
)  # fmt: skip
def non_binding_disclaimer(facts: Facts) -> Iterator[Problem]:
    """The paper asks for money and says that it does not bind.

    Why: the buyer pays a deposit on a paper that claims to be none.
    Fix: Delete {text|the disclaimer}, or put in its place: "Upon signature by both parties this document is binding."
    Fix (zh): 删除{text|该声明},或改为:"本文件经双方签字盖章后生效,对双方具有约束力。"
    """
    if facts.kind.name == "quotation" or not facts.payment.clauses:
        return
    for mark in facts.hygiene.disclaimers[:1]:
        yield Problem(
            f"the paper disclaims to bind: {mark.words.rstrip('.')}",
            at=mark,
            stated=mark.words,
            slots={"text": mark.words},
        )


@rule(
    "DOC012", "third-party-residue", severity="error", kinds="both", side="any",
    bad=[
        "SALES CONTRACT\nSeller: Aurel Tools Ltd, Leeds, UK\nBuyer: Brightway Trading Ltd, Dublin, Ireland\n4. The Buyer (Nordlicht GmbH) shall open the L/C within 10 days.",
        "销售合同\n卖方:宁波晨雀照明有限公司\n买方:青岛海棠贸易有限公司\n四、买方(苏州远帆进出口有限公司)应在10日内开立信用证。",
        "SALES CONTRACT\nSeller: Aurel Tools Ltd, Leeds, UK\nBuyer: Brightway Trading Ltd, Dublin, Ireland\n9. Velamar Impex S.A. accepts the quality of the goods.",
    ],
    good=[
        "SALES CONTRACT\nSeller: Aurel Tools Ltd, Leeds, UK\nBuyer: Brightway Trading Ltd, Dublin, Ireland\n4. The Buyer shall open the L/C within 10 days.",
        "PROFORMA INVOICE\nSeller: Aurel Tools Ltd, Leeds, UK\nManufacturer: Velamar Works S.A., Porto\nBank: Harbour Bank Ltd",
        "SALES CONTRACT\nSeller: Aurel Tools Ltd, Leeds, UK\nInspection by Norwell Inspection Services Ltd before shipment",
    ],
    source="drafting practice",
)  # fmt: skip
def third_party_residue(facts: Facts) -> Iterator[Problem]:
    """A company is named that has no part in the deal.

    Why: such leftovers show copied clauses, with another customer's prices and places, or a party that was not disclosed.
    Fix: Replace {name|the name} by the right party, or say what its part in this deal is.
    Fix (zh): 将{name|该名称}改为本合同当事方,或说明其身份。
    """
    seen: set[str] = set()
    for company in find_strangers(facts.reading, facts.parties):
        if company.name.casefold() in seen:
            continue
        seen.add(company.name.casefold())
        yield Problem(
            f"{company.name} is none of the parties", at=company, stated=company.name, slots={"name": company.name}
        )


@rule(
    "DOC013", "text-layer-unreliable", severity="error", kinds="both", side="any", core=True,
    silences={"DOC015": "all"},
    bad=["\ufffd\ufffd\ufffd PROF\ufffdRMA \ufffdNVOICE \ufffd\ufffd\ufffd\nS\ufffdll\ufffdr: A\ufffdr\ufffdl T\ufffd\ufffdls", "总价\ue001\ue002\ue003\ue004\ue005\ue006\ue007", "T\ufffdtal: USD \ufffd\ufffd,\ufffd\ufffd\ufffd.\ufffd\ufffd"],
    good=["PROFORMA INVOICE\nSeller: Aurel Tools Ltd", "形式发票\n卖方:宁波晨雀照明有限公司", "Total: USD 12,500.00"],
    source="a linter that cannot read must not say clean",
)  # fmt: skip
def text_layer_unreliable(facts: Facts, *, min_chars_page: int = 80, garbage_share: int = 3) -> Iterator[Problem]:
    """The text of the file could not be read, or is not what the page shows.

    Why: what could not be read was not checked; a missing term may stand there.
    Fix: Supply the original file, or one with a text layer ({pages|all pages}).
    Fix (zh): 请提供可复制文字的原始文件或带OCR文字层的文件({pages|全部页面})。
    """
    quality = facts.hygiene.quality
    if quality.garbage * 100 > garbage_share:
        yield Problem(
            f"{quality.garbage:.0%} of the characters are unreadable", subject="garbage", slots={"pages": "all"}
        )
    elif quality.questions * 100 > garbage_share:
        yield Problem(
            f"{quality.questions:.0%} of the characters are question marks", subject="questions", slots={"pages": "all"}
        )
    if quality.unread:
        places = some(list(quality.unread))
        yield Problem(f"not read: {places}", subject="unread", slots={"pages": places})
    elif quality.pages and quality.images and quality.letters_per_page < min_chars_page:
        yield Problem(
            f"about {quality.letters_per_page:.0f} letters a page beside pictures",
            subject="few",
            slots={"pages": "all"},
        )


@rule(
    "DOC014", "page-or-clause-gap", severity="warning", kinds="both", side="any",
    bad=[
        "SALES CONTRACT\n1. Goods: lamps.\n2. Price: USD 5.00.\n3. Packing: cartons.\n5. Payment: T/T in advance.\n6. Claims: within 30 days.",
        "合同\n第一条 货物:灯具。\n第二条 价格:5美元。\n第三条 包装:纸箱。\n第五条 付款:电汇。",
        "SALES CONTRACT\n1. Goods: lamps.\n2. Price: USD 5.00.\n3. Packing: cartons.\n3. Payment: T/T in advance.\n4. Claims: within 30 days.",
    ],
    good=[
        "SALES CONTRACT\n1. Goods: lamps.\n2. Price: USD 5.00.\n3. Packing: cartons.\n4. Payment: T/T in advance.",
        "SALES CONTRACT\n1. Goods: lamps.\n2. Price: USD 5.00.\n3. (reserved)\n4. Payment: T/T in advance.",
        "合同\n第一条 货物:灯具。\n第二条 价格:5美元。\n第三条 包装:纸箱。",
    ],
    source="drafting practice",
)  # fmt: skip
def page_or_clause_gap(facts: Facts) -> Iterator[Problem]:
    """A page, a clause or a row is missing in the numbering.

    Why: a lost page or a pasted one is the cheapest fraud and the commonest slip.
    Fix: Supply or renumber {what|what is missing}; write '(reserved)' if it was deleted on purpose.
    Fix (zh): 补充或重新编号:{what|缺失部分};有意删除的注明“(保留)”。
    """
    for gap in facts.hygiene.number_gaps[:3]:
        if gap.repeated:
            yield Problem(
                f"{gap.what} {gap.number} stands twice",
                at=gap,
                beside=(gap.neighbour,),
                subject=f"{gap.what} {gap.number}",
                slots={"what": f"{gap.what} {gap.number}"},
            )
        else:
            missing = some([str(number) for number in gap.missing])
            yield Problem(
                f"{gap.what} {missing} is missing",
                at=gap,
                beside=(gap.neighbour,),
                subject=f"{gap.what} {missing}",
                slots={"what": f"{gap.what} {missing}"},
            )
    totals = Counter(mark.total for mark in facts.hygiene.page_marks)
    pages = facts.document.pages
    if totals and pages:
        total = totals.most_common(1)[0][0]
        if total != pages:
            mark = next(mark for mark in facts.hygiene.page_marks if mark.total == total)
            yield Problem(
                f"the pages count to {total}, the file has {pages}",
                at=mark,
                subject="pages",
                stated=str(total),
                expected=str(pages),
                slots={"what": "the pages"},
            )


@rule(
    "DOC015", "text-truncated", severity="warning", kinds="both", side="any",
    bad=[
        "SALES CONTRACT\n9. Every claim shall be supported by a report issued by\n10. Arbitration: in Stockholm.",
        "合同\n九、索赔应在收货后30天内提出,并附\n十、仲裁:在北京进行。",
        "SALES CONTRACT\n4. The Seller shall pay damages for late delivery of\n5. Packing: cartons.",
    ],
    good=[
        "SALES CONTRACT\n9. Every claim shall be supported by a report issued by a surveyor whom both Parties accept.\n10. Arbitration: in Stockholm.",
        "合同\n九、索赔应在收货后30天内提出,并附双方认可的检验报告。\n十、仲裁:在北京进行。",
        "SALES CONTRACT\n4. Documents to be provided:\n- invoice\n- packing list",
    ],
    source="drafting practice; texts cut by spreadsheet cells and form fields",
)  # fmt: skip
def text_truncated(facts: Facts) -> Iterator[Problem]:
    """A sentence breaks off.

    Why: what fell away is often the figure, the limit or the exception that decides the clause.
    Fix: Complete {clause|the clause}: it breaks off after '{words|these words}'.
    Fix (zh): 补全{clause|该条款}:在“{words|此处}”之后中断。
    """
    for cut in facts.hygiene.truncations[:5]:
        clause = f"clause {cut.number}" if cut.number else "a sentence"
        yield Problem(
            f"{clause} breaks off after: {cut.words}",
            at=cut,
            stated=cut.words,
            slots={"clause": clause, "words": cut.words},
        )


@rule(
    "DOC016", "counterpart-missing", severity="warning", kinds="both", side="any", absence=True,
    bad=[
        "7. Packing: the goods are packed in export cartons. 包装:货物以出口纸箱包装。\n8. The Seller's liability is limited to replacement of the goods.\n9. Arbitration: disputes go to the commission in Beijing. 仲裁:争议提交北京仲裁委员会。\n10. Claims are raised within 30 days. 异议在30天内提出。",
        "1. The Seller delivers the goods by sea. 卖方以海运方式交付货物。\n2. The Buyer pays by wire transfer. 买方以电汇方式付款。\n3. 卖方对间接损失不承担任何责任。\n4. The goods are packed in cartons. 货物以纸箱包装。",
        "1. The Seller delivers by sea. 卖方以海运交货。\n2. The Buyer pays by wire transfer. 买方以电汇方式付款。\n3. The Buyer waives all further rights against the Seller.\n4. Packed in cartons. 以纸箱包装。",
    ],
    good=[
        "7. Packing: export cartons. 包装:出口纸箱。\n8. Liability is limited to 100 % of the price. 责任以货款的100%为限。",
        "1. The Seller delivers the goods by sea.\n2. The Buyer pays by wire transfer.",
        "一、卖方以海运方式交付货物。\n二、买方以电汇方式付款。",
    ],
    source="PRC Civil Code art. 466; source articles: language barriers",
)  # fmt: skip
def counterpart_missing(facts: Facts, *, bilingual_share: int = 15) -> Iterator[Problem]:
    """A clause of a bilingual paper stands in one language only.

    Why: one side signs a term that it could not read.
    Fix: Add the {language|other} text of clause {n|number}, or delete the clause in both languages.
    Fix (zh): 补充第{n|编号}条的{language|另一种语言}文本,或删除该条的两种文本。
    """
    bilingual = facts.hygiene.bilingual
    if min(bilingual.share_en, bilingual.share_zh) * 100 < bilingual_share or not bilingual.lone:
        return
    first = bilingual.lone[0]
    other = {"en": "Chinese", "zh": "English"}.get(first.language, "other")
    names = [clause.number or facts.document.quote(clause.span, 25) for clause in bilingual.lone]
    yield Problem(
        f"without a {other} text: {some(names)}",
        at=first,
        beside=bilingual.lone[1:6],
        slots={"n": some(names), "language": other},
    )


@rule(
    "DOC017", "number-words-differ", severity="error", kinds="both", side="any", core=True,
    bad=[
        "The balance is due within fourteen (40) days after the B/L date.",
        "The Seller pays liquidated damages of five percent (0.5 %) per week.",
        "买方应在十五(50)日内付清余款。",
        "违约金为货款的百分之五(0.5%)。",
    ],
    good=[
        "The balance is due within fourteen (14) days after the B/L date.",
        "The Seller pays one half of one percent (0.5 %) per week.",
        "买方应在十五(15)日内付清余款。",
        "Two (2.5 mm) holes are drilled into the base plate.",
    ],
    source="source articles: be specific; Geneva Convention on bills of exchange art. 6, by analogy",
)  # fmt: skip
def number_words_differ(facts: Facts) -> Iterator[Problem]:
    """A number in words and the figure beside it differ.

    Why: each side reads the half that suits it, and these pairs stand where deadlines, penalties and deposits are fixed.
    Fix: Write the same number in words and in figures: {words|the words} or {figure|the figure}.
    Fix (zh): 大小写不一致:{words|大写}与{figure|小写},请统一。
    """
    for pair in facts.hygiene.number_pairs:
        if pair.differs:
            figure = f"{pair.figure.normalize():f}"
            yield Problem(
                f"the words say {pair.words}, the figure {figure}",
                at=pair,
                stated=figure,
                expected=pair.words,
                slots={"words": pair.words, "figure": figure},
            )


@rule(
    "DOC018", "defined-term-misused", severity="warning", kinds="both", side="any",
    bad=[
        '1. "Delivery Date" means the date of the bill of lading.\n2. The Retention Sum of 5% is released 30 days after the Acceptance Test. The Seller ships by the Delivery Date.',
        '1. "Completion Date" means the date of the bill of lading.\n2. The price is due on the Completion Date.\n7. "Completion Date" means the day of the factory inspection.',
        '一、“验收日”指货到买方仓库之日。\n二、余款在验收日后10日内支付。\n七、“验收日”指工厂验货之日。',
    ],
    good=[
        '1. "Retention Sum" means 5 % of the price.\n2. The Retention Sum is released 30 days after receipt of the goods.',
        "1. The Seller sells and the Buyer buys the Goods.",
        '一、“验收日”指货到买方仓库之日。\n二、异议期自验收日起30天。',
    ],
    source="drafting practice; CISG art. 8; PRC Civil Code art. 142, 466",
)  # fmt: skip
def defined_term_misused(facts: Facts) -> Iterator[Problem]:
    """A defined term is defined twice, never used, or used and never defined.

    Why: an undefined term means what the stronger side says later; a doubled one means two things at once.
    Fix: Define {term|the term} once, or write it in small letters.
    Fix (zh): 术语{term|该术语}请定义一次,或不作为术语使用。
    """
    first: dict[str, object] = {}
    for term in facts.hygiene.defined_terms:
        known = first.setdefault(term.term.casefold(), term)
        if known is not term and not term.party and getattr(known, "meaning", "") != term.meaning:
            yield Problem(
                f"{term.term} is defined twice", at=term, beside=(known,), stated=term.term, slots={"term": term.term}
            )
        elif known is term and not term.uses and not term.party:
            yield Problem(
                f"{term.term} is defined and never used", at=term, stated=term.term, slots={"term": term.term}
            )
    if facts.hygiene.defined_terms:
        for undefined in facts.hygiene.undefined_terms[:5]:
            yield Problem(
                f"{undefined.term} is used and nowhere defined",
                at=undefined,
                stated=undefined.term,
                slots={"term": undefined.term},
            )


@rule(
    "DOC019", "text-turned-round", severity="error", kinds="both", side="any",
    bad=[
        "PROFORMA INVOICE\nBank account: \u202e321 654 987 001\u202c",
        "SALES CONTRACT\nTotal: USD \u2067005,21\u2069.00",
        "形式发票\n账号:\u202e8800 1234 5566",
    ],
    good=[
        "PROFORMA INVOICE\nTel: \u202d+86 574 8712 3344\u202c",
        "PROFORMA INVOICE\nBank account: 100 789 456 123",
        "SALES CONTRACT\n\u202bالبائع: شركة المثال للتجارة\u202c",
    ],
    source="Unicode Standard Annex 9; Unicode Technical Report 36, bidirectional text spoofing",
)  # fmt: skip
def text_turned_round(facts: Facts) -> Iterator[Problem]:
    """Invisible characters turn the direction of a text round.

    Why: the page shows other figures than the file holds, so that what is checked is not what is paid.
    Fix: Type the line anew: the file holds {held|other characters than the page shows}.
    Fix (zh): 请重新录入该行:文件实际内容为{held|与显示不同}。
    """
    for trick in [t for t in find_tricks(facts.reading, facts.parties) if t.kind == "turned"][:5]:
        yield Problem(
            f"the direction of the text is turned; the file holds: {trick.shown[:60]}",
            at=trick,
            stated=trick.shown[:60],
            slots={"held": trick.shown[:60]},
        )


@rule(
    "DOC020", "invisible-characters", severity="error", kinds="both", side="any", parts={"text": "info"},
    bad=[
        "PROFORMA INVOICE\nTotal amount: USD 12,5\u200b00.00",
        "PROFORMA INVOICE\nSeller: Aur\u200bel Tools Ltd, Leeds, UK",
        "SALES CONTRACT\nPayment: irrevocable L/C, docu\u2060mentary",
        "形式发票\n账号:8800\u200b1234",
    ],
    good=[
        "PROFORMA INVOICE\nTotal amount: USD 12,500.00\u200b",
        "SALES CONTRACT\nThe Seller shall de\u00adliver the goods.",
        "SALES CONTRACT\nSee https://\u200bexample.com/\u200bterms",
        "形式发票\n\ufeff卖方:宁波晨雀照明有限公司",
    ],
    source="Unicode Technical Report 36; Unicode Technical Standard 39",
)  # fmt: skip
def invisible_characters(facts: Facts) -> Iterator[Problem]:
    """Characters that nobody sees stand inside figures, names or words.

    Why: a search, a bank's form or a comparison then reads another number or name than the eye does.
    Fix: Type {words|the words} anew, or paste them as plain text.
    Fix (zh): 请重新录入{words|有关文字},或以纯文本粘贴。
    """
    tricks = [trick for trick in find_tricks(facts.reading, facts.parties) if trick.kind == "invisible"]
    for part, found in ((None, [t for t in tricks if t.weighty]), ("text", [t for t in tricks if not t.weighty])):
        if found:
            words = some(list(dict.fromkeys(trick.shown for trick in found)))
            yield Problem(
                f"invisible characters stand inside {words}",
                at=found[0],
                beside=tuple(found[1:6]),
                part=part,
                stated=found[0].shown,
                subject=part or "figures and names",
                slots={"words": words},
            )


@rule(
    "DOC021", "lookalike-letters", severity="error", kinds="both", side="any",
    parts={"text": "warning", "slip": "info"},
    bad=[
        "PROFORMA INVOICE\nSeller: Aur\u0435l Tools Ltd, Leeds, UK",
        "PROFORMA INVOICE\nSWIFT: EX\u0410MGB2L\nAccount No.: 12345678",
        "SALES CONTRACT\nInspection by SG\u0405 at the factory",
        "形式发票\n卖方:Ningb\u043e Sunlark Co., Ltd.",
    ],
    good=[
        "PROFORMA INVOICE\nSeller: Aurel Tools Ltd, Leeds, UK",
        "SALES CONTRACT\nTolerance ±5 μm, resistance 10 kΩ, ΔT 20 K",
        "КОНТРАКТ\nПродавец: ООО «Пример», Москва\nЦена: 500 USD",
        "形式发票\n卖方:宁波晨雀照明有限公司",
    ],
    source="Unicode Technical Standard 39 (mixed-script confusables)",
)  # fmt: skip
def lookalike_letters(facts: Facts) -> Iterator[Problem]:
    """A Latin word holds letters of another alphabet that look the same.

    Why: a name or a bank code that only looks right belongs to somebody else, or to nobody.
    Fix: Ask how {word|the word} is spelt by a way that you know, and type it anew.
    Fix (zh): 请通过已知渠道核实{word|该词}的拼写并重新录入。
    """
    tricks = [trick for trick in find_tricks(facts.reading, facts.parties) if trick.kind == "lookalike"]
    for trick in list({trick.shown: trick for trick in reversed(tricks)}.values())[::-1][:10]:
        part = None if trick.weighty else "slip" if trick.slip else "text"
        yield Problem(
            f"{trick.shown} is not written in Latin letters only",
            at=trick,
            part=part,
            stated=facts.document.quote(trick.span, 60),
            expected=trick.shown,
            subject=trick.shown,
            slots={"word": trick.shown},
        )


@rule(
    "DOC022", "active-content", severity="warning", kinds="both", side="any",
    parts={"remote-template": "error", "launch-action": "error"},
    bad=["file:tricks/macro.docm", "file:tricks/remote-template.docx"],
    good=["SALES CONTRACT\nSeller: Aurel Tools Ltd", "file:tricks/plain.docx"],
    source="file-format features; a paper needs no program",
)  # fmt: skip
def active_content(facts: Facts) -> Iterator[Problem]:
    """The file carries a program, or fetches something when it is opened.

    Why: a paper needs neither; what runs on opening can read the computer, and what is fetched can change after signing.
    Fix: Do not enable its content; ask for a PDF without {what|programs}.
    Fix (zh): 请勿启用其内容;请对方提供不含{what|程序}的PDF文件。
    """
    words = {
        "macros": "macros", "javascript": "a script", "launch-action": "a command that starts a program",
        "remote-template": "a template that is fetched from elsewhere",
    }  # fmt: skip
    for code, what in words.items():
        found = [trait for trait in facts.document.traits if trait.code == code]
        if found:
            detail = f": {found[0].detail[:100]}" if code == "remote-template" else ""
            yield Problem(
                f"the file holds {what}; it was not run or fetched{detail}",
                part=code,
                stated=found[0].detail[:100],
                subject=code,
                slots={"what": what},
            )


@rule(
    "DOC023", "content-not-in-paper", severity="info", kinds="both", side="any",
    bad=["file:tricks/embedded.docx"],
    good=["SALES CONTRACT\nSeller: Aurel Tools Ltd", "file:tricks/plain.docx"],
    source="file-format features",
)  # fmt: skip
def content_not_in_paper(facts: Facts) -> Iterator[Problem]:
    """The file carries other files, or shows what lies elsewhere.

    Why: what is in an attached file or behind a link was not checked, and a linked picture or figure can change.
    Fix: Check {what|the other files} by themselves, or move their content into the paper.
    Fix (zh): 请单独核查{what|其他文件},或将其内容写入正文。
    """
    # A link that is only followed by a click is everyday in a PDF or a web page.
    codes = ["attachment", "embedded-object"]
    if facts.document.media_type not in ("application/pdf", "text/html", "message/rfc822"):
        codes.append("external-link")
    found = [trait for trait in facts.document.traits if trait.code in codes]
    if found:
        details = some(list(dict.fromkeys(trait.detail[:60] for trait in found)), 3)
        yield Problem(f"not read with the paper: {details}", subject="other files", slots={"what": details})


@rule(
    "DOC024", "file-type-differs", severity="warning", kinds="both", side="any", parts={"polyglot": "error"},
    bad=["file:tricks/two-in-one.pdf", "file:tricks/web-page.docx"],
    good=["SALES CONTRACT\nSeller: Aurel Tools Ltd", "file:tricks/plain.docx"],
    source="file-format features; content, not the name, decides how a file is read",
)  # fmt: skip
def file_type_differs(facts: Facts) -> Iterator[Problem]:
    """The file is another type than its name says, or two types at once.

    Why: two programs then open two different papers, and the one that is signed is not the one that was checked.
    Fix: Ask for the paper as a plain PDF or DOCX.
    Fix (zh): 请对方重新提供普通的PDF或DOCX文件。
    """
    for trait in facts.document.traits:
        if trait.code in ("type-mismatch", "polyglot"):
            yield Problem(
                trait.detail,
                part="polyglot" if trait.code == "polyglot" else None,
                stated=trait.detail,
                subject=trait.code,
            )


@rule(
    "DOC025", "text-from-picture", severity="info", kinds="both", side="any",
    bad=["file:tricks/scanned.pdf"],
    good=["SALES CONTRACT\nSeller: Aurel Tools Ltd", "file:tricks/plain.docx"],
    source="a linter that cannot read must not say clean",
)  # fmt: skip
def text_from_picture(facts: Facts) -> Iterator[Problem]:
    """What was read is a text layer behind a picture of the page, not the picture.

    Why: recognition misreads figures, and a layer that was written by hand can say anything.
    Fix: Compare amounts, dates and bank details on {pages|those pages} with the picture.
    Fix (zh): 请将{pages|这些页}的金额、日期和银行信息与图像核对。
    """
    pages = [str(trait.place) for trait in facts.document.traits if trait.code == "ocr-layer"]
    if pages:
        yield Problem(
            f"the text of {some(pages)} stands behind a picture and was not compared with it",
            subject="ocr",
            slots={"pages": some(pages)},
        )
