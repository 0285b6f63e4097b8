"""What a mark says: a finding in the words that stand in a comment, a note or a pop-up."""

from __future__ import annotations

from tradelint.findings import Finding
from tradelint.fixes import clause_in
from tradelint.reports.visible import visible
from tradelint.review.order import Language

SEVERITIES = {"error": "Error", "warning": "Warning", "info": "To note"}


def headline(finding: Finding) -> str:
    """`Warning: deposit is 50%, above 30% (PAY003)`."""
    return visible(f"{SEVERITIES[finding.severity.value]}: {finding.message} ({finding.code})")


def lines_of(finding: Finding, language: Language, *, placed: bool = True) -> list[str]:
    """The paragraphs of a comment, the headline first; `placed` is False where the mark is not at the words.

    Where the paper has Chinese the fix is said in both languages: its reader may know one of them only.
    """
    lines = [headline(finding)]
    if not placed and finding.quote:
        lines.append(f"At {finding.place}: “{finding.quote}”")
    lines += [f"Compare {other.place}: “{other.quote}”" for other in finding.related if other.quote]
    if finding.why:
        lines.append(f"Why: {finding.why}")
    if finding.fix:
        lines.append(f"Instead: {finding.fix}")
    if finding.fix_zh and language != "en":
        lines.append(f"改为:{finding.fix_zh}")
    return [lines[0], *(visible(line) for line in lines[1:])]


def clauses_of(finding: Finding, language: Language) -> tuple[str, ...]:
    """The clauses that mend a finding, in the language of the paper; none where its fix is advice."""
    english, chinese = clause_in(finding.fix), clause_in(finding.fix_zh)
    chosen = {"en": [english], "zh": [chinese or english], "both": [english, chinese]}[language]
    return tuple(visible(text) for text in chosen if text)
