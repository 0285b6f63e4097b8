"""A user's own template: it sees the published result, and can do nothing but write."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports.papers import every_outcome, run
from tradelint.cli.apart import rendered
from tradelint.errors import UsageError
from tradelint.reports import Look, render
from tradelint.reports.template import Template, read_template


def made(source: str, name: str = "mine.txt") -> str:
    return render(every_outcome(), "template", Look(template=Template(name, source)))


def test_it_sees_what_json_prints_and_the_reason_of_each_finding() -> None:
    assert made("{{ summary.errors }} {{ tool.name }}") == "1 tradelint"
    assert made("{{ documents[0].findings[0].why }}") == "money is gone"
    text = render(run(), "template", Look(template=Template("t.txt", "{{ documents[0].text }}")))
    assert "Enamel mug" in text and "\n" in text


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ documents.append(1) }}",
        "{{ cycler.__init__.__globals__.os.system('true') }}",
        "{{ lipsum.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{% include '/etc/hostname' %}",
        "{% import 'os' as os %}",
        "{{ missing }}",
        "{{ 1 / 0 }}",
        "{{ '{0.__class__}'.format(documents) }}",
    ],
)
def test_what_a_template_must_not_do_is_wrong_usage_with_its_name(source: str) -> None:
    with pytest.raises(UsageError, match=r"mine\.txt"):
        made(source)


def test_an_error_names_the_line() -> None:
    with pytest.raises(UsageError, match=r"mine\.txt, line 3"):
        made("\n\n{{ missing }}")


def apart(source: str, seconds: float) -> str:
    return rendered(every_outcome(), Look(template=Template("mine.txt", source)), seconds)


def test_the_command_line_renders_the_same_in_a_process_of_its_own() -> None:
    source = "{{ summary.errors }} {{ documents[0].path }}"
    assert apart(source, 60) == made(source) == "1 pi.pdf"
    with pytest.raises(UsageError, match=r"mine\.txt, line 1"):
        apart("{{ missing }}", 60)


def test_a_template_that_does_not_end_is_ended() -> None:
    with pytest.raises(UsageError, match="took longer"):
        apart("{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}", 0.5)


@pytest.mark.parametrize(
    "source", ["{{ 'x' * 4000000000 }}", "{% for a in range(99999) %}{{ 'x' * 99999 }}{% endfor %}"]
)
def test_a_template_that_wants_all_memory_is_refused(source: str) -> None:
    with pytest.raises(UsageError, match=r"memory|writes more"):
        apart(source, 120)


def test_html_templates_escape_and_others_have_a_filter() -> None:
    report = run(
        "PROFORMA INVOICE\nPayment: 50% T/T deposit <b>now</b>, 50% before shipment\nTotal: USD 10.00\n", "<b>.txt"
    )
    page = "{{ documents[0].path }}"
    assert render(report, "template", Look(template=Template("a.html.j2", page))) == "&lt;b&gt;.txt"
    assert render(report, "template", Look(template=Template("a.txt", page))) == "<b>.txt"
    assert render(report, "template", Look(template=Template("a.md", "{{ documents[0].path | md }}"))) == "\\<b\\>.txt"


def test_a_file_that_is_no_template_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bad.j2"
    path.write_text("{% for %}")
    with pytest.raises(UsageError, match=r"bad\.j2, line 1"):
        read_template(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="UTF-8"):
        read_template(path)
    with pytest.raises(UsageError, match="cannot be opened"):
        read_template(tmp_path / "missing.j2")
