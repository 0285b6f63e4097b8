"""The page side by side: every finding beside its words, and nothing of the paper active in it."""

from lxml import html
from review.marked import TEXT, findings_of, marked, squeezed, words_at

HOSTILE = TEXT + '<script>alert(1)</script> "><img src=x onerror=alert(1)> [to be filled in]\n'


def test_the_page_marks_the_words_of_every_finding_and_numbers_them() -> None:
    copy = marked(TEXT.encode(), "pi.txt")
    assert copy.suffix == ".html" and "side by side" in copy.remarks[0]
    page = html.fromstring(copy.data)
    marks = squeezed("".join(page.xpath("//mark//text()")))
    findings = findings_of(TEXT.encode(), "pi.txt")
    for document, finding in findings:
        if finding.span is not None:
            assert words_at(document, finding) in marks
    assert len(page.xpath("//div[contains(@class, 'note')]")) == len(findings)


def test_the_page_shows_the_whole_paper() -> None:
    page = html.fromstring(marked(TEXT.encode(), "pi.txt").data)
    for note in page.xpath("//sup"):
        note.drop_tree()
    assert squeezed(TEXT) in squeezed("".join(page.xpath("//div[contains(@class, 'text')]//text()")))


def test_nothing_of_the_paper_is_active() -> None:
    data = marked(HOSTILE.encode(), "pi.txt").data
    page = html.fromstring(data)
    assert not page.xpath("//script | //img | //*[@onerror]")
    assert b"default-src 'none'" in data
    assert "alert(1)" in page.text_content()
