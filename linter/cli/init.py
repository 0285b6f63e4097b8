"""`init`: put tradelint on a folder of papers: settings, hook, CI workflow, text diffs. Nothing is overwritten."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click
from tradelint import __version__
from tradelint.cli.output import write
from tradelint.config_load import shown
from tradelint.errors import UsageError

SETTINGS = """# Settings of tradelint. What holds for a paper: tradelint config show FILE. Every key: config schema.
profile = "recommended"
side = "buyer"
fail-on = "error"
# exclude = ["archive/"]

# [rules.PAY003]
# max-deposit = 30

# [[overrides]]
# paths = ["drafts/**"]
# profile = "strict"

# [[supplier]]
# name = "Example Works Co., Ltd."
# accounts = ["1234"]      # the last four characters
# limit = 10000

# [house]
# incoterms = ["FOB Ningbo"]
# payment = ["30/70"]
"""
HOOK = """repos:
  - repo: local
    hooks:
      - id: tradelint
        name: tradelint
        entry: tradelint check --force-exclude
        language: system
        types: [file]
        files: (?i)\\.(pdf|docx?|docm|xlsx?|xlsm|ods|odt|rtf|eml)$
        exclude: (^|/)~\\$
        require_serial: true
"""
WORKFLOW = f"""name: tradelint
on: [push, pull_request]
permissions:
  contents: read
jobs:
  tradelint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          lfs: true
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: python -m pip install tradelint=={__version__}
      - run: tradelint check . --format github --report markdown:report.md --report html:report.html
      - if: always()
        run: test ! -f report.md || head -c 900000 report.md >> "$GITHUB_STEP_SUMMARY"
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: tradelint
          path: report.html
"""
ATTRIBUTES = "".join(f"*.{suffix} diff=tradelint\n" for suffix in ("docx", "xlsx", "pdf", "odt", "ods", "rtf", "eml"))
FILES = {
    "settings": ("tradelint.toml", SETTINGS),
    "hook": (".pre-commit-config.yaml", HOOK),
    "workflow": (".github/workflows/tradelint.yml", WORKFLOW),
    "gitattributes": (".gitattributes", ATTRIBUTES),
}


@click.command()
@click.argument("folder", default=".")
@click.option("--only", multiple=True, type=click.Choice(list(FILES)), help="Only these; may be repeated.")
@click.option("--git", is_flag=True, help="Let git of this clone compare papers by their text, too.")
def command(folder: str, only: tuple[str, ...], git: bool) -> int:
    """Write settings, a commit hook, a CI workflow and git attributes into FOLDER; what exists is left alone.

    \b
    tradelint init                 all of it, here
    tradelint init --only hook     one of it
    tradelint init --git           git diff shows what changed in Word, Excel and PDF files
    """
    base = Path(folder)
    if not base.is_dir():
        raise UsageError(f"no such folder: {folder}")
    for name in only or tuple(FILES):
        _write(base / FILES[name][0], FILES[name][1])
    if git:
        _configure(base)
    return 0


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        lines = set(path.read_text("utf-8", "replace").splitlines())
        missing = [line for line in text.splitlines() if line.strip() and line not in lines]
        write(f"{shown(path.absolute())}: exists, left alone" + (_add(missing) if missing else "") + "\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror})") from None
    else:
        write(f"{shown(path.absolute())}: written\n")


def _add(missing: list[str]) -> str:
    return "; it lacks\n" + "\n".join(f"    {line}" for line in missing[:20])


def _configure(folder: Path) -> None:
    """A diff driver lives in the clone's own configuration, so each clone is asked for it once."""
    done = subprocess.run(
        ["git", "-C", str(folder), "config", "diff.tradelint.textconv", "tradelint extract"],
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise UsageError(f"{folder} is no git repository that can be configured")
    write("git diff of this clone shows papers by their text\n")
