"""The command line."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click
from tradelint import __version__
from tradelint.errors import ExitCode, TradelintError

COMMANDS = {
    "check": "lint files and folders (the default)",
    "checklist": "the checklist of one paper: stated, weak or absent",
    "explain": "a rule: why, source, examples, fix",
    "rules": "all rules",
    "review": "a marked-up copy: Word comments, PDF highlights, Excel notes",
    "letter": "a letter to the other side: what to amend, with the clauses",
    "deal": "the papers of one deal against each other",
    "diff": "what changed between two versions",
    "deadlines": "the calendar of a Trade Assurance dispute",
    "refund": "the refund cap and the exposure of a platform order",
    "evidence": "what a claim on a deal would need, and what is there",
    "extract": "what was read of a file, with places",
    "files": "what check would read, and why not the others",
    "waive": "accept a finding, with a reason, an owner and an end",
    "waivers": "accepted findings: list, check, prune",
    "baseline": "known findings of an archive: create, update, prune, show",
    "config": "settings: show, check, schema",
    "init": "put tradelint on a folder: settings, hook, workflow, git attributes",
    "completion": "let a shell complete commands and options",
    "doctor": "which protections are active here, which optional parts are installed",
    "schema": "JSON Schemas of the machine-readable formats",
}


class Commands(click.Group):
    """Commands are imported when they are called; the first word that is none of them is a path for `check`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in reading order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import one command."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"tradelint.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command list without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`tradelint paper.pdf` and `tradelint --format json paper.pdf` mean `tradelint check ...`."""
        first = args[0] if args else "--help"
        if first not in COMMANDS and first not in ("--help", "-h", "--version"):
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="tradelint %(version)s")
def cli() -> None:
    """A linter for trade contracts and proforma invoices.

    \b
    tradelint pi.pdf                 lint one paper
    tradelint deals/ --format jsonl  lint a folder, one JSON object per paper
    tradelint checklist pi.pdf       what the paper says of each term, and what not
    tradelint explain PAY003         why a rule exists and how to mend the clause

    Exit codes: 0 read whole and nothing found; 1 findings; 2 wrong usage; 3 something could not be read;
    4 internal error.
    """


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit with its code; never a traceback for what a user or a file did."""
    try:
        code = cli.main(args=argv, prog_name="tradelint", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        _end("interrupted", 130)
    except KeyboardInterrupt:
        _end("interrupted", 130)
    except click.ClickException as error:
        error.show(file=sys.stderr)
        sys.exit(int(ExitCode.USAGE))
    except TradelintError as error:
        _end(str(error), int(error.exit_code))
    except BrokenPipeError:
        # The reader of our output has gone; closing stdout for good keeps the interpreter quiet about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("TRADELINT_DEBUG"):
            raise
        _end(f"internal error: {type(error).__name__}: {error}; set TRADELINT_DEBUG=1 for details", 4)
    else:
        sys.exit(int(code or 0))


def _end(message: str, code: Any) -> None:
    from tradelint.reports.visible import one_line

    click.echo(f"tradelint: {one_line(message)}", err=True)
    sys.exit(code)
