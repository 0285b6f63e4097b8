"""`extract`: what was read of a file, with places; also a text conversion for git."""

from __future__ import annotations

import json

import click
from tradelint.cli.one import answer_for, refuse
from tradelint.cli.output import write
from tradelint.errors import ExitCode


@click.command()
@click.argument("file")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=20.0, show_default=True)
def command(file: str, format_: str, timeout: float) -> int:
    """Show the text that tradelint reads of FILE, and where each piece stands.

    The same file gives the same bytes on every machine, so it can serve as git's textconv program:

    \b
    git config diff.tradelint.textconv "tradelint extract"
    echo "*.docx diff=tradelint" >> .gitattributes
    """
    from tradelint.reports import extraction

    answer = answer_for(file, "extract", timeout=timeout)
    if answer.failure is not None:
        raise refuse(answer)
    if format_ == "json":
        papers = [extraction.as_json(document) for document in answer.documents]
        write(json.dumps({"schema_version": 1, "documents": papers}, ensure_ascii=False, indent=1) + "\n")
    else:
        write("".join(extraction.as_text(document) for document in answer.documents))
    unread = any(document.gaps for document in answer.documents)
    return int(ExitCode.INCOMPLETE if unread else ExitCode.OK)
