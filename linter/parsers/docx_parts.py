"""The parts of a DOCX package: relationships, the main part, strict namespaces made plain."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Any

from tradelint.errors import UnreadableError
from tradelint.parsers.docx_names import STRICT, STRICT_MARK, w
from tradelint.parsers.package import Package, parse_xml
from tradelint.parsers.source import Limits

CONTENT_TYPES = "[Content_Types].xml"
USUAL_MAIN = "word/document.xml"
MAIN_TYPE = re.compile(r"word.*(?:document|template)\.(?:main\+xml|macroEnabledTemplate|macroEnabled)")
# In all parts together: a walk in Python takes some 5 microseconds a tag. 700 dense pages have about that many.
TAGS = 500_000
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship: `kind` is the last word of its type, `target` a part name, or what an external link names."""

    id: str
    kind: str
    target: str
    external: bool = False


class Parts:
    """The parts of a package by name, and the relationships between them."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._limits = limits
        self._tags = TAGS
        self._relations: dict[str, dict[str, Relation]] = {}
        self.names = package.names

    def __contains__(self, name: str) -> bool:
        return name in self._package

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        return self._package.read(name)

    def xml(self, name: str) -> Any:
        """The root element of a part, in the transitional namespaces."""
        data = self._package.read(name)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
            data = _utf8(data)
        if STRICT_MARK in data:
            for strict, transitional in STRICT:
                data = data.replace(strict, transitional)
        root = parse_xml(data, name, self._limits, self._tags)
        self._tags -= data.count(b"<")
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """The relationships of a part by id; those of the package itself for an empty name."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            rels = posixpath.join(folder, "_rels", name + ".rels")
            root = self.xml(rels) if rels in self._package else ()
            found = (_relation(node, folder) for node in root)
            self._relations[part] = {relation.id: relation for relation in found}
        return self._relations[part]

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that `part` refers to by relationships of one kind, as far as they exist."""
        targets = (
            relation.target
            for relation in self.relations(part).values()
            if relation.kind == kind and not relation.external and relation.target in self._package
        )
        return list(dict.fromkeys(targets))

    def content_types(self) -> dict[str, str]:
        """The declared media type of each part that has one of its own."""
        if CONTENT_TYPES not in self._package:
            return {}
        root = self.xml(CONTENT_TYPES)
        return {
            node.get("PartName", "").lstrip("/"): node.get("ContentType", "") for node in root if node.get("PartName")
        }

    def main(self) -> tuple[str, Any]:
        """The name and the root of the main document part, wherever the package keeps it.

        Raises UnreadableError when there is none or when it is no word-processing document.
        """
        named = self.related("", "officeDocument")
        declared = [name for name, kind in self.content_types().items() if MAIN_TYPE.search(kind)] if not named else []
        for name in (*named, *declared, USUAL_MAIN):
            if name in self._package:
                root = self.xml(name)
                if root.tag == w("document"):
                    return name, root
        raise UnreadableError(
            "corrupt", "the package holds no Word document", "ask for the file again, or open it in Word and save it"
        )


def _utf8(data: bytes) -> bytes:
    encoding = "utf-16" if data[:1] in (b"\xff", b"\xfe") else ("utf-16-le" if data[:1] == b"<" else "utf-16-be")
    return DECLARATION.sub("", data.decode(encoding, "replace"), count=1).encode("utf-8", "replace")


def _relation(node: Any, folder: str) -> Relation:
    target = node.get("Target", "")
    external = node.get("TargetMode", "") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
    return Relation(node.get("Id", ""), node.get("Type", "").rsplit("/", 1)[-1], target, external)
