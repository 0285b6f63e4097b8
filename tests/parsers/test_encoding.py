"""Text comes out of its bytes in the encoding that it was written in."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tradelint.parsers.encoding import decode, is_text

LEGACY = [
    ("gb18030", "合同"),
    ("gb18030", "宁波"),
    ("gb18030", "单价: 12.50 USD 总价"),
    ("gb18030", "付款方式：30%定金，余款见提单复印件付清"),
    ("big5", "單價"),
    ("big5", "付款方式：30%訂金，餘款見提單副本付清"),
    ("cp1252", "Total: € 1.200,00 – Größe 15 cm"),
    ("cp1252", "“Seller” and “Buyer’s”"),
    ("cp1252", "Fábrica de Calçados Muñoz, São Paulo"),
    ("cp1252", "room 20 °C ±5 °C"),
    ("shift_jis", "お支払い条件：前払い"),
    ("euc_kr", "견적 송장 결제 조건"),
    ("cp1251", "Договор купли-продажи"),
]


@pytest.mark.parametrize(("encoding", "text"), LEGACY)
def test_a_legacy_encoding_is_told_by_how_the_text_reads(encoding: str, text: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (text, encoding, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    found = decode("价格 FOB".encode(encoding))
    assert (found.text, found.guessed) == ("价格 FOB", False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_seen_by_its_zeros(encoding: str) -> None:
    text = "PROFORMA INVOICE No. 5\nSeller: 宁波\nTotal USD 1,200.00\n"
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.guessed) == (text, encoding, True)


@given(st.text().filter(lambda text: "\0" not in text))
def test_utf_8_is_never_guessed(text: str) -> None:
    found = decode(("x" + text).encode("utf-8", "replace"))
    assert (found.encoding, found.guessed) == ("utf-8", False)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_line_feeds(end: str) -> None:
    assert decode(f"a{end}b".encode()).text == "a\nb"


def test_a_stray_byte_in_utf_8_is_damage_and_not_another_encoding() -> None:
    data = ("合同条款：" * 30).encode() + b"\xff" + ("付款" * 30).encode()
    found = decode(data)
    assert (found.encoding, found.damaged) == ("utf-8", True)
    assert "付款" in found.text


def test_what_a_file_says_of_itself_counts_where_the_bytes_agree() -> None:
    assert decode("Größe".encode("iso-8859-1"), "iso-8859-1").text == "Größe"
    assert decode("宁波".encode("gbk"), "gb2312").encoding == "gb18030"
    assert decode("宁波".encode(), "gb2312").encoding == "utf-8"
    assert decode(b"Gr\xf6\xdfe", "no-such-charset").text == "Größe"


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_some_text(data: bytes) -> None:
    decode(data).text.encode("utf-8")
    is_text(data)


def test_binary_data_is_no_text() -> None:
    assert not is_text(bytes(range(256)) * 20)
    assert is_text("合同".encode("gbk") * 20)
    assert is_text(b"PI\0No.\0" + b"plain words behind")


DENSE = "形式发票\n卖方：宁波远航灯具有限公司\n付款方式：三成电汇定金，余款见提单副本付清\n装运港：宁波\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_chinese_with_hardly_any_ascii_is_told_as_utf_16_without_a_mark(encoding: str) -> None:
    data = DENSE.encode(encoding)
    assert is_text(data)
    assert decode(data).text == DENSE and decode(data).encoding == encoding


def test_bytes_at_random_are_no_utf_16() -> None:
    for seed in range(200):
        data = random.Random(seed).randbytes(400).replace(b"\0", b"\1") + b"\0\n"
        assert decode(data).encoding not in ("utf-16-le", "utf-16-be")
