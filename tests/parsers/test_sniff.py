"""Content decides what a file is; what nobody reads is named, with what to do instead."""

from __future__ import annotations

import pytest
from parsers.workbooks import grid, packed, workbook
from tradelint.errors import UnreadableError
from tradelint.parsers import READERS, Source, read
from tradelint.parsers.sniff import media_type_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1600)


def types(content: str) -> str:
    return f'<Types><Override PartName="/x" ContentType="{content}"/></Types>'


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\0\0"


KINDS = [
    ("a.txt", b"%PDF-1.7\n...", "application/pdf"),
    ("a.docx", b"junk\n%PDF-1.4", "application/pdf"),
    ("a.pdf", packed({"[Content_Types].xml": types(f"{WORD}.main+xml"), "word/document.xml": "<d/>"}), WORD),
    ("a.docm", packed({"[Content_Types].xml": types("application/vnd.ms-word.document.macroEnabled.main+xml")}), WORD),
    ("a.docx", packed({"word/document.xml": "<d/>"}), WORD),
    ("a.xlsx", workbook({"PI": grid([["a"]])}), EXCEL),
    ("a.xlsm", packed({"[Content_Types].xml": types("application/vnd.ms-excel.sheet.macroEnabled.main+xml")}), EXCEL),
    ("a.ods", packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "application/vnd.oasis.opendocument.spreadsheet"),
    ("a.odt", packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "application/vnd.oasis.opendocument.text"),
    ("a.xls", ole("Workbook"), "application/vnd.ms-excel"),
    ("a.doc", b"{\\rtf1 text}", "application/rtf"),
    ("a.eml", b"Message-ID: <1@x.example>\nFrom: a@x.example\n\nHello", "message/rfc822"),
    ("saved.txt", b"Received: from x\r\n by y\r\nMIME-Version: 1.0\r\n\r\nHello", "message/rfc822"),
    ("a.txt", b"From: a@x.example\nTo: b@x.example\n\nProforma", "text/plain"),
    ("a.txt", b"<!DOCTYPE html><html><body>x</body></html>", "text/html"),
    ("a.html", b"<p>Proforma</p>", "text/html"),
    ("a.txt", b"<Buyer> and <Seller> agree", "text/plain"),
    ("a.md", b"# Proforma", "text/markdown"),
    ("README", b"Proforma", "text/plain"),
    ("a.txt", "形式发票".encode("utf-16"), "text/plain"),
    ("a.htm", "<html><p>形式发票</p></html>".encode("utf-16"), "text/html"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "kind"), KINDS, ids=[f"{name}-{kind[-12:]}" for name, _, kind in KINDS])
def test_content_decides(name: str, data: bytes, kind: str) -> None:
    assert media_type_of(Source(data, name)) == kind
    assert kind in READERS


REFUSED = [
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 5\n", "lfs-pointer", "LFS"),
    (ole("EncryptedPackage"), "encrypted", "password"),
    (ole("WordDocument"), "unsupported", "Word 97"),
    (ole("__substg1.0_0037"), "unsupported", "Outlook"),
    (OLE, "unsupported", "OLE"),
    (OLE[:100], "corrupt", "cut off"),
    (b"\xff\xd8\xff\xe0" + bytes(50), "image-only-page", "picture"),
    (b"\x89PNG\r\n\x1a\n" + bytes(50), "image-only-page", "picture"),
    (b"II*\0" + bytes(50), "image-only-page", "picture"),
    (packed({"xl/workbook.bin": b"x"}), "unsupported", "XLSB"),
    (packed({"ppt/presentation.xml": "<p/>"}), "unsupported", "PowerPoint"),
    (packed({"letter.txt": "hello"}), "unsupported", "ZIP"),
    (packed({}), "empty", "empty"),
    (b"PK\x03\x04junk", "corrupt", "ZIP"),
    (b"MZ" + bytes(range(256)) * 4, "unsupported", "program"),
    (b"Rar!\x1a\x07\0" + bytes(50), "unsupported", "RAR"),
    (bytes(range(256)) * 4, "unsupported", "binary"),
]


@pytest.mark.parametrize(
    ("data", "code", "word"), REFUSED, ids=[f"{n}-{word}" for n, (_, _, word) in enumerate(REFUSED)]
)
def test_what_nobody_reads_is_named(data: bytes, code: str, word: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        media_type_of(Source(data, "paper.pdf"))
    assert refused.value.code == code
    assert word in str(refused.value)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("name", "mismatch"), [("a.xlsx", False), ("a.xlsm", False), ("a.docx", True), ("a.pdf", True), ("a", False)]
)
def test_a_name_that_promises_another_type_is_said(name: str, mismatch: bool) -> None:
    traits = read(Source(workbook({"PI": grid([["Total", 5]])}), name))[0].traits
    assert ("type-mismatch" in [trait.code for trait in traits]) is mismatch


def test_a_text_that_starts_like_a_picture_is_text() -> None:
    assert media_type_of(Source(b"BMW spare parts, proforma", "a.txt")) == "text/plain"
    assert media_type_of(Source(b"MZ-100 pump, 5 pcs", "a.txt")) == "text/plain"


@pytest.mark.parametrize("data", [b"", b"\0", b" \n\t "])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(Source(data, "a.txt"))
    assert refused.value.code == "empty"


@pytest.mark.parametrize(
    "mark", ["urn:schemas-microsoft-com:office:spreadsheet", "urn:oasis:names:specification:ubl:schema:xsd", "a"]
)
def test_data_in_xml_is_no_text(mark: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        media_type_of(Source(f'<?xml version="1.0"?><x xmlns="{mark}"><y>5</y></x>'.encode(), "a.xls"))
    assert refused.value.code == "unsupported"
