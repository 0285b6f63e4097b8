"""What `extract` prints: each paragraph, and each row of a table, behind the place where it stands."""

from __future__ import annotations

from parsers.pdf_papers import EDGES, Paper, document_of
from tradelint.reports.extraction import as_text


def test_the_cells_of_a_row_stay_together_when_they_stand_at_different_heights() -> None:
    paper = Paper()
    for x, first, second in ((310, "Quantity", "(PCS)"), (370, "Unit price", "(USD)"), (460, "Amount", "(USD)")):
        paper.text(x, 100, first)
        paper.text(x, 111, second)
    paper.text(54, 105.5, "No.")
    paper.text(84, 105.5, "Description")
    paper.row(130, ("1", "Oak stool", "40", "21.50", "860.00"), EDGES)
    paper.row(146, ("2", "Pine bench", "20", "32.00", "640.00"), EDGES)
    lines = as_text(document_of(paper)).splitlines()
    assert lines[0] == "[page 1, line 2] No."
    assert [line for line in lines if line.startswith("[")] == [
        "[page 1, line 2] No.",
        "[page 1, line 4] 1",
        "[page 1, line 5] 2",
    ]
