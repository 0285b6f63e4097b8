"""A page with more drawn lines than are followed is never read in silence: its tables may lack borders."""

from __future__ import annotations

import random

import pytest
from parsers.pdf_papers import EDGES, HEAD, HEIGHT, ITEMS, Paper, document_of, rows_of
from tradelint.parsers import pdf_grids, pdf_regions, pdf_rules
from tradelint.text import Document

ROWS = [list(HEAD), *(list(row) for row in ITEMS)]


def drawn_in_pieces() -> Paper:
    """A table with all its borders in one path of ten lines, in a form in a form."""
    paper = Paper()
    canvas = paper.canvas
    canvas.beginForm("borders")
    path = canvas.beginPath()
    for index in range(5):
        path.moveTo(EDGES[0], HEIGHT - 100 - 18 * index)
        path.lineTo(EDGES[-1], HEIGHT - 100 - 18 * index)
    for x in EDGES:
        path.moveTo(x, HEIGHT - 100)
        path.lineTo(x, HEIGHT - 172)
    canvas.drawPath(path)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.doForm("borders")
    canvas.endForm()
    canvas.doForm("outer")
    for index, row in enumerate((HEAD, *ITEMS)):
        paper.row(113 + 18 * index, row)
    return paper


def read_with(monkeypatch: pytest.MonkeyPatch, module: object, cap: str, value: int) -> Document:
    monkeypatch.setattr(module, cap, value)
    return document_of(drawn_in_pieces())


# Each cap and how much of it the table needs: 22 texts and forms, 2 x 11 ends of lines, 2 forms, lines, cells, rules.
CAPS = [
    (pdf_rules, "MOST_OBJECTS", 23),
    (pdf_rules, "MOST_PIECES", 22),
    (pdf_rules, "DEEPEST", 2),
    (pdf_grids, "MOST_LINES", 6),
    (pdf_grids, "MOST_CELLS", 20),
    (pdf_regions, "MOST_RULES", 5),
]


@pytest.mark.parametrize(("module", "cap", "need"), CAPS, ids=[cap for _, cap, _ in CAPS])
def test_a_table_just_under_a_cap_is_whole(
    monkeypatch: pytest.MonkeyPatch, module: object, cap: str, need: int
) -> None:
    document = read_with(monkeypatch, module, cap, need)
    assert rows_of(document) == ROWS and document.tables[0].ruled
    assert document.gaps == ()


@pytest.mark.parametrize(("module", "cap", "need"), CAPS, ids=[cap for _, cap, _ in CAPS])
def test_a_table_just_over_a_cap_is_said(monkeypatch: pytest.MonkeyPatch, module: object, cap: str, need: int) -> None:
    document = read_with(monkeypatch, module, cap, need - 1)
    assert [(gap.code, gap.place) for gap in document.gaps] == [("limit", "page 1")]
    assert "drawn lines" in document.gaps[0].hint


def test_a_big_ruled_table_is_far_under_the_caps() -> None:
    paper = Paper(size=5)
    for index in range(101):
        for column in range(20):
            paper.rule(20 + 27 * column, 20 + 8 * index, 47 + 27 * column, 20 + 8 * index)
    for column in range(21):
        for index in range(100):
            paper.rule(20 + 27 * column, 20 + 8 * index, 20 + 27 * column, 28 + 8 * index)
    for index in range(100):
        for column in range(20):
            paper.text(22 + 27 * column, 26 + 8 * index, f"{index * 20 + column}")
    document = document_of(paper)
    assert document.gaps == ()
    assert [len(table.rows()) for table in document.tables] == [100]


def test_hatching_beside_a_table_costs_it_nothing() -> None:
    paper = Paper()
    dice = random.Random(7)
    for _ in range(3_000):
        x, y = dice.random() * 480 + 50, dice.random() * 200 + 500
        paper.rule(x, y, x, y + 20)
    for index in range(5):
        paper.rule(EDGES[0], 100 + 18 * index, EDGES[-1], 100 + 18 * index)
    for x in EDGES:
        paper.rule(x, 100, x, 172)
    for index, row in enumerate((HEAD, *ITEMS)):
        paper.row(113 + 18 * index, row)
    document = document_of(paper)
    assert rows_of(document) == ROWS
    assert document.gaps == ()
