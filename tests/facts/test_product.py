"""The goods are read with their materials, sizes, colours, customs data and origin."""

from __future__ import annotations

import pytest
from tradelint.facts import Facts, read
from tradelint.parsers import Source
from tradelint.parsers import read as parse


def facts(text: str) -> Facts:
    return read(parse(Source(text.encode(), "paper.txt"))[0])


@pytest.mark.parametrize(
    ("text", "material"),
    [
        ("Product: vacuum flask, inner wall stainless steel 304, model VF-500", "304"),
        ("货物名称:保温杯,内胆304不锈钢,型号VF-500", "304"),
        ("Product: lamp housing AISI 304, 40 W", "304"),
        ("Material: 100% cotton", "cotton"),
    ],
)
def test_a_material_is_read_by_its_common_name(text: str, material: str) -> None:
    assert [m.id for m in facts(text).product.materials] == [material]
