"""Marked workbooks: notes on the cells of the findings, everything else as it was, charts and macros included."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from review.marked import faulty, findings_of, marked, parts_of
from tradelint.review.words import headline

ROWS = (
    ("PROFORMA INVOICE", None),
    ("No.: PI-26-0417", "Date: 2026-11-02"),
    ("Seller: Tidewell Housewares Co., Ltd., 8 Canal Road, Ningbo, China", None),
    ("Buyer: Harrow and Lark Trading GmbH, Speicherweg 4, Hamburg, Germany", None),
    ("Payment", "50% T/T deposit, 40% before shipment"),
)


def workbook(change: Any = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "PI"
    for row in ROWS:
        sheet.append(row)
    if change is not None:
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def notes_of(data: bytes) -> dict[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return {f"{c.parent.title}!{c.coordinate}": c.comment.text for c in cells if c.comment}


@pytest.mark.parametrize("path", faulty(".xlsx"), ids=lambda path: path.stem)
def test_every_note_stands_on_the_cell_of_its_finding(path: Path) -> None:
    data = path.read_bytes()
    notes = notes_of(marked(data, path.name).data)
    assert path.read_bytes() == data
    findings = findings_of(data, path.name)
    assert findings
    for document, finding in findings:
        if finding.span is not None:
            assert headline(finding) in notes[str(document.place(finding.span))]
        else:
            assert any(headline(finding) in note for note in notes.values())


@pytest.mark.parametrize("path", faulty(".xlsx"), ids=lambda path: path.stem)
def test_no_cell_changes(path: Path) -> None:
    data = path.read_bytes()
    old, new = parts_of(data), parts_of(marked(data, path.name).data)
    touched = {name for name in new if new[name] != old.get(name)}
    sheets = {name for name in touched if name.startswith("xl/worksheets/sheet")}
    added = {name for name in touched if name not in old}
    assert all(name.startswith(("xl/comments", "xl/drawings/vmlDrawing", "xl/worksheets/_rels/")) for name in added)
    assert touched - sheets - added <= {"[Content_Types].xml", *(n for n in touched if n.endswith(".rels"))}
    for name in sheets:
        root = etree.fromstring(new[name])
        (reference,) = root.iterchildren("{*}legacyDrawing")
        root.remove(reference)
        assert etree.tostring(root, method="c14n2") == etree.tostring(etree.fromstring(old[name]), method="c14n2")


def test_charts_and_parts_of_other_programs_stay_as_they_are() -> None:
    def chart(sheet: Any) -> None:
        sheet.append(("Item", "Qty"))
        sheet.append(("Mug", 100))
        bars = BarChart()
        bars.add_data(Reference(sheet, min_col=2, min_row=6, max_row=7))
        sheet.add_chart(bars, "D2")

    data = workbook(chart)
    old, new = parts_of(data), parts_of(marked(data, "chart.xlsx").data)
    kept = [name for name in old if name.startswith(("xl/charts/", "xl/drawings/", "xl/theme/", "xl/styles"))]
    assert "xl/charts/chart1.xml" in kept
    assert all(new[name] == old[name] for name in kept)
    assert len(openpyxl.load_workbook(io.BytesIO(marked(data, "chart.xlsx").data)).active._charts) == 1


def test_a_note_of_somebody_else_is_kept_and_ours_follows_it() -> None:
    def note(sheet: Any) -> None:
        sheet["B5"].comment = Comment("Agreed with Amy?", "Wiebke")

    notes = notes_of(marked(workbook(note), "noted.xlsx").data)
    assert notes["PI!B5"].startswith("Agreed with Amy?")
    assert "tradelint:" in notes["PI!B5"] and "(PAY003)" in notes["PI!B5"]


def test_what_is_missing_is_noted_at_its_clause_or_at_the_first_cell() -> None:
    data = workbook()
    notes = notes_of(marked(data, "x.xlsx").data)
    missing = [finding for _, finding in findings_of(data, "x.xlsx") if finding.span is None]
    assert missing and "PI!A1" in notes
    assert all(any(headline(finding) in note for note in notes.values()) for finding in missing)


def test_the_boxes_of_the_notes_are_there_once_each() -> None:
    copy = parts_of(marked(workbook(), "x.xlsx").data)
    boxes = etree.fromstring(copy["xl/drawings/vmlDrawing1.vml"])
    shapes = [node.get("id") for node in boxes.iter("{urn:schemas-microsoft-com:vml}shape")]
    comments = etree.fromstring(copy["xl/comments1.xml"]).findall(".//{*}comment")
    assert len(set(shapes)) == len(shapes) == len(comments)
