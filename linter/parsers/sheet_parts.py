"""Parts of an XLSX package: how they point at each other, and elements of large ones one by one."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree
from tradelint.errors import UnreadableError
from tradelint.parsers.package import DOCTYPES, NO_TRICKS, RESAVE, Package

# A tree takes some ten times the bytes of its part.
SMALL = 2**20
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Kind and target of each relationship, by its id.
Relations = dict[str, tuple[str, str]]


@lru_cache(maxsize=1_024)
def local(name: Any) -> str:
    """A tag or attribute name without its namespace: strict and transitional files differ in nothing else."""
    return name[name.find("}") + 1 :] if isinstance(name, str) else ""


def rich_text(element: Any) -> str:
    """The text of a string item: its runs without the phonetic guide."""
    if len(element) == 1 and local(element[0].tag) == "t":
        return unescape(element[0].text or "")
    pieces = []
    for child in element:
        tag = local(child.tag)
        if tag == "t":
            pieces.append(child.text or "")
        elif tag == "r":
            pieces += [node.text or "" for node in child if local(node.tag) == "t"]
    return unescape("".join(pieces))


def unescape(text: str) -> str:
    """Characters that XML cannot hold are written _x000D_."""
    if "_x" in text:
        text = ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def resolve(part: str, target: str) -> str:
    """The package name behind a relationship's target."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def relations(package: Package, part: str) -> Relations:
    """The relationships of a part; those of the package for the empty name."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package:
        return {}
    found: Relations = {}
    for element in package.xml(path).iter("{*}Relationship"):
        kind = (element.get("Type") or "").rpartition("/")[2]
        if element.get("TargetMode") != "External":
            found[element.get("Id") or ""] = (kind, resolve(part, element.get("Target") or ""))
    return found


def _small_tree(data: bytes) -> Any | None:
    """The tree of a small part, which is walked faster than a stream; None for large and broken ones."""
    if len(data) > SMALL:
        return None
    try:
        return etree.fromstring(data, etree.XMLParser(**NO_TRICKS))
    except (etree.XMLSyntaxError, LookupError, ValueError):
        return None


def stream(package: Package, part: str, *tags: str) -> Iterator[Any]:
    """The elements with these names as they end; in large parts each is emptied behind the caller.

    Raises UnreadableError.
    """
    data = package.read(part)
    if any(doctype in data for doctype in DOCTYPES):
        raise UnreadableError("unsupported", f"{part} declares a document type, which office files never do", RESAVE)
    names = tuple(f"{{*}}{tag}" for tag in tags)
    root = _small_tree(data)
    if root is not None:
        for _, element in etree.iterwalk(root, events=("end",), tag=names):
            yield element
        return
    events = etree.iterparse(io.BytesIO(data), events=("end",), tag=names, **NO_TRICKS)
    try:
        for _, element in events:
            yield element
            # What came before it is done with; the element itself stays, for the parser to go on from.
            element.clear()
            if element.getprevious() is not None:
                parent = element.getparent()
                del parent[: parent.index(element)]
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error).lower()
        raise UnreadableError(
            "limit" if deep else "corrupt",
            f"{part} is nested too deep" if deep else f"{part} is not well-formed XML",
            RESAVE,
        ) from error
