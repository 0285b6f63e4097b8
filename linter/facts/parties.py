"""Who sells and who buys, who else is named, and into which account the money goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tradelint.facts.bank import BankAccount, read_accounts
from tradelint.facts.bank_notices import AccountCue, ChangeNotice, read_change_notices, read_personal_cues
from tradelint.facts.bank_payee import Authorisation, read_abroad, read_authorisations
from tradelint.facts.kind import Kind, read_kind
from tradelint.facts.parties_blocks import PartyBlock, Piece, find_blocks
from tradelint.facts.parties_claims import Claim, read_claims
from tradelint.facts.parties_contacts import Contact, find_contacts
from tradelint.facts.parties_definitions import Definition, find_between, find_definitions
from tradelint.facts.parties_evidence import (
    CompanyName,
    find_companies,
    find_farewells,
    find_letterhead,
    find_signatories,
)
from tradelint.facts.parties_layout import Segment, lay_out
from tradelint.facts.parties_model import Address, Naming, Party, Role
from tradelint.facts.parties_names import CJK, comparable, has_legal_form, same_party
from tradelint.facts.parties_parse import parse_block, parse_pieces
from tradelint.facts.parties_registration import Registration, find_registrations
from tradelint.facts.parties_seats import with_seats
from tradelint.facts.ports import ports_in
from tradelint.facts.reading import Fact, Reading
from tradelint.facts.sides import side_of
from tradelint.levels import Confidence
from tradelint.text import Span


# In 甲方/乙方 and Party A/B the first is the buyer unless the paper says so otherwise.
@dataclass(frozen=True)
class PartiesFacts:
    """The parties of a paper.

    `parties` are all that captions, definitions, letterhead and signatures give, the best reading of each role first.
    `accounts` are the seller's bank accounts and their correspondents, `authorisations` the words by which another firm
    may collect for the seller. `companies` is every firm named anywhere, `contacts` every way to reach anybody,
    `registrations` every registration number. `claims` is what parties say of themselves (maker, trader).
    `abroad` are words that say why an account lies in another country.
    """

    parties: tuple[Party, ...] = ()
    accounts: tuple[BankAccount, ...] = ()
    change_notices: tuple[ChangeNotice, ...] = ()
    personal_cues: tuple[AccountCue, ...] = ()
    companies: tuple[CompanyName, ...] = ()
    contacts: tuple[Contact, ...] = ()
    registrations: tuple[Registration, ...] = ()
    authorisations: tuple[Authorisation, ...] = ()
    claims: tuple[Claim, ...] = ()
    abroad: tuple[Fact, ...] = ()

    @property
    def seller(self) -> Party | None:
        """The party that sells."""
        return self.of("seller")

    @property
    def buyer(self) -> Party | None:
        """The party that buys."""
        return self.of("buyer")

    def of(self, role: Role) -> Party | None:
        """The best reading of a role."""
        return next((party for party in self.parties if party.role == role), None)

    @property
    def account(self) -> BankAccount | None:
        """The first account that is not a correspondent's."""
        return next((account for account in self.accounts if not account.correspondent), None)


def read(reading: Reading, kind: Kind | None = None) -> PartiesFacts:
    """Read the chapter; the kind tells which side issued the paper."""
    accounts = read_accounts(reading)
    parties = _parties(reading, kind or read_kind(reading), accounts)
    seller = next((party for party in parties if party.role == "seller"), None)
    return PartiesFacts(
        parties=parties,
        accounts=accounts,
        change_notices=read_change_notices(reading),
        personal_cues=read_personal_cues(reading),
        companies=find_companies(reading),
        contacts=find_contacts(reading),
        registrations=find_registrations(reading),
        authorisations=read_authorisations(reading),
        abroad=read_abroad(reading),
        claims=read_claims(reading, (seller.name_span or seller.name_zh_span) if seller else None),
    )


