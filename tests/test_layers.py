"""Imports only go down: text knows nothing of rules, rules know nothing of reports."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYERS = [
    {"levels", "errors", "text"},
    {"parsers"},
    {"facts"},
    {"refund", "workdays", "deadlines", "goods"},
    {"company"},
    {"checklist"},
    {"deal"},
    {"rule"},
    {"rules"},
    {"registry"},
    {"house_rules"},
    {"config_file", "config_layers", "config", "config_load", "config_paper", "config_schema"},
    {"findings", "changes", "evidence"},
    {"gates", "fixes", "surroundings"},
    {"identity"},
    {"engine"},
    {"dealing", "versions"},
    {"reports", "review"},
    {"codec", "frames", "landlock", "confinement", "workers"},
    {"history", "ignored"},
    {"waivers", "baseline", "discovery"},
    {"cli"},
    {"__main__"},
]
# The public API stands at the top and reaches down lazily; parts of it may be asked for the version from anywhere.
FACADE = "__init__"


def layer_of(module: str) -> int:
    for number, names in enumerate(LAYERS):
        if module in names:
            return number
    raise AssertionError(f"tradelint.{module} has no layer: give it one in this test")


def sources() -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / "linter").rglob("*.py")):
        module = path.relative_to(ROOT / "linter").parts[0].removesuffix(".py")
        if module != FACADE:
            yield module, path
    for path in sorted((ROOT / "rules").rglob("*.py")):
        yield "rules", path


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "tradelint":
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("tradelint."))


def test_imports_only_go_down() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports tradelint.{target}"
        for module, path in sources()
        for target in imported(path)
        if target != "__version__" and layer_of(target) > layer_of(module)
    ]
    # pages.py shows rules with the words of the `rules` command
    assert wrong == []


def test_only_one_module_imports_spacy() -> None:
    users = {str(path.relative_to(ROOT)) for _, path in sources() if "import spacy" in path.read_text("utf-8")}
    assert users == {"linter/facts/words.py"}
