"""OpenDocument texts are read as Word files are: the same layers, numbers and places."""

from __future__ import annotations

import pytest
from parsers.docx_constructs import package
from tradelint.errors import UnreadableError
from tradelint.parsers.odt import read
from tradelint.parsers.source import Limits, Source
from tradelint.text import Block, Document

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible",
}  # fmt: skip
NAMES = " ".join(f'xmlns:{prefix}="{ODF}{name}:1.0"' for prefix, name in PREFIXES.items()) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
)
MIMETYPE = "application/vnd.oasis.opendocument.text"


def odt(body: str, styles: str = "", pages: str = "", **parts: str) -> bytes:
    content = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
    masters = f"<office:master-styles>{pages}</office:master-styles>"
    return package(
        {
            "mimetype": MIMETYPE,
            "content.xml": f"<office:document-content {NAMES}>{content}</office:document-content>",
            "styles.xml": f"<office:document-styles {NAMES}>{masters}</office:document-styles>",
            **parts,
        }
    )


def document(body: str, styles: str = "", pages: str = "", **limits: int) -> Document:
    (found,) = read(Source(odt(body, styles, pages), "contract.odt", Limits(**limits)))
    return found


def texts(found: Document, layer: str | None = None) -> list[str]:
    return [found.text[b.span.start : b.span.end] for b in found.blocks if layer in (None, b.layer)]


def block(found: Document, word: str) -> Block:
    return next(b for b in found.blocks if word in found.text[b.span.start : b.span.end])


def p(content: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def look(name: str, properties: str, family: str = "text") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}"><style:text-properties {properties}/></style:style>'
    )


def row(*cells: str) -> str:
    return (
        "<table:table-row>"
        + "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        + "</table:table-row>"
    )


def region(key: str, change: str, author: str = "Buyer Desk") -> str:
    info = f"<office:change-info><dc:creator>{author}</dc:creator></office:change-info>"
    return f'<text:changed-region text:id="{key}">{change.replace("INFO", info)}</text:changed-region>'


def level(depth: int, kind: str, prefix: str = "", suffix: str = ".", shown: int = 1) -> str:
    return (
        f'<text:list-level-style-number text:level="{depth}" style:num-format="{kind}" style:num-prefix="{prefix}" '
        f'style:num-suffix="{suffix}" text:display-levels="{shown}"/>'
    )


LIST = f'<text:list-style style:name="L">{level(1, "1")}{level(2, "1", suffix="", shown=2)}{level(3, "a", "(", ")")}</text:list-style>'


def items(*content: str, name: str = "L", more: str = "") -> str:
    inner = "".join(f"<text:list-item>{item if item.startswith('<') else p(item)}</text:list-item>" for item in content)
    return f'<text:list text:style-name="{name}" {more}>{inner}</text:list>'


@pytest.mark.parametrize(
    ("name", "body", "shown"),
    [
        ("plain", p("Payment by T/T"), ["Payment by T/T"]),
        ("span", p("Pay<text:span>ment</text:span> terms"), ["Payment terms"]),
        ("link", p('see <text:a xlink:href="https://example.com/">site</text:a>'), ["see site"]),
        ("spaces", p('USD<text:s text:c="3"/>500'), ["USD   500"]),
        ("folded white space", p("\n  USD \n <text:span> 500</text:span>  net"), ["USD 500 net"]),
        ("tab", p("Qty<text:tab/>200"), ["Qty\t200"]),
        ("line break", p("one<text:line-break/>two"), ["one\ntwo"]),
        ("bookmark", p('<text:bookmark-start text:name="x"/>kept<text:bookmark-end text:name="x"/>'), ["kept"]),
        ("field", p("page <text:page-number>3</text:page-number>"), ["page 3"]),
        ("placeholder", p("<text:placeholder>name</text:placeholder>"), ["name"]),
        ("section", f'<text:section text:name="s">{p("in a section")}</text:section>', ["in a section"]),
        ("index", f"<text:table-of-content><text:index-body>{p('1. Payment')}</text:index-body></text:table-of-content>", ["1. Payment"]),
        ("ruby", p("<text:ruby><text:ruby-base>付款</text:ruby-base><text:ruby-text>fu</text:ruby-text></text:ruby>"), ["付款", "fu"]),
        ("text box", p(f"beside<draw:frame><draw:text-box>{p('boxed')}</draw:text-box></draw:frame>"), ["beside", "boxed"]),
        ("shape", p(f"beside<draw:custom-shape>{p('shaped')}</draw:custom-shape>"), ["beside", "shaped"]),
        ("frame on the page", f"<draw:frame><draw:text-box>{p('boxed')}</draw:text-box></draw:frame>{p('x')}", ["boxed", "x"]),
        ("ticked", p('<loext:content-control loext:checkbox="true" loext:checked="true"/> yes'), ["☒ yes"]),
        ("unticked", p('<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"/> no'), ["☐ no"]),
        ("description of a picture", p('x<draw:frame><draw:image xlink:href="a.png"/><svg:desc>unseen</svg:desc></draw:frame>'), ["x"]),
        ("empty", p("") + p("x"), ["x"]),
    ],
)  # fmt: skip
def test_constructs_are_read(name: str, body: str, shown: list[str]) -> None:
    assert texts(document(body)) == shown


