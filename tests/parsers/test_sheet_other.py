"""ODS and XLS show the same as XLSX; damaged ones are refused in words."""

from __future__ import annotations

import struct

import pytest
from parsers.workbooks import cell_at, packed, paper, rows, words
from tradelint.errors import UnreadableError

OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods(body: str, styles: str = "") -> bytes:
    content = (
        f"<office:document-content {OFFICE}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": ODS, "content.xml": content})


def ods_cell(text: str, attributes: str = 'office:value-type="string"', more: str = "") -> str:
    return f"<table:table-cell {attributes}>{more}<text:p>{text}</text:p></table:table-cell>"


def test_an_ods_cell_shows_its_own_words() -> None:
    price = ods_cell("$2.35", 'office:value-type="currency" office:currency="USD" office:value="2.35"')
    amount = ods_cell("2,350.00", 'office:value-type="float" office:value="2350" table:formula="of:=[.A2]*[.$B$2]"')
    body = f'<table:table table:name="PI"><table:table-row>{ods_cell("Mug")}{price}{amount}</table:table-row></table:table>'
    document = paper(ods(body), "p.ods")
    assert rows(document) == [["Mug", "$2.35", "2,350.00"]]
    cell = cell_at(document, "C1")
    assert (cell.number, cell.formula) == ("2350", "=A2*$B$2")
    assert cell_at(document, "B1").format == "[$USD]"


def test_ods_repeats_spans_notes_and_hidden_rows() -> None:
    spanned = 'table:number-columns-spanned="2" office:value-type="string"'
    note = "<office:annotation><text:p>old price</text:p></office:annotation>"
    body = (
        '<table:table table:name="PI"><table:table-row>'
        f"{ods_cell('Seller', spanned)}<table:covered-table-cell/>"
        f"{ods_cell('Buyer', more=note)}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        f'<table:table-row table:visibility="collapse">{ods_cell("Secret")}</table:table-row></table:table>'
    )
    document = paper(ods(body), "p.ods")
    assert cell_at(document, "A1").column_span == 2
    layers = {document.text[b.span.start : b.span.end]: (b.layer, b.place.cell) for b in document.blocks}
    assert layers["Secret"] == ("hidden", "A1000002")
    assert layers["old price"][0] == "comment"


def test_an_ods_sheet_can_be_hidden() -> None:
    style = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    body = (
        f'<table:table table:name="PI"><table:table-row>{ods_cell("Total")}{ods_cell("5")}</table:table-row></table:table>'
        f'<table:table table:name="X" table:style-name="ta1"><table:table-row>{ods_cell("cost")}</table:table-row></table:table>'
    )
    assert [trait.code for trait in paper(ods(body, style), "p.ods").traits] == ["hidden-sheet"]


def test_an_ods_formula_without_value_is_a_gap() -> None:
    cell = '<table:table-cell table:formula="of:=[.B1]*2"/>'
    body = f'<table:table table:name="PI"><table:table-row>{ods_cell("Sum")}{cell}</table:table-row></table:table>'
    assert [gap.code for gap in paper(ods(body), "p.ods").gaps] == ["not-calculated"]


