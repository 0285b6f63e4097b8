"""Makes DOCX bytes from raw XML, and one file in which every construct that Word knows is marked by a word."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass
class Docx:
    """The parts of a file; `body` and the other texts are XML without its root element."""

    body: str
    styles: str = ""
    numbering: str = ""
    settings: str = ""
    footnotes: str = ""
    endnotes: str = ""
    comments: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    footers: dict[str, str] = field(default_factory=dict)
    section: str = ""
    links: list[tuple[str, str, str]] = field(default_factory=list)
    settings_links: list[tuple[str, str, str]] = field(default_factory=list)
    parts: dict[str, str | bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    main_type: str = MAIN_TYPE
    main: str = "word/document.xml"

    def data(self) -> bytes:
        """The bytes of the file."""
        return package(self.members())

    def members(self) -> dict[str, str | bytes]:
        """The parts by name, relationships and content types included."""
        members: dict[str, str | bytes] = {}
        relations: list[tuple[str, str, str]] = []
        for name in ("styles", "numbering", "settings", "footnotes", "endnotes", "comments"):
            content = getattr(self, name)
            if content or (name == "settings" and self.settings_links):
                members[f"word/{name}.xml"] = part(name, content)
                relations.append((name, name, f"/word/{name}.xml"))
        if self.settings_links:
            members["word/_rels/settings.xml.rels"] = relationships(self.settings_links)
        references = ""
        for kind, texts in (("header", self.headers), ("footer", self.footers)):
            for use, content in texts.items():
                name = f"{kind}-{use}"
                members[f"word/{name}.xml"] = part("hdr" if kind == "header" else "ftr", content)
                relations.append((name, kind, f"/word/{name}.xml"))
                references += f'<w:{kind}Reference w:type="{use}" r:id="{name}"/>'
        section = f"<w:sectPr>{references}{self.section}</w:sectPr>"
        members[self.main] = part("document", f"<w:body>{self.body}{section}</w:body>")
        folder, _, name = self.main.rpartition("/")
        members[f"{folder}/_rels/{name}.rels"] = relationships(relations + self.links)
        members["_rels/.rels"] = relationships([("main", "officeDocument", self.main)])
        members.update(self.parts)
        types = {self.main: self.main_type, **self.types}
        overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
        members["[Content_Types].xml"] = (
            f'<Types xmlns="{PACKAGE}content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f"{overrides}</Types>"
        )
        return members


def part(root: str, content: str) -> str:
    """The XML of a part around its content."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {NAMESPACES}>{content}</w:{root}>'


def relationships(relations: list[tuple[str, str, str]]) -> str:
    """A relationships part of (id, kind, target); a kind that ends with "!" is external."""
    external = ' TargetMode="External"'
    found = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}{kind.rstrip("!")}" Target="{target}"'
        f"{external if kind.endswith('!') else ''}/>"
        for key, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{found}</Relationships>'


def package(members: dict[str, str | bytes]) -> bytes:
    """A ZIP file of members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return stream.getvalue()


def p(content: str, properties: str = "") -> str:
    """A paragraph; bare text becomes a run."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is text, or XML that starts with "<"."""
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    """A cell; text that is no cell yet is wrapped."""
    if content.startswith("<w:tc>"):
        return content
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def lists(*definitions: tuple[tuple[str, str], ...], instances: str | None = None) -> str:
    """Numbering definitions of (format, pattern) per level; each has one instance with its number from 1."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{index}">{"".join(map(_level, range(9), levels))}</w:abstractNum>'
        for index, levels in enumerate(definitions)
    )
    plain = "".join(
        f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>' for index in range(len(definitions))
    )
    return abstract + (plain if instances is None else instances)


def _level(depth: int, level: tuple[str, str]) -> str:
    kind, pattern = level
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def style(name: str, shown: str, properties: str = "", run_properties: str = "", kind: str = "paragraph") -> str:
    """A style."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{shown}"/>{properties}'
        f"{f'<w:rPr>{run_properties}</w:rPr>' if run_properties else ''}</w:style>"
    )


