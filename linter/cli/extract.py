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
@click.option("--compare-text", is_flag=True, help="Read PDF pages twice, by two libraries; name those that differ.")
@click.option("--textconv", is_flag=True, help="For git: a file that cannot be read gives the reason as text, exit 0.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=20.0, show_default=True)
def command(file: str, format_: str, compare_text: bool, textconv: bool, timeout: float) -> int:
    """Show the text that tradelint reads of FILE, and where each piece stands.

    The same file gives the same bytes on every machine, so it can serve as git's textconv program:

    \b
    git config diff.tradelint.textconv "tradelint extract --textconv"
    echo "*.docx diff=tradelint" >> .gitattributes
    """
    from tradelint.config import Config
    from tradelint.parsers import Limits
    from tradelint.reports import extraction

    config = Config(limits=Limits(second_reader=compare_text))
    answer = answer_for(file, "extract", config, timeout=timeout)
    if answer.failure is not None:
        if not textconv:
            raise refuse(answer)
        write(extraction.reason(answer.failure))
        return int(ExitCode.OK)
    if format_ == "json":
        papers = [extraction.as_json(document) for document in answer.documents]
        write(json.dumps({"schema_version": 1, "documents": papers}, ensure_ascii=False, indent=1) + "\n")
    else:
        write("".join(extraction.as_text(document) for document in answer.documents))
    unread = any(document.gaps for document in answer.documents)
    return int(ExitCode.INCOMPLETE if unread and not textconv else ExitCode.OK)
