"""What a paper rules about the platform: paying beside it, disputes, receipt, messages, remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.reading import Fact, Reading
from tradelint.facts.vocabulary import entries, table
from tradelint.levels import Confidence
from tradelint.text import Span

THROUGH = re.compile(
    r"(?:pa(?:id|y|yable|yments?)|placed|settled|remitt?ed|deposit|balance|transaction|uploaded)\b[^.\n]{0,60}?"
    r"\b(?:through|via|on|by|in|under|using|inside)\s+(?:the\s+|this\s+|an?\s+|our\s+)?(?:alibaba(?:\.com)?\s*'?s?\s*)?"
    r"(?:trade[\s-]?assurance|alibaba|platform|order'?s?\s+payment\s+page|TA\s+order)|"
    r"trade[\s-]?assurance\s+(?:order|payment|transaction)|"
    r"(?:通过|经|走|使用)(?:阿里巴巴)?(?:国际站)?(?:信保|信用保障|平台)|信保订单|信用保障订单",
    re.IGNORECASE,
)
DAYS = re.compile(
    r"(?P<n>\d{1,3})\s*\)?\s*(?P<unit>calendar\s+days?|working\s+days?|business\s+days?|days?|天|日|个工作日|工作日)|"
    r"\bday\s+(?P<nth>\d{1,2})\b",
    re.I,
)
# A period of the contract that the sentence sets apart from the platform's.
APART = re.compile(
    r"independent(?:ly)?\s+(?:of|from)|separate(?:ly)?\s+from|apart\s+from|regardless\s+of|irrespective|besides|in\s+addition\s+to|"
    r"without\s+prejudice|(?:claims?|rights?)\s+under\s+(?:the|this)\s+contract|contract(?:ual)?\s+claims?|独立于|不影响|合同(?:项下)?(?:的)?(?:索赔|异议)",
    re.IGNORECASE,
)
PLATFORM = re.compile(r"trade[\s-]?assurance|alibaba|\bTA\b|platform|信保|信用保障|平台|阿里", re.IGNORECASE)
DISPUTE = re.compile(r"dispute|纠纷", re.IGNORECASE)
ABOUT: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "negotiate",
        re.compile(
            r"negotiat[^.]{0,80}(?:before|prior|first)|(?:before|prior\s+to)\s+open[^.]{0,60}negotiat|先.{0,6}协商",
            re.IGNORECASE,
        ),
    ),
    ("evidence", re.compile(r"evidence|proof|举证|证据|凭证", re.I)),
    ("escalate", re.compile(r"escalat|intervene|mediat|升级|介入|调解", re.I)),
    ("claim", re.compile(r"claim|dispute|complain|refund|protection|cover|索赔|纠纷|投诉|退款|申请|保障", re.I)),
)  # fmt: skip
START: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("receipt", re.compile(r"receipt|receiv|confirm|arriv(?:al|es?|ed)|delivery|到货|收货|收到|签收", re.I)),
    ("shipment", re.compile(r"shipment|shipped|b/?l\b|bill\s+of\s+lading|loading|发货|装船|出运|提单", re.I)),
    ("customs", re.compile(r"customs|清关", re.I)),
    ("payment", re.compile(r"payment|paid|付款", re.I)),
    ("order", re.compile(r"order\s+(?:date|placement)|placing|下单", re.I)),
)  # fmt: skip
THIRD = re.compile(
    r"forwarder|inspection\s+(?:fees?|costs?|company)|inspector|surveyor|customs\s+broker|\bdut(?:y|ies)\b|import\s+tax|courier|"
    r"货代|检验费|验货费|关税|快递费",
    re.IGNORECASE,
)
OWN = re.compile(r"\b(?:our|us)\b|我司|公司账户", re.IGNORECASE)
NEGATIVE = re.compile(r"\b(?:not|no|don't|waives?)\b|不|勿|放弃", re.IGNORECASE)
TRANSIT = re.compile(
    r"transit(?:\s+time)?[^.;\n\d]{0,25}(?P<a>\d{1,3})\s*(?:-|to|~|–)?\s*(?P<b>\d{1,3})?\s*days?|"
    r"(?P<c>\d{1,3})\s*days?\s+(?:of\s+)?(?:sea\s+|ocean\s+)?transit|"
    r"(?:航程|运输时间|在途时间|海运时间)[^。;\n\d]{0,6}(?P<d>\d{1,3})\s*(?:天|日)",
    re.IGNORECASE,
)
CONFIRM = re.compile(
    r"confirm(?:s|ed|ation\s+of)?\s+(?:the\s+|of\s+)?(?:receipt|delivery|goods\s+received|order\s+received)|确认收货",
    re.IGNORECASE,
)
EARLY = re.compile(
    r"(?:(?:after|upon|on|of|at|from|following)\s+(?:the\s+)?(?:shipment|shipping|dispatch|b/?l|bill\s+of\s+lading|loading|departure|ETD)|"
    r"once\s+(?:the\s+goods\s+are\s+)?shipped|when\s+shipped|发货后|出货后|装船后|见提单|开船后|发货当)",
    re.IGNORECASE,
)
LATE = re.compile(r"arriv|inspect|check|unpack|到货|验货|检验|到港|only\s+after", re.IGNORECASE)
EXTEND = re.compile(
    r"exten(?:d|ds|ded|sion)\b[^.\n]{0,40}(?:receiving\s+time|receipt|confirmation\s+period|auto)|延长收货",
    re.IGNORECASE,
)
REMARK = re.compile(
    r"\b(?:as|was|were|been)\s+(?:already\s+)?(?:discussed|agreed|talked(?:\s+about)?|confirmed|negotiated)\s+"
    r"(?:in|on|by|via|over|per)?\s*(?:our\s+|the\s+)?(?:chat|wechat|whatsapp|call|phone|talk|messages?|skype)|"
    r"as\s+(?:per|in)\s+(?:our\s+|the\s+)?(?:chat|wechat|whatsapp)|"
    r"\b(?:see|per|in|under)\s+(?:the\s+)?(?:order(?:'s)?\s+)?(?:additional\s+)?remarks?\b|"
    r"order\s+page\s+(?:prevails|differs|shall\s+prevail)|"
    r"(?:按照?|如|见|依照?|根据)(?:双方)?(?:微信|聊天|电话)(?:中|里|记录)?(?:沟通|约定|确认|所述|内容)?|见备注|以订单页面为准",
    re.IGNORECASE,
)
About = Literal["negotiate", "evidence", "escalate", "claim"]


@dataclass(frozen=True, slots=True)
class PlatformCue(Fact):
    """A risky wording: `cue` are the words that gave it away, `sentence` is where it stands."""

    cue: str = ""
    sentence: Span | None = None


@dataclass(frozen=True, slots=True)
class DisputeWindow(Fact):
    """A period for dispute steps on the platform: `days`, whether working days, what it is about, where it starts."""

    days: int = 0
    working: bool = False
    about: About = "claim"
    start: str = ""


@dataclass(frozen=True, slots=True)
class BindingChannel(Fact):
    """A channel named as the place for changes, approvals or notices; `platform` is the platform's own."""

    channel: str = ""
    platform: bool = False
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Transit(Fact):
    """How many days the paper says that the goods travel."""

    days: int = 0


