"""What is known of the parties: names with the places they stand in, addresses, numbers, contacts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tradelint.facts.parties_contacts import Contact
from tradelint.facts.parties_registration import Registration
from tradelint.facts.reading import Fact
from tradelint.text import Span

Role = Literal["seller", "buyer", "consignee", "notify", "ship_to", "shipper", "manufacturer", "agent", "other"]
Via = Literal["caption", "definition", "letterhead", "signature", "bank block", "clause"]
Blank = Literal["", "blank", "placeholder"]


@dataclass(frozen=True, slots=True)
class Naming(Fact):
    """A place in which a party is named: `name` as written, `via` the kind of place, whether in Chinese characters."""

    name: str = ""
    role: Role = "other"
    via: Via = "caption"
    chinese: bool = False


@dataclass(frozen=True, slots=True)
class Address(Fact):
    """A postal address: `country` ISO 3166 (None when it names none), `town` whether more than a country is said."""

    text: str = ""
    country: str | None = None
    town: bool = False


@dataclass(frozen=True, slots=True)
class Party(Fact):
    """A party in a role.

    `name` is the Latin name (or the only one), `name_zh` the one in Chinese characters; `legal_form` whether either
    shows its form; `generic` a name that stands for nobody; `person` a natural person's name. `country` is taken from
    the address, else telephone, code, form or city (`country_from`). `blank` is set where the caption has nothing or
    a placeholder behind it. `namings` are all places in which this party is named, this one first.
    """

    role: Role = "other"
    name: str = ""
    name_zh: str = ""
    name_span: Span | None = None
    name_zh_span: Span | None = None
    legal_form: bool = False
    generic: bool = False
    person: bool = False
    address: Address | None = None
    country: str | None = None
    country_from: str = ""
    contacts: tuple[Contact, ...] = ()
    registrations: tuple[Registration, ...] = ()
    namings: tuple[Naming, ...] = ()
    short_names: tuple[str, ...] = ()
    contact_person: str = ""
    via: Via = "caption"
    blank: Blank = ""

    @property
    def any_name(self) -> str:
        """The Latin name, else the Chinese one, else nothing."""
        return self.name or self.name_zh

    @property
    def named(self) -> bool:
        """Whether a name stands there that means somebody."""
        return bool(self.any_name) and not self.generic

    @property
    def email(self) -> str | None:
        """The first e-mail address."""
        return next((c.value for c in self.contacts if c.kind == "email"), None)

    @property
    def phone(self) -> str | None:
        """The first telephone or chat number."""
        return next((c.value for c in self.contacts if c.kind in ("phone", "messaging")), None)
