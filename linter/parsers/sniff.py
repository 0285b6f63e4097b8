"""Which reader a file needs, told by its content; the suffix only chooses between kinds of text."""

from __future__ import annotations

import re

from tradelint.errors import UnreadableError
from tradelint.parsers.encoding import Decoded, decode, is_text
from tradelint.parsers.source import Source
from tradelint.text import Trait

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"
MAIL = "message/rfc822"
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

LFS = b"version https://git-lfs.github.com/spec/"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ZIP_END = b"PK\x05\x06"
NAMES = {
    PDF: "PDF",
    DOCX: "Word (DOCX)",
    XLSX: "Excel (XLSX)",
    XLS: "Excel 97 (XLS)",
    ODS: "OpenDocument spreadsheet (ODS)",
    ODT: "OpenDocument text (ODT)",
    RTF: "RTF",
    MAIL: "an e-mail",
    HTML: "HTML",
    MARKDOWN: "Markdown",
    PLAIN: "plain text",
}
# The suffixes that each type goes by; anything else is a mismatch worth a word.
SUFFIXES = {
    PDF: (".pdf",),
    DOCX: (".docx", ".docm", ".dotx", ".dotm"),
    XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    XLS: (".xls", ".xlt", ".et"),
    ODS: (".ods", ".ots"),
    ODT: (".odt", ".ott"),
    RTF: (".rtf", ".doc"),
    MAIL: (".eml", ".mht", ".mhtml"),
    HTML: (".html", ".htm", ".xhtml"),
    MARKDOWN: (".md", ".markdown"),
    PLAIN: (".txt", ".text", ".csv", ".tsv", ".asc", ".log", ""),
}
PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
)
# (offset, bytes, name) of what strangers also send; none of it is a paper.
OTHERS = (
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\0", "an xz archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"MZ", "a Windows program"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"ID3", "a sound recording"),
    (4, b"ftyp", "a video or a picture from a phone"),
    (0, b"RIFF", "a picture, sound or video (RIFF)"),
    (0, b"AC10", "a drawing (DWG)"),
    (0, b"%!PS", "PostScript"),
    (0, b"\x05\x64\x06\x01", "a shortcut"),
    (0, b"L\0\0\0\x01\x14\x02\0", "a Windows shortcut"),
)
SAVE_AS = "save it as PDF, DOCX or XLSX"
HTML_HEAD = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I
)
XML_HEAD = re.compile(rb"\s*<\?xml\s")
MAIL_HEAD = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}", re.I)
MAIL_FIELDS = re.compile(rb"^(?:mime-version|received|message-id|return-path|dkim-signature|x-mailer)\s*:", re.I | re.M)


def media_type_of(source: Source) -> str:
    """The media type of a file. Raises UnreadableError for types that nothing here reads."""
    data = source.data
    if data[:200].lstrip().startswith(LFS):
        raise UnreadableError("lfs-pointer", "the file is a Git LFS pointer, not the document", "run git lfs pull")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(ZIP):
        return _packed(source)
    if data.startswith(OLE):
        return _compound(data)
    _refuse_pictures(data)
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return RTF
    _refuse_others(data)
    return _text(source)


def contradicts(source: Source, media_type: str) -> str | None:
    """What to say when a file's name promises another type than its content is; None when they agree."""
    suffix = source.suffix
    promised = next((kind for kind, suffixes in SUFFIXES.items() if suffix and suffix in suffixes), None)
    if promised is None or suffix in SUFFIXES[media_type] or {promised, media_type} <= {MARKDOWN, PLAIN, HTML, MAIL}:
        return None
    return f"the name ends in {suffix} but the content is {NAMES[media_type]}"


def second_type(data: bytes, media_type: str) -> str | None:
    """What to say of a file that another program opens as another paper; None for a file of one type."""
    if media_type == PDF:
        if data.startswith(ZIP) or HTML_HEAD.match(data[:1024]):
            return "the file is a PDF behind the beginning of another file"
        tail = data[data.rfind(b"%%EOF") + 5 :]
        if ZIP[0] in tail and ZIP_END in tail:
            return "the file is a PDF and a ZIP package at once"
    elif data.startswith(ZIP) and b"%PDF-" in data[data.rfind(ZIP_END) + len(ZIP_END) :]:
        return "the file is a ZIP package and a PDF at once"
    return None


def file_traits(source: Source, media_type: str, known: tuple[Trait, ...]) -> tuple[Trait, ...]:
    """Of the traits that only bytes and name show, those that the reader has not noted."""
    codes = {trait.code for trait in known}
    second = second_type(source.data, media_type)
    found = (*traits_of(source, media_type), *([Trait("polyglot", second)] if second else []))
    return tuple(trait for trait in found if trait.code not in codes)


def traits_of(source: Source, media_type: str, decoded: Decoded | None = None) -> tuple[Trait, ...]:
    """What a reader of the page does not see: a name that promises another type, an encoding that was guessed."""
    mismatch = contradicts(source, media_type)
    found = [Trait("type-mismatch", mismatch)] if mismatch else []
    if decoded is not None and decoded.guessed:
        found.append(Trait("encoding", f"read as {decoded.encoding}, because the text reads best so"))
    return tuple(found)