def read_payments(reading: Reading) -> tuple[Fact, ...]:
    """Statements by which the price is paid through the platform."""
    refused = [hit.span for hit in reading.hits("platforms.refused")]
    return tuple(
        Fact(match.span)
        for match in reading.find(THROUGH)
        if not any(span.overlaps(match.span) for span in refused) and not reading.negated(_last(match.span))
    )


def _last(span: Span) -> Span:
    return Span(max(span.start, span.end - 5), span.end)


def read_cues(reading: Reading, name: str) -> tuple[PlatformCue, ...]:
    """The risky wordings of one list; a sentence that forbids them is none."""
    found = []
    for hit in reading.hits(f"platforms.{name}"):
        sentence = reading.sentence_at(hit.span)
        forbidden = name in ("pay", "understate") and _forbidden(reading, sentence, hit.span)
        forbidden = forbidden or (name == "pay" and _third(reading.fold_of(sentence), hit.raw))
        forbidden = forbidden or (name == "waive" and not NEGATIVE.search(hit.raw) and _refused(reading, hit.span))
        if not forbidden and not (name == "confirm_early" and reading.negated(hit.span)):
            found.append(PlatformCue(hit.span, Confidence.HIGH, hit.raw, sentence))
    return tuple({cue.sentence: cue for cue in reversed(found)}.values())[::-1]


def _third(sentence: str, cue: str) -> bool:
    """Whether others than the seller are paid: forwarder, inspector, customs."""
    return bool(THIRD.search(sentence)) and not OWN.search(cue)


def _refused(reading: Reading, span: Span) -> bool:
    """Whether the sentence refuses a wording ("the Seller must not ask the Buyer to cancel the dispute first")."""
    before = reading.fold_of(Span(reading.sentence_at(span).start, span.start))
    return reading.negated(span) or bool(
        re.search(r"\b(?:not|never|no)\b|不得|不应|无须|无需|不必", before, re.IGNORECASE)
    )


def _forbidden(reading: Reading, sentence: Span, span: Span) -> bool:
    """Whether the sentence says that such a payment does not count."""
    own = reading.fold_of(span).casefold().startswith(("not ", "without", "不", "instead"))
    words = [hit for hit in reading.hits("platforms.forbidden", sentence) if not hit.span.overlaps(span)]
    return bool(words) or (not own and reading.negated(span))


def read_early_confirmations(reading: Reading) -> tuple[PlatformCue, ...]:
    """Receipt to be confirmed at or soon after shipment."""
    found = list(read_cues(reading, "confirm_early"))
    for match in reading.find(CONFIRM):
        sentence = reading.sentence_at(match.span)
        words = reading.fold_of(sentence)
        if EARLY.search(words) and not LATE.search(words) and not reading.negated(match.span):
            found.append(PlatformCue(match.span, Confidence.HIGH, match[0], sentence))
    return tuple({cue.sentence: cue for cue in reversed(found)}.values())[::-1]


