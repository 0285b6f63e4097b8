"""Quality is stated by what can be measured and weak where it is only praised."""

from __future__ import annotations

import pytest
from goods_paper import assert_reads, facts_of

WORDINGS = [
    (
        "quality_standard",
        "stated",
        "en 60598",
        "Quality: EN 60598-1; AQL per ISO 2859-1, level II, critical 0 / major 2.5 / minor 4.0; reference sample S-0412 signed 2026-10-20",
    ),
    (
        "quality_standard",
        "stated",
        "en 60598",
        "质量标准:EN 60598-1;按ISO 2859-1 II级抽样,致命0、严重2.5、轻微4.0;封样S-0412",
    ),
    ("quality_standard", "stated", "aql", "Quality: AQL 2.5/4.0"),
    ("quality_standard", "weak", "", "Quality: export quality, same as last order"),
    ("quality_standard", "weak", "", "质量:出口标准,优质"),
    ("quality_standard", "stated", "ce", "With CE, RoHS certificate"),
    ("quality_standard", "stated", "ce", "有CE、RoHS认证"),
    ("quality_standard", "weak", "", "Quality as per approved sample"),
    ("quality_standard", "absent", "blank", "Quality:"),
    ("quality_standard", "absent", "placeholder", "Quality standard: [insert standard]"),
    ("quality_standard", "stated", "moisture", "Specification: moisture max 8%, protein min 11.5%"),
    ("quality_standard", "stated", "icumsa 45", "Commodity: Refined sugar ICUMSA 45, origin Brazil"),
    ("quality_standard", "stated", "iso 5817", "Welds per ISO 5817 level C; zinc coating ≥ 8 µm (ISO 2081)"),
    ("quality_standard", "stated", "astm a36", "Steel plate ASTM A36, 10 mm"),
    ("quality_standard", "stated", "±1mm", "Panel 600 x 600 x 10 mm, tolerance ±1mm"),
    ("quality_standard", "weak", "", "Quality: the goods shall conform to international standards"),
    ("quality_standard", "weak", "", "产品质量符合国家标准"),
    ("quality_standard", "stated", "gb/t 3324", "餐椅符合GB/T 3324"),
    ("quality_standard", "absent", "", "Payment: 30% T/T deposit, balance before shipment. Bank: ABC Bank"),
    ("quality_standard", "absent", "", "Power bank, 20 pcs, CE-204 model"),
    ("quality_standard", "stated", "grade", "Grade 2 winter wheat, protein 12% min"),
    ("quality_standard", "absent", "", "Insurance: 110% of invoice value, ICC (A)"),
    ("quality_standard", "absent", "", "Laptop 16 GB 512 GB SSD"),
    ("quality_standard", "absent", "", "Reach us by e-mail. Quantity +/- 5%"),
    ("quality_standard", "stated", "fda", "FDA approved food contact materials"),
    ("quality_standard", "weak", "", "Goods are brand new, made of best materials with first class workmanship"),
    ("quality_standard", "stated", "din 933", "Hex bolts DIN 933, grade 8.8, zinc plated"),
    ("quality_standard", "stated", "aql", "Inspection AQL II 1.0 / 2.5"),
    ("quality_standard", "stated", "gb 4806", "符合GB 4806.9-2016食品接触标准"),
    ("quality_standard", "stated", "oeko", "Fabric certified OEKO-TEX Standard 100"),
    ("quality_standard", "weak", "", "Goods shall be first class quality"),
    ("quality_standard", "weak", "", "质量:合格品"),
    ("quality_standard", "weak", "", "We always supply top quality as per industry standard: quality guaranteed."),
    ("quality_standard", "absent", "", "Account with ABC Bank, SWIFT ABCDEFGH, ISO 9362 code"),
    ("quality_standard", "absent", "", "Add: UL. Nowa 5, Warsaw"),
    ("quality_standard", "stated", "salt spray", "Surface: salt spray 72 h min"),
    ("quality_standard", "stated", "50 hrc", "Hardness 50 HRC"),
    ("quality_standard", "stated", "±2%", "Weight tolerance ±2%"),
    ("quality_standard", "absent", "placeholder", "质量标准:[ ]"),
    ("quality_standard", "stated", "rohs", "RoHS compliant, REACH compliant"),
]


