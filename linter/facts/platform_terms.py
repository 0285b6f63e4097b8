"""What a paper rules about the platform: paying beside it, disputes, receipt, messages, remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

THROUGH = re.compile(
    r"(?:pa(?:id|y|yable|yments?)|placed|settled|remitt?ed|deposit|balance|transaction|contract|uploaded|order)\b[^.\n]{0,60}?"
    r"\b(?:through|via|on|by|in|under|of|using|inside)\s+(?:the\s+|this\s+|an?\s+|our\s+)?(?:alibaba(?:\.com)?\s*'?s?\s*)?"
    r"(?:trade[\s-]?assurance|alibaba|platform|order'?s?\s+payment\s+page|TA\s+order)|"
    r"trade[\s-]?assurance\s+(?:order|payment|transaction)|"
    r"(?:通过|经|走|使用)(?:阿里巴巴)?(?:国际站)?(?:信保|信用保障|平台)|信保订单|信用保障订单",
    re.IGNORECASE,
)
DAYS = re.compile(
    r"(?P<n>\d{1,3})\s*\)?\s*(?P<unit>calendar\s+days?|working\s+days?|business\s+days?|days?|天|日|个工作日|工作日)",
    re.I,
)
PLATFORM = re.compile(r"trade[\s-]?assurance|alibaba|\bTA\b|platform|信保|信用保障|平台|阿里", re.IGNORECASE)
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
    r"(?:as|was|were)?\s*(?:discussed|agreed|talked|confirmed|per\s+our)\s+(?:in|on|by|via|over|per)?\s*(?:our\s+|the\s+)?"
    r"(?:chat|wechat|whatsapp|call|phone|talk|messages?|skype)|as\s+(?:per|in)\s+(?:our\s+)?(?:chat|wechat|whatsapp)|"
    r"see\s+(?:order\s+)?remarks?\b|additional\s+remarks|order\s+page\s+(?:prevails|differs|shall\s+prevail)|"
    r"(?:微信|聊天|电话)(?:中|里|记录)?(?:沟通|约定|确认|所述)|见备注|以订单页面为准",
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
        if not forbidden and not (name == "confirm_early" and reading.negated(hit.span)):
            found.append(PlatformCue(hit.span, Confidence.HIGH, hit.raw, sentence))
    return tuple({cue.sentence: cue for cue in reversed(found)}.values())[::-1]


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
        if not PLATFORM.search(clause) or reading.cues("warranty", sentence):
            continue
        about = next((name for name, pattern in ABOUT if pattern.search(clause)), None)
        if about is None:
            continue
        around = reading.fold_of(Span(match.span.end, min(sentence.end, match.span.end + 60)))
        before = reading.fold_of(Span(max(sentence.start, match.span.start - 12), match.span.start))
        start = next((name for name, pattern in START if pattern.search(around)), "")
        start = start or next((name for name, pattern in START if pattern.search(before)), "")
        working = bool(re.search(r"work|business|工作", match["unit"], re.I))
        found.append(DisputeWindow(match.span, Confidence.HIGH, int(match["n"]), working, _about(about), start))
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
