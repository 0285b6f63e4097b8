"""An office package with some parts changed or added; every other part is copied unchanged."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from lxml import etree
from tradelint.parsers.package import check_package, open_package
from tradelint.parsers.source import Source

CONTENT_TYPES = "[Content_Types].xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
# What a part of a zip file is stamped with when nobody can say when it was made.
EPOCH = (1980, 1, 1, 0, 0, 0)


class Editing:
    """The parts of a package that are read, changed and added. Raises UnreadableError for an unsafe package."""

    def __init__(self, source: Source) -> None:
        check_package(source.data, source.limits)
        self._data = source.data
        self._package = open_package(source.data, source.limits)
        self._roots: dict[str, Any] = {}
        self._changed: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._package or name in self._roots or name in self._changed

    def xml(self, name: str) -> Any:
        """The root element of a part; what is changed in it is saved. The package was checked for what is unsafe."""
        if name not in self._roots:
            parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
            self._roots[name] = etree.fromstring(self._package.read(name), parser)
        return self._roots[name]

    def look(self, name: str) -> Any:
        """The root element of a part that stays as it is."""
        return self._roots[name] if name in self._roots else self._package.xml(name)

    def add_xml(self, name: str, root: Any) -> None:
        """Add a part."""
        self._roots[name] = root

    def add(self, name: str, data: bytes) -> None:
        """Add a part that is no XML tree of ours."""
        self._changed[name] = data

    def free_name(self, pattern: str) -> str:
        """The first name of a numbered series that no part has, such as xl/comments{}.xml."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def related(self, part: str, kind: str) -> str | None:
        """The part that `part` refers to by a relationship of this kind."""
        for relation in self._relations(part):
            same_kind = (relation.get("Type") or "").rsplit("/", 1)[-1] == kind
            if same_kind and relation.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(part), relation.get("Target") or "")
                name = posixpath.normpath(target).lstrip("/")
                if name in self:
                    return name
        return None

    def _relations(self, part: str) -> Any:
        name = _relations_name(part)
        return self.look(name) if name in self else ()

    def relate(self, part: str, target: str, kind: str, *, strict: bool = False) -> str:
        """Add a relationship from one part to another; returns its id."""
        name = _relations_name(part)
        if name not in self:
            self.add_xml(name, etree.Element(f"{{{PACKAGE_RELATIONS}}}Relationships", nsmap={None: PACKAGE_RELATIONS}))
        root = self.xml(name)
        taken = {relation.get("Id") for relation in root}
        key = next(f"rIdTradelint{n}" for n in range(1, len(taken) + 2) if f"rIdTradelint{n}" not in taken)
        relation = etree.SubElement(root, f"{{{PACKAGE_RELATIONS}}}Relationship")
        relation.set("Id", key)
        relation.set("Type", f"{STRICT_OFFICE if strict else OFFICE}/{kind}")
        relation.set("Target", f"/{target}")
        return key

    def declare(self, name: str, media_type: str) -> None:
        """Declare the media type of an added part."""
        entry = etree.SubElement(self.xml(CONTENT_TYPES), f"{{{TYPES}}}Override")
        entry.set("PartName", f"/{name}")
        entry.set("ContentType", media_type)

    def save(self) -> bytes:
        """The bytes of the changed package; its parts keep their order and their times."""
        changed = {name: _bytes(root) for name, root in self._roots.items()} | self._changed
        # Names are looked up without regard to case, so a part is replaced under the name that the package has for it.
        by_key = {name.casefold(): data for name, data in changed.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as old, zipfile.ZipFile(out, "w") as new:
            for info in old.infolist():
                replaced = by_key.pop(info.filename.casefold(), None)
                new.writestr(info, self._part(old, info) if replaced is None else replaced)
            for name in changed:
                if name.casefold() in by_key:
                    new.writestr(zipfile.ZipInfo(name, EPOCH), changed[name], zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _part(self, old: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        return b"" if info.is_dir() else self._package.read(info.filename)


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _bytes(root: Any) -> bytes:
    data: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
