"""Reads OpenDocument texts (ODT, OTT): the same layers, places and traits as for Word files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tradelint.errors import UnreadableError
from tradelint.parsers.docx_ground import walking_a_tree
from tradelint.parsers.docx_outline import mark_headings
from tradelint.parsers.docx_parts import TAGS
from tradelint.parsers.docx_story import Full, Writer, words_of
from tradelint.parsers.docx_traits import REMOTE
from tradelint.parsers.odt_inline import Note, Shared
from tradelint.parsers.odt_lists import ListStyles
from tradelint.parsers.odt_names import HREF, ODF, office, style
from tradelint.parsers.odt_styles import Styles
from tradelint.parsers.odt_walk import Walker
from tradelint.parsers.package import Package
from tradelint.parsers.source import Source
from tradelint.text import Document, Gap, Layer, Trait

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
CONTENT, STYLES, MANIFEST, META = "content.xml", "styles.xml", "META-INF/manifest.xml", "meta.xml"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
MARGINS: tuple[tuple[Layer, str, str], ...] = (
    ("header", "header", "header"),
    ("header", "header-first", "header of the first page"),
    ("header", "header-left", "header of even pages"),
    ("footer", "footer", "footer"),
    ("footer", "footer-first", "footer of the first page"),
    ("footer", "footer-left", "footer of even pages"),
)
# Every file may have these lists of its macro libraries; a macro is a file beside them.
MACRO_INDEXES = ("script-lc.xml", "script-lb.xml", "/")
NOTES: tuple[Layer, ...] = ("footnote", "endnote", "comment")


def read(source: Source) -> tuple[Document, ...]:
    """The document in an OpenDocument text, with headers, notes, comments and footers in their layers.

    Raises UnreadableError: encrypted, corrupt, limit, unsupported.
    """
    with walking_a_tree():
        return (_Reader(source).read(),)


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._package = source.package
        _refuse_encrypted(self._package)
        if CONTENT not in self._package:
            raise UnreadableError("corrupt", "the package holds no OpenDocument text", "ask for the file again")
        self._content = self._package.xml(CONTENT, TAGS)
        self._styles = self._package.xml(STYLES) if STYLES in self._package else None
        roots = [root for root in (self._content, self._styles) if root is not None]
        self._shared = Shared(Styles(roots), ListStyles(roots), self._formula)
        self._writer = Writer(source.limits)
        self._seen: set[str] = set()

    def read(self) -> Document:
        """The document, with a gap for whatever was not read."""
        gaps: list[Gap] = []
        try:
            self._write()
        except Full as stop:
            gaps.append(Gap("limit", str(stop), "split the document, or raise the limits"))
        writer = self._writer
        gaps += [Gap(code, place, hint) for code, place, hint in dict.fromkeys(self._shared.gaps)]
        traits = (*_package_traits(self._package), *writer.traits)
        if not writer.builder.text.strip():
            pictures = any(trait.code == "image" for trait in traits)
            gaps.append(Gap("image-only-page" if pictures else "empty", "the document", "ask for a file with text"))
        document = self._source.document(MEDIA_TYPE, writer.builder, gaps)
        return replace(document, revisions=writer.revisions(), traits=traits)

    def _write(self) -> None:
        body = self._content.find(f"{office('body')}/{office('text')}")
        if body is None:
            raise UnreadableError("unsupported", "this is no OpenDocument text", "save it as ODT, DOCX or PDF")
        masters = self._masters()
        self._margins(masters, "header")
        nodes = Walker(self._shared, self._content).blocks(body)
        mark_headings(nodes)
        self._writer.story(nodes, "body", CONTENT)
        for layer in NOTES:
            for number, note in enumerate((note for note in self._shared.notes if note.kind == layer), 1):
                self._writer.story(note.nodes, layer, CONTENT, _note_name(note, number), note.key)
        self._margins(masters, "footer")

    def _masters(self) -> list[Any]:
        """The page styles in use: the standard one, those that paragraphs ask for, and those that follow them."""
        nodes = list(self._styles.iter(style("master-page"))) if self._styles is not None else []
        named = {node.get(style("name"), ""): node for node in nodes}
        wanted = [*list(named)[:1], *(["Standard"] if "Standard" in named else []), *self._shared.styles.masters()]
        found: dict[str, Any] = {}
        while wanted:
            name = wanted.pop()
            if name in named and name not in found:
                found[name] = named[name]
                wanted.append(named[name].get(style("next-style-name"), ""))
        return [node for node in nodes if node.get(style("name"), "") in found]

    def _margins(self, masters: list[Any], wanted: Layer) -> None:
        for node in masters:
            for layer, tag, name in MARGINS:
                part = node.find(style(tag))
                if layer != wanted or part is None or part.get(style("display")) == "false":
                    continue
                nodes = Walker(self._shared, part).blocks(part)
                words = layer + words_of(nodes)
                if words not in self._seen:
                    self._seen.add(words)
                    self._writer.story(nodes, layer, STYLES, name)

    def _formula(self, target: str) -> str | None:
        """The characters of an embedded formula; None for another kind of object."""
        name = target.removeprefix("./").rstrip("/") + "/" + CONTENT
        if not target or name not in self._package:
            return None
        root = self._package.xml(name)
        math = root if root.tag == MATH else next(root.iter(MATH), None)
        return "".join(_formula_words(math)).strip() if math is not None else None


def _formula_words(math: Any) -> Iterator[str]:
    for node in math.iter("{*}mi", "{*}mn", "{*}mo", "{*}mtext"):
        yield (node.text or "").strip()


def _note_name(note: Note, number: int) -> str:
    return f"{note.kind} {number}" + (f" by {note.author}" if note.author else "")


def _refuse_encrypted(package: Package) -> None:
    if MANIFEST not in package:
        return
    manifest = package.xml(MANIFEST)
    if next(manifest.iter(f"{{{ODF}manifest:1.0}}encryption-data"), None) is not None:
        raise UnreadableError("encrypted", "the file needs a password to open", "save a copy without the password")


def _package_traits(package: Package) -> Iterator[Trait]:
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith(MACRO_INDEXES) for name in package.names):
        yield Trait("macros", "the file holds macros")
    if "META-INF/documentsignatures.xml" in package:
        yield Trait("signature", "the file is signed digitally")
    if META in package:
        for node in package.xml(META).iter("{*}template"):
            if REMOTE.match(node.get(HREF, "")):
                yield Trait("remote-template", node.get(HREF)[:200])
