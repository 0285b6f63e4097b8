"""Qualified names of WordprocessingML and of what Word nests in it (ISO/IEC 29500, transitional namespaces)."""

from __future__ import annotations

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
# A strict package says the same with other namespace names; they are rewritten before parsing.
STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
STRICT_MARK = b"http://purl.oclc.org/ooxml/"


def w(name: str) -> str:
    """A name of the main WordprocessingML namespace."""
    return f"{{{WORD}}}{name}"


def r(name: str) -> str:
    """A name of the relationships namespace, as in `r:id`."""
    return f"{{{RELATIONSHIPS}}}{name}"


def a(name: str) -> str:
    """A name of the main DrawingML namespace."""
    return f"{{{DRAWING}/main}}{name}"


def m(name: str) -> str:
    """A name of the office math namespace."""
    return f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{name}"


def v(name: str) -> str:
    """A name of VML, the drawing language before 2010."""
    return f"{{urn:schemas-microsoft-com:vml}}{name}"


def mc(name: str) -> str:
    """A name of markup compatibility, which offers one content in several dialects."""
    return f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{name}"


def w14(name: str) -> str:
    """A name of the Word 2010 extension."""
    return f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}"


VAL = w("val")
ID = w("id")
AUTHOR = w("author")
R_ID = r("id")
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
P, R, T, TBL, TR, TC = (w(name) for name in ("p", "r", "t", "tbl", "tr", "tc"))
PPR, RPR, TBLPR, TRPR, TCPR = (w(name) for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr"))
SDT, SDTPR, SDTCONTENT = (w(name) for name in ("sdt", "sdtPr", "sdtContent"))
INS, DEL, MOVE_TO, MOVE_FROM, DELTEXT = (w(name) for name in ("ins", "del", "moveTo", "moveFrom", "delText"))
NUMPR, ILVL, NUMID = (w(name) for name in ("numPr", "ilvl", "numId"))
TXBX = w("txbxContent")
ALTERNATE, CHOICE, FALLBACK = mc("AlternateContent"), mc("Choice"), mc("Fallback")

OFF = frozenset(["0", "false", "off", "none"])
