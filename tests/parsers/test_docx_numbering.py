"""Clause numbers that Word computes stand in the text as a person sees them."""

from __future__ import annotations

import pytest
from parsers.docx_constructs import Docx, lists, numbered, p, run, style, table
from tradelint.parsers.docx import read
from tradelint.parsers.docx_numerals import numeral
from tradelint.parsers.source import Source
from tradelint.text import Document


def document(body: str, numbering: str, styles: str = "") -> Document:
    (found,) = read(Source(Docx(body, numbering=numbering, styles=styles).data(), "contract.docx"))
    return found


def texts(found: Document) -> list[str]:
    return [found.text[b.span.start : b.span.end] for b in found.blocks]


LEGAL = lists((("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "%4)")))


def test_levels_count_and_start_again_under_the_next_clause() -> None:
    body = "".join(
        numbered(text, 1, level)
        for text, level in [("a", 0), ("b", 1), ("c", 1), ("d", 2), ("e", 2), ("f", 3), ("g", 0), ("h", 1), ("i", 2)]
    )
    found = document(body, LEGAL)
    assert texts(found) == ["1. a", "1.1 b", "1.2 c", "(a) d", "(b) e", "i) f", "2. g", "2.1 h", "(a) i"]
    assert [b.number for b in found.blocks][:4] == ["1", "1.1", "1.2", "(a)"]


def test_plain_paragraphs_between_do_not_break_the_count() -> None:
    assert texts(document(numbered("a") + p("between") + numbered("b"), LEGAL)) == ["1. a", "between", "2. b"]


def test_two_lists_of_one_definition_count_on_unless_told_to_start_again() -> None:
    shared = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    numbering = lists((("decimal", "%1."),), instances=shared)
    body = numbered("a", 1) + numbered("b", 2) + numbered("c", 3) + numbered("d", 3)
    assert texts(document(body, numbering)) == ["1. a", "2. b", "5. c", "6. d"]


def test_a_list_may_replace_the_pattern_of_a_level() -> None:
    instance = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
        '<w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>'
    )
    assert texts(document(numbered("x"), lists((("decimal", "%1."),), instances=instance))) == ["C) x"]


def test_two_definitions_count_for_themselves() -> None:
    numbering = lists((("decimal", "%1."),), (("upperRoman", "Article %1"),))
    body = numbered("a", 1) + numbered("A", 2) + numbered("b", 1) + numbered("B", 2)
    assert texts(document(body, numbering)) == ["1. a", "Article I A", "2. b", "Article II B"]


def test_a_number_comes_from_the_style_and_the_styles_it_is_based_on() -> None:
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("Clause", "Clause", listed) + style("Kid", "Kid", '<w:basedOn w:val="Clause"/>')
    body = p("a", '<w:pStyle w:val="Clause"/>') + p("b", '<w:pStyle w:val="Kid"/>')
    assert texts(document(body, LEGAL, styles)) == ["1. a", "2. b"]


def test_the_level_of_a_style_is_the_one_that_names_it() -> None:
    numbering = LEGAL.replace('<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>',
                              '<w:numFmt w:val="decimal"/><w:pStyle w:val="Sub"/><w:lvlText w:val="%1.%2"/>')  # fmt: skip
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("Top", "Top", listed) + style("Sub", "Sub", listed)
    body = p("a", '<w:pStyle w:val="Top"/>') + p("b", '<w:pStyle w:val="Sub"/>')
    assert texts(document(body, numbering, styles)) == ["1. a", "1.1 b"]


def test_a_paragraph_may_leave_the_list_of_its_style() -> None:
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = p("a", '<w:pStyle w:val="C"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(document(body, LEGAL, style("C", "C", listed))) == ["a"]


def test_a_list_style_stands_for_the_list_that_it_names() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Legal"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="§%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = style("Legal", "Legal", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    assert texts(document(numbered("a") + numbered("b"), numbering, styles)) == ["§1 a", "§2 b"]


def test_legal_numbering_shows_figures_for_every_level() -> None:
    numbering = lists((("upperRoman", "%1."), ("decimal", "%1.%2"))).replace(
        '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:isLgl/>'
    )
    assert texts(document(numbered("a") + numbered("b", 1, 1), numbering)) == ["I. a", "1.1 b"]


@pytest.mark.parametrize(("restart", "last"), [("", "(a) e"), ('<w:lvlRestart w:val="0"/>', "(b) e")])
def test_a_level_may_count_on_through_all_clauses(restart: str, last: str) -> None:
    numbering = lists((("decimal", "%1."), ("lowerLetter", "(%2)"))).replace(
        '<w:numFmt w:val="lowerLetter"/>', f'<w:numFmt w:val="lowerLetter"/>{restart}'
    )
    body = numbered("a") + numbered("b", 1, 1) + numbered("d") + numbered("e", 1, 1)
    assert texts(document(body, numbering))[-1] == last


def test_a_number_without_a_gap_touches_its_text() -> None:
    numbering = lists((("chineseCounting", "第%1条"),)).replace("<w:lvlText", '<w:suff w:val="nothing"/><w:lvlText')
    found = document(numbered("　付款方式") + numbered("　交货"), numbering)
    assert texts(found) == ["第一条　付款方式", "第二条　交货"]
    assert str(found.blocks[0].place) == "第一条 付款方式"


def test_bullets_are_shown_and_are_no_numbers() -> None:
    found = document(numbered("one") + numbered("two"), lists((("bullet", "\uf0b7"),)))
    assert texts(found) == ["• one", "• two"]
    assert [b.number for b in found.blocks] == [None, None]


def test_an_empty_numbered_paragraph_counts_but_shows_nothing() -> None:
    assert texts(document(numbered("a") + numbered("") + numbered("c"), LEGAL)) == ["1. a", "3. c"]


def test_a_number_alone_in_a_cell_is_its_content() -> None:
    body = table((numbered(""), "Lamp"), (numbered(""), "Panel"))
    assert texts(document(body, lists((("decimal", "%1"),)))) == ["1", "Lamp", "2", "Panel"]


def test_deleted_and_hidden_paragraphs_do_not_count() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = p("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", f"{number}<w:rPr><w:del/></w:rPr>")
    hidden = p(run("secret", "<w:vanish/>"), f"{number}<w:rPr><w:vanish/></w:rPr>")
    found = document(numbered("a") + deleted + hidden + numbered("b"), LEGAL)
    assert [text for text in texts(found) if "secret" not in text] == ["1. a", "2. b"]


def test_an_unknown_list_shows_no_number() -> None:
    assert texts(document(numbered("a", 99), LEGAL)) == ["a"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("upperLetter", 3, "C"), ("lowerLetter", 28, "bb"),
        ("upperRoman", 49, "XLIX"), ("lowerRoman", 4, "iv"), ("ordinal", 2, "2nd"), ("ordinal", 11, "11th"),
        ("cardinalText", 21, "Twenty-one"), ("ordinalText", 3, "Third"), ("ordinalText", 20, "Twentieth"),
        ("ordinalText", 21, "Twenty-first"), ("chineseCounting", 3, "三"), ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 11, "十一"), ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 101, "一百〇一"), ("chineseLegalSimplified", 12, "壹拾贰"),
        ("taiwaneseCountingThousand", 15, "十五"), ("ideographTraditional", 2, "乙"), ("ideographZodiac", 1, "子"),
        ("ideographDigital", 10, "一〇"), ("decimalEnclosedCircle", 3, "③"), ("decimalEnclosedCircle", 21, "21"),
        ("decimalFullWidth", 12, "１２"), ("numberInDash", 4, "- 4 -"), ("hex", 11, "B"), ("none", 1, ""),
        ("somethingNew", 5, "5"), ("001, 002, 003, ...", 5, "005"), ("upperLetter", 0, "0"), ("upperRoman", 0, "0"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_the_format_of_the_list(kind: str, value: int, shown: str) -> None:
    assert numeral(value, kind) == shown


# Headings and the places under them


HEADING = style("H1", "heading 1") + style("H2", "heading 2", '<w:basedOn w:val="H1"/>') + style("T", "Title")


def test_places_count_under_their_heading() -> None:
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    body = (
        p("preamble")
        + p("Payment", '<w:pStyle w:val="H1"/>' + number.format(0))
        + p("30% deposit", number.format(1))
        + p("by T/T")
        + table(("Bank", "Nova Bank"), ("SWIFT", "NOVAXX22"))
        + p("Shipment", '<w:pStyle w:val="H1"/>' + number.format(0))
        + p("in May")
    )
    found = document(body, LEGAL, HEADING)
    assert [str(b.place) for b in found.blocks] == [
        "paragraph 1", "§1 Payment", "§1.1 Payment", "§1 Payment, paragraph 2", "§1 Payment, table 1 row 1",
        "§1 Payment, table 1 row 1", "§1 Payment, table 1 row 2", "§1 Payment, table 1 row 2", "§2 Shipment",
        "§2 Shipment, paragraph 1",
    ]  # fmt: skip
    assert [(b.kind, b.level) for b in found.blocks][:2] == [("paragraph", 0), ("heading", 1)]


def test_clauses_without_headings_are_places_by_their_numbers() -> None:
    body = numbered("Commodity: LED panels") + numbered("Payment: T/T") + p("by wire") + numbered("in full", 1, 1)
    found = document(body, LEGAL)
    assert [str(b.place) for b in found.blocks] == [
        "§1 Commodity",
        "§2 Payment",
        "§2 Payment, paragraph 1",
        "§2.1 Payment",
    ]
    assert {b.kind for b in found.blocks} == {"paragraph"}


def test_the_title_is_a_heading_but_no_section() -> None:
    found = document(p("SALES CONTRACT", '<w:pStyle w:val="T"/>') + p("No. 7"), LEGAL, HEADING)
    assert [(b.kind, str(b.place)) for b in found.blocks] == [("heading", "the document"), ("paragraph", "paragraph 1")]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("heading 1", 1), ("Heading 3", 3), ("标题 2", 2), ("標題 1", 1), ("Überschrift 2", 2), ("Titre 1", 1),
        ("Título 4", 4), ("Заголовок 1", 1), ("見出し 1", 1), ("Normal", 0), ("Heading Note", 0), ("heading 12", 0),
    ],
)  # fmt: skip
def test_heading_styles_are_known_in_many_languages(name: str, level: int) -> None:
    found = document(p("Payment", '<w:pStyle w:val="X"/>'), LEGAL, style("X", name))
    assert found.blocks[0].level == level


def test_an_outline_level_makes_a_heading() -> None:
    assert document(p("Payment", '<w:outlineLvl w:val="1"/>'), LEGAL).blocks[0].level == 2
    assert document(p("Payment", '<w:outlineLvl w:val="9"/>'), LEGAL, HEADING).blocks[0].level == 0


def test_a_whole_clause_in_a_heading_style_is_a_paragraph() -> None:
    clause = "The Seller shall ship the goods in two lots and shall inform the Buyer of each vessel in writing."
    (found,) = document(p(clause, '<w:pStyle w:val="H2"/>'), LEGAL, HEADING).blocks
    assert (found.kind, found.level) == ("paragraph", 0)


@pytest.mark.parametrize(
    ("text", "number", "section"),
    [
        ("7. Payment Terms", "7", "§7 Payment Terms"),
        ("7) Packing:", "7", "§7 Packing"),
        ("7.2 Inspection", "7.2", "§7.2 Inspection"),
        ("Article 5 Force Majeure", "Article 5", "Article 5 Force Majeure"),
        ("ARTICLE IV - ARBITRATION", "ARTICLE IV", "ARTICLE IV - ARBITRATION"),
        ("第三条 付款方式", "第三条", "第三条 付款方式"),
        ("第 3 条　质量标准", "第 3 条", "第 3 条 质量标准"),
        ("一、货物名称", "一", "一 货物名称"),
        ("(a) Warranty", "(a)", "(a) Warranty"),
        ("IV. Claims", "IV", "IV Claims"),
        ("A. Documents", "A", "A Documents"),
    ],
)
def test_a_short_bold_numbered_paragraph_is_a_heading(text: str, number: str, section: str) -> None:
    (found,) = document(p(run(text, "<w:b/>")), LEGAL).blocks
    assert (found.kind, found.number) == ("heading", number)
    assert str(found.place) == section


@pytest.mark.parametrize(
    "body",
    [
        p(run("1. Commodity: LED panel 600x600", "<w:b/>")),
        p(run("1. The Seller shall deliver the goods.", "<w:b/>")),
        p(run("3. USD 25,000.00", "<w:b/>")),
        p(run("20 cartons", "<w:b/>")),
        p(run("12.5 kg", "<w:b/>")),
        p(run("1. ", "<w:b/>") + run("Payment by T/T")),
        p("1. Payment by T/T"),
        p(run("GREEN HARBOUR TRADING LTD", "<w:b/>")),
    ],
)
def test_bold_values_and_sentences_are_no_headings(body: str) -> None:
    (found,) = document(body, LEGAL).blocks
    assert found.kind == "paragraph"


def test_capitals_make_a_heading_as_bold_does() -> None:
    assert document(p("4. TERMS OF PAYMENT"), LEGAL).blocks[0].kind == "heading"


def test_entries_of_a_table_of_contents_are_no_headings() -> None:
    found = document(p(run("1. Payment", "<w:b/>"), '<w:pStyle w:val="C"/>'), LEGAL, style("C", "toc 1"))
    assert found.blocks[0].kind == "paragraph"


def test_a_clause_heading_inside_a_table_names_the_place() -> None:
    body = table((p(run("7. Payment", "<w:b/>")), p(run("第七条 付款", "<w:b/>"))), ("30% deposit", "三成定金"))
    found = document(body, LEGAL)
    assert [str(b.place) for b in found.blocks] == [
        "§7 Payment, table 1 row 1",
        "第七条 付款, table 1 row 1",
        "§7 Payment, table 1 row 2",
        "第七条 付款, table 1 row 2",
    ]


def test_a_clause_without_a_caption_is_a_place_by_its_number_alone() -> None:
    found = document(numbered("LED panels, new and unused") + numbered("paid by T/T"), LEGAL)
    assert [str(b.place) for b in found.blocks] == ["§1", "§2"]


@pytest.mark.parametrize(
    "body",
    [
        p("3. Payment") + p("30% deposit, 70% before shipment"),
        p("3. Limitation of Liability") + p("No claim exceeds the price of the goods."),
        p("3. 付款方式") + p("30%定金，余款发货前付清"),
        p(run("Payment Terms", "<w:b/>")) + p("30% deposit, 70% before shipment"),
        p(run("付款方式", "<w:b/>")) + p("30%定金，余款发货前付清"),
        p(run("Force Majeure", "<w:b/>")) + table(("a", "b"), ("c", "d")),
        numbered("Packing") + numbered("in cartons", 1, 1),
    ],
)
def test_a_caption_alone_above_its_text_is_a_heading(body: str) -> None:
    found = document(body, LEGAL)
    assert [b.kind for b in found.blocks][:2] in (["heading", "paragraph"], ["heading", "cell"])


@pytest.mark.parametrize(
    "body",
    [
        p("1. Invoice") + p("2. Packing list") + p("3. Insurance") + p("to be sent by courier"),
        p("2. Payment by T/T in advance") + p("bank charges for the buyer"),
        p("(a) Payment") + p("text"),
        p(run("Payment Terms", "<w:b/>")) + p(run("30% deposit", "<w:b/>")),
        p(run("Nova Trading Ltd", "<w:b/>")) + p("12 Quay Street"),
        p(run("Seller", "<w:b/>")) + p("Nova Trading Ltd"),
        p("Payment Terms") + p("30% deposit"),
        p(run("Payment Terms", "<w:b/>")),
    ],
)
def test_items_names_and_labels_are_no_headings(body: str) -> None:
    assert {b.kind for b in document(body, LEGAL).blocks} == {"paragraph"}