def read_windows(reading: Reading) -> tuple[DisputeWindow, ...]:
    """Periods of days in sentences about disputes on the platform."""
    found = []
    for match in reading.find(DAYS):
        sentence = reading.sentence_at(match.span)
        clause = _part(reading, sentence, match.span)
        about = next((name for name, pattern in ABOUT if pattern.search(clause)), None)
        if about is None or reading.cues("warranty", sentence) or (about == "claim" and APART.search(clause)):
            continue
        # Steps of a dispute stand in the sentences behind the one that names the platform.
        block = reading.block(match.span)
        wide = reading.fold_of(block.span) if block is not None and about != "claim" else ""
        if not PLATFORM.search(clause) and not (DISPUTE.search(clause) and PLATFORM.search(wide)):
            continue
        around = reading.fold_of(Span(match.span.end, min(sentence.end, match.span.end + 60)))
        before = reading.fold_of(Span(max(sentence.start, match.span.start - 12), match.span.start))
        start = next((name for name, pattern in START if pattern.search(around)), "")
        start = start or next((name for name, pattern in START if pattern.search(before)), "")
        working = bool(re.search(r"work|business|工作", match["unit"], re.I))
        days = int(match["n"] or match["nth"])
        found.append(DisputeWindow(match.span, Confidence.HIGH, days, working, _about(about), start))
    return tuple(found)


def _part(reading: Reading, sentence: Span, span: Span) -> str:
    """The part of a sentence, between semicolons, that holds a span."""
    text = reading.text
    start = max(text.rfind(sign, sentence.start, span.start) for sign in ";；") + 1
    ends = [at for sign in ";；" if (at := text.find(sign, span.end, sentence.end)) >= 0]
    return reading.fold_of(Span(max(start, sentence.start), min(ends, default=sentence.end)))


def _about(name: str) -> About:
    about: dict[str, About] = {"negotiate": "negotiate", "evidence": "evidence", "escalate": "escalate"}
    return about.get(name, "claim")


def read_channels(reading: Reading) -> tuple[BindingChannel, ...]:
    """Channels named in a sentence that says where changes, approvals or notices are valid."""
    ids = ("whatsapp", "wechat", "telegram", "skype", "qq", "viber", "email", "phone", "platform")
    found = []
    for name in ids:
        for hit in reading.hits(f"platforms.{name}"):
            sentence = reading.sentence_at(hit.span)
            binding = [b for b in reading.hits("platforms.binding", sentence) if not b.span.overlaps(hit.span)]
            contact = re.match(r"\s*[:：/]?\s*\+?\d", reading.text[hit.span.end :])
            # What was settled there before is the matter of `read_remarks`.
            if any(m.span.contains(hit.span) for m in reading.find(REMARK, sentence)):
                continue
            if binding and not (contact and not _instructs(reading, sentence)) and not reading.negated(hit.span):
                found.append(BindingChannel(hit.span, Confidence.HIGH, name, name == "platform", binding[0].raw))
    return tuple(sorted(found, key=lambda channel: channel.span))


def _instructs(reading: Reading, sentence: Span) -> bool:
    return bool(
        re.search(
            r"\b(?:by|via|on|through|in|over|to be|shall|must|only|valid)\b|以.{0,12}为准|通过",
            reading.fold_of(sentence),
            re.I,
        )
    )


def read_remarks(reading: Reading) -> tuple[PlatformCue, ...]:
    """Terms that stand only in remarks or in a chat."""
    return tuple(
        PlatformCue(match.span, Confidence.MEDIUM, match[0], reading.sentence_at(match.span))
        for match in reading.find(REMARK)
    )


def read_extensions(reading: Reading) -> tuple[Fact, ...]:
    """Agreed extensions of the time after which receipt counts as confirmed."""
    return tuple(Fact(match.span) for match in reading.find(EXTEND))


def read_splits(reading: Reading) -> tuple[Fact, ...]:
    """Words by which the deal is split into orders that follow one another."""
    return tuple(Fact(hit.span) for hit in reading.hits("platforms.split") if not reading.negated(hit.span))


def read_transits(reading: Reading) -> tuple[Transit, ...]:
    """The days that the goods travel; of a range the longer."""
    return tuple(
        Transit(match.span, Confidence.HIGH, max(int(match[name]) for name in "abcd" if match[name]))
        for match in reading.find(TRANSIT)
    )


def auto_confirm_days(mode: str) -> int | None:
    """After how many days from shipment receipt counts as confirmed; third-party figures (see platforms.toml)."""
    days = table("platforms")["auto_confirm_days"].get({"rail": "land", "road": "land"}.get(mode, mode))
    return int(days) if days is not None else None


def dispute_days(name: str) -> int:
    """A period of the platform's dispute calendar, in days."""
    return int(table("platforms")["dispute_defaults"][name])


def designated_banks() -> tuple[str, ...]:
    """Banks whose accounts order pages have shown; a list that changes, never a proof."""
    return tuple(next(e for e in entries("platforms") if "designated_banks_default" in e)["designated_banks_default"])
