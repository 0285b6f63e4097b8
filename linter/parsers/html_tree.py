"""HTML becomes a tree, and the tree tells what does not show."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
WHITE = re.compile(
    r"(?<![\w-])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.IGNORECASE
)
BACKGROUND = re.compile(r"background", re.IGNORECASE)
RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
SIMPLE = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?[.#][\w-]+", re.IGNORECASE)
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
BLOCKS = frozenset(
    [
        "html", "body", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
        "blockquote", "pre", "address", "section", "article", "header", "footer", "main", "nav", "aside", "form",
        "fieldset", "legend", "figure", "figcaption", "caption", "hr", "table", "thead", "tbody", "tfoot", "tr", "td",
        "th", "center", "details", "summary", "dir", "menu",
    ]
)  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
FILLED = ("img", "input", "select", "textarea")
# Never shown by a browser, whatever the style says.
UNSHOWN = frozenset(
    ["script", "style", "head", "template", "noscript", "datalist", "object", "iframe", "audio", "video"]
)


def parse_html(text: str) -> tuple[Any, bool]:
    """The body (or root) element, None for no element at all, and whether the whole text went into the tree."""
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text).replace("\0", "")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, False
    cut = any("depth" in entry.message.lower() or "huge" in entry.message.lower() for entry in parser.error_log)
    return root, not cut


class Styles:
    """What the page's own style sheets hide, by tag, class and id; other selectors are too fine to matter here."""

    def __init__(self, root: Any) -> None:
        self._hiding: set[str] = set()
        # White text is hidden for sure only on a page without any background.
        self._coloured = any(BACKGROUND.search(e.get("style") or "") for e in root.iter("*")) or bool(
            root.xpath("boolean(//@bgcolor | //@background | //link)")
        )
        for sheet in root.iter("style"):
            self._coloured |= "background" in (sheet.text or "").lower()
            text = re.sub(r"/\*.*?\*/", "", sheet.text or "", flags=re.DOTALL)[:200_000]
            if "@media" in text:
                text = re.sub(r"@media[^{]{0,200}\{(?:[^{}]{0,5000}\{[^{}]{0,5000}\}){0,500}[^{}]{0,500}\}", "", text)
            for selectors, body in RULE.findall(text):
                if HIDDEN.search(body):
                    self._hiding |= {s.strip().lower() for s in selectors.split(",") if SIMPLE.fullmatch(s.strip())}

    def why_hidden(self, element: Any) -> str | None:
        """Why an element does not show; None when it does."""
        style = element.get("style") or ""
        if "hidden" in element.attrib and element.get("hidden") != "until-found":
            return "the hidden attribute"
        if style and HIDDEN.search(style):
            return "its style"
        if style and not self._coloured and WHITE.search(style):
            return "white text"
        if self._hiding and self._hiding & set(_names(element)):
            return "the style sheet"
        return None


def _names(element: Any) -> list[str]:
    tag = element.tag.lower()
    marks = [f".{name}" for name in (element.get("class") or "").lower().split()[:50]]
    if element.get("id"):
        marks.append(f"#{element.get('id').lower()}")
    return [tag, *marks, *(tag + mark for mark in marks)]


def is_bold(element: Any) -> bool:
    """Whether an element sets its text in bold."""
    return element.tag in ("b", "strong", "th") or bool(BOLD.search(element.get("style") or ""))


def words_of(element: Any) -> str:
    """The text in an element on one line, without scripts and styles."""
    if element.tag in UNSHOWN:
        return ""
    return " ".join("".join(element.xpath(".//text()[not(parent::script or parent::style)]")).split())


def has_words(element: Any) -> bool:
    """Whether a cell shows anything."""
    return bool(words_of(element)) or next(element.iter(*FILLED), None) is not None
