"""Terms of two papers compared: a difference is what no reading of both can bring together; more detail is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tradelint.deal.paper import Paper, Said
from tradelint.facts.payment import PaymentStep
from tradelint.facts.ports import PlaceName
from tradelint.facts.quality_types import Aql
from tradelint.facts.shipment_deadline import Deadline

Reader = Callable[[Paper], Said | None]
Differs = Callable[[Said, Said], bool]


@dataclass(frozen=True)
class Term:
    """A term by its name for people, how it is read off a paper, and when two readings differ."""

    name: str
    read: Reader
    differs: Differs


@dataclass(frozen=True)
class Difference:
    """One term that two papers state differently; `first` is the paper that more likely prevails."""

    term: Term
    first: Said
    second: Said


def differences(papers: tuple[Paper, ...], terms: tuple[Term, ...]) -> Iterator[Difference]:
    """For every term, the first paper that states it against each later one that states something else."""
    for term in terms:
        told = [said for paper in papers if (said := term.read(paper)) is not None]
        for other in told[1:]:
            if term.differs(told[0], other):
                yield Difference(term, told[0], other)


def between(first: Paper, second: Paper, terms: tuple[Term, ...]) -> Iterator[Difference]:
    """The terms that differ between two papers."""
    return differences((first, second), terms)


# -- how each term is read


def _incoterm(paper: Paper) -> Said | None:
    main = paper.facts.incoterms.main
    if main is None or main.role != "agreed" or paper.facts.incoterms.per_item:
        return None
    words = " ".join(w for w in (main.code, main.named_place.text if main.named_place else "") if w)
    return paper.says(main, words, (main.code, main.named_place))


def _incoterms_differ(a: Said, b: Said) -> bool:
    (code, place), (other_code, other_place) = a.value, b.value
    return code != other_code or _places_differ(place, other_place)


def _places_differ(a: PlaceName | None, b: PlaceName | None) -> bool:
    """Unknown names that share no word differ too; a region or "any port" differs from nothing."""
    if a is None or b is None or not a.precise or not b.precise:
        return False
    return a.differs(b) or (not a.shares(b) and bool(a.ports) == bool(b.ports))


def _edition(paper: Paper) -> Said | None:
    main = paper.facts.incoterms.main
    return paper.says(main, f"Incoterms {main.edition}", main.edition) if main and main.edition else None


def _port(end: str) -> Reader:
    def read(paper: Paper) -> Said | None:
        shipment = paper.facts.shipment
        found = shipment.loading if end == "origin" else shipment.discharge
        port = next((p for p in found if p.place and p.place.precise and p.via != "incoterm"), None)
        return paper.says(port, port.place.text, port.place) if port and port.place else None

    return read


def _ports_differ(a: Said, b: Said) -> bool:
    return _places_differ(a.value, b.value)


def _shipment(paper: Paper) -> Said | None:
    said = paper.item("shipment_date")
    if said is None:
        return None
    wanted = [d for d in paper.facts.shipment.deadlines if d.span == said.span]
    return Said(paper, said.span, said.words, wanted[0], said.confidence) if wanted else None


def _shipments_differ(a: Said, b: Said) -> bool:
    first, second = a.value, b.value
    if first.subject != second.subject:
        return False
    if first.period and second.period:
        events = {s.id for s in first.starts}, {s.id for s in second.starts}
        if events[0] and events[1] and not events[0] & events[1]:
            return True
        return (first.period.low, first.period.high) != (second.period.low, second.period.high) and not _overlap(
            (first.period.low, first.period.high), (second.period.low, second.period.high)
        )
    if first.latest and second.latest:
        return not _within(first, second) and not _within(second, first)
    return False


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether one range holds the other; a single number is no range."""
    return (a[0] < a[1] and a[0] <= b[0] and b[1] <= a[1]) or (b[0] < b[1] and b[0] <= a[0] and a[1] <= b[1])


