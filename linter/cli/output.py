"""How commands write: to standard output and to report files, the same bytes everywhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
from tradelint.errors import UsageError
from tradelint.findings import Report
from tradelint.reports import FORMATS, SHOW_TEXT, Look, render


@dataclass(frozen=True)
class Target:
    """A report that goes to a file."""

    format: str
    path: Path


class TargetType(click.ParamType[Target]):
    """`FORMAT:FILE`."""

    name = "report"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Target:
        """html:report.html; only the first colon counts."""
        if isinstance(value, Target):
            return value
        format_, colon, path = str(value).partition(":")
        if not colon or not path:
            self.fail(f"{value!r} is not FORMAT:FILE, for example html:report.html", param, ctx)
        if format_ not in FORMATS:
            self.fail(f"{format_!r} is no format; there are {', '.join(FORMATS)}", param, ctx)
        return Target(format_, Path(path))


OPTIONS = (
    click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="full", help="How to print it."),
    click.option(
        "--report", "reports", type=TargetType(), multiple=True, metavar="FORMAT:FILE",
        help="Write a report to a file as well; may be given several times.",
    ),
    click.option("--template", "template", type=click.Path(path_type=Path), metavar="FILE",
                 help="Print the result by a Jinja template of your own."),
    click.option("--redact", is_flag=True, help="Mask bank numbers in formats for machines too."),
    click.option("--show-bank", is_flag=True, help="Print bank numbers whole in reports for people."),
    click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto"),
    click.option("--quiet", "-q", is_flag=True, help="Print nothing when there is nothing to say."),
)  # fmt: skip


def output_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that reports findings."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


@dataclass(frozen=True)
class Output:
    """Where the report of a run goes."""

    format: str
    reports: tuple[Target, ...]
    look: Look
    quiet: bool = False

    @property
    def shows_text(self) -> bool:
        """Whether a report needs the text of the papers."""
        return not SHOW_TEXT.isdisjoint({self.format, *(target.format for target in self.reports)})

    @property
    def places(self) -> frozenset[str]:
        """Where report files go: a run does not read its own earlier reports as papers."""
        return frozenset(os.path.realpath(target.path) for target in self.reports)

    def publish(self, report: Report) -> None:
        """Write the files first, so that a closed pipe cannot lose them, then standard output."""
        for target in self.reports:
            write_file(target.path, self._text(report, target.format, replace(self.look, colour=False)))
        if self.quiet and report.exit_code == 0 and not report.findings:
            return
        write(self._text(report, self.format, self.look))

    def _text(self, report: Report, format_: str, look: Look) -> str:
        if format_ != "template":
            return render(report, format_, look)
        from tradelint.cli.apart import rendered

        return rendered(report, look)


def output_of(options: dict[str, Any], paths: tuple[str, ...]) -> Output:
    """The output that the options ask for. Raises UsageError before anything is read where it could not be written."""
    reports: tuple[Target, ...] = options["reports"]
    _check_targets(reports, paths)
    form = options["format_"]
    template = None
    if options.get("template") is not None:
        from tradelint.reports.template import read_template

        template = read_template(options["template"])
        if not any(target.format == "template" for target in reports):
            form = "template"
    elif "template" in (form, *(target.format for target in reports)):
        raise UsageError("the format template needs --template FILE")
    look = Look(
        colour=wants_colour(options["color"]),
        show_bank=options["show_bank"],
        redact=options["redact"],
        show_accepted=options.get("show_waived", False),
        template=template,
    )
    return Output(form, reports, look, options["quiet"])


def _check_targets(reports: tuple[Target, ...], paths: tuple[str, ...]) -> None:
    inputs = {os.path.realpath(path) for path in paths}
    taken: set[str] = set()
    for target in reports:
        place = os.path.realpath(target.path)
        if place in inputs or target.path.is_dir() or _is_paper(Path(place), inputs):
            raise UsageError(f"--report would write over {target.path}: name a file of its own")
        if place in taken:
            raise UsageError(f"two reports would go to {target.path}")
        if not target.path.parent.is_dir():
            raise UsageError(f"no such folder for a report: {target.path.parent}")
        taken.add(place)


def _is_paper(place: Path, inputs: set[str]) -> bool:
    """Whether there is a file that a walk through the checked folders would lint, and that is no earlier report."""
    from tradelint.discovery import SUFFIXES

    if place.suffix.lower() not in SUFFIXES or not place.is_file():
        return False
    if not any(place.is_relative_to(folder) for folder in inputs):
        return False
    with place.open("rb") as file:
        return b"tradelint" not in file.read(2**16)


def write_file(path: Path, text: str) -> None:
    """Write a report as UTF-8; what has no UTF-8 form is escaped."""
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: readers see the old file or the new one, never half of it."""
    import tempfile

    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file():  # a device or a pipe: there is nothing to replace
        place.write_bytes(data)
        return
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".tradelint-", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(name).chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """There is no way to ask for the umask but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def write(text: str) -> None:
    """Write text to standard output as UTF-8; what has no UTF-8 form is escaped."""
    data = text.encode("utf-8", "backslashreplace")
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # replaced by a test or a notebook
        sys.stdout.write(data.decode("utf-8"))
        return
    sys.stdout.flush()
    buffer.write(data)
    buffer.flush()


def wants_colour(choice: str) -> bool:
    """`always`, `never`, or `auto`: on a terminal that has colours, unless NO_COLOR is set."""
    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"
