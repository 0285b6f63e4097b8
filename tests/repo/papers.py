"""Papers and a command line for the tests of a folder of papers: invented parties, run in this process."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tradelint.cli import main

PI = """PROFORMA INVOICE
No.: {number}    Date: 2026-11-02
Seller: Tidewell Housewares Co., Ltd., 8 Canal Road, Ningbo, China
Tel: +86 574 8700 1122
Buyer: Harrow & Lark Trading GmbH, Speicherweg 4, Hamburg, Germany
Item\tQty\tUnit price (USD)\tAmount (USD)
Enamel mug, steel, 8 cm, white RAL 9010\t{quantity} pcs\t2.00\t{amount}
Total\t\t\t{amount}
Price term: {term}
1. Payment: {deposit}% T/T deposit, {balance}% T/T against copy of B/L
2. Shipment: latest 2026-12-20 from Ningbo to Hamburg, B/L date counts
Beneficiary: Tidewell Housewares Co., Ltd.
A/C No.: {account}
Bank: Bank of China, Ningbo Branch, 1 Harbour Road, Ningbo, China
SWIFT: BKCHCNBJ92A
"""


def paper(deposit: int = 30, **slots: str) -> str:
    """The text of a proforma invoice whose slots can be set."""
    values = {
        "number": "PI-26-0417", "quantity": "1000", "amount": "2,000.00", "account": "3901220009120",
        "term": "FOB Ningbo, Incoterms 2020",
    }  # fmt: skip
    return PI.format(**{**values, "deposit": deposit, "balance": 100 - deposit, **slots})


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str


def tradelint(*arguments: str | Path, cwd: Path | None = None) -> Done:
    """Run the command line in this process: its warm start is what makes these tests quick."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _inside(cwd):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def _inside(folder: Path | None) -> Iterator[None]:
    before = Path.cwd()
    try:
        os.chdir(folder or before)
        yield
    finally:
        os.chdir(before)
