"""A rule run on its own examples: text read for real, with the circumstances and options that stand beside it."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
from tradelint import checklist as checklists
from tradelint import facts as readings
from tradelint.deal import Deal, paper_of
from tradelint.parsers import Source, read
from tradelint.rule import Circumstances, Problem, Rule

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 22)


@cache
def facts_of(example: str) -> readings.Facts:
    """An example is read as the text of a paper; `file:` names a fixture for what text cannot show."""
    if example.startswith("file:"):
        path = ROOT / "fixtures" / example.removeprefix("file:")
        return readings.read(read(Source(path.read_bytes(), path.name))[0])
    return readings.read(read(Source(example.encode(), "example.txt"))[0])


def problems(rule: Rule, example: Any) -> list[Problem]:
    """What the rule's check yields. A pair (text, settings) sets circumstances and options; papers make a deal."""
    if rule.kinds == "deal":
        return list(rule.check(deal_of(tuple(example))))
    text, settings = (example, {}) if isinstance(example, str) else example
    facts = facts_of(text)
    known = {name: value for name, value in settings.items() if name in Circumstances.__annotations__}
    circumstances = Circumstances(
        **{"checklist": checklists.read(facts), "as_of": AS_OF, **{k: _typed(k, v) for k, v in known.items()}}
    )
    options = {name: value for name, value in settings.items() if name not in known}
    return list(rule.run(facts, circumstances, options))


@cache
def deal_of(papers: tuple[str, ...]) -> Deal:
    """The papers of an example in their order, as files of one deal."""
    documents = [read(Source(text.encode(), f"{chr(97 + i)}.txt"))[0] for i, text in enumerate(papers)]
    return Deal(tuple(paper_of(readings.read(document), i) for i, document in enumerate(documents)))


def _typed(name: str, value: Any) -> Any:
    """A circumstance as it stands in an example, in the type that rules are given."""
    return msgspec.convert(value, get_type_hints(Circumstances)[name], strict=False)
