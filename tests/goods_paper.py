"""A paper of a few lines read whole, for tests of what it says about its goods."""

from __future__ import annotations

from tradelint import checklist
from tradelint.checklist import Item
from tradelint.facts import Facts, read
from tradelint.parsers import Source
from tradelint.parsers import read as parse


def facts_of(text: str, name: str = "paper.txt") -> Facts:
    return read(parse(Source(text.encode(), name))[0])


def item_of(text: str, name: str) -> Item:
    return checklist.read(facts_of(text))[name]


def said(item: Item) -> str:
    """Value and fields in lower case, to look for words in."""
    return f"{item.value} {item.fields}".casefold()


def assert_reads(text: str, name: str, state: str, words: str) -> None:
    """A paper that consists of the text has the item in a state; `words` stand in its reading, or are its blank value."""
    item = item_of(text, name)
    assert item.state == state
    if state == "absent" and words:
        assert item.value == words
    else:
        assert words in said(item)


def table(*descriptions: str, below: str = "") -> str:
    """A paper with one goods line per description."""
    rows = [f"{n}\t{words}\t{n}00 pcs\t2.00\t{n * 200}.00" for n, words in enumerate(descriptions, 1)]
    head = "PROFORMA INVOICE\n\nItem\tDescription\tQty\tPrice (USD)\tAmount (USD)\n"
    return head + "\n".join(rows) + f"\n\n{below}\n"
