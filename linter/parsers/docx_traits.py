"""What a Word package carries beside its text: macros, remote templates, links to other files, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tradelint.parsers.docx_parts import Parts, Relation
from tradelint.text import Trait

LONGEST = 200
# A template on a drive of the writer's own machine is everyday; one on a server is fetched when the file is opened.
REMOTE = re.compile(r"\s*(?:https?:|ftp:|mhtml:|file:(?://(?=[^/\\])|/{4,}|/{2,3}\\\\)|\\\\|//)", re.IGNORECASE)
# Links that are followed only by a click, or that are told apart elsewhere.
CLICKED = frozenset(["hyperlink", "attachedTemplate"])


def package_traits(parts: Parts, main: str) -> Iterator[Trait]:
    """The traits of the package as a whole."""
    names = [name.casefold() for name in parts.names]
    if parts.related(main, "vbaProject") or any(name.endswith("vbaproject.bin") for name in names):
        yield Trait("macros", "the file holds macros (VBA)")
    if any("_xmlsignatures/" in name for name in names):
        yield Trait("signature", "the file is signed digitally")
    for detail in dict.fromkeys(_controls(parts, main)):
        yield Trait("embedded-object", detail)
    yield from dict.fromkeys(_links(parts, main))


def _controls(parts: Parts, main: str) -> Iterator[str]:
    for relation in parts.relations(main).values():
        if relation.kind == "control":
            yield "ActiveX control"


def _links(parts: Parts, main: str) -> Iterator[Trait]:
    for part in (main, *_satellites(parts, main)):
        for relation in parts.relations(part).values():
            if relation.external and relation.kind == "attachedTemplate":
                if REMOTE.match(relation.target):
                    yield Trait("remote-template", relation.target[:LONGEST])
            elif relation.external and relation.kind not in CLICKED:
                yield Trait("external-link", _describe(relation))


def _describe(relation: Relation) -> str:
    return f"{relation.kind}: {relation.target}"[:LONGEST]


def _satellites(parts: Parts, main: str) -> Iterator[str]:
    """The parts that the main part refers to and that may have relationships of their own."""
    for relation in parts.relations(main).values():
        if not relation.external and relation.target.endswith(".xml") and relation.target in parts:
            yield relation.target
