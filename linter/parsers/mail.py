"""Reads e-mails: the message is a paper, and so is every attachment that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import policy
from email.message import Message, MIMEPart
from email.parser import BytesParser

from tradelint.errors import UnreadableError
from tradelint.parsers.encoding import Decoded, decode
from tradelint.parsers.sniff import MAIL, PLAIN, media_type_of
from tradelint.parsers.source import Source
from tradelint.text import Document, Gap, Trait

SHOWN = ("From", "To", "Cc", "Date", "Subject")
MOST_ATTACHMENTS = 50
DEEPEST = 4
FLOWED = re.compile(r"(?m)(?<=[^\s>]) \n(?![>\s]|-- $)")
# Parts that mail programs add for themselves.
FURNITURE = frozenset(["text/calendar", "text/vcard", "text/x-vcard", "text/x-amp-html", "message/delivery-status"])
SIGNATURES = frozenset(["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"])
SECRETS = frozenset(["application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"])


@dataclass(slots=True)
class _Papers:
    """The attachments' papers, and what could not be read."""

    found: list[Document] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    traits: list[Trait] = field(default_factory=list)
    seen: int = 0
    pictures: int = 0


def read(source: Source) -> tuple[Document, ...]:
    """The papers in an e-mail, the message first. Raises UnreadableError."""
    return _read(source, 0)


def _read(source: Source, depth: int) -> tuple[Document, ...]:
    try:
        message = BytesParser(policy=policy.default).parsebytes(source.data)
    # The parser follows the standard's grammar recursively, and trips over some broken headers.
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise UnreadableError("corrupt", "the e-mail is damaged", "save it again as .eml, or as PDF") from error
    return _papers_of(source, message, depth)


def _papers_of(source: Source, message: Message, depth: int) -> tuple[Document, ...]:
    if message.get_content_type() in SECRETS and message.get_param("smime-type") != "signed-data":
        raise UnreadableError("encrypted", "the e-mail is encrypted", "open it and save it without encryption")
    papers = _Papers()
    body = _body(message)
    for part in _leaves(message, body):
        _attachment(source, part, papers, depth)
    paper = _message(source, message, body)
    if papers.pictures:
        papers.traits.append(Trait("image", f"{papers.pictures} picture{'s' * (papers.pictures > 1)}"))
    first = replace(paper, gaps=(*paper.gaps, *papers.gaps), traits=(*paper.traits, *papers.traits))
    return (first, *papers.found)


def _leaves(message: Message, body: Message | None) -> Iterator[Message]:
    """The parts that are neither containers nor the message's own words."""
    bodies = {id(part) for part in _alternatives(message)}
    stack: list[tuple[Message, int]] = [(message, 0)]
    while stack:
        part, depth = stack.pop()
        content = part.get_payload()
        if part.get_content_type() == "message/rfc822":
            yield part
        elif isinstance(content, list) and depth < 50:
            stack += [(child, depth + 1) for child in reversed(content) if isinstance(child, Message)]
        elif part is not body and id(part) not in bodies and not isinstance(content, list):
            yield part


def _alternatives(message: Message) -> list[Message]:
    """The plain and the HTML form of the message."""
    found: list[Message] = []
    if not isinstance(message, MIMEPart):
        return found
    for kind in ("plain", "html"):
        try:
            part = message.get_body((kind,))
        except (KeyError, ValueError, AttributeError, TypeError, RecursionError):
            part = None
        if part is not None:
            found.append(part)
    return found


def _body(message: Message) -> Message | None:
    forms = _alternatives(message)
    return forms[0] if forms else None


def _message(source: Source, message: Message, body: Message | None) -> Document:
    lead = tuple(f"{name}: {value}" for name in SHOWN if (value := _header(message, name)))
    papers = [_form(source, part, lead) for part in _alternatives(message)]
    if not papers:
        text = Decoded("\n".join(lead), "utf-8")
        from tradelint.parsers.plain import document_of

        return replace(document_of(source, text, PLAIN), media_type=MAIL)
    # The HTML form keeps the tables that the plain one breaks into lines.
    best = papers[0]
    if len(papers) > 1 and len(papers[1].tables) > len(best.tables):
        best = papers[1]
    return replace(best, media_type=MAIL)


