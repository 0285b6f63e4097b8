"""Office packages (ZIP files of XML) unpacked within caps, so that a small file cannot grow without end."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree
from tradelint.errors import UnreadableError
from tradelint.parsers.source import Limits

STEP = 64 * 1024
# About twice the densest real part that was measured; a tree of more elements would not fit the worker's memory.
TAGS = 2_000_000
# libxml2 refuses deeper trees by itself unless it is told that the tree is huge.
PARSER_DEPTH = 256
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = b"PK\x01\x02"
# Nothing is fetched, nothing expanded; comments and instructions are no text.
NO_TRICKS: Any = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)
RESAVE = "open it in an office program and save it again"


def _corrupt(message: str) -> UnreadableError:
    return UnreadableError("corrupt", message, f"ask for the file again, or {RESAVE}")


def _limit(message: str) -> UnreadableError:
    return UnreadableError("limit", message, "ask for a simpler file, or raise the limits")


def refuse_ole(data: bytes) -> None:
    """Raise for an OLE container: an encrypted office file, or a format older than 2007."""
    if not data.startswith(OLE):
        return
    if any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "DRMEncryptedDataSpace")):
        raise UnreadableError("encrypted", "the file needs a password to open", "save a copy without the password")
    raise UnreadableError(
        "unsupported",
        "this is the old binary office format (.doc, .xls)",
        "open it in Word or LibreOffice and save it as DOCX or XLSX",
    )


class Package:
    """The members of a ZIP file by name; what is read is counted, declared sizes bound nothing.

    Names are looked up without regard to case, as the packaging standard has it (ISO/IEC 29500-2, 6.2.2.3).
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        refuse_ole(data)
        self._limits = limits
        self._unpacked = 0
        if data.count(ENTRY) > 8 * limits.members:
            raise _limit(f"the package has more than {limits.members} members")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_ERRORS as error:
            raise _corrupt("the package (ZIP) is damaged or cut off") from error
        members = self._zip.infolist()
        if len(members) > limits.members:
            raise _limit(f"the package has {len(members)} members, the limit is {limits.members}")
        _refuse_overlap(members)
        self._members = _by_name(members)
        self.names: tuple[str, ...] = tuple(info.filename for info in self._members.values())

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def _pieces(self, name: str) -> Iterator[bytes]:
        info = self._members.get(_key(name))
        if info is None:
            raise _corrupt(f"the package has no part {name}")
        size = 0
        try:
            with self._zip.open(info) as member:
                while piece := member.read(STEP):
                    size += len(piece)
                    self._unpacked += len(piece)
                    self._check_size(name, size)
                    yield piece
        except ZIP_ERRORS as error:
            raise _corrupt(f"{name} in the package is damaged") from error

    def _check_size(self, name: str, size: int) -> None:
        if size > self._limits.member:
            raise _limit(f"{name} unpacks to more than {self._limits.member // 2**20} MB")
        if self._unpacked > self._limits.package:
            raise _limit(f"the package unpacks to more than {self._limits.package // 2**20} MB")

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises UnreadableError when it is missing, damaged or over a cap."""
        return b"".join(self._pieces(name))

    def xml(self, name: str, tags: int = TAGS) -> Any:
        """The root element of an XML member, in UTF-8 or UTF-16, without comments and processing instructions.

        Raises UnreadableError for a DOCTYPE, a tree that is too deep or has more than `tags` tags, and broken XML.
        """
        return parse_xml(self.read(name), name, self._limits, tags)

    def check(self) -> None:
        """Read every member once and refuse what no other reader should be given. Raises UnreadableError."""
        for name in self.names:
            pieces = self._pieces(name)
            head = next(pieces, b"")
            if looks_like_xml(head):
                _refuse_doctype(head, name)
                _scan(_Stream(head, pieces), name)
            for _ in pieces:
                pass


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _by_name(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for info in members:
        if info.is_dir():
            continue
        if info.flag_bits & 0x1:
            raise UnreadableError(
                "encrypted", f"{info.filename} in the package is encrypted", "save a copy without the password"
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableError("unsupported", f"{info.filename} is packed in an unusual way", RESAVE)
        if found.setdefault(_key(info.filename), info) is not info:
            raise _corrupt(f"the package has two parts named {info.filename}, so programs disagree on what it says")
    return found


def _refuse_overlap(members: list[zipfile.ZipInfo]) -> None:
    """Members that share bytes are a bomb (CVE-2024-0450); CPython before 3.11.8 does not look."""
    end = 0
    for info in sorted(members, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise _corrupt("members of the package overlap each other")
        end = info.header_offset + 30 + info.compress_size


def looks_like_xml(head: bytes) -> bool:
    """Whether bytes start like markup, in any of the encodings that XML allows."""
    return head[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _refuse_doctype(data: bytes, name: str) -> None:
    if any(doctype in data for doctype in DOCTYPES):
        raise _doctype(name)


def _doctype(name: str) -> UnreadableError:
    return UnreadableError("unsupported", f"{name} declares a document type, which office files never do", RESAVE)


def _parse_error(error: etree.XMLSyntaxError, name: str) -> UnreadableError:
    message = str(error).lower()
    if "depth" in message:
        return _limit(f"{name} is nested more than {PARSER_DEPTH} levels deep")
    if "huge" in message or "limit" in message or "too long" in message:
        return _limit(f"{name} holds a text or a name that is too long")
    return _corrupt(f"{name} is not well-formed XML")


def parse_xml(data: bytes, name: str, limits: Limits, tags: int = TAGS) -> Any:
    """The root element of XML bytes; `name` is what errors call them. Raises UnreadableError."""
    _refuse_doctype(data, name)
    if data.count(b"<") > tags:
        raise _limit(f"{name} has too many elements")
    parser = etree.XMLParser(**NO_TRICKS)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _parse_error(error, name) from error
    except (LookupError, ValueError) as error:
        raise _corrupt(f"{name} is not well-formed XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(name)
    if limits.depth < PARSER_DEPTH and _depth(root) > limits.depth:
        raise _limit(f"{name} is nested more than {limits.depth} levels deep")
    return root


def _depth(root: Any) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


class _Stream:
    """A member as the file that libxml2 reads from; only then does it watch the depth of what it builds no tree of."""

    def __init__(self, head: bytes, pieces: Iterator[bytes]) -> None:
        self._next = head
        self._pieces = pieces

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; nothing at the end."""
        piece = self._next or next(self._pieces, b"")
        self._next = piece[size:] if 0 < size < len(piece) else b""
        return piece[: len(piece) - len(self._next)]


