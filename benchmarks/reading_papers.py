"""Papers of known words for the reading benchmark: their content is made from a seed, and is the same in every layout."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

CENT = Decimal("0.01")
FIRMS = [
    "Harrow",
    "Lindqvist",
    "Oakmere",
    "Pellegro",
    "Sandvik Bay",
    "Tamarind",
    "Veldkamp",
    "Wexcombe",
    "Ysidro",
    "Zelenka",
]
TRADES = [
    "Lighting",
    "Homeware",
    "Fasteners",
    "Textiles",
    "Ceramics",
    "Tooling",
    "Packaging",
    "Furniture",
    "Optics",
    "Garden Supply",
]
FORMS = ["Co., Ltd.", "Trading Ltd", "GmbH", "B.V.", "S.r.l.", "Sdn. Bhd.", "LLC", "Oy"]
STREETS = [
    "12 Quayside Road",
    "Kanalstraat 8",
    "No. 77 Xinhua Road",
    "Via Torino 41",
    "5/F Harbour Plaza",
    "Lot 19, Jalan Kilang 3",
]
TOWNS = [
    ("Ningbo", "China"),
    ("Foshan", "China"),
    ("Rotterdam", "Netherlands"),
    ("Hamburg", "Germany"),
    ("Felixstowe", "United Kingdom"),
    ("Penang", "Malaysia"),
]
NOUNS = [
    "floor lamp",
    "ceramic bowl",
    "hex bolt",
    "oak stool",
    "linen napkin",
    "spirit level",
    "corrugated box",
    "lens cap",
    "plant stand",
    "door closer",
]
MAKES = [
    "matt black, E27",
    "stoneware, 900 ml",
    "stainless steel A2, M10 x 60",
    "oiled, 45 cm",
    "170 g/m2, hemmed",
    "aluminium, 60 cm",
    "5-ply, 40x30x25 cm",
    "58 mm, pinch type",
    "powder coated",
    "size 3, silver",
]
NOUNS_ZH = ["落地灯", "陶瓷碗", "六角螺栓", "橡木凳", "亚麻餐巾", "水平尺", "纸箱", "镜头盖", "花架", "闭门器"]
UNITS = ["pcs", "sets", "ctns", "pairs", "rolls"]
TITLES = [
    ("Commodity and Specification", "品名及规格"),
    ("Quality and Inspection", "品质与检验"),
    ("Packing and Marks", "包装与唛头"),
    ("Time of Shipment", "装运期限"),
    ("Terms of Payment", "付款条件"),
    ("Insurance", "保险"),
    ("Claims", "索赔"),
    ("Force Majeure", "不可抗力"),
    ("Arbitration", "仲裁"),
    ("Confidentiality", "保密"),
]
SENTENCES = [
    (
        "The goods shall conform to specification sheet {code} and to the sample that both parties sealed on {date}.",
        "货物须符合规格书{code}及双方于{date}封存的样品。",
    ),
    (
        "The Buyer may inspect {percent}% of each lot before loading, under report {code}, at its own cost.",
        "买方可在装运前按报告{code}抽检每批货物的{percent}%，费用自理。",
    ),
    (
        "Each carton carries the mark {code}, a gross weight not above {number} kg and an arrow that shows which side is up.",
        "每箱须刷唛头{code}，毛重不超过{number}公斤，并标明向上箭头。",
    ),
    (
        "Shipment takes place not later than {date}; the Seller cables the vessel's name and reference {code} within {number} days.",
        "装运不迟于{date}；卖方应在{number}天内电告船名及编号{code}。",
    ),
    (
        "A deposit of {percent}% is paid by telegraphic transfer with reference {code}, and the balance against copies of the documents.",
        "以电汇方式支付{percent}%定金，附言{code}，余款凭单据副本支付。",
    ),
    (
        "Claims are to be lodged with photographs and lot number {code} within {number} days after arrival at the port of destination.",
        "索赔须在货到目的港后{number}天内连同照片及批号{code}提出。",
    ),
    (
        "Neither party answers for delay that it could not foresee; notice under code {code} must reach the other within {number} days.",
        "任何一方对不可预见之延误不承担责任，须在{number}天内以编号{code}通知对方。",
    ),
    (
        "The Seller insures the goods for {number}% of the invoice value under policy form {code} at its own expense.",
        "卖方按发票金额的{number}%以保单格式{code}投保，费用由卖方承担。",
    ),
]
LABELS = [
    ("Port of loading", "{town}, {country}"),
    ("Port of discharge", "{town2}, {country2}"),
    ("Price term", "FOB {town}, Incoterms 2020"),
    ("Payment", "{percent}% deposit by T/T, balance against copy of B/L"),
    ("Latest shipment", "{date}"),
    ("Packing", "export cartons on pallets, ref. {code}"),
    ("Validity", "{number} days from date"),
    ("Origin", "{country}"),
    ("Bank", "First Mercantile Bank, {town} branch"),
    ("Account", "000-{number}-{number2}"),
]


@dataclass(frozen=True)
class Item:
    """A goods line as it is printed."""

    number: str
    code: str
    name: str
    name_zh: str
    quantity: str
    price: str
    amount: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells from left to right; the code makes the line unique."""
        return self.number, f"{self.code} {self.name}", self.quantity, self.price, self.amount


