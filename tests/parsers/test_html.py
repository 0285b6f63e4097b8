"""HTML is read as a browser shows it; what does not show has a layer of its own."""

from __future__ import annotations

import pytest
from tradelint.errors import UnreadableError
from tradelint.parsers import Limits, Source, read
from tradelint.text import Document


def paper(body: str | bytes, limits: Limits | None = None) -> Document:
    data = body if isinstance(body, bytes) else f"<html><body>{body}</body></html>".encode()
    return read(Source(data, "paper.html", limits or Limits()))[0]


def lines(body: str) -> list[str]:
    document = paper(body)
    return [document.text[block.span.start : block.span.end] for block in document.blocks]


def rows(document: Document, table: int = 0) -> list[list[str]]:
    return [[document.text[c.span.start : c.span.end] for c in row] for row in document.tables[table].rows()]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>one\n   two</p><p>three</p>", ["one two", "three"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("line<br>break", ["line\nbreak"]),
        ("&lt;Buyer&gt; &amp; Co &euro; 5", ["<Buyer> & Co € 5"]),
        ("Tel: 5&nbsp;&nbsp;&nbsp;&nbsp;Fax: 6", ["Tel: 5    Fax: 6"]),
        ("<b>FOB</b> <i>Ningbo</i>", ["FOB Ningbo"]),
        ("<script>x</script><style>p{}</style><template>t</template><noscript>n</noscript>seen", ["seen"]),
        ("<!-- not seen -->seen", ["seen"]),
        ("<pre>Qty   Price\n5     6</pre>", ["Qty   Price\n5     6"]),
        ("<ol><li>one<li>two</ol>", ["1. one", "2. two"]),
        ("<ol start=3 type=a><li>one<li value=7>two</ol>", ["c. one", "g. two"]),
        ("<ol type=I><li>one<ol><li>sub</ol><li>two</ol>", ["I. one", "1. sub", "II. two"]),
        ("<ul><li>one</ul>", ["• one"]),
        ("<ul style='list-style:none'><li>one</ul>", ["one"]),
        ("Name <input value='Moqi'> <input type=hidden value=x>", ["Name Moqi"]),
        ("<input type=checkbox checked>Yes <input type=radio>No", ["☑ Yes ☐ No"]),
        ("<select><option>FOB<option selected>CIF</select>", ["CIF"]),
        ("<textarea>a\nb</textarea>", ["a\nb"]),
    ],
)
def test_blocks_are_what_a_browser_shows(body: str, shown: list[str]) -> None:
    assert lines(body) == shown


def test_headings_name_the_section() -> None:
    document = paper("<h1>Contract</h1><h2>2. Payment</h2><p>30% deposit</p>")
    assert [(b.kind, b.level, b.number) for b in document.blocks] == [
        ("heading", 1, None),
        ("heading", 2, "2"),
        ("paragraph", 0, None),
    ]
    assert document.blocks[2].place.section == "§2 Payment"


def test_a_bold_clause_name_is_a_heading() -> None:
    assert paper("<p><b>7. Payment</b></p><p>By T/T</p>").blocks[0].kind == "heading"
    assert paper("<p><b>7. Payment</b> by T/T</p>").blocks[0].kind == "paragraph"


def test_spans_are_laid_out() -> None:
    document = paper(
        "<table><tr><th rowspan=2>Item<th colspan=2>Price<tr><th>USD<th>EUR<tr><td>Mug<td>1.00<td>0.90</table>"
    )
    cells = [(c.row, c.column, c.row_span, c.column_span) for c in document.tables[0].cells]
    assert cells == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]


def test_a_table_inside_a_cell_follows_the_outer_one() -> None:
    inner = "<table><tr><td>Seller<td>Moqi</table>"
    document = paper(f"<table><tr><td>{inner}<td>No. 5<tr><td>a<td>b</table>")
    assert rows(document) == [["", "No. 5"], ["a", "b"]]
    assert rows(document, 1) == [["Seller", "Moqi"]]