def field_of(code: str, result: str) -> str:
    """A complex field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + mark.format("separate")
        + result
        + mark.format("end")
    )


def form_field(data: str, result: str = "") -> str:
    """A field of a form made with the old form tools."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText>FORMTEXT</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def drawn_box(content: str, fallback: str | None = None) -> str:
    """A text box in both dialects."""
    box = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{fallback or content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    drawing = (
        f"<w:drawing><wp:anchor><a:graphic><a:graphicData>{box}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture(width: int = 3, height: int = 2) -> str:
    """A picture of so many centimetres."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width * 360000}" cy="{height * 360000}"/><a:graphic>'
        '<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="image"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


TRACKED = 'w:id="9" w:author="Buyer Desk" w:date="2026-03-01T10:00:00Z"'
RUBY = (
    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>rubyabove</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>rubybase</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
FRACTION = (
    "<m:oMath><m:f><m:num><m:r><m:t>mathnum</m:t></m:r></m:num><m:den><m:r><m:t>mathden</m:t></m:r></m:den></m:f>"
    "</m:oMath>"
)
# Each construct by name: its XML in the body, and the word by which a reader finds it.
BODY: dict[str, tuple[str, str]] = {
    "plain paragraph": (p("plainword"), "plainword"),
    "word split over runs": (p(run("split") + run("word", "<w:b/>") + run("s")), "splitwords"),
    "table cell": (table(("cellword", "x")), "cellword"),
    "merged cells": (
        table((cell("gridword", '<w:gridSpan w:val="2"/>'), "y")),
        "gridword",
    ),
    "nested table": (table((p("outerword") + table(("nestedword",)) + p(""), "z")), "nestedword"),
    "content control around blocks": (control(p("blockcontrol")), "blockcontrol"),
    "content control in a line": (p(run("see ") + control(run("inlinecontrol"))), "see inlinecontrol"),
    "content control around a row": (
        "<w:tbl><w:tblPr/>" + control("<w:tr>" + cell("rowcontrol") + "</w:tr>") + "</w:tbl>",
        "rowcontrol",
    ),
    "content control around a cell": (
        f"<w:tbl><w:tblPr/><w:tr>{control(cell('cellcontrol'))}</w:tr></w:tbl>",
        "cellcontrol",
    ),
    "content control in a control": (control(control(p("deepcontrol"))), "deepcontrol"),
    "text box": (p(run("beside") + drawn_box(p("boxword"))), "boxword"),
    "old text box": (
        p("<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + p("vmlbox") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"),
        "vmlbox",
    ),
    "watermark": (p('<w:r><w:pict><v:shape><v:textpath string="watermarkword"/></v:shape></w:pict></w:r>'), "watermarkword"),
    "hyperlink": (p('<w:hyperlink r:id="link">' + run("linkword") + "</w:hyperlink>"), "linkword"),
    "smart tag": (p("<w:smartTag>" + run("smartword") + "</w:smartTag>"), "smartword"),
    "custom XML around blocks": ("<w:customXml>" + p("customblock") + "</w:customXml>", "customblock"),
    "custom XML in a line": (p("<w:customXml>" + run("custominline") + "</w:customXml>"), "custominline"),
    "simple field": (p('<w:fldSimple w:instr="MERGEFIELD x">' + run("simplefield") + "</w:fldSimple>"), "simplefield"),
    "complex field": (p(field_of("REF codeword", run("fieldresult"))), "fieldresult"),
    "symbol": (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" symbolbox")), "☑ symbolbox"),
    "tab": (p("<w:r><w:t>tableft</w:t><w:tab/><w:t>tabright</w:t></w:r>"), "tableft\ttabright"),
    "line break": (p("<w:r><w:t>breakabove</w:t><w:br/><w:t>breakbelow</w:t></w:r>"), "breakabove\nbreakbelow"),
    "no-break hyphen": (p("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>break</w:t></w:r>"), "non-break"),
    "soft hyphen": (p("<w:r><w:t>soft</w:t><w:softHyphen/><w:t>hyphen</w:t></w:r>"), "softhyphen"),
    "tracked insertion": (p(run("is ") + f"<w:ins {TRACKED}>{run('insertedword')}</w:ins>"), "is insertedword"),
    "tracked move": (
        p(f"<w:moveFrom {TRACKED}>{run('movedword')}</w:moveFrom>")
        + p(run("to ") + f"<w:moveTo {TRACKED}>{run('movedword')}</w:moveTo>"),
        "to movedword",
    ),
    "inserted row": (
        f"<w:tbl><w:tblPr/><w:tr><w:trPr><w:ins {TRACKED}/></w:trPr>{cell('insertedrow')}</w:tr></w:tbl>",
        "insertedrow",
    ),
    "inserted HTML": ('<w:altChunk r:id="chunk"/>', "chunkword"),
    "alternate content": (
        p('<w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:t>choiceword</w:t></mc:Choice>'
          "<mc:Fallback><w:t>choiceword</w:t></mc:Fallback></mc:AlternateContent></w:r>"),
        "choiceword",
    ),
    "form field default": (p(form_field('<w:textInput><w:default w:val="defaultword"/></w:textInput>')), "defaultword"),
    "filled form field": (
        p(form_field('<w:textInput><w:default w:val="unseen"/></w:textInput>', run("filledword"))),
        "filledword",
    ),
    "drop-down form field": (
        p(form_field('<w:ddList><w:result w:val="1"/><w:listEntry w:val="FOB"/><w:listEntry w:val="dropword"/></w:ddList>')),
        "dropword",
    ),
    "form check box": (p(form_field('<w:checkBox><w:checked/></w:checkBox>') + run(" formtick")), "☒ formtick"),
    "check box control": (
        p(control('<w:r><w:t>☐</w:t></w:r>', '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>') + run(" unticked")),
        "☐ unticked",
    ),
    "empty check box control": (
        p(control("", '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>') + run(" ticked")),
        "☒ ticked",
    ),
    "ruby": (p(RUBY), "rubybase"),
    "ruby above": (p(RUBY), "rubyabove"),
    "formula": (p(FRACTION), "mathnum/mathden"),
    "formula block": (f"<w:p><m:oMathPara>{FRACTION.replace('math', 'para')}</m:oMathPara></w:p>", "paranum/paraden"),
    "hidden text": (p(run("seen") + run("vanishword", "<w:vanish/>")), "vanishword"),
    "raised digits": (p(run("12 m") + run("2", '<w:vertAlign w:val="superscript"/>')), "12 m²"),
    "symbol font": (p(run("a", '<w:rFonts w:ascii="Symbol"/>') + run(" greekword")), "α greekword"),
    "drawn shape": (
        p("<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:p><a:r><a:t>shapeword</a:t></a:r></a:p>"
          "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"),
        "shapeword",
    ),
    "diagram": (
        p('<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><dgm:relIds r:dm="diagram"/></a:graphicData></a:graphic>'
          "</wp:inline></w:drawing></w:r>").replace('r:dm="', 'dgm:dm="'),
        "diagramword",
    ),
    "run outside a paragraph": (run("looseword"), "looseword"),
    "direction wrapper": (p("<w:dir>" + run("dirword") + "</w:dir>"), "dirword"),
    "unknown wrapper": (p('<x:future xmlns:x="urn:x">' + run("futureword") + "</x:future>"), "futureword"),
    "field that never ends": (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("unclosedfield")),
        "unclosedfield",
    ),
    "footnote": (p(run("noted") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), "footnoteword"),
    "endnote": (p(run("noted") + '<w:r><w:endnoteReference w:id="2"/></w:r>'), "endnoteword"),
    "comment": (p(run("noted") + '<w:r><w:commentReference w:id="5"/></w:r>'), "commentword"),
}  # fmt: skip
# Words outside the body, by construct.
OUTSIDE = {
    "default header": "headerword",
    "first page header": "firstheader",
    "even page header": "evenheader",
    "default footer": "footerword",
    "first page footer": "firstfooter",
    "even page footer": "evenfooter",
    "table in a header": "headercell",
}
# What a reader does not see, and what must therefore not stand in the text.
UNSEEN = {
    "deleted text": (p(f"<w:del {TRACKED}><w:r><w:delText>deletedword</w:delText></w:r></w:del>" + run("kept")), "deletedword"),
    "deleted row": (
        f"<w:tbl><w:tblPr/><w:tr>{cell('keptrow')}</w:tr>"
        f"<w:tr><w:trPr><w:del {TRACKED}/></w:trPr>{cell('deletedrow')}</w:tr></w:tbl>",
        "deletedrow",
    ),
    "struck text": (p(run("struckword", "<w:strike/>") + run("kept")), "struckword"),
    "field code": (p(field_of("REF codeword", run("shown"))), "codeword"),
    "field in a field code": (p(field_of("IF " + "x", run("yes")).replace(
        "<w:r><w:instrText>", run("nestedcode") + "<w:r><w:instrText>")), "nestedcode"),
    "glossary": ("", "glossaryword"),
    "second dialect": (p(drawn_box(p("onceword"), p("twiceword"))), "twiceword"),
    "deleted field code": (p(f"<w:del {TRACKED}><w:r><w:delInstrText>deletedcode</w:delInstrText></w:r></w:del>"), "deletedcode"),
    "default of a filled form field": (
        p(form_field('<w:textInput><w:default w:val="unseendefault"/></w:textInput>', run("typed"))), "unseendefault"),
}  # fmt: skip


def every_construct() -> Docx:
    """One file that holds all of them."""
    note = '<w:{0} w:type="separator" w:id="0"/><w:{0} w:id="2">{1}</w:{0}>'
    return Docx(
        body="".join(xml for xml, _ in BODY.values()) + "".join(xml for xml, _ in UNSEEN.values()),
        footnotes=note.format("footnote", p("footnoteword")),
        endnotes=note.format("endnote", p("endnoteword")),
        comments=f'<w:comment w:id="5" w:author="Quality Desk">{p("commentword")}</w:comment>',
        headers={
            "default": p("headerword") + table(("headercell", "x")),
            "first": p("firstheader"),
            "even": p("evenheader"),
        },
        footers={"default": p("footerword"), "first": p("firstfooter"), "even": p("evenfooter")},
        section="<w:titlePg/>",
        settings="<w:evenAndOddHeaders/>",
        links=[
            ("link", "hyperlink!", "https://example.com/"),
            ("chunk", "aFChunk", "afchunk.htm"),
            ("diagram", "diagramData", "diagrams/data1.xml"),
            ("glossary", "glossaryDocument", "glossary/document.xml"),
        ],
        parts={
            "word/afchunk.htm": "<html><head><style>b{}</style></head><body><p>chunkword</p></body></html>",
            "word/diagrams/data1.xml": (
                '<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>diagramword</a:t>'
                "</a:r></a:p></d>"
            ),
            "word/glossary/document.xml": part("glossaryDocument", p("glossaryword")),
        },
        types={"word/afchunk.htm": "text/html"},
    )
