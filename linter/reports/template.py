"""A user's own Jinja template (`--template FILE`), rendered as if its author were a stranger.

It sees the object that `--format json` prints, as plain values, with `why` for each finding and `text` for each paper;
nothing else can be reached: Jinja's immutable sandbox refuses attributes that begin with an underscore, there is no
loader behind `include`, and the template runs in a process of its own with a deadline and a memory limit, for a loop in
a loop is enough to keep a machine busy. Words of the papers are made visible and bank numbers masked as in every report
for people; a template called `.html` or `.xml` escapes them by itself, others have the filter `md`.
"""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tradelint.codec import decode, encode
from tradelint.errors import UsageError
from tradelint.findings import Report
from tradelint.reports import Look, result
from tradelint.reports.markup import code, markdown
from tradelint.reports.visible import masked, visible
from tradelint.workers import limit_memory

LARGEST = 2**20
LONGEST_OUTPUT = 64 * 2**20
SECONDS = 20.0
MEMORY = 512 * 2**20
ESCAPED = (".html", ".htm", ".xhtml", ".xml", ".svg")
ENDINGS = (".j2", ".jinja", ".jinja2", ".tmpl")


@dataclass(frozen=True)
class Template:
    """A template's name, for messages and for the choice of escaping, and its text."""

    name: str
    source: str


@dataclass(frozen=True)
class Outcome:
    """What the rendering process sends back: a page, or one line about what is wrong with the template."""

    text: str = ""
    error: str = ""


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
    outcome = _guarded(found, lambda environment: environment.from_string(found.source) and "")
    if outcome.error:
        raise UsageError(outcome.error)
    return found


def template(report: Report, look: Look) -> str:
    """The page that the user's template makes of a report. Raises UsageError naming what is wrong with it."""
    if look.template is None:
        raise UsageError("the format template needs --template FILE")
    data = encode(_visible(_run(report, look)))
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(method)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, look.template, data), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(SECONDS):
            raise UsageError(f"the template {look.template.name} took longer than {SECONDS:g} s")
        outcome = decode(ours.recv_bytes(8 * LONGEST_OUTPUT), Outcome)
    except (EOFError, OSError) as error:
        raise UsageError(f"the template {look.template.name} ended its process: it may need too much memory") from error
    finally:
        ours.close()
        process.kill()
        process.join()
    if outcome.error:
        raise UsageError(outcome.error)
    return outcome.text


def _run(report: Report, look: Look) -> dict[str, Any]:
    run = result.run(report, redact=not look.show_bank)
    for record, document in zip(report.records, run["documents"], strict=True):
        document["text"] = (
            masked(record.document.text, () if look.show_bank else record.secrets) if record.document else ""
        )
        for finding, shown in zip(record.findings, document["findings"], strict=True):
            shown["why"] = finding.why
    return run


def _visible(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [_visible(item) for item in value]
    if isinstance(value, dict):
        return {key: _visible(item) for key, item in value.items()}
    return value


# -- in the process of the template


def _serve(connection: Connection, source: Template, data: bytes) -> None:
    limit_memory(MEMORY)
    values = decode(data, dict[str, Any])
    try:
        outcome = _guarded(source, lambda environment: _page(environment, source, values))
    except MemoryError:
        outcome = Outcome(error=f"the template {source.name} needs too much memory")
    connection.send_bytes(encode(outcome))


def _page(environment: Any, source: Template, values: dict[str, Any]) -> str:
    parts: list[str] = []
    length = 0
    for part in environment.from_string(source.source).generate(values):
        length += len(part)
        if length > LONGEST_OUTPUT:
            raise UsageError(f"the template {source.name} writes more than {LONGEST_OUTPUT // 2**20} MB")
        parts.append(part)
    return "".join(parts)


def _guarded(source: Template, work: Any) -> Outcome:
    """The outcome of `work` on the sandbox: what a template gets wrong is one line with its name and line number."""
    from jinja2 import TemplateSyntaxError

    try:
        return Outcome(text=work(_sandbox(source.name)))
    except TemplateSyntaxError as error:
        return Outcome(error=f"template {source.name}, line {error.lineno}: {error.message}")
    except UsageError as error:
        return Outcome(error=str(error))
    except MemoryError:
        raise
    except Exception as error:  # a template can raise anything: a division by zero, a wrong filter argument
        line = _line_of(error)
        return Outcome(
            error=f"template {source.name}{f', line {line}' if line else ''}: {type(error).__name__}: {error}"
        )


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
