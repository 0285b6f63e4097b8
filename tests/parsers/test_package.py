"""A package of any size and shape is read within its caps or refused with one clear reason."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from tradelint.errors import UnreadableError
from tradelint.parsers.package import check_package, looks_like_xml, open_package, parse_xml
from tradelint.parsers.source import Limits

LIMITS = Limits(members=20, member=100_000, package=300_000)
PADDING = "<x>" + " " * 90_000 + "</x>"


def zipped(*members: tuple[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, content in members:
            package.writestr(name, content)
    return stream.getvalue()


def code(call: Callable[[], object]) -> str:
    with pytest.raises(UnreadableError) as error:
        call()
    assert str(error.value) and error.value.hint
    return error.value.code


def read(data: bytes, name: str = "a.xml", limits: Limits = LIMITS) -> str:
    return code(lambda: open_package(data, limits).read(name))


def check(data: bytes, limits: Limits = LIMITS) -> str:
    return code(lambda: check_package(data, limits))


def test_members_are_read_by_name_whatever_the_case_and_the_slash() -> None:
    package = open_package(zipped(("word/Document.xml", "<a/>")), LIMITS)
    assert package.read("/Word/document.XML") == package.read("word\\document.xml") == b"<a/>"
    assert "WORD/document.xml" in package and "word/other.xml" not in package
    assert package.names == ("word/Document.xml",)


def test_a_member_that_is_not_there_is_an_error() -> None:
    assert read(zipped(("b.xml", "<a/>"))) == "corrupt"


@pytest.mark.parametrize("size", [99_993, 100_000])
def test_a_member_just_under_its_cap_is_read(size: int) -> None:
    assert len(open_package(zipped(("a.xml", b"x" * size)), LIMITS).read("a.xml")) == size


def test_a_member_over_its_cap_is_refused() -> None:
    assert read(zipped(("a.xml", b"x" * 100_001))) == "limit"


def test_what_is_unpacked_in_all_is_capped() -> None:
    package = open_package(zipped(*((f"{i}.xml", b"x" * 90_000) for i in range(5))), LIMITS)
    for i in range(3):
        package.read(f"{i}.xml")
    assert code(lambda: package.read("3.xml")) == "limit"


def test_a_part_that_is_not_read_does_not_count() -> None:
    package = open_package(zipped(("a.xml", "<a/>"), ("media/image.png", bytes(10**6))), LIMITS)
    assert package.xml("a.xml").tag == "a"


@pytest.mark.parametrize(("members", "refused"), [(20, False), (21, True), (1_000, True)])
def test_the_number_of_members_is_capped(members: int, refused: bool) -> None:
    data = zipped(*((f"{i}.xml", "") for i in range(members)))
    if refused:
        assert code(lambda: open_package(data, LIMITS)) == "limit"
    else:
        assert len(open_package(data, LIMITS).names) == members


def test_declared_sizes_bound_nothing() -> None:
    data = bytearray(zipped(("a.xml", b"x" * 250_000)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + offset, 500)
    assert read(bytes(data)) in ("corrupt", "limit")


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("a.xml", "<a/>"), ("a.xml", "<b/>"))
    assert code(lambda: open_package(data, LIMITS)) == "corrupt"
    assert code(lambda: open_package(zipped(("a.xml", "<a/>"), ("A.XML", "<b/>")), LIMITS)) == "corrupt"


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(zipped(("a.xml", "<a/>")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert code(lambda: open_package(bytes(data), LIMITS)) == "encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(method: int) -> None:
    assert code(lambda: open_package(zipped(("a.xml", "<a/>"), method=method), LIMITS)) == "unsupported"


def test_members_that_share_bytes_are_refused() -> None:
    data = bytearray(zipped(("a.xml", "<a/>"), ("b.xml", "<b/>")))
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)
    assert code(lambda: open_package(bytes(data), LIMITS)) == "corrupt"


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"hello", zipped(("a.xml", "<a/>" * 99))[:-30]], ids=lambda data: f"{len(data)}-bytes"
)
def test_what_is_no_package_is_corrupt(data: bytes) -> None:
    assert code(lambda: open_package(data, LIMITS)) == "corrupt"


def test_damaged_bytes_are_corrupt() -> None:
    data = bytearray(zipped(("a.xml", bytes(range(256)) * 9)))
    data[60] ^= 0xFF
    assert read(bytes(data)) == "corrupt"


@pytest.mark.parametrize(
    ("stream", "expected"),
    [("EncryptedPackage", "encrypted"), ("WordDocument", "unsupported"), ("Workbook", "unsupported")],
)
def test_an_ole_container_says_whether_it_is_locked_or_old(stream: str, expected: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(500)
    assert code(lambda: open_package(data, LIMITS)) == expected
    assert check(data) == expected


# XML

DTD = '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-7"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig").upper()}"?>{DTD}'.encode(encoding)
    data = zipped(("a.xml", content))
    assert code(lambda: open_package(data, LIMITS).xml("a.xml")) == "unsupported"
    assert check(data) == "unsupported"


def test_a_document_type_far_down_the_file_is_refused() -> None:
    content = "<?xml version='1.0'?>" + " " * 70_000 + DTD
    assert check(zipped(("a.xml", content))) == "unsupported"


@pytest.mark.parametrize(("depth", "refused"), [(256, False), (258, True)])
def test_depth_is_capped(depth: int, refused: bool) -> None:
    data = zipped(("a.xml", "<a>" * depth + "</a>" * depth))
    if refused:
        assert code(lambda: open_package(data, LIMITS).xml("a.xml")) == "limit"
        assert check(data) == "limit"
    else:
        assert open_package(data, LIMITS).xml("a.xml").tag == "a"
        check_package(data, LIMITS)


@pytest.mark.parametrize(("depth", "refused"), [(10, False), (11, True)])
def test_a_lower_depth_may_be_asked_for(depth: int, refused: bool) -> None:
    content = b"<a>" * depth + b"</a>" * depth
    if refused:
        assert code(lambda: parse_xml(content, "a.xml", Limits(depth=10))) == "limit"
    else:
        assert parse_xml(content, "a.xml", Limits(depth=10)).tag == "a"


def test_a_text_without_end_is_refused() -> None:
    content = b"<a>" + b"x" * 10_000_001 + b"</a>"
    assert code(lambda: parse_xml(content, "a.xml", Limits())) == "limit"


def test_too_many_elements_are_refused() -> None:
    assert code(lambda: parse_xml(b"<a>" + b"<b/>" * 2_000_000 + b"</a>", "a.xml", Limits())) == "limit"


@pytest.mark.parametrize("content", [b"", b"<a>", b"<a></b>", b"text", b"<a>&undefined;</a>", b"<a>\xff\xfe\xfd</a>"])
def test_broken_xml_is_corrupt(content: bytes) -> None:
    assert code(lambda: parse_xml(content, "a.xml", LIMITS)) == "corrupt"


def test_comments_do_not_cut_a_text() -> None:
    assert parse_xml(b"<a>25,<!-- x -->000<?y z?>.00</a>", "a.xml", LIMITS).text == "25,000.00"


# The guard for readers that are not ours


def test_a_good_package_passes() -> None:
    data = zipped(("xl/workbook.xml", "<a/>"), ("media/1.png", b"\x89PNG"), ("b.bin", b"<not xml"))
    check_package(data, LIMITS)


def test_a_bomb_in_any_member_is_refused() -> None:
    assert check(zipped(("a.xml", "<a/>"), ("media/1.png", bytes(100_001)))) == "limit"
    assert check(zipped(*((f"{i}.xml", PADDING) for i in range(4)))) == "limit"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<a/>", True),
        (b"\xef\xbb\xbf<a/>", True),
        ("<a/>".encode("utf-16"), True),
        (b"\r\n <a>", True),
        (b"PK", False),
    ],
)
def test_markup_is_known_by_its_beginning(head: bytes, expected: bool) -> None:
    assert looks_like_xml(head) is expected