def test_tables_are_read_with_merges_and_repeats() -> None:
    merged = (
        "<table:table><table:table-header-rows>" + row(p("Item"), p("Qty"), p("Price")) + "</table:table-header-rows>"
        '<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2">' + p("Lamp")
        + "</table:table-cell><table:covered-table-cell/><table:table-cell>" + p("9.80") + "</table:table-cell></table:table-row>"
        '<table:table-row><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell>' + p("3.10")
        + "</table:table-cell></table:table-row>"
        '<table:table-row><table:table-cell table:number-columns-repeated="3">' + p("-") + "</table:table-cell></table:table-row>"
        "</table:table>"
    )  # fmt: skip
    (found,) = document(merged).tables
    cells = [(c.row, c.column, c.row_span, c.column_span) for c in found.cells]
    assert cells == [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 2, 2), (1, 2, 1, 1), (2, 2, 1, 1),
                     (3, 0, 1, 1), (3, 1, 1, 1), (3, 2, 1, 1)]  # fmt: skip


def test_a_table_in_a_cell_comes_after_the_outer_one() -> None:
    inner = f"<table:table>{row(p('inner'), p('b'))}</table:table>"
    found = document(f"<table:table>{row(p('outer') + inner, p('a'))}</table:table>")
    assert texts(found) == ["outer", "a", "inner", "b"]
    assert [str(b.place) for b in found.blocks][::2] == ["table 1 row 1", "table 2 row 1"]


# Lists and headings


def test_list_numbers_are_computed() -> None:
    nested = p("Payment") + items("deposit", p("balance") + items("by wire", "by draft", name=""), name="")
    found = document(items(nested, "Shipment"), LIST)
    assert texts(found) == ["1. Payment", "1.1 deposit", "1.2 balance", "(a) by wire", "(b) by draft", "2. Shipment"]
    assert [b.number for b in found.blocks][:4] == ["1", "1.1", "1.2", "(a)"]


def test_a_list_starts_anew_unless_it_goes_on() -> None:
    body = items("a", more='xml:id="one"') + p("x") + items("b") + items("c", more='text:continue-numbering="true"')
    assert texts(document(body + items("d", more='text:continue-list="one"'), LIST)) == [
        "1. a", "x", "1. b", "2. c", "2. d",
    ]  # fmt: skip


def test_only_the_first_paragraph_of_an_item_is_numbered() -> None:
    header = f"<text:list-header>{p('preface')}</text:list-header>"
    body = items(p("a") + p("more"), "b").replace("<text:list-item>", header + "<text:list-item>", 1)
    assert texts(document(body, LIST)) == ["preface", "1. a", "more", "2. b"]


def test_an_item_may_set_its_value_and_its_style() -> None:
    body = items("a").replace("<text:list-item>", '<text:list-item text:start-value="7">') + items(
        "b", more='text:continue-numbering="true"'
    ).replace("<text:list-item>", '<text:list-item text:style-override="M">')
    other = f'<text:list-style style:name="M">{level(1, "I", "Article ", "")}</text:list-style>'
    assert texts(document(body, LIST + other)) == ["7. a", "Article VIII b"]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("1", "3"), ("a", "c"), ("A", "C"), ("i", "iii"), ("I", "III"), ("一, 二, 三, ...", "三"), ("①, ②, ③, ...", "③"),
     ("1st", "3rd"), ("甲, 乙, 丙, ...", "丙"), ("future", "3")],
)  # fmt: skip
def test_numbers_are_written_in_the_format_of_the_list(kind: str, shown: str) -> None:
    styles = f'<text:list-style style:name="L">{level(1, kind, suffix="")}</text:list-style>'
    assert texts(document(items("x", "y", "z"), styles))[-1] == f"{shown} z"


def test_a_pattern_of_libreoffice_wins_over_prefix_and_suffix() -> None:
    styles = LIST.replace('text:level="2"', 'text:level="2" loext:num-list-format="第%1%.%2%条"')
    assert texts(document(items(p("a") + items("b", name="")), styles))[-1] == "第1.1条 b"