@dataclass(frozen=True)
class Clause:
    """A numbered clause: its titles, and sentences in English and Chinese that hold a code of their own."""

    title: str
    title_zh: str
    sentences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Words:
    """What a paper says, before it is laid out."""

    number: str
    date: str
    currency: str
    seller: tuple[str, ...]
    buyer: tuple[str, ...]
    items: tuple[Item, ...]
    total: str
    labels: tuple[tuple[str, str], ...]
    clauses: tuple[Clause, ...]


HEAD = ("No.", "Description of goods", "Quantity", "Unit price", "Amount")


def make_words(seed: int, lines: int | None = None) -> Words:
    """The words of one paper."""
    dice = random.Random(seed)
    codes = iter(
        f"{dice.choice('ABCDEFGHJKLMNPQRSTVWXYZ')}{dice.choice('BCDFGHJKLMNPQRSTVWX')}-{number}"
        for number in dice.sample(range(1000, 9999), 400)
    )
    items = tuple(_item(dice, index, next(codes)) for index in range(1, (lines or dice.randint(2, 9)) + 1))
    total = sum((Decimal(item.amount.replace(",", "")) for item in items), Decimal(0))
    titles = dice.sample(TITLES, dice.randint(4, 8))
    return Words(
        number=f"PI-{dice.randint(2024, 2027)}-{dice.randint(100, 999)}",
        date=_date(dice),
        currency=dice.choice(["USD", "EUR", "CNY"]),
        seller=_party(dice),
        buyer=_party(dice),
        items=items,
        total=f"{total:,.2f}",
        labels=tuple(
            (label, _filled(dice, value, next(codes))) for label, value in dice.sample(LABELS, dice.randint(5, 9))
        ),
        clauses=tuple(
            Clause(title, zh, tuple(_sentence(dice, next(codes)) for _ in range(dice.randint(1, 3))))
            for title, zh in titles
        ),
    )


def _item(dice: random.Random, index: int, code: str) -> Item:
    at = dice.randrange(len(NOUNS))
    quantity, price = (
        dice.choice([40, 120, 250, 500, 1000, 1500, 2400, 12000]),
        Decimal(dice.randint(15, 9000)).scaleb(-2),
    )
    amount = (quantity * price).quantize(CENT)
    name = f"{NOUNS[at].capitalize()}, {MAKES[at]}"
    return Item(
        str(index), code, name, NOUNS_ZH[at], f"{quantity:,} {dice.choice(UNITS)}", f"{price:,.2f}", f"{amount:,.2f}"
    )


def _party(dice: random.Random) -> tuple[str, ...]:
    town, country = dice.choice(TOWNS)
    firm = f"{dice.choice(FIRMS)} {dice.choice(TRADES)} {dice.choice(FORMS)}"
    phone = f"Tel: +{dice.randint(31, 90)} {dice.randint(10, 99)} {dice.randint(100000, 999999)}"
    return firm, dice.choice(STREETS), f"{town}, {country}", phone


def _date(dice: random.Random) -> str:
    return f"{dice.randint(13, 28)} {dice.choice(['March', 'June', 'August', 'November'])} {dice.randint(2026, 2027)}"


def _filled(dice: random.Random, text: str, code: str) -> str:
    (town, country), (town2, country2) = dice.choice(TOWNS), dice.choice(TOWNS)
    return text.format(
        code=code,
        town=town,
        country=country,
        town2=town2,
        country2=country2,
        percent=dice.choice([10, 20, 30, 40]),
        date=_date(dice),
        number=dice.randint(20, 99),
        number2=dice.randint(100, 999),
    )


def _sentence(dice: random.Random, code: str) -> tuple[str, str, str]:
    english, chinese = dice.choice(SENTENCES)
    values = {"code": code, "percent": dice.choice([5, 10, 20, 30]), "number": dice.randint(3, 60), "date": _date(dice)}
    return english.format(**values), chinese.format(**values), code