def _within(inner: Deadline, outer: Deadline) -> bool:
    if inner.latest == outer.latest:
        return True
    if outer.earliest is None or outer.latest is None or inner.latest is None or outer.earliest == outer.latest:
        return False
    return outer.earliest <= (inner.earliest or inner.latest) and inner.latest <= outer.latest


def _payment(paper: Paper) -> Said | None:
    said = paper.item("payment_terms")
    if said is None or said.span is None:
        return None
    words = paper.facts.document.quote(said.span, 90).rstrip(" .;")
    return Said(paper, said.span, words, paper.facts.payment.steps, said.confidence)


def _payments_differ(a: Said, b: Said) -> bool:
    """The split, the methods or what the steps fall due on differ; a step that leaves one open does not."""
    first, second = _shares(a.value), _shares(b.value)
    if first and second and first != second:
        return True
    methods = {s.method for s in a.value if s.method}, {s.method for s in b.value if s.method}
    if methods[0] and methods[1] and not {_family(m) for m in methods[0]} & {_family(m) for m in methods[1]}:
        return True
    if len(a.value) != len(b.value):
        return False
    return any(
        x.event and y.event and x.when != y.when and x.when and y.when for x, y in zip(a.value, b.value, strict=True)
    )


def _shares(steps: tuple[PaymentStep, ...]) -> tuple[Decimal, ...]:
    shares = [step.percent for step in steps]
    return tuple(s for s in shares if s is not None) if None not in shares else ()


def _family(method: str) -> str:
    return "TT" if method.startswith("TT") else method


def _item(name: str, field: str) -> Reader:
    """A checklist item compared by one of its fields."""

    def read(paper: Paper) -> Said | None:
        said = paper.item(name)
        value = said.value.get(field) if said else None
        return Said(paper, said.span, said.words, value, said.confidence) if said and value not in (None, "") else None

    return read


def _unequal(a: Said, b: Said) -> bool:
    return bool(a.value != b.value)


def _warranty(paper: Paper) -> Said | None:
    found = next((w for w in paper.facts.quality.warranties if w.period and w.unit), None)
    if found is None or found.period is None:
        return None
    length = {"day": 1, "week": 7, "month": 30, "year": 360}.get(found.unit)
    return paper.says(found, f"{found.period} {found.unit}s", found.period * length) if length else None


def _inspection(paper: Paper) -> Said | None:
    bodies = [(i, body) for i in paper.facts.quality.inspections if not i.waived for body in i.bodies]
    if not bodies:
        return None
    return paper.says(bodies[0][0], bodies[0][1].upper(), frozenset(body for _, body in bodies))


def _disjoint(a: Said, b: Said) -> bool:
    return not a.value & b.value


def _aql(paper: Paper) -> Said | None:
    found = next((a for a in paper.facts.quality.aql if a.values), None)
    return paper.says(found, _aql_words(found), found) if found else None


def _aql_words(plan: Aql) -> str:
    return "AQL " + "/".join(str(v) for v in plan.values)


def _aqls_differ(a: Said, b: Said) -> bool:
    first, second = a.value, b.value
    return any(
        x is not None and y is not None and x != y
        for x, y in ((first.critical, second.critical), (first.major, second.major), (first.minor, second.minor))
    )


def _standards(paper: Paper) -> Said | None:
    """Standards with a year: another edition of the same number is another requirement."""
    dated = {(s.body, s.number): s for s in paper.facts.quality.standards if s.year}
    if not dated:
        return None
    first = next(iter(dated.values()))
    return paper.says(first, first.words, {key: s.year for key, s in dated.items()})


def _editions_differ(a: Said, b: Said) -> bool:
    return any(a.value[key] != b.value[key] for key in a.value.keys() & b.value.keys())


def _validity(paper: Paper) -> Said | None:
    found = next((v for v in paper.facts.hygiene.validity if v.until and v.until.date), None)
    return paper.says(found, str(found.until.date), found.until.date) if found and found.until else None


