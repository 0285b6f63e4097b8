"""Qualified names of OpenDocument text (ISO/IEC 26300)."""

from __future__ import annotations

ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def office(name: str) -> str:
    """A name of the office namespace."""
    return f"{{{ODF}office:1.0}}{name}"


def text(name: str) -> str:
    """A name of the text namespace."""
    return f"{{{ODF}text:1.0}}{name}"


def table(name: str) -> str:
    """A name of the table namespace."""
    return f"{{{ODF}table:1.0}}{name}"


def style(name: str) -> str:
    """A name of the style namespace."""
    return f"{{{ODF}style:1.0}}{name}"


def draw(name: str) -> str:
    """A name of the drawing namespace."""
    return f"{{{ODF}drawing:1.0}}{name}"


def fo(name: str) -> str:
    """A name of the formatting properties."""
    return f"{{{ODF}xsl-fo-compatible:1.0}}{name}"


def svg(name: str) -> str:
    """A name of the SVG properties."""
    return f"{{{ODF}svg-compatible:1.0}}{name}"


HREF = "{http://www.w3.org/1999/xlink}href"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
STYLE_NAME = text("style-name")


def field_mark(name: str) -> str:
    """A name of the form fields that LibreOffice takes over from Word."""
    return f"{{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}}{name}"