def test_bullets_and_lists_without_numbers() -> None:
    styles = (
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style>'
        f'<text:list-style style:name="N">{level(1, "", suffix="")}</text:list-style>'
    )
    assert texts(document(items("x", name="B") + items("y", name="N") + items("z", name="?"), styles)) == [
        "• x",
        "y",
        "z",
    ]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style style:name="O"><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    h = '<text:h text:outline-level="{}">{}</text:h>'
    body = h.format(1, "Payment") + p("30% deposit") + h.format(2, "Bank") + h.format(1, "Shipment") + p("in May")
    found = document(body, outline)
    assert texts(found) == ["1. Payment", "30% deposit", "1.1 Bank", "2. Shipment", "in May"]
    assert [(b.kind, b.level, str(b.place)) for b in found.blocks] == [
        ("heading", 1, "§1 Payment"), ("paragraph", 0, "§1 Payment, paragraph 1"), ("heading", 2, "§1.1 Bank"),
        ("heading", 1, "§2 Shipment"), ("paragraph", 0, "§2 Shipment, paragraph 1"),
    ]  # fmt: skip


def test_a_heading_style_makes_a_heading() -> None:
    style = '<style:style style:name="Heading_20_2" style:family="paragraph"/>' \
            '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'  # fmt: skip
    assert document(p("Payment", "P1"), style).blocks[0].level == 2


# Layers


PAGE = (
    '<style:master-page style:name="Standard"><style:header>{0}</style:header><style:header-left>{1}</style:header-left>'
    '<style:footer>{2}</style:footer><style:footer-left style:display="false">{3}</style:footer-left></style:master-page>'
    '<style:master-page style:name="Unused"><style:header>{4}</style:header></style:master-page>'
)


def test_headers_come_first_and_footers_last() -> None:
    pages = PAGE.format(*(p(word) for word in ("Nova Ltd", "even", "page", "off", "unused")))
    found = document(p("text"), pages=pages)
    assert [(b.layer, str(b.place)) for b in found.blocks] == [
        ("header", "header, paragraph 1"), ("header", "header of even pages, paragraph 1"), ("body", "paragraph 1"),
        ("footer", "footer, paragraph 1"),
    ]  # fmt: skip
    assert texts(found) == ["Nova Ltd", "even", "text", "page"]


def test_notes_and_comments_stand_in_their_layers() -> None:
    note = '<text:note text:note-class="{0}"><text:note-citation>1</text:note-citation><text:note-body>{1}</text:note-body></text:note>'
    comment = f"<office:annotation><dc:creator>Legal  Desk</dc:creator><dc:date>2026</dc:date>{p('too much')}</office:annotation>"
    body = p("30%" + note.format("footnote", p("of the price")) + comment) + p("x" + note.format("endnote", p("end")))
    found = document(body)
    assert texts(found) == ["30%", "x", "of the price", "end", "too much"]
    assert [str(b.place) for b in found.blocks][2:] == [
        "footnote 1, paragraph 1", "endnote 1, paragraph 1", "comment 1 by Legal Desk, paragraph 1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("styles", "body"),
    [
        (look("T", 'text:display="none"'), p('seen <text:span text:style-name="T">secret</text:span>')),
        (look("P", 'text:display="none"', "paragraph"), p("seen") + p("secret", "P")),
        ("", p("seen") + f'<text:section text:display="none">{p("secret")}</text:section>'),
        ("", p('seen<text:hidden-text text:string-value="secret" text:is-hidden="true"/>')),
        ("", p("seen") + p('<text:hidden-paragraph text:is-hidden="true"/>secret')),
    ],
)
def test_hidden_text_is_set_apart_and_named(styles: str, body: str) -> None:
    found = document(body, styles)
    assert texts(found, "hidden") == ["secret"]
    assert [trait.code for trait in found.traits] == ["hidden-text"]


@pytest.mark.parametrize("properties", ['fo:color="#ffffff"', 'fo:font-size="1pt"'])
def test_white_and_tiny_text_is_read_and_reported(properties: str) -> None:
    found = document(p('account <text:span text:style-name="T">9988</text:span>'), look("T", properties))
    assert texts(found) == ["account 9988"]
    assert [trait.code for trait in found.traits] == ["hidden-text"]


def test_white_text_on_a_coloured_cell_is_everyday() -> None:
    styles = look("T", 'fo:color="#ffffff"') + (
        '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f4e79"/></style:style>'
    )
    cells = row(p('<text:span text:style-name="T">Total</text:span>'), p("x"))
    body = (
        "<table:table>"
        + cells.replace("<table:table-cell>", '<table:table-cell table:style-name="C">')
        + "</table:table>"
    )
    assert document(body, styles).traits == ()


