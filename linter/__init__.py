"""tradelint: a linter for trade contracts and proforma invoices.

>>> import tradelint
>>> report = tradelint.lint("pi.pdf")          # doctest: +SKIP
>>> report.exit_code, report.findings[0].code  # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tradelint.config import Config
    from tradelint.findings import Report


def lint(source: str | Path | bytes, config: Config | None = None, *, name: str = "document") -> Report:
    """Lint one file, given by its path or as bytes (then called `name`); returns the report over its papers.

    The bytes are parsed in a worker process. Raises UsageError for a path that does not exist; a file that
    cannot be read gives a record that says why.
    """
    from tradelint.config import Config
    from tradelint.discovery import choose, task_of
    from tradelint.findings import report_of
    from tradelint.workers import Pool, Task

    config = config or Config()
    tasks = (
        [Task(name, source)] if isinstance(source, bytes) else [task_of(path) for path in choose((str(source),)).paths]
    )
    with Pool(config) as pool:
        records = tuple(record for answer in pool.map(tasks) for record in answer.records)
    return report_of(records, config, __version__)


__all__ = ["__version__", "lint"]