def test_a_table_of_one_column_is_only_layout() -> None:
    document = paper("<table><tr><td><h1>Proforma</h1><p>text</p><table><tr><td>a<td>b</table></table>")
    assert document.blocks[0].kind == "heading"
    assert [rows(document, n) for n in range(len(document.tables))] == [[["a", "b"]]]


def test_definitions_are_labels_and_values() -> None:
    document = paper("<dl><dt>Term<dd>FOB Ningbo<dt>Packing<dd>Cartons<dd>Pallets</dl>")
    assert rows(document) == [["Term", "FOB Ningbo"], ["Packing", "Cartons\nPallets"]]


def test_lines_in_a_cell_stay_lines() -> None:
    assert rows(paper("<table><tr><td>Moqi<br>River Road 1<td><p>a</p><p>b</p></table>")) == [
        ["Moqi\nRiver Road 1", "a\nb"]
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>secret</p>",
        "<p style='display: none'>secret</p>",
        "<p style='visibility:hidden'>secret</p>",
        "<p style='font-size:0px'>secret</p>",
        "<p style='color:#FFFFFF'>secret</p>",
        "<style>.x{display:none}</style><p class='a x'>secret</p>",
        "<style>#y , td{visibility:hidden}</style><p id=y>secret</p>",
        "<p>seen <span style='display:none'>secret</span></p>",
        "<table><tr><td>a<td>b <i hidden>secret</i></table>",
        "<table><tr><td>a<td hidden>secret<td>c</table>",
    ],
)
def test_what_styles_hide_is_in_the_hidden_layer(hidden: str) -> None:
    document = paper(f"<p>seen</p>{hidden}")
    found = {document.text[b.span.start : b.span.end] for b in document.blocks if b.layer == "hidden"}
    assert found == {"secret"}
    assert [trait.code for trait in document.traits] == ["hidden-text"]


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='font-size:0.8em'>seen</p>",
        "<p style='background:#000'><span style='color:#fff'>seen</span></p>",
        "<style>@media print{.x{display:none}}</style><p class=x>seen</p>",
        "<p style='opacity:0.9'>seen</p>",
    ],
)
def test_what_shows_is_not_called_hidden(shown: str) -> None:
    document = paper(shown)
    assert (document.text, document.traits) == ("seen\n", ())


def test_deleted_words_are_a_revision() -> None:
    document = paper("<p>Price <del>USD 5</del> USD 4</p>")
    assert document.text == "Price USD 4\n"
    assert [(change.kind, change.text) for change in document.revisions] == [("deleted", "USD 5")]


def test_the_declared_encoding_counts() -> None:
    body = "<html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'></head><p>宁波</p></html>"
    document = paper(body.encode("gbk"))
    assert (document.text, document.encoding) == ("宁波\n", "gb18030")


def test_nesting_that_is_cut_is_a_gap() -> None:
    document = paper("<p>seen</p>" + "<div>" * 3_000 + "deep" + "</div>" * 3_000)
    assert document.text.startswith("seen")
    assert "deep" in document.text or [gap.code for gap in document.gaps] == ["limit"]


def test_limits_are_loud() -> None:
    body = "<p>some words</p>" * 50
    assert paper(body, Limits(text=1_000)).gaps == ()
    assert [gap.code for gap in paper(body, Limits(text=100)).gaps] == ["limit"]
    cells = "<table>" + "<tr><td>a<td>b" * 20 + "</table>"
    assert [gap.code for gap in paper(cells + "<p>x</p>", Limits(cells=10)).gaps] == ["limit"]


@pytest.mark.parametrize(("body", "code"), [("<p> </p>", "empty"), ("<img src='a.png'>", "image-only-page")])
def test_a_page_without_text_is_never_clean(body: str, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        paper(body)
    assert refused.value.code == code


def test_huge_spans_cost_nothing() -> None:
    document = paper("<table><tr><td colspan=2000000000>a<td rowspan=65534>b<tr><td>c</table>")
    assert rows(document) == [["a", "b"], ["c"]]