def _partial(what: str) -> Reader:
    def read(paper: Paper) -> Said | None:
        found = next((p for p in paper.facts.shipment.permissions if p.what == what and p.allowed is not None), None)
        return paper.says(found, "allowed" if found.allowed else "not allowed", found.allowed) if found else None

    return read


def _hs(paper: Paper) -> Said | None:
    codes = [code for code in paper.facts.product.hs_codes if code.valid and code.line is None]
    per_line = [code for code in paper.facts.product.hs_codes if code.valid]
    found = codes or (per_line if len({c.digits[:6] for c in per_line}) == 1 else [])
    return paper.says(found[0], found[0].digits, found[0].digits) if found else None


def _hs_differ(a: Said, b: Said) -> bool:
    """The first six digits are one all over the world; behind them countries count on by themselves."""
    return bool(a.value[:6] != b.value[:6])


def _origin(paper: Paper) -> Said | None:
    named = {o.country: o for o in paper.facts.product.origins if o.country and not o.component}
    if len(named) != 1:
        return None
    country, found = next(iter(named.items()))
    return paper.says(found, country or "", country)


def _packing(paper: Paper) -> Said | None:
    """Pieces per carton, where one figure holds for the whole paper."""
    figures = [f for f in paper.facts.packaging.figures if f.what == "per carton" and f.value and f.line is None]
    if len({f.value for f in figures}) != 1:
        return None
    return paper.says(figures[0], figures[0].words or f"{figures[0].value} per carton", figures[0].value)


def _kinds(paper: Paper) -> Said | None:
    """The outer packing: cartons in one paper and woven bags in the other."""
    found = [p for p in paper.facts.packaging.packings if "outer" in p.levels and p.kinds]
    kinds = frozenset(kind for packing in found for kind in packing.kinds)
    return paper.says(found[0], found[0].words, kinds) if found else None


INCOTERM = Term("Incoterm", _incoterm, _incoterms_differ)
SHIPMENT = Term("shipment date", _shipment, _shipments_differ)
LOADING = Term("port of loading", _port("origin"), _ports_differ)
DISCHARGE = Term("port of destination", _port("destination"), _ports_differ)
PAYMENT = Term("payment terms", _payment, _payments_differ)
PARTIAL = Term("partial shipment", _partial("partial"), _unequal)
TRANSHIPMENT = Term("transhipment", _partial("transhipment"), _unequal)
INSPECTOR = Term("inspection body", _inspection, _disjoint)
SAMPLING = Term("sampling plan", _aql, _aqls_differ)
PER_CARTON = Term("pieces per carton", _packing, _unequal)
HS_CODE = Term("HS code", _hs, _hs_differ)
ORIGIN = Term("country of origin", _origin, _unequal)
TERMS: tuple[Term, ...] = (
    INCOTERM,
    Term("Incoterms edition", _edition, _unequal),
    SHIPMENT,
    LOADING,
    DISCHARGE,
    PAYMENT,
    PARTIAL,
    TRANSHIPMENT,
    Term("claim window", _item("refund_or_claims_terms", "claim_window_days"), _unequal),
    Term("warranty", _warranty, _unequal),
    INSPECTOR,
    SAMPLING,
    Term("edition of a standard", _standards, _editions_differ),
    PER_CARTON,
    Term("outer packing", _kinds, _disjoint),
    Term("validity of the offer", _validity, _unequal),
    Term("late delivery rate", _item("late_delivery_penalty", "percent"), _unequal),
    Term("governing law", _item("governing_law", "law"), _unequal),
    Term("arbitral institution", _item("dispute_resolution", "institution_id"), _unequal),
    HS_CODE,
    ORIGIN,
)
# What papers written at shipment repeat, and what the page of a platform order holds.
AT_SHIPMENT = (INCOTERM, LOADING, DISCHARGE, HS_CODE, ORIGIN)
ON_PLATFORM = (INCOTERM, SHIPMENT, LOADING, DISCHARGE, PER_CARTON, INSPECTOR, SAMPLING)