def _packed(source: Source) -> str:
    package = source.package
    names = set(package.names)
    if "mimetype" in names:
        found = {ODS.encode(): ODS, ODT.encode(): ODT}.get(package.read("mimetype").strip().removesuffix(b"-template"))
        if found:
            return found
    kind = _office_kind(package)
    if kind:
        return kind
    lower = {name.lower() for name in names}
    for mark, name, hint in (
        ("xl/workbook.bin", "an Excel binary workbook (XLSB)", "save it as XLSX"),
        ("ppt/presentation.xml", "a PowerPoint presentation", SAVE_AS),
        ("meta-inf/manifest.mf", "a Java program", "name the papers in it"),
        ("androidmanifest.xml", "an Android program", "name the papers in it"),
        ("index/document.iwa", "an Apple Pages or Numbers file", SAVE_AS),
        ("content.xml", "an OpenDocument file of another kind", SAVE_AS),
    ):
        if mark in lower:
            raise UnreadableError("unsupported", f"the file is {name}", hint)
    if not names:
        raise UnreadableError("empty", "the file is an empty archive", "ask for the file again")
    if "[content_types].xml" in lower:
        raise UnreadableError("corrupt", "the package has no document or workbook part", "ask for the file again")
    raise UnreadableError("unsupported", "the file is a ZIP archive", "unpack it and check the papers in it")


def _office_kind(package: object) -> str | None:
    """Word or Excel by the main part that the content types name, else by the parts that are there."""
    from tradelint.parsers.package import Package

    assert isinstance(package, Package)
    lower = {name.lower() for name in package.names}
    types = b""
    if "[content_types].xml" in lower:
        types = package.read("[Content_Types].xml")
    for mark, kind in ((b"wordprocessingml.document.main", DOCX), (b"wordprocessingml.template.main", DOCX)):
        if mark in types:
            return kind
    if re.search(rb"ms-word\.(?:document|template)\.macroEnabled(?:Template)?\.main", types):
        return DOCX
    if b"sheet.binary" in types:
        return None
    if re.search(rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\.macroEnabled\.main", types):
        return XLSX
    if "word/document.xml" in lower:
        return DOCX
    return XLSX if "xl/workbook.xml" in lower else None


def _compound(data: bytes) -> str:
    """OLE containers: the streams in the directory tell what wrote it."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("DRMEncryptedDataSpace"):
        raise UnreadableError("encrypted", "the file needs a password to open", "save a copy without the password")
    if has("Workbook\0") or has("Book\0"):
        return XLS
    if has("WordDocument"):
        raise UnreadableError("unsupported", "the file is a Word 97 document (.doc)", "save it as DOCX or PDF")
    if has("__substg1.0_") or has("__properties_version"):
        raise UnreadableError("unsupported", "the file is an Outlook message (.msg)", "save it as .eml or PDF")
    if has("PowerPoint Document"):
        raise UnreadableError("unsupported", "the file is a PowerPoint presentation", SAVE_AS)
    if len(data) < 1536:
        raise UnreadableError("corrupt", "the office file is cut off", "ask for the file again")
    raise UnreadableError("unsupported", "the file is an old office container (OLE)", SAVE_AS)


def _refuse_pictures(data: bytes) -> None:
    for mark, name in PICTURES:
        if data.startswith(mark) and not (mark == b"BM" and is_text(data)):
            raise UnreadableError(
                "image-only-page",
                f"the file is a picture ({name})",
                "ask for the paper as PDF with text, DOCX or XLSX",
            )


def _refuse_others(data: bytes) -> None:
    for offset, mark, name in OTHERS:
        if data.startswith(mark, offset) and not (len(mark) < 6 and is_text(data)):
            raise UnreadableError("unsupported", f"the file is {name}", SAVE_AS)


def _text(source: Source) -> str:
    data, suffix = source.data, source.suffix
    if not is_text(data):
        raise UnreadableError("unsupported", "the file is binary data of an unknown kind", SAVE_AS)
    head = data[:8192]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:64]:
        head = decode(data[:16384]).text.encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if HTML_HEAD.match(head):
        return HTML
    if XML_HEAD.match(head):
        _refuse_xml(head)
    if _is_mail(head):
        return MAIL
    if suffix in SUFFIXES[HTML] and re.search(rb"<\w+[^>]*>", head):
        return HTML
    if suffix in SUFFIXES[MAIL] and re.match(rb"[\w-]+:\s", head):
        return MAIL
    return MARKDOWN if suffix in SUFFIXES[MARKDOWN] else PLAIN


def _refuse_xml(head: bytes) -> None:
    """Data files in XML: their tags are no text that a person reads."""
    for mark, name in (
        (b"office:spreadsheet", "an Excel 2003 workbook in XML"),
        (b"2003/wordml", "a Word 2003 document in XML"),
        (b"2006/xmlPackage", "an office document in one XML file"),
        (b"opendocument", "an OpenDocument file in one XML file"),
        (b"CrossIndustryInvoice", "an electronic invoice in XML"),
        (b"ubl:schema", "an electronic invoice in XML"),
    ):
        if mark in head:
            raise UnreadableError("unsupported", f"the file is {name}", SAVE_AS)
    raise UnreadableError("unsupported", "the file is XML data", SAVE_AS)


def _is_mail(head: bytes) -> bool:
    """A transport header: several fields, among them one that only mail programs write."""
    found = MAIL_HEAD.match(head.removeprefix(b"From ").lstrip() if head.startswith(b"From ") else head)
    return bool(found and MAIL_FIELDS.search(found.group()))
