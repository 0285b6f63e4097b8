"""A user's template in a process of its own: it ends when its time is up, and takes no more memory than it is given."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from tradelint.codec import decode, encode
from tradelint.confinement import limit_memory
from tradelint.errors import UsageError
from tradelint.findings import Report
from tradelint.reports import Look
from tradelint.reports.template import LONGEST_OUTPUT, Template, page, values_of

SECONDS = 20.0
MEMORY = 512 * 2**20


@dataclass(frozen=True)
class Outcome:
    """What the process sends back: a page, or one line about what is wrong with the template."""

    text: str = ""
    error: str = ""


def rendered(report: Report, look: Look, seconds: float = SECONDS) -> str:
    """The page that the user's template makes of a report. Raises UsageError for whatever the template does wrong."""
    assert look.template is not None
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(method)
    ours, theirs = context.Pipe(duplex=False)
    arguments = (theirs, look.template.name, look.template.source, encode(values_of(report, look)))
    process = context.Process(target=_serve, args=arguments, daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise UsageError(f"the template {look.template.name} took longer than {seconds:g} s")
        outcome = decode(ours.recv_bytes(8 * LONGEST_OUTPUT), Outcome)
    except (EOFError, OSError) as error:
        raise UsageError(f"the template {look.template.name} ended its process: it needs too much memory") from error
    finally:
        ours.close()
        process.kill()
        process.join()
    if outcome.error:
        raise UsageError(outcome.error)
    return outcome.text


def _serve(connection: Connection, name: str, source: str, values: bytes) -> None:
    limit_memory(MEMORY)
    try:
        outcome = Outcome(page(Template(name, source), decode(values, dict[str, Any])))
    except UsageError as error:
        outcome = Outcome(error=str(error))
    connection.send_bytes(encode(outcome))