@pytest.mark.parametrize(("name", "state", "words", "text"), WORDINGS)
def test_a_wording_is_read_as_a_person_reads_it(name: str, state: str, words: str, text: str) -> None:
    assert_reads(text, name, state, words)


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Quality: AQL 2.5/4.0", (None, "2.5", "4.0")),
        ("Inspection: critical 0, major AQL 2.5, minor AQL 4.0", ("0", "2.5", "4.0")),
        ("AQL 1.5 major / 4.0 minor, critical not accepted", (None, "1.5", "4.0")),
        ("critical – none accepted; major – AQL 2.5; minor – AQL 4.0", (None, "2.5", "4.0")),
        ("major (no function, torque below limit) AQL 1.5; minor (print) AQL 4.0", (None, "1.5", "4.0")),
        ("致命缺陷不接收,严重缺陷(渗漏)AQL 2.5,轻微缺陷(划痕)AQL 4.0", (None, "2.5", "4.0")),
        ("AQL 0/1.0/2.5", ("0", "1.0", "2.5")),
    ],
)  # fmt: skip
def test_a_sampling_plan_gives_each_class_its_figure(text: str, classes: tuple[str | None, ...]) -> None:
    plan = facts_of(text).quality.aql[0]
    assert tuple(None if v is None else str(v) for v in (plan.critical, plan.major, plan.minor)) == classes


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("ISO 2859-1, general level II, AQL 2.5", "II"), ("AQL 2.5, GB/T 2828.1一般检验水平II级", "II"),
        ("AQL 4.0 special inspection level S-3", "S-3"), ("AQL 2.5, inspection level 2", "II"), ("AQL 2.5", None),
    ],
)  # fmt: skip
def test_the_inspection_level_is_read(text: str, level: str | None) -> None:
    assert facts_of(text).quality.aql[0].level == level


def test_an_aql_that_no_table_knows_is_told() -> None:
    assert [str(value) for value in facts_of("Quality: AQL 3.0").quality.aql[0].invalid] == ["3.0"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("EN 60598-1 and ISO 2859-1 level II", ["product", "sampling"]), ("sizes to ISO 2768-m", ["tolerance"]),
        ("factory certified to ISO 9001:2015", ["management"]), ("transit test ISTA 1A to ASTM D4169", ["transit", "transit"]),
        ("SWIFT code per ISO 9362, 16 GB 512 GB", []), ("IEC 0399001122, SAE 1008 wire", []),
    ],
)  # fmt: skip
def test_a_standard_is_known_by_what_it_sets_requirements_for(text: str, kinds: list[str]) -> None:
    assert [standard.kind for standard in facts_of(text).quality.standards] == kinds


def test_a_replaced_standard_names_its_successor() -> None:
    assert facts_of("Sampling to MIL-STD-105E").quality.standards[0].superseded


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("With CE, RoHS certificate", ["ce", "rohs"]), ("有CE、RoHS认证", ["ce", "rohs"]),
        ("Model CE-200, steel, 100 pcs", []), ("reach us by mail", []), ("Pantone Cool Gray 3C", []),
        ("without CE certificate", []),
    ],
)  # fmt: skip
def test_a_mark_is_no_part_of_a_code_or_a_word(text: str, marks: list[str]) -> None:
    assert [mark.id for mark in facts_of(text).quality.marks] == marks


def test_a_mark_is_checkable_by_what_its_clause_adds() -> None:
    detail = facts_of("CE marking under 2014/35/EU, test report CT-2026-0811").quality.marks[0].detail
    assert detail is not None


def test_a_slogan_is_not_a_promise() -> None:
    assert all(not v.topic for v in facts_of("Tidewell Housewares - high quality since 1998!").quality.vague)


def test_a_concrete_figure_beside_it_excuses_a_vague_word() -> None:
    packing = facts_of("Seaworthy packing: 24 pcs per 5-ply carton, 40 x 30 x 30 cm").packaging.vague
    assert packing and all(v.excused for v in packing)
