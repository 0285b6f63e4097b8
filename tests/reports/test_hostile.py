"""Words of strangers in every field of every format: they are shown, and nothing acts on them."""

from __future__ import annotations

import json
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from lxml import html
from markdown_it import MarkdownIt
from reports.commands import commands
from reports.papers import HOSTILE, hostile
from tradelint.reports import FORMATS, Look, render
from tradelint.reports.template import Template

PAGE = """{% for d in documents %}<h1>{{ d.path }}</h1><pre>{{ d.text }}</pre>
{% for f in d.findings %}<p title="{{ f.place }}">{{ f.message }} {{ f.why }}</p>{% endfor %}{% endfor %}"""
LOOK = Look(template=Template("page.html", PAGE))
OURS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "span", "h1", "h2", "h3", "h4", "h5", "small",
    "main", "section", "table", "caption", "tbody", "tr", "th", "td", "strong", "div", "article", "blockquote", "dl",
    "dt", "dd", "details", "summary", "mark", "footer", "fieldset", "legend", "label", "input", "cite", "q",
}  # fmt: skip


def shows(char: str) -> bool:
    return char in "\n\r\ufeff" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


@pytest.mark.parametrize("format_", [name for name in FORMATS if name != "template"])
def test_nothing_drives_a_terminal_or_a_build_log(format_: str) -> None:
    for word in HOSTILE:
        text = render(hostile(word), format_, Look())
        assert all(map(shows, text)), word
        assert "1337" not in text
        found = commands(text)
        if format_ == "github":
            assert {command.name for command in found} == {"error"} and len(found) == 3, word
        else:
            assert found == [], word


def test_json_loses_nothing_of_what_it_makes_harmless() -> None:
    for word in HOSTILE:
        (document,) = json.loads(render(hostile(word), "json", Look()))["documents"]
        assert document["findings"][0]["quote"] == word
        json.loads(render(hostile(word), "sarif", Look()))
        json.loads(render(hostile(word), "gitlab", Look()))


def test_html_has_no_element_attribute_or_address_of_a_stranger() -> None:
    for word in HOSTILE:
        page = html.document_fromstring(render(hostile(word), "html", Look()))
        for element in page.iter():
            assert isinstance(element.tag, str) and element.tag in OURS, word
            for name, value in element.items():
                assert not name.startswith("on") and name not in ("src", "style", "srcset", "action")
                assert name != "href" or value.startswith("#")
        assert page.xpath("count(//article)") == 2


def test_html_gives_no_script_and_no_address_a_chance() -> None:
    page = html.document_fromstring(render(hostile("x"), "html", Look()))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy


def test_markdown_stays_words() -> None:
    kinds = {
        token.type for token in MarkdownIt("commonmark").enable("table").parse(render(hostile("x"), "markdown", Look()))
    }
    for word in HOSTILE:
        text = render(hostile(word), "markdown", Look())
        tokens = MarkdownIt("commonmark").enable("table").parse(text)
        assert {token.type for token in tokens} == kinds, word
        for token in [child for block in tokens for child in block.children or ()]:
            assert token.type not in ("link_open", "image"), word
            assert token.type != "html_inline" or token.content == "<!-- -->", word
        page = html.fromstring(f"<div>{MarkdownIt('commonmark').enable('table').render(text)}</div>")
        for said in page.xpath("//text()[not(ancestor::code)]"):
            assert not any(sign in said for sign in ("@everyone", "#1", "GH-1", "://", "www.")), word


def test_junit_is_xml_with_our_elements_only() -> None:
    ours = {"testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"}
    for word in HOSTILE:
        assert {element.tag for element in ET.fromstring(render(hostile(word), "junit", Look())).iter()} <= ours


def test_a_user_s_html_template_is_escaped_and_its_words_are_visible() -> None:
    for word in HOSTILE:
        text = render(hostile(word), "template", LOOK)
        assert "1337" not in text and commands(text) == [] and all(map(shows, text)), word
        tags = {element.tag for element in html.fromstring(f"<div>{text}</div>").iter()}
        assert tags == {"div", "h1", "pre", "p"}