# Tracked changes


def test_deleted_text_is_kept_apart() -> None:
    changes = region("d", f"<text:deletion>INFO{p('25,000')}</text:deletion>") + region(
        "i", "<text:insertion>INFO</text:insertion>"
    )
    body = f"<text:tracked-changes>{changes}</text:tracked-changes>" + p(
        'USD <text:change text:change-id="d"/><text:change-start text:change-id="i"/>26,840<text:change-end text:change-id="i"/> net'
    )
    found = document(body)
    assert texts(found) == ["USD 26,840 net"]
    assert [(r.kind, r.text, r.author) for r in found.revisions] == [
        ("deleted", "25,000", "Buyer Desk"), ("inserted", "26,840", "Buyer Desk"),
    ]  # fmt: skip
    assert all(found.text[r.at.start :].startswith("26,840") for r in found.revisions)


def test_an_insertion_may_run_over_paragraphs() -> None:
    body = "<text:tracked-changes>" + region("i", "<text:insertion>INFO</text:insertion>") + "</text:tracked-changes>" + p(
        'a <text:change-start text:change-id="i"/>b'
    ) + p("c") + p('d<text:change-end text:change-id="i"/> e')  # fmt: skip
    assert [r.text for r in document(body).revisions] == ["b", "c", "d"]


def test_struck_text_is_no_term_of_the_contract() -> None:
    found = document(
        p('FOB <text:span text:style-name="T">CIF</text:span>'), look("T", 'style:text-line-through-style="solid"')
    )
    assert (texts(found), [r.text for r in found.revisions]) == (["FOB "], ["CIF"])


# What a file carries beside its text


def test_an_embedded_formula_is_read_and_another_object_is_a_gap() -> None:
    frame = '<draw:frame><draw:object xlink:href="./{}"/><draw:image xlink:href="x"/></draw:frame>'
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>a</mi><mo>=</mo><mn>2</mn></math>'
    parts = {"Object 1/content.xml": math, "Object 2/content.xml": "<x/>"}
    (found,) = read(Source(odt(p(frame.format("Object 1")) + p(frame.format("Object 2")), **parts), "x.odt"))
    assert texts(found) == ["a=2"]
    assert [gap.code for gap in found.gaps] == ["unsupported"]
    assert [trait.code for trait in found.traits] == ["embedded-object"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("Basic/Standard/Module1.xml", "<x/>", "macros"),
        ("Scripts/python/run.py", "pass", "macros"),
        ("META-INF/documentsignatures.xml", "<x/>", "signature"),
        (
            "meta.xml",
            '<m xmlns:x="http://www.w3.org/1999/xlink"><template x:href="https://example.com/t.ott"/></m>',
            "remote-template",
        ),
    ],
)
def test_what_is_carried_beside_the_text_is_reported(name: str, content: str, code: str) -> None:
    (found,) = read(Source(odt(p("x"), **{name: content}), "x.odt"))
    assert [trait.code for trait in found.traits] == [code]


def test_a_list_of_macro_libraries_is_no_macro() -> None:
    (found,) = read(
        Source(odt(p("x"), **{"Basic/script-lc.xml": "<x/>", "Basic/Standard/script-lb.xml": "<x/>"}), "x.odt")
    )
    assert found.traits == ()


def test_an_empty_text_and_a_scan_are_gaps() -> None:
    picture = '<draw:frame svg:width="17cm" svg:height="25cm"><draw:image xlink:href="a.png"/></draw:frame>'
    assert [gap.code for gap in document(p("")).gaps] == ["empty"]
    assert [gap.code for gap in document(p(picture)).gaps] == ["image-only-page"]


def test_caps_leave_a_gap() -> None:
    assert [gap.code for gap in document(p("x" * 60), text=50).gaps][:1] == ["limit"]


MANIFEST = f'<m:manifest xmlns:m="{ODF}manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt(p("x"), **{"META-INF/manifest.xml": MANIFEST}), "encrypted"),
        (package({"mimetype": MIMETYPE}), "corrupt"),
        (package({"content.xml": f"<office:document-content {NAMES}/>"}), "unsupported"),
        (package({"content.xml": "<!DOCTYPE x><x/>"}), "unsupported"),
        (package({"content.xml": "<a>" * 300 + "</a>" * 300}), "limit"),
        (b"PK", "corrupt"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(Source(data, "x.odt"))
    assert error.value.code == code
    assert error.value.hint
