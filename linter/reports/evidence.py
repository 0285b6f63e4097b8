"""The list of what a claim needs, as a checklist for people and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict

from tradelint.evidence import Need, Proof
from tradelint.findings import Record
from tradelint.reports.markup import markdown
from tradelint.reports.templates import template
from tradelint.reports.visible import masked, one_line


def render(needs: Sequence[Need], records: Sequence[Record], folder: str, format_: str) -> str:
    """The list as "text", "markdown" or "json"; bank numbers in quotes are masked."""
    secrets = tuple(secret for record in records for secret in record.secrets)

    def shown(text: str) -> str:
        plain = one_line(masked(text, secrets))
        return markdown(plain) if format_ == "markdown" else plain

    unread = [f"{r.name}: {gap.place}: {gap.hint}" for r in records for gap in r.gaps]
    if format_ == "json":
        found = {"schema_version": 1, "folder": folder, "evidence": [asdict(need) for need in needs], "unread": unread}
        return masked(json.dumps(found, ensure_ascii=False, indent=2), secrets) + "\n"
    name = "evidence.md.j2" if format_ == "markdown" else "evidence.txt.j2"
    counts = Counter(need.standing for need in needs)
    return (
        str(
            template(name).render(
                folder=shown(folder),
                counts=f"{counts['there']} there, {counts['partly']} partly, {counts['missing']} missing",
                needs=[_need(need, shown) for need in needs],
                unread=[shown(line) for line in unread],
            )
        )
        + "\n"
    )


def _need(need: Need, shown: Callable[[str], str]) -> dict[str, object]:
    return {
        "name": need.name,
        "standing": need.standing,
        "proofs": [shown(_words(proof)) for proof in need.proofs],
        "lacks": ", ".join(need.lacks),
        "why": need.why,
        "ask": need.ask,
    }


def _words(proof: Proof) -> str:
    place = f"{proof.path}, {proof.place}" if proof.place else proof.path
    return f'{place}: "{proof.words}"' if proof.words else place
