"""Marked Word files: comments on the very words, nothing else changed, clauses as tracked insertions."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from parsers.docx_constructs import Docx, p, run, table
from review.marked import (
    TEXT,
    W,
    commented,
    documents_of,
    faulty,
    findings_of,
    marked,
    parts_of,
    squeezed,
    words_at,
)
from tradelint.errors import UnreadableError
from tradelint.review.words import headline

WRITTEN = {"[Content_Types].xml", "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"}


@pytest.mark.parametrize("path", faulty(".docx"), ids=lambda path: path.stem)
def test_every_comment_stands_on_the_words_of_its_finding(path: Path) -> None:
    data = path.read_bytes()
    comments = commented(marked(data, path.name).data)
    findings = findings_of(data, path.name)
    assert len(comments) == len(findings) > 0
    for (title, words), (document, finding) in zip(comments, findings, strict=True):
        assert title == headline(finding)
        block = document.block_at(finding.span.start) if finding.span else None
        if block is not None and block.layer == "body":
            assert words == words_at(document, finding)
        else:
            assert words


@pytest.mark.parametrize("path", faulty(".docx"), ids=lambda path: path.stem)
def test_the_copy_says_what_the_original_says(path: Path) -> None:
    data = path.read_bytes()
    copy = marked(data, path.name).data
    assert path.read_bytes() == data
    (before,), (after,) = documents_of(data, path.name), documents_of(copy, path.name)
    comments = {block.span for block in after.blocks if block.layer == "comment"}
    kept = "".join(after.text[b.span.start : b.span.end] for b in after.blocks if b.span not in comments)
    assert kept == "".join(before.text[b.span.start : b.span.end] for b in before.blocks)
    old, new = parts_of(data), parts_of(copy)
    assert {name for name in new if new[name] != old.get(name)} <= WRITTEN
    assert docx.Document(BytesIO(copy)).comments


@pytest.mark.parametrize("path", faulty(".docx"), ids=lambda path: path.stem)
def test_suggested_clauses_are_insertions_that_leave_no_trace_when_rejected(path: Path) -> None:
    data = path.read_bytes()
    plain, suggested = marked(data, path.name).data, marked(data, path.name, suggest=True).data
    body = etree.fromstring(parts_of(suggested)["word/document.xml"])
    inserted = [node for node in body.iter(f"{W}ins") if node.get(f"{W}author") == "tradelint"]
    assert inserted
    for paragraph in {node.getparent() for node in inserted if node.getparent().tag == f"{W}p"}:
        paragraph.getparent().remove(paragraph)
    assert etree.tostring(body) == etree.tostring(etree.fromstring(parts_of(plain)["word/document.xml"]))
    (document,) = documents_of(suggested, path.name)
    assert all(r.kind == "inserted" for r in document.revisions if r.author == "tradelint")
    keys = [node.get(f"{W}id") for node in inserted]
    assert len(set(keys)) == len(keys)


def sample(body: str, **more: Any) -> bytes:
    return Docx(body, **more).data()


def test_runs_are_cut_inside_their_words_and_keep_their_look() -> None:
    words = "Payment: 50% T/T deposit, 40% before shipment"
    copy = marked(
        sample("".join(p(run(line)) for line in TEXT.splitlines()[:4]) + p(run(words, "<w:b/>"))), "x.docx"
    ).data
    body = etree.fromstring(parts_of(copy)["word/document.xml"])
    pieces = [r for r in body.iter(f"{W}r") if r.find(f"{W}rPr/{W}b") is not None]
    assert len(pieces) > 1
    assert "".join(t.text for r in pieces for t in r.iter(f"{W}t")) == words
    assert all(
        t.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" for r in pieces for t in r.iter(f"{W}t")
    )


def test_words_in_a_table_cell_are_marked_in_the_cell() -> None:
    body = "".join(p(run(line)) for line in TEXT.splitlines()[:4]) + table(
        ("Payment", "50% T/T deposit, 40% before shipment")
    )
    found = commented(marked(sample(body), "x.docx").data)
    assert any("50%" in words for title, words in found if "PAY003" in title)


def test_a_second_review_keeps_the_comments_of_the_first() -> None:
    data = sample("".join(p(run(line)) for line in TEXT.splitlines()))
    once = marked(data, "x.docx").data
    twice = marked(once, "x.docx").data
    first, second = commented(once), commented(twice)
    assert second[: len(first)] == first and len(second) > len(first)
    root = etree.fromstring(parts_of(twice)["word/comments.xml"])
    keys = [comment.get(f"{W}id") for comment in root]
    assert len(set(keys)) == len(keys)


def test_words_in_a_header_are_commented_at_the_first_paragraph_and_quoted() -> None:
    data = sample(
        "".join(p(run(line)) for line in TEXT.splitlines()),
        headers={"default": p(run("Contract no. [to be filled in]"))},
    )
    copy = marked(data, "x.docx")
    body = squeezed(TEXT.splitlines()[0])
    placed = [words for title, words in commented(copy.data) if "DOC001" in title]
    assert placed == [body]
    assert "[to be filled in]" in parts_of(copy.data)["word/comments.xml"].decode()
    assert copy.remarks and "headers" in copy.remarks[0]


def test_a_signed_paper_is_marked_only_when_that_is_insisted_on() -> None:
    parts = {"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<Signature/>"}
    data = sample("".join(p(run(line)) for line in TEXT.splitlines()), parts=parts)
    with pytest.raises(UnreadableError) as refused:
        marked(data, "x.docx")
    assert refused.value.code == "signed"
    assert marked(data, "x.docx", force=True).data
