"""The shipped Jinja templates, loaded once; HTML is escaped by itself, Markdown by the filters `md` and `code`."""

from __future__ import annotations

from functools import cache
from typing import Any

from tradelint.reports.markup import code, markdown


@cache
def template(name: str) -> Any:
    """A template of `tradelint.templates` by its file name."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("tradelint.templates", ""),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=name.endswith(".html.j2"),
        undefined=StrictUndefined,
    )
    environment.filters.update(md=markdown, code=code)
    return environment.get_template(name)


def verbatim(name: str) -> str:
    """A shipped file that is no template, as it is."""
    from importlib.resources import files

    return (files("tradelint.templates") / name).read_text("utf-8")