# -- XLS, written record by record


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def wide(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def xls(sheet: bytes, strings: tuple[str, ...] = (), formats: tuple[str, ...] = (), extra: bytes = b"") -> bytes:
    """A workbook with one sheet named PI; style n+1 has the n-th format."""
    bof = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    shared = struct.pack("<II", len(strings), len(strings)) + b"".join(wide(text) for text in strings)
    head = bof + extra
    for number, code in enumerate(formats):
        head += record(0x041E, struct.pack("<H", 164 + number) + wide(code))
    for number in range(len(formats) + 1):
        head += record(0x00E0, struct.pack("<HH", 0, 163 + number if number else 0) + bytes(16))
    name = struct.pack("<BB", 2, 0) + b"PI"
    tail = record(0x00FC, shared) + record(0x000A, b"")
    at = len(head) + 4 + 6 + len(name) + len(tail)
    bound = record(0x0085, struct.pack("<IBB", at, 0, 0) + name)
    return compound(head + bound + tail + bof + sheet + record(0x000A, b""))


def compound(stream: bytes) -> bytes:
    """A compound file that holds one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * (4 * 108)
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))

    def entry(name: str, kind: int, start: int, size: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le")
        body = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1) + b"\xff" * 12 + bytes(36)
        return body + struct.pack("<III", start, size, 0)

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0) + entry("Workbook", 2, 2, len(stream)) + bytes(256)
    return header + struct.pack("<128I", *fat) + directory + stream


def test_an_xls_cell_shows_its_format() -> None:
    label = record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 0))
    number = record(0x0203, struct.pack("<HHHd", 0, 1, 1, 26840.5))
    document = paper(xls(label + number, ("Total 合计",), ("#,##0.00 [$USD]",)), "p.xls")
    assert rows(document) == [["Total 合计", "26,840.50 USD"]]
    assert cell_at(document, "B1").number == "26840.5"


def test_xls_formulas_are_written_out() -> None:
    tokens = b"\x44\x00\x00\x01\xc0\x44\x00\x00\x02\xc0\x05"
    formula = struct.pack("<HHHdHIH", 0, 3, 0, 6.0, 0, 0, len(tokens)) + tokens
    label = record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 0))
    rk = struct.pack("<I", (2 << 2) | 2)
    packed_numbers = record(0x00BD, struct.pack("<HH", 0, 1) + (struct.pack("<H", 0) + rk) * 2 + struct.pack("<H", 2))
    document = paper(xls(label + packed_numbers + record(0x0006, formula), ("Mug",)), "p.xls")
    assert rows(document) == [["Mug", "2", "2", "6"]]
    assert cell_at(document, "D1").formula == "=B1*C1"


def test_an_xls_formula_that_waits_for_its_value_is_a_gap() -> None:
    formula = struct.pack("<HHHdHIH", 0, 1, 0, 0.0, 3, 0, 3) + b"\x1e\x05\x00"
    label = record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 0))
    document = paper(xls(label + record(0x0006, formula), ("Sum",)), "p.xls")
    assert [(gap.code, gap.place) for gap in document.gaps] == [("not-calculated", "PI!B1")]


def test_xls_hidden_rows_and_merges() -> None:
    cells = b"".join(record(0x00FD, struct.pack("<HHHI", row, column, 0, row)) for row in (0, 1) for column in (0, 2))
    hidden = record(0x0208, struct.pack("<HHHHHHI", 1, 0, 3, 0, 0, 0, 0x20))
    merged = record(0x00E5, struct.pack("<HHHHH", 1, 0, 0, 0, 1))
    document = paper(xls(hidden + cells + merged, ("Shown", "Secret")), "p.xls")
    assert cell_at(document, "A1").column_span == 2
    assert words(document, cell_at(document, "A2")) == "Secret"
    assert cell_at(document, "A2").hidden


def test_an_xls_string_goes_on_in_the_next_record_with_another_width() -> None:
    first = struct.pack("<II", 1, 1) + struct.pack("<HB", 6, 1) + "合同".encode("utf-16-le")
    shared = record(0x00FC, first) + record(0x003C, b"\0 2026")
    bof = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    name = struct.pack("<BB", 2, 0) + b"PI"
    at = len(bof) + 10 + len(name) + len(shared) + 4
    head = bof + record(0x0085, struct.pack("<IBB", at, 0, 0) + name) + shared + record(0x000A, b"")
    stream = head + bof + record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 0)) + record(0x000A, b"")
    assert paper(compound(stream), "p.xls").text.strip() == "合同 202"


def test_a_password_is_asked_for() -> None:
    with pytest.raises(UnreadableError) as refused:
        paper(xls(b"", extra=record(0x002F, bytes(6))), "p.xls")
    assert refused.value.code == "encrypted"


@pytest.mark.parametrize("keep", [600, 1100, 1600, 2100])
def test_a_cut_xls_is_refused_or_read(keep: int) -> None:
    data = xls(record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 0)), ("Total",))[:keep]
    try:
        assert paper(data, "p.xls").text
    except UnreadableError as refused:
        assert refused.code in ("corrupt", "empty", "unsupported")
