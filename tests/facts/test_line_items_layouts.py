"""Papers of the most different layouts: every cell, charge, sum and part payment is read, and only their faults are found."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tradelint
from tradelint.facts import Facts, LineItem
from tradelint.facts import read as read_facts
from tradelint.facts.values import Money
from tradelint.findings import Report
from tradelint.parsers import read as read_documents
from tradelint.parsers.source import Source

FOLDER = Path(__file__).parent / "layouts"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))
MONEY_RULES = ("AMT", "PRD006", "PRD013")


def read(name: str) -> Facts:
    return read_facts(read_documents(Source((FOLDER / name).read_bytes(), name))[0])


def figure(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def money(found: Money | None) -> str:
    return "" if found is None else figure(found.amount)


def cells(line: LineItem, wanted: list[str]) -> list[str]:
    text = " ".join(words.value for words in (line.description, line.sku) if words)
    named = any(words in text for words in wanted[0].split("|"))
    quantity, free = line.quantity, line.free_of_charge
    return [
        wanted[0] if named else text,
        figure(quantity.value) if quantity else "",
        (quantity.unit or "") if quantity else "",
        "" if free else money(line.unit_price),
        "" if free else money(line.amount),
    ]


def plain(row: list[str]) -> list[str]:
    """A row of the expected file with its figures in the shortest form."""
    return [row[0], figure(Decimal(row[1])), row[2], *(figure(Decimal(v)) if v else "" for v in row[3:])]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_cell_is_read(name: str) -> None:
    wanted = EXPECTED[name]["lines"]
    lines = read(name).lines
    assert [cells(line, row) for line, row in zip(lines, wanted, strict=True)] == [plain(row) for row in wanted]
    prices = {line.unit_price.currency for line in lines if line.unit_price}
    assert prices == {EXPECTED[name]["currency"]}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_sum_charge_and_part_is_read(name: str) -> None:
    wanted, amounts = EXPECTED[name], read(name).amounts
    assert money(amounts.total) == figure(Decimal(wanted["total"]))
    if "subtotal" in wanted:
        assert money(amounts.subtotal) == figure(Decimal(wanted["subtotal"]))
    for part, found in (("deposit", amounts.deposit), ("balance", amounts.balance)):
        assert money(found.amount if found else None) == (figure(Decimal(wanted[part])) if part in wanted else "")
    charges = sorted([c.kind, money(c.amount)] for c in amounts.charges if not c.included)
    assert charges == sorted([kind, figure(Decimal(amount))] for kind, amount in wanted.get("charges", []))


@pytest.fixture(scope="module")
def report() -> Report:
    return tradelint.lint(FOLDER)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_seeded_fault_and_nothing_else_is_found(name: str, report: Report) -> None:
    found = [f for f in report.findings if Path(f.path).name == name and f.severity != "info"]
    codes = {f.code for f in found if f.code.startswith(MONEY_RULES)}
    assert codes == set(EXPECTED[name].get("findings", []))