def _form(source: Source, part: Message, lead: tuple[str, ...]) -> Document:
    decoded = _text_of(part)
    if part.get_content_type() == "text/html":
        from tradelint.parsers.html import document_of as html_document

        return html_document(source, decoded, MAIL, lead=lead)
    from tradelint.parsers.plain import document_of

    text = FLOWED.sub(" ", decoded.text) if part.get_param("format") == "flowed" else decoded.text
    lines = "\n".join(lead)
    return document_of(source, replace(decoded, text=f"{lines}\n\n{text}"), MAIL)


def _text_of(part: Message) -> Decoded:
    return decode(_bytes_of(part), part.get_content_charset())


def _bytes_of(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    if isinstance(payload, bytes):
        return payload
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _header(message: Message, name: str) -> str:
    try:
        value = str(message.get(name) or "")
    # The standard library's header parser raises many things on malformed ones (bpo-33529 and others).
    except Exception:
        value = ""
    return " ".join(value.encode("utf-8", "replace").decode("utf-8", "replace").split())[:1_000]


def _attachment(source: Source, part: Message, papers: _Papers, depth: int) -> None:
    kind = part.get_content_type()
    if kind in SIGNATURES:
        papers.traits.append(Trait("signature", "the e-mail is signed electronically"))
        return
    if kind in FURNITURE:
        return
    if part.get_content_maintype() == "image" and _is_inline(part):
        papers.pictures += 1
        return
    papers.seen += 1
    if papers.seen > MOST_ATTACHMENTS:
        if papers.seen == MOST_ATTACHMENTS + 1:
            hint = f"only {MOST_ATTACHMENTS} attachments are read: save the others and check them by themselves"
            papers.gaps.append(Gap("limit", f"attachment {papers.seen}", hint))
        return
    name = _name(part, papers.seen)
    try:
        for paper in _read_part(source, part, name, depth):
            label = f"{name}: {paper.part}" if paper.part else name
            papers.found.append(replace(paper, path=source.path, sha256=source.sha256, part=label))
    except UnreadableError as error:
        papers.gaps.append(Gap(error.code, f"attachment {name}", f"{error}: {error.hint}"))


def _is_inline(part: Message) -> bool:
    named = part.get("Content-ID") is not None or part.get_filename() is not None
    return named and part.get_content_disposition() != "attachment"


def _read_part(source: Source, part: Message, name: str, depth: int) -> tuple[Document, ...]:
    from tradelint.parsers import read as read_any

    inside = _inside(part)
    if inside is not None:
        _check_depth(depth)
        return _papers_of(source, inside, depth + 1)
    inner = Source(_bytes_of(part), name, source.limits)
    if inner.data.strip() and media_type_of(inner) == MAIL:
        _check_depth(depth)
        return _read(inner, depth + 1)
    return read_any(inner)


def _inside(part: Message) -> Message | None:
    """The message that was forwarded as a part."""
    content = part.get_payload()
    if part.get_content_type() != "message/rfc822" or not isinstance(content, list) or not content:
        return None
    return content[0] if isinstance(content[0], Message) else None


def _check_depth(depth: int) -> None:
    if depth >= DEEPEST:
        raise UnreadableError("limit", "messages are nested too deep", "save the inner message and check it by itself")


def _name(part: Message, number: int) -> str:
    try:
        name = part.get_filename() or ""
    except Exception:
        name = ""
    if not name and (inside := _inside(part)) is not None:
        subject = _header(inside, "Subject")
        name = f"{subject[:80] or f'message {number}'}.eml"
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    return " ".join(name.split())[:200] or f"part {number}"