def _parties(reading: Reading, kind: Kind, accounts: tuple[BankAccount, ...]) -> tuple[Party, ...]:
    layout = lay_out(reading)
    blocks = find_blocks(reading, layout)
    sides = _sides(reading)
    found = [
        party
        for block in blocks
        for role in block.roles
        if (party := _from_block(reading, block, sides.get(role, role))) is not None
    ]
    definitions = find_definitions(reading)
    found += _defined(reading, sides, definitions)
    own: Role = "buyer" if kind.name == "purchase_order" else "seller"
    claimed = [piece for block in blocks for piece in block.pieces] + [p for d in definitions for p in d.pieces]
    taken = tuple(piece.span for piece in claimed)
    head = find_letterhead(reading, layout, taken)
    if head is not None:
        party = parse_pieces(reading, head.pieces, head.label, own, "letterhead")
        found.append(replace(party, confidence=head.confidence))
    found += _signing(reading, layout, blocks, own, sides)
    if not any(p.role in ("seller", "buyer") and p.named for p in found):
        found += _between(reading)
    if not any(p.role in ("seller", "shipper", "manufacturer") and (p.any_name or p.blank) for p in found):
        found += _paid(reading, accounts)
    return _ranked(with_seats(reading, _merged([party for party in found if not SIGNS.fullmatch(party.any_name)])))


# What a person does under a contract is nobody's name.
SIGNS = re.compile(
    r"(?:授权)?(?:代表)?(?:人)?(?:签字|签章|盖章|签名)|(?:authori[sz]ed )?(?:signature|stamp|seal)", re.IGNORECASE
)


def _sides(reading: Reading) -> dict[str, Role]:
    """What A and B are: 甲方 is the buyer unless the paper calls it the seller."""
    swapped = "seller" in (side_of(reading, "甲方"), side_of(reading, "Party A"))
    a: Role = "seller" if swapped else "buyer"
    b: Role = "buyer" if swapped else "seller"
    same: dict[str, Role] = {role: role for role in _ROLES}
    return {**same, "a": a, "b": b, "from": "seller", "to": "buyer"}


def _from_block(reading: Reading, block: PartyBlock, role: Role | str) -> Party | None:
    names: dict[str, Role] = {r: r for r in _ROLES}
    if role not in names:
        return None
    party = parse_block(reading, block, names[role])
    travels = {"from", "to"} & set(block.roles)
    if travels and not party.legal_form and _is_mail_header(reading, block):
        return None
    if travels and (party.blank == "blank" or _is_route(reading, party)):
        return None
    if not block.marked and not party.legal_form and not party.blank:
        return None
    letters = sum(c.isalpha() for c in party.any_name)
    # `To: T/T` in a column of routes and terms is nobody; a name of two characters is somebody in Chinese.
    if len(party.any_name) > 110 or (party.any_name and letters < (2 if CJK.search(party.any_name) else 3)):
        return None
    return party


_ROLES: tuple[Role, ...] = (
    "seller", "buyer", "consignee", "notify", "ship_to", "shipper", "manufacturer", "agent",
)  # fmt: skip


def _is_mail_header(reading: Reading, block: PartyBlock) -> bool:
    """`From: Vicky <vicky@...>` names a correspondent."""
    first = block.pieces[0].span if block.pieces else block.label
    return bool(re.search(r"<[^<>\s]+@[^<>\s]+>", reading.text[first.start : first.end + 2]))


def _is_route(reading: Reading, party: Party) -> bool:
    """`From: Shanghai  To: Dubai` names places, no parties."""
    if party.name_span is None or party.legal_form:
        return False
    ports = ports_in(reading, party.name_span, any_case=True)
    return bool(ports) and sum(len(span) for _, span in ports) * 2 >= len(party.name_span)


def _defined(reading: Reading, sides: dict[str, Role], definitions: tuple[Definition, ...]) -> list[Party]:
    found = []
    for definition in definitions:
        role = sides.get(definition.role)
        if role is None:
            continue
        party = parse_pieces(reading, definition.pieces, definition.label, role, "definition")
        if party.blank or len(party.any_name) <= 90:
            found.append(party)
    return found


def _between(reading: Reading) -> list[Party]:
    """`between X and Y` without roles: the order is a guess, and says so."""
    names = find_between(reading)
    if names is None:
        return []
    sides: tuple[Role, Role] = ("seller", "buyer")
    return [
        replace(parse_pieces(reading, (Piece(name),), name, role, "clause"), confidence=Confidence.LOW)
        for name, role in zip(names, sides, strict=True)
    ]


