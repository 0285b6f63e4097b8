"""`waive`: accept a finding or a gap, with a reason, an owner and an end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
from tradelint.cli.output import write
from tradelint.cli.settings import Day, Resolver
from tradelint.config_load import Loaded, shown
from tradelint.config_paper import relative
from tradelint.errors import UsageError
from tradelint.findings import Finding, Record
from tradelint.text import Gap

LEAST_PRINT = 6


@click.command()
@click.argument("file")
@click.argument("what", nargs=-1)
@click.option("--reason", required=True, help="Why it is accepted.")
@click.option("--owner", default="", help="Who answers for it.")
@click.option("--expires", type=Day(), help="Its last day.")
@click.option("--days", type=click.IntRange(1), help="Its last day, counted from today.  [90]")
@click.option("--all", "every", is_flag=True, help="Every finding of the rules named, not only a single one.")
@click.option("--as-of", type=Day(), help="The day taken for today.")
@click.option("--config", "config_file", metavar="FILE", help="This settings file and no other.")
@click.option("--dry-run", is_flag=True, help="Print the waivers and write nothing.")
def command(file: str, what: tuple[str, ...], every: bool, dry_run: bool, **options: Any) -> int:
    """Accept findings of FILE. WHAT is a rule (PAY003), a fingerprint, or a gap (image-only-page).

    The waiver goes to the end of tradelint-waivers.toml beside the settings; the paper itself is not touched.

    \b
    tradelint waive deals/pi.pdf PAY003 --reason "agreed: repeat order" --owner lin --days 60
    tradelint waive deals/pi.pdf image-only-page --reason "page 3 is the drawing" --owner lin
    """
    from tradelint import waivers
    from tradelint.cli.lint import lint_files

    resolver = Resolver(options)
    loaded = resolver.of(file)
    if not Path(file).is_file():
        raise UsageError(f"no such file: {file}")
    records = lint_files([Path(file)], options, resolver).records
    path = loaded.root / loaded.settings.waivers.file
    made = tuple(_waivers(records, what, every, loaded, options, path.parent))
    for waiver in made:
        waivers._check(f"waiver of {waiver.rule}", waiver, loaded)
    if dry_run:
        write("\n".join(map(waivers.entry, made)))
        return 0
    waivers.add(path, made)
    for waiver in made:
        write(f"{shown(path)}: {waiver.rule} accepted until {waiver.expires or 'further notice'}: {waiver.about}\n")
    return 0


def _waivers(
    records: tuple[Record, ...],
    what: tuple[str, ...],
    every: bool,
    loaded: Loaded,
    options: dict[str, Any],
    root: Path,
) -> Iterator[Any]:
    from tradelint.reports.visible import masked
    from tradelint.waivers import Waiver, number_of

    today: date = loaded.config.as_of
    last = options["expires"] or today + timedelta(options["days"] or min(90, loaded.settings.waivers.max_days))
    for record, item, fingerprint in _chosen(records, what, every):
        name = relative(record.path, str(root))
        place, words = (item.place, item.message) if isinstance(item, Finding) else (item.place, "not read")
        yield Waiver(
            rule=item.code,
            paths=(name if "/" in name else f"/{name}",),
            document=number_of(record) if isinstance(item, Finding) else None,
            fingerprint=fingerprint,
            reason=options["reason"],
            owner=options["owner"],
            created=today,
            expires=last,
            about=masked(f"{place}: {words}", record.secrets)[:160],
        )


def _chosen(
    records: tuple[Record, ...], what: tuple[str, ...], every: bool
) -> Iterator[tuple[Record, Finding | Gap, str]]:
    items = list(_items(records))
    if not what:
        raise UsageError("name what to accept: " + _listed(items))
    for word in what:
        fitting = [item for item in items if _fits(item, word)]
        if not fitting:
            raise UsageError(f"nothing here is called {word}: {_listed(items)}")
        if len(fitting) > 1 and not every:
            raise UsageError(f"{word} stands {len(fitting)} times: name a fingerprint, or --all: {_listed(fitting)}")
        yield from fitting


def _items(records: tuple[Record, ...]) -> Iterator[tuple[Record, Finding | Gap, str]]:
    from tradelint.identity import gap_fingerprint

    for record in records:
        yield from ((record, finding, finding.fingerprint) for finding in record.findings if finding.status != "waived")
        yield from ((record, gap, gap_fingerprint(gap, record.sha256)) for gap in record.gaps if gap.waivable)


def _fits(item: tuple[Record, Finding | Gap, str], word: str) -> bool:
    _, found, fingerprint = item
    if isinstance(found, Finding) and word.lower() == found.name:
        return True
    return word.upper() == found.code.upper() or (len(word) >= LEAST_PRINT and fingerprint.startswith(word.lower()))


def _listed(items: list[tuple[Record, Finding | Gap, str]]) -> str:
    return ", ".join(f"{found.code} ({fingerprint} at {found.place})" for _, found, fingerprint in items) or "nothing"
