"""The text of a documentary credit: the fields of a SWIFT MT700 message, as banks send and print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tradelint.facts.numbers_parse import Convention, read_figure
from tradelint.facts.reading import Fact, Reading
from tradelint.text import Span

# `:44C:261215`, `F44C: Latest Date of Shipment`, `44C Latest date of shipment`
TAG = re.compile(
    r"^[ \t]*(?::|F|Field\s)?\s?(?P<tag>20|27|31C|31D|32B|39A|39B|40A|40E|41[AD]|42[ACDPM]|43P|43T|44[A-F]|45A|46A|47A|"
    r"48|49|50|51[AD]|57[ABD]|59|71[BD]|78)\s?[:.)]?[ \t]*(?P<label>[A-Z][A-Za-z/ '()-]{3,48}:)?[ \t]*",
    re.MULTILINE,
)
NEEDED = {"32B", "31D", "40A", "44C", "44E", "44F", "45A", "46A", "50", "59"}
AMOUNT = re.compile(r"(?P<currency>[A-Z]{3})\s*(?P<amount>\d[\d.,']*)")
PERCENT = re.compile(r"(?P<plus>\d{1,2})\s*(?:/\s*(?P<minus>\d{1,2})|%)")
SWIFT_DAY = re.compile(r"(?<!\d)(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
ISO_DAY = re.compile(r"(?P<y>20\d\d)-?(?P<m>\d\d)-?(?P<d>\d\d)(?!\d)")
INSURANCE = re.compile(r"insurance\s+(?:policy|certificate|document)", re.IGNORECASE)
PREPAID = re.compile(r"freight\s+(?:prepaid|paid)", re.IGNORECASE)
BY_APPLICANT = re.compile(
    r"(?:certificate|report|statement|receipt)[^.\n]{0,60}(?:issued|signed|countersigned)\s+by\s+(?:the\s+)?"
    r"(?:applicant|buyer|importer|accountee)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CreditField(Fact):
    """One field of the credit: `tag` as in MT700 ("44C"), `text` its words, `body` where they stand."""

    tag: str = ""
    text: str = ""
    body: Span = Span(0, 0)


@dataclass(frozen=True)
class Credit:
    """A documentary credit (UCP 600 art. 2) as its text stands; a field that it lacks is None.

    `amount` in `currency` with the tolerance of field 39A in percent; `latest_shipment` is field 44C, `expiry` 31D.
    """

    fields: tuple[CreditField, ...]
    currency: str | None = None
    amount: Decimal | None = None
    tolerance: Decimal | None = None
    latest_shipment: date | None = None
    expiry: date | None = None

    def field(self, *tags: str) -> CreditField | None:
        """The first field with one of these tags."""
        return next((field for field in self.fields if field.tag in tags), None)

    def demands(self, pattern: re.Pattern[str]) -> CreditField | None:
        """The field of documents or conditions in which a demand stands."""
        return next((f for f in self.fields if f.tag in ("46A", "47A") and pattern.search(f.text)), None)


def read_credit(reading: Reading) -> Credit | None:
    """The credit that this paper is; None for a paper that has no such fields."""
    fields = tuple(_fields(reading))
    if len({field.tag for field in fields} & NEEDED) < 4:
        return None
    by_tag = {field.tag: field for field in reversed(fields)}
    money = AMOUNT.search(by_tag["32B"].text) if "32B" in by_tag else None
    amount = read_figure(money["amount"].rstrip(".,"), Convention(",", ".")) if money else None
    tolerance = PERCENT.search(by_tag["39A"].text) if "39A" in by_tag else None
    return Credit(
        fields,
        money["currency"] if money else None,
        amount[0][0] if amount else None,
        Decimal(tolerance["plus"]) if tolerance else None,
        _day(by_tag.get("44C")),
        _day(by_tag.get("31D")),
    )


def _fields(reading: Reading) -> Iterator[CreditField]:
    found = list(reading.find(TAG))
    for index, tag in enumerate(found):
        end = found[index + 1].span.start if index + 1 < len(found) else len(reading.text)
        body = Span(tag.span.end, max(tag.span.end, end))
        words = reading.fold_of(body).strip()
        whole = Span(tag.span.start, tag.span.start + len(reading.text[tag.span.start : end].rstrip()))
        yield CreditField(whole, tag=tag["tag"].upper(), text=words, body=body)


def _day(field: CreditField | None) -> date | None:
    if field is None:
        return None
    match = ISO_DAY.search(field.text) or SWIFT_DAY.search(field.text)
    if match is None:
        return None
    year = int(match["y"]) + (0 if len(match["y"]) == 4 else 2000)
    try:
        return date(year, int(match["m"]), int(match["d"]))
    except ValueError:
        return None