class _Target:
    """Receives nothing of a document but its document type."""

    def __init__(self, name: str) -> None:
        self._name = name

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Called by the parser when it meets a document type."""
        raise _doctype(self._name)

    def close(self) -> None:
        """Called by the parser at the end."""


def _scan(stream: _Stream, name: str) -> None:
    """Refuse a DOCTYPE, depth and endless text; XML that is broken is left to the reader that needs it."""
    parser = etree.XMLParser(target=_Target(name), resolve_entities=False, load_dtd=False, no_network=True)
    try:
        etree.parse(stream, parser)
    except etree.XMLSyntaxError as error:
        refusal = _parse_error(error, name)
        if refusal.code == "limit":
            raise refusal from error
    except (LookupError, AssertionError):
        return


def open_package(data: bytes, limits: Limits) -> Package:
    """The package behind the bytes of a DOCX, XLSX or ODF file.

    Raises UnreadableError: encrypted (a password is needed), unsupported (old binary format), corrupt, limit.
    """
    return Package(data, limits)


def check_package(data: bytes, limits: Limits) -> None:
    """Refuse a package that is unsafe to hand to another reader: bombs, DOCTYPE, depth, duplicate or encrypted parts.

    Every member is unpacked once, in steps, and thrown away. Raises UnreadableError.
    """
    Package(data, limits).check()
