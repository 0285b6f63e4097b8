"""Packing is stated by its kind or pack size and weak where it only has to be good."""

from __future__ import annotations

from decimal import Decimal

import pytest
from goods_paper import assert_reads, facts_of
from tradelint.facts.packaging_loads import volumes_of

WORDINGS = [
    (
        "packaging",
        "stated",
        "carton",
        "Packing: 1 pc/colour box with EPE corners, 4 pcs per 5-ply export carton 66 x 66 x 22 cm, G.W. 11.2 kg, on ISPM 15 pallets",
    ),
    ("packaging", "stated", "", "包装:1台/彩盒加珍珠棉,4台/五层外箱"),
    ("packaging", "stated", "", "Packing: in bulk"),
    ("packaging", "weak", "", "Packing: standard export packing"),
    ("packaging", "weak", "", "包装:标准出口包装"),
    ("packaging", "stated", "", "Packed in strong wooden cases"),
    ("packaging", "stated", "", "木箱包装"),
    ("packaging", "stated", "", "25kg PP woven bags"),
    ("packaging", "stated", "", "Packaging: 50 kg bags, 20 bags per pallet"),
    ("packaging", "absent", "", "Documents: commercial invoice, packing list, bill of lading"),
    ("packaging", "absent", "blank", "Packing:"),
    ("packaging", "absent", "placeholder", "Packing: TBD"),
    ("packaging", "absent", "", "Packaging machine model PM-200, 1 set"),
    ("packaging", "absent", "", "包装费另计"),
    (
        "packaging",
        "weak",
        "",
        "The goods shall be packed in a manner suitable for long distance ocean transport, moisture-proof and shock-proof.",
    ),
    ("packaging", "weak", "", "货物应采用适合海运的牢固包装"),
    ("packaging", "stated", "", "Individual polybag, 50pcs/ctn"),
    ("packaging", "stated", "", "每件装一个胶袋,50件一箱"),
    ("packaging", "stated", "", "PACKING\t10 pcs/ctn"),
    ("packaging", "stated", "", "Goods are palletized and shrink-wrapped"),
    ("packaging", "weak", "", "Packing: as usual"),
    ("packaging", "stated", "", "包裝:紙箱"),
    ("packaging", "stated", "", "内包装:OPP袋;外包装:纸箱"),
    ("packaging", "stated", "", "200kg steel drums"),
    ("packaging", "stated", "", "Packing Export cartons"),
    ("packaging", "stated", "", "Each set in one brown box, 6 boxes to a master carton"),
    ("packaging", "stated", "", "12 pieces in an inner, 144 per outer carton"),
    ("packaging", "stated", "", "独立OPP袋,100只/箱"),
    ("packaging", "stated", "", "Rolls wrapped in kraft paper, on pallets"),
    ("packaging", "stated", "", "散装运输,不另包装"),
    ("packaging", "stated", "", "Shipped loose in bulk"),
    ("packaging", "weak", "", "Sea worthy export packing"),
    ("packaging", "weak", "", "适合长途运输的包装"),
    ("packaging", "weak", "", "Packing shall be sufficient to protect the goods"),
    ("packaging", "weak", "", "包装费由卖方承担,包装应牢固"),
    ("packaging", "absent", "", "Packing list in triplicate"),
    ("packaging", "absent", "", "Sachet filling and packing machine PK-20, 1 set"),
    ("packaging", "absent", "placeholder", "包装:待定"),
    ("packaging", "stated", "", "Packaging: IBC 1000 L"),
    ("packaging", "stated", "", "Flexitank, 24 MT per container"),
    ("packaging", "stated", "", "Big bags of 1 MT"),
    ("packaging", "stated", "", "1PC/OPP BAG, 200PCS/CTN"),
    ("packaging", "stated", "", "PACKAGE: CARTON"),
    ("packaging", "stated", "", "包装方式\t5层瓦楞纸箱,每箱20个"),
]


@pytest.mark.parametrize(("name", "state", "words", "text"), WORDINGS)
def test_a_wording_is_read_as_a_person_reads_it(name: str, state: str, words: str, text: str) -> None:
    assert_reads(text, name, state, words)


def test_a_clause_gives_its_figures() -> None:
    text = "Packing: 24 pcs per 5-ply export carton 66 x 66 x 22 cm, G.W. 11.2 kg, N.W. 10.1 kg, 375 ctns, ISTA 1A"
    assert set(facts_of(text).packaging.given()) == {
        "per carton", "plies", "size", "gross weight", "net weight", "cartons", "test",
    }  # fmt: skip


def test_figures_of_one_clause_belong_together() -> None:
    load = facts_of("Packing: 24 pcs/ctn, 125 ctns, 52 x 38 x 41 cm, total 10.13 CBM").packaging.loads[0]
    assert load.cartons and load.per_carton and load.size and load.total_volume
    assert (load.cartons.value, load.per_carton.value, load.total_volume.value) == (125, 24, load.total_volume.value)
    assert volumes_of(load.size)[0] * 125 == pytest.approx(Decimal("10.127"))


def test_a_packing_table_without_goods_lines_is_read_row_by_row() -> None:
    text = "Art.\tpcs/ctn\tcartons\tcarton size cm\tN.W. kg\tG.W. kg\nTB-1\t32\t250\t46 x 36 x 34\t15.90\t13.44"
    load = facts_of(text).packaging.loads[0]
    assert load.net and load.gross and load.size
    assert (str(load.net.value), str(load.gross.value), load.size.unit) == ("15.90", "13.44", "cm")


@pytest.mark.parametrize(
    ("text", "treated"),
    [
        ("Packed in strong wooden cases", False), ("木箱包装", False), ("Packing: cartons on wooden pallets, heat treated, ISPM 15", True),
        ("包装:木箱,熏蒸处理", True),
    ],
)  # fmt: skip
def test_wooden_packing_knows_its_treatment(text: str, treated: bool) -> None:
    assert [wood.treated for wood in facts_of(text).packaging.wood] == [treated]


def test_wooden_goods_are_no_wooden_packing() -> None:
    assert facts_of("Goods: wooden chairs, oak, 400 pcs\nPacking: cartons").packaging.wood == ()


@pytest.mark.parametrize(
    ("text", "containers"),
    [
        ("Load: 1 x 40HQ + 1 x 20GP", [("40HQ", "1"), ("20GP", "1")]), ("装运:2个40HQ高柜", [("40HQ", "2"), ("40HQ", None)]),
        ("in 3x40'HC", [("40HQ", "3")]), ("40HQ", [("40HQ", None)]),
    ],
)  # fmt: skip
def test_containers_are_counted(text: str, containers: list[tuple[str, str | None]]) -> None:
    found = [(c.code, str(c.count) if c.count else None) for c in facts_of(text).packaging.containers]
    assert found == containers
