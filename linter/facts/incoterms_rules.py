"""The trade terms of incoterms.toml as values: who carries, insures and clears, since when, and what replaced them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from tradelint.facts.vocabulary import entries, table

Party = Literal["buyer", "seller", "none"]
Status = Literal["current", "withdrawn", "usage", "domestic"]


@dataclass(frozen=True, slots=True)
class TradeTerm:
    """A trade term: `side` is the end of the route that its place lies at, None where usage does not say.

    `carriage`, `insurance`, `export_clear`, `import_duty` name the party that the term burdens; `editions` are the
    Incoterms editions that hold it; `replace_with` what a current paper would say instead.
    """

    code: str
    name: str
    status: Status
    mode: Literal["any", "sea"] = "any"
    side: Literal["origin", "destination"] | None = None
    carriage: Party | None = None
    insurance: Party | None = None
    export_clear: Party | None = None
    import_duty: Party | None = None
    editions: tuple[int, ...] = ()
    withdrawn_by: int | None = None
    replace_with: tuple[str, ...] = ()
    needs_context: bool = False
    plain_words: bool = False
    name_zh: str | None = None

    @property
    def group(self) -> str:
        """E, F, C or D: the first letter of the rule that it is or that replaces it."""
        return (self.replace_with[0] if self.status == "usage" and self.replace_with else self.code)[0]


@cache
def trade_terms() -> dict[str, TradeTerm]:
    """Every trade term of the vocabulary by its code."""
    return {entry["code"]: _term(entry) for entry in entries("incoterms") if "edition_status" in entry}


def _term(entry: dict[str, object]) -> TradeTerm:
    same = ("code", "name", "mode", "side", "carriage", "insurance", "export_clear", "import_duty", "withdrawn_by")
    values = {key: entry[key] for key in (*same, "needs_context", "plain_words", "name_zh") if key in entry}
    for key in ("editions", "replace_with"):
        values[key] = tuple(entry.get(key, ()))  # type: ignore[arg-type]
    return TradeTerm(status=entry["edition_status"], **values)  # type: ignore[arg-type]


@cache
def current_edition() -> int:
    """The year of the Incoterms edition in force."""
    return int(table("incoterms")["edition_current"])
