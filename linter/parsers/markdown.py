"""Markdown marks taken off, so that the words stay as a reader of the page sees them."""

from __future__ import annotations

import html
import re

HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
PICTURE = re.compile(r"!\[([^\]\n]{0,300})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,100}\])")
LINK = re.compile(r"\[([^\]\n]{1,300})\]\((?!\s)[^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,500})?\)")
AUTOLINK = re.compile(r"<((?:https?|mailto|ftp):[^\s<>]{1,500}|[\w.+-]{1,64}@[\w.-]{1,200})>")
TAGS = (
    "a abbr b big blockquote body br center cite code dd del details div dl dt em font h1 h2 h3 h4 h5 h6 head hr html "
    "i img ins kbd li mark ol p pre q s samp section small span strike strong style sub summary sup table tbody td "
    "tfoot th thead title tr tt u ul var"
).replace(" ", "|")
TAG = re.compile(rf"</?(?:{TAGS})(?:\s[^<>\n]{{0,500}})?/?>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
CODE = re.compile(r"(`+)(?!`)([^\n]{1,2000}?)(?<!`)\1(?!`)")
EMPHASIS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"(?<![\\*])\*\*\*(?=[^\s*])(.{1,2000}?)(?<=[^\s\\*])\*\*\*(?!\*)",
        r"(?<![\\*])\*\*(?=[^\s*])(.{1,2000}?)(?<=[^\s\\])\*\*",
        r"(?<![\\\w_])__(?=[^\s_])(.{1,2000}?)(?<=[^\s\\_])__(?![\w_])",
        r"(?<![\\\w*])\*(?=[^\s*])([^*]{1,2000}?)(?<=[^\s\\*])\*(?![\w*])",
        r"(?<![\\\w_])_(?=[^\s_])([^_]{1,2000}?)(?<=[^\s\\_])_(?![\w_])",
    )
)
STRUCK = re.compile(r"~~(?=\S)([^~\n]{1,1000}?)(?<=\S)~~")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
KEPT = re.compile("\ue000(\\d{1,6})\ue001")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,20});")


def plain_words(text: str) -> tuple[str, tuple[str, ...]]:
    """A line without marks, links and tags, and the words that were struck out of it."""
    if not any(mark in text for mark in "*_`~[<\\&!"):
        return text, ()
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group(match.lastindex or 0))
        return f"\ue000{len(kept) - 1}\ue001"

    text = CODE.sub(keep, text) if "`" in text else text
    text = ESCAPE.sub(keep, text)
    text = PICTURE.sub(r"\1", text)
    text = AUTOLINK.sub(keep, LINK.sub(r"\1", text))
    text = TAG.sub("", BREAK.sub("\n", text))
    struck = tuple(match.group(1) for match in STRUCK.finditer(text))
    text = re.sub(r"  +", " ", STRUCK.sub("", text)) if struck else text
    for pattern in EMPHASIS:
        text = pattern.sub(r"\1", text)
    text = ENTITY.sub(lambda match: html.unescape(match.group()), text)
    return KEPT.sub(lambda match: kept[int(match.group(1))] if int(match.group(1)) < len(kept) else "", text), struck
