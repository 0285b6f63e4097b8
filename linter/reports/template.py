"""A user's own Jinja template (`--template FILE`), rendered as if its author were a stranger.

It sees the object that `--format json` prints, as plain values, with `why` for each finding and `text` for each paper.
Nothing else can be reached: Jinja's immutable sandbox refuses attributes that begin with an underscore, there is no
loader behind `include`, and the page has a greatest length. A loop in a loop is still enough to keep a machine busy, so
the command line gives it a process with a deadline and a memory limit. Words of the papers are made visible and bank
numbers masked as in every report for people; a template called `.html` or `.xml` escapes them, others have `md`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tradelint.errors import UsageError
from tradelint.findings import Report
from tradelint.reports import Look, result
from tradelint.reports.markup import code, markdown
from tradelint.reports.visible import masked, visible

LARGEST = 2**20
LONGEST_OUTPUT = 64 * 2**20
ESCAPED = (".html", ".htm", ".xhtml", ".xml", ".svg")
ENDINGS = (".j2", ".jinja", ".jinja2", ".tmpl")


@dataclass(frozen=True)
class Template:
    """A template's name, for messages and for the choice of escaping, and its text."""

    name: str
    source: str


def read_template(path: Path) -> Template:
    """The template in a file. Raises UsageError where there is none or it is no template."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"the template {path} is larger than {LARGEST // 2**20} MB")
        found = Template(path.name, path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"the template {path} cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"the template {path} is not UTF-8 text") from error
    _guarded(found, lambda environment: environment.from_string(found.source).name or "")
    return found


def template(report: Report, look: Look) -> str:
    """The page that the user's template makes of a report, made here. Raises UsageError where it is wrong."""
    if look.template is None:
        raise UsageError("the format template needs --template FILE")
    return page(look.template, values_of(report, look))


def values_of(report: Report, look: Look) -> dict[str, Any]:
    """What a template sees: plain lists, tables, texts and numbers."""
    run = result.run(report, redact=not look.show_bank)
    for record, document in zip(report.records, run["documents"], strict=True):
        document["text"] = (
            masked(record.document.text, () if look.show_bank else record.secrets) if record.document else ""
        )
        for finding, shown in zip(record.findings, document["findings"], strict=True):
            shown["why"] = finding.why
    values: dict[str, Any] = _visible(run)
    return values


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [_visible(item) for item in value]
    if isinstance(value, dict):
        return {key: _visible(item) for key, item in value.items()}
    return value


def page(source: Template, values: dict[str, Any]) -> str:
    """The page. Raises UsageError naming the template, and its line where one is at fault."""
    return _guarded(source, lambda environment: _filled(environment, source, values))


def _filled(environment: Any, source: Template, values: dict[str, Any]) -> str:
    parts: list[str] = []
    length = 0
    for part in environment.from_string(source.source).generate(values):
        length += len(part)
        if length > LONGEST_OUTPUT:
            raise UsageError(f"the template {source.name} writes more than {LONGEST_OUTPUT // 2**20} MB")
        parts.append(part)
    return "".join(parts)


def _guarded(source: Template, work: Callable[[Any], str]) -> str:
    """`work` on the sandbox; what a template gets wrong, from its syntax to a division by zero, is wrong usage."""
    from jinja2 import TemplateSyntaxError

    try:
        return work(_sandbox(source.name))
    except TemplateSyntaxError as error:
        raise UsageError(f"template {source.name}, line {error.lineno}: {error.message}") from error
    except UsageError:
        raise
    except MemoryError as error:
        raise UsageError(f"the template {source.name} needs too much memory") from error
    except Exception as error:
        line = _line_of(error)
        where = f"{source.name}, line {line}" if line else source.name
        raise UsageError(f"template {where}: {type(error).__name__}: {error}") from error


def _line_of(error: Exception) -> int | None:
    """The line of the template that an error came from: Jinja rewrites tracebacks to name it."""
    line = None
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _sandbox(name: str) -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    stem = name.lower()
    for ending in ENDINGS:
        stem = stem.removesuffix(ending)
    environment = ImmutableSandboxedEnvironment(
        autoescape=stem.endswith(ESCAPED), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters.update(md=markdown, code=code)
    return environment
