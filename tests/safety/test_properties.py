"""What holds for every text and every byte, not only for those that somebody thought of."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tradelint.errors import UnreadableError
from tradelint.facts.fold import fold
from tradelint.parsers import Source, read
from tradelint.parsers.encoding import decode
from tradelint.reports.visible import masked, one_line, visible
from tradelint.text import Document, Span

usual = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
texts = st.text(max_size=300)
MARKS = st.text(st.sampled_from("0123456789.,' USD$€元%/-年月日:\t\n\u200b\u202eAа"), max_size=60)


@usual
@given(st.binary(max_size=600))
def test_every_byte_string_has_a_text(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


@usual
@given(texts)
def test_utf8_comes_back_as_it_was(text: str) -> None:
    plain = "".join(char for char in text if char.isprintable() and ord(char) < 0xD800) + "é"
    assert decode(plain.encode("utf-8-sig")).text.removeprefix("\ufeff") == plain


@usual
@given(texts)
def test_nothing_drives_a_terminal(text: str) -> None:
    shown = visible(text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert "\n" not in one_line(text)


@usual
@given(st.from_regex(r"[0-9]{8,20}", fullmatch=True), st.sampled_from(["", " ", "-", "."]), texts)
def test_no_bank_number_is_left_whole(number: str, gap: str, around: str) -> None:
    written = gap.join(number[i : i + 4] for i in range(0, len(number), 4))
    assert written not in masked(f"x{around} {written} {around}", [number])


@usual
@given(texts, st.data())
def test_a_folded_slice_lies_in_the_text(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.to_document(start, end)
    assert 0 <= span.start <= span.end <= len(text)


@usual
@given(st.one_of(texts, MARKS), st.sampled_from(["a.txt", "a.md", "a.html", "a.eml", "a.rtf", "a.pdf", "a.docx"]))
def test_every_text_is_a_paper_with_whole_spans_or_one_error(text: str, name: str) -> None:
    try:
        documents = read(Source(text.encode("utf-8", "surrogatepass"), name))
    except UnreadableError as error:
        assert error.code and error.hint
        return
    for document in documents:
        check_spans(document)


@usual
@given(
    st.binary(max_size=400),
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1 ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>"]),
)
def test_every_beginning_of_a_type_is_read_or_refused(data: bytes, head: bytes) -> None:
    try:
        documents = read(Source(head + data, "paper"))
    except UnreadableError as error:
        assert error.code and error.hint
    else:
        assert documents


def check_spans(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(document.text)
        assert block.span.start >= end
        end = block.span.end
        assert str(document.place(block.span))
    assert all(document.text[t.span.start : t.span.end] is not None for t in document.tables)
    document.quote(Span(0, len(document.text)))


@usual
@given(st.lists(MARKS, max_size=6))
def test_money_and_dates_are_read_inside_the_text(lines: list[str]) -> None:
    from tradelint import facts as readings

    text = "PROFORMA INVOICE\n" + "\n".join(f"Total amount: {line}" for line in lines)
    (document,) = read(Source(text.encode(), "a.txt"))
    found = readings.read(document)
    for mention in found.hygiene.dates:
        assert 0 <= mention.span.start <= mention.span.end <= len(document.text)
    for line in found.lines:
        assert line.amount is None or 0 <= line.amount.span.start <= line.amount.span.end <= len(document.text)
