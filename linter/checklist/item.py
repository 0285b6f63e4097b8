"""One line of the checklist: does the paper speak about an item, what does it say, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from tradelint.levels import Confidence
from tradelint.text import Span

State = Literal["stated", "weak", "absent", "not_checked"]

NAMES = [
    "seller",
    "buyer",
    "document_number",
    "document_date",
    "ta_order_number",
    "product_description",
    "material",
    "dimensions",
    "colour",
    "quantity",
    "unit_price",
    "total_amount",
    "amount_in_words",
    "incoterm",
    "shipment_date",
    "port_of_loading",
    "port_of_destination",
    "quality_standard",
    "inspection",
    "sample_approval",
    "packaging",
    "shipping_marks",
    "payment_terms",
    "bank_details",
    "refund_or_claims_terms",
    "warranty",
    "late_delivery_penalty",
    "force_majeure",
    "governing_law",
    "dispute_resolution",
    "insurance",
    "hs_code",
    "country_of_origin",
    "validity_of_offer",
]


@dataclass(frozen=True, slots=True)
class Item:
    """A checklist item.

    `stated`: a concrete value. `weak`: mentioned but vague, conditional, or a clause whose number is blank or a dummy.
    `absent`: not mentioned; a caption with nothing or only a placeholder behind it is absent with the value "blank" or
    "placeholder". `not_checked`: the text needed could not be read. `value` is the normalised reading (decimals without
    grouping, ISO dates and currencies), `fields` its parts as JSON values, `span` the document's own words.
    """

    name: str
    state: State
    value: str | None = None
    span: Span | None = None
    confidence: Confidence = Confidence.HIGH
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def left(self) -> str:
        """How an absent item with a caption was left, for a message: `the date is left blank`."""
        return "only a placeholder" if self.value == "placeholder" else "left blank"


def absent(name: str) -> Item:
    """The item of which the paper does not speak."""
    return Item(name, "absent")
