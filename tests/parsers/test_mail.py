"""An e-mail is a paper, and so is every attachment; what could not be read is a gap of the message."""

from __future__ import annotations

from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsers.workbooks import grid, workbook
from tradelint.errors import UnreadableError
from tradelint.parsers import Source, read
from tradelint.text import Document


def message(text: str = "Dear Tom,\n\nPrice: USD 5 FOB Ningbo\n") -> EmailMessage:
    mail = EmailMessage()
    mail["Message-ID"] = "<1@moqi.example>"
    mail["From"] = "Lily <lily@moqi.example>"
    mail["To"] = "tom@larch.example"
    mail["Subject"] = "形式发票 PI-5"
    mail.set_content(text)
    return mail


def papers(mail: EmailMessage | bytes) -> tuple[Document, ...]:
    data = mail if isinstance(mail, bytes) else mail.as_bytes()
    return read(Source(data, "offer.eml"))


def gaps(mail: EmailMessage) -> list[tuple[str, str]]:
    return [(gap.code, gap.place) for gap in papers(mail)[0].gaps]


def attach(
    mail: EmailMessage, data: bytes, name: str, disposition: str = "attachment", kind: str = "octet-stream"
) -> None:
    mail.add_attachment(data, maintype="application", subtype=kind, filename=name, disposition=disposition)


def test_the_header_stands_above_the_message() -> None:
    document = papers(message())[0]
    assert document.media_type == "message/rfc822"
    assert document.text.split("\n")[:3] == [
        "From: Lily <lily@moqi.example>",
        "To: tom@larch.example",
        "Subject: 形式发票 PI-5",
    ]
    assert "Price: USD 5 FOB Ningbo" in document.text


def test_attachments_are_papers_of_their_own() -> None:
    mail = message()
    attach(mail, workbook({"PI": grid([["PROFORMA INVOICE"], ["Total", 5]])}), "PI-5.xlsx")
    found = papers(mail)
    assert [(document.part, document.path) for document in found] == [(None, "offer.eml"), ("PI-5.xlsx", "offer.eml")]
    assert found[1].text.startswith("PROFORMA INVOICE")
    assert found[0].sha256 == found[1].sha256


def test_sheets_of_an_attachment_keep_their_names() -> None:
    mail = message()
    attach(mail, workbook({"PI": grid([["PROFORMA INVOICE"]]), "PL": grid([["PACKING LIST"]])}), "order.xlsx")
    assert [document.part for document in papers(mail)] == [None, "order.xlsx: PI", "order.xlsx: PL"]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"\xff\xd8\xff\xe0 scan", "scan.jpg", "image-only-page"),
        (b"PK\x03\x04", "a.zip", "corrupt"),
        (b"", "a.pdf", "empty"),
    ],
)
def test_an_attachment_that_cannot_be_read_is_a_gap(data: bytes, name: str, code: str) -> None:
    mail = message()
    attach(mail, data, name)
    assert gaps(mail) == [(code, f"attachment {name}")]


def test_a_logo_in_the_message_is_no_gap() -> None:
    mail = message()
    mail.add_attachment(
        b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png", disposition="inline"
    )
    assert gaps(mail) == []
    assert [trait.code for trait in papers(mail)[0].traits] == ["image"]


def test_the_plain_form_is_read_unless_it_lost_the_tables() -> None:
    mail = message("Mug 100 120.00\n")
    mail.add_alternative("<p>Hello <b>Tom</b></p>", subtype="html")
    assert "Mug 100 120.00" in papers(mail)[0].text
    mail = message("Item\nQty\nMug\n100\n")
    mail.add_alternative("<p>Hi</p><table><tr><th>Item<th>Qty<tr><td>Mug<td>100</table>", subtype="html")
    found = papers(mail)
    assert len(found) == 1
    assert len(found[0].tables) == 1


def test_a_message_in_html_only_is_read() -> None:
    mail = EmailMessage()
    mail["Message-ID"] = "<1@moqi.example>"
    mail["Subject"] = "Offer"
    mail.set_content("<p>Price: USD 5</p>", subtype="html")
    assert papers(mail)[0].text == "Subject: Offer\nPrice: USD 5\n"


def test_a_forwarded_message_is_a_paper() -> None:
    inner = message("Old price: USD 4\n")
    mail = message()
    mail.add_attachment(inner)
    found = papers(mail)
    assert found[1].part == "形式发票 PI-5.eml"
    assert "Old price" in found[1].text


def test_nested_messages_end_somewhere() -> None:
    mail = message("innermost\n")
    for _ in range(12):
        outer = message("outer\n")
        outer.add_attachment(mail)
        mail = outer
    assert any(gap.code == "limit" for document in papers(mail) for gap in document.gaps)


def test_more_attachments_than_anyone_sends_are_a_gap() -> None:
    mail = message()
    for number in range(52):
        attach(mail, b"some words", f"{number}.txt")
    assert len(papers(mail)) == 51
    assert [code for code, _ in gaps(mail)] == ["limit"]


def test_soft_line_ends_of_flowed_text_are_no_lines() -> None:
    data = b"Message-ID: <1@x>\nContent-Type: text/plain; format=flowed\n\nPayment 30% in \nadvance\nShipment\n"
    assert "Payment 30% in advance\n" in papers(data)[0].text


def test_a_chinese_charset_is_understood() -> None:
    head = b"Message-ID: <1@x>\nContent-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n"
    document = papers(head + "宁波".encode("gbk"))[0]
    assert (document.text, document.encoding) == ("宁波\n", "gb18030")


def test_an_encrypted_message_is_said() -> None:
    data = b"Message-ID: <1@x>\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nabc"
    with pytest.raises(UnreadableError) as refused:
        papers(data)
    assert refused.value.code == "encrypted"


def test_calendar_entries_and_signatures_are_no_papers() -> None:
    mail = message()
    mail.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="a.ics")
    attach(mail, b"sig", "smime.p7s", kind="pkcs7-signature")
    assert len(papers(mail)) == 1
    assert [trait.code for trait in papers(mail)[0].traits] == ["signature"]


@given(st.lists(st.sampled_from(["Content-Type: multipart/mixed; boundary=b\n", "--b\n", "--b--\n", "\n", "x\n", "From: =?a?b?c?=\n",
    "Content-Type: message/rfc822\n", "Content-Type: text/html; charset=?\n", "Content-Transfer-Encoding: base64\n", "Subject: \xff\n"]), max_size=25))  # fmt: skip
def test_any_message_gives_papers_or_an_error(parts: list[str]) -> None:
    data = ("Message-ID: <1@x>\nMIME-Version: 1.0\n" + "".join(parts)).encode("latin-1")
    with suppress(UnreadableError):
        assert papers(data)
