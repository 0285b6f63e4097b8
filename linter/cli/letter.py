"""`letter`: a polite message to the other side with what to amend in its paper."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from tradelint.cli.copies import check_target, config_of, save
from tradelint.cli.one import answer_for, refuse
from tradelint.cli.output import write
from tradelint.cli.settings import settings_options
from tradelint.errors import UsageError


@click.command()
@click.argument("file")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="The language; without it, that of the paper.")
@click.option("--format", "format_", type=click.Choice(["text", "markdown", "docx"]), default="text")
@click.option("--output", "-o", metavar="LETTER", help="Write to a file; a Word file needs one.")
@click.option("--force", is_flag=True, help="Write over LETTER.")
@settings_options
@click.option("--show-bank", is_flag=True, help="Print bank numbers whole.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=20.0, show_default=True)
def command(
    file: str, lang: Any, format_: str, output: str | None, force: bool, show_bank: bool, timeout: float, **options: Any
) -> int:
    """Write a letter that asks the other side to amend FILE, with the errors, the warnings and the clauses.

    Read it before you send it: brackets are left for what the paper does not tell. Signs of fraud are kept out of it
    and named on standard error. Exit codes: 0 written; 1 written, and there are findings at or above --fail-on;
    2 wrong usage; 3 FILE could not be read, or not whole.

    \b
    tradelint letter pi.pdf
    tradelint letter pi.pdf --lang zh --format docx -o letter.docx
    """
    from tradelint import __version__
    from tradelint.findings import report_of
    from tradelint.review.letter import in_word, letters

    if format_ == "docx" and output is None:
        raise UsageError("a Word file is not printed: say where it goes with -o letter.docx")
    if output is not None:
        check_target(Path(output), Path(file), force)
    config = config_of(options, Path(file))
    answer = answer_for(file, "lint", config, timeout)
    if all(record.status == "unreadable" for record in answer.records):
        raise refuse(answer)
    written = letters(answer.records, lang, markdown=format_ == "markdown", side=config.side, show_bank=show_bank)
    data = in_word(written.text) if format_ == "docx" else written.text.encode("utf-8", "backslashreplace")
    if output is None:
        write(written.text)
    else:
        save(Path(output), data)
        write(f"{output}: {written.count} point{'' if written.count == 1 else 's'}\n")
    if written.kept:
        click.echo(f"kept out of the letter, for you alone: {', '.join(written.kept)}", err=True)
    for gap in (gap for record in answer.records for gap in record.gaps):
        click.echo(f"not read: {gap.place}: {gap.hint}", err=True)
    sys.stderr.flush()
    return int(report_of(answer.records, config, __version__).exit_code)