def _signing(
    reading: Reading, layout: tuple[Segment, ...], blocks: tuple[PartyBlock, ...], own: Role, sides: dict[str, Role]
) -> list[Party]:
    """Firms of the signature block; a firm alone signs for the side that issued the paper."""
    signatories = find_signatories(reading, layout) or find_farewells(reading, layout)
    found = []
    for signatory in signatories:
        above = [b for b in blocks if 0 <= signatory.row - b.row <= 3 and set(b.roles) & {"seller", "buyer", "a", "b"}]
        role = sides[above[-1].roles[0]] if above else own if len(signatories) == 1 else None
        if role is not None:
            party = parse_pieces(reading, (Piece(signatory.span),), signatory.span, role, "signature")
            found.append(replace(party, confidence=Confidence.LOW if not above else Confidence.MEDIUM))
    return found


def _paid(reading: Reading, accounts: tuple[BankAccount, ...]) -> list[Party]:
    """A paper that names its seller nowhere else names it as the payee: a guess, and marked so."""
    payee = next((a.beneficiary for a in accounts if a.beneficiary and not a.correspondent and a.person is None), None)
    if payee is None:
        return []
    party = parse_pieces(reading, (Piece(payee.span),), payee.span, "seller", "bank block")
    return [replace(party, confidence=Confidence.LOW)]


def _merged(found: list[Party]) -> list[Party]:
    """One party for each role: the readings that name the same firm are joined, their places kept."""
    merged: list[Party] = []
    for party in sorted(found, key=_worth):
        twin = next((i for i, other in enumerate(merged) if other.role == party.role and _same(other, party)), None)
        if twin is None:
            merged.append(party)
        else:
            merged[twin] = _joined(merged[twin], party)
    return merged


_VIA = ("caption", "definition", "clause", "letterhead", "signature", "bank block")


def _worth(party: Party) -> tuple[bool, bool, int, Span]:
    return (not party.named, bool(party.blank), _VIA.index(party.via), party.span)


def _same(a: Party, b: Party) -> bool:
    if b.blank or a.blank:
        return bool(a.blank and b.blank)
    pairs = [(x, y) for x in (a.name, a.name_zh) for y in (b.name, b.name_zh) if x and y and comparable(x, y)]
    if pairs:
        return any(same_party(x, y) >= 0.88 for x, y in pairs) or any(
            y in a.short_names or x in b.short_names for x, y in pairs
        )
    return bool(a.any_name and b.any_name)


def _joined(main: Party, other: Party) -> Party:
    return replace(
        main,
        name=main.name or other.name,
        name_zh=main.name_zh or other.name_zh,
        name_span=main.name_span or other.name_span,
        name_zh_span=main.name_zh_span or other.name_zh_span,
        legal_form=main.legal_form or other.legal_form,
        address=_fuller(main.address, other.address),
        country=main.country or other.country,
        country_from=main.country_from or other.country_from,
        contacts=tuple(dict.fromkeys((*main.contacts, *other.contacts))),
        registrations=tuple(dict.fromkeys((*main.registrations, *other.registrations))),
        namings=tuple(dict.fromkeys((*main.namings, *other.namings))),
        short_names=tuple(dict.fromkeys((*main.short_names, *other.short_names))),
        contact_person=main.contact_person or other.contact_person,
    )


def _fuller(a: Address | None, b: Address | None) -> Address | None:
    if a is None or b is None:
        return a or b
    return b if (b.country and not a.country and len(b.text) >= len(a.text)) else a


# A paper that names only these sides has its buyer or seller in them.
STAND_INS: tuple[tuple[Role, tuple[Role, ...]], ...] = (
    ("seller", ("shipper", "manufacturer")),
    ("buyer", ("consignee", "notify", "ship_to")),
)


def _ranked(merged: list[Party]) -> tuple[Party, ...]:
    """The best reading of a role first; a consignee stands in for a buyer that nothing names."""
    added = []
    for role, others in STAND_INS:
        if any(p.role == role and (p.named or p.generic) for p in merged):
            continue
        stand_in = next((p for other in others for p in merged if p.role == other and p.named), None)
        if stand_in is not None:
            added.append(replace(stand_in, role=role, confidence=Confidence.MEDIUM))
    return (*added, *merged)


def names_of(party: Party) -> tuple[str, ...]:
    """All spellings of a party's name in the paper, the first one first."""
    return tuple(dict.fromkeys([n.name for n in party.namings if n.name]))


__all__ = [
    "CJK",
    "AccountCue",
    "Address",
    "BankAccount",
    "ChangeNotice",
    "CompanyName",
    "Contact",
    "Naming",
    "PartiesFacts",
    "Party",
    "Registration",
    "comparable",
    "has_legal_form",
    "names_of",
    "read",
    "same_party",
]
