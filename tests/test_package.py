"""The wheel holds everything, and nothing but `tradelint` lands in site-packages."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {"linter": "tradelint", "rules": "tradelint/rules", "templates": "tradelint/templates"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel that is built from a copy of the sources, as a fresh clone has them."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "source"
    tracked = [ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE", "MANIFEST.in", *FOLDERS)]
    copy.mkdir()
    for path in tracked:
        subprocess.run(["cp", "-r", str(path), str(copy)], check=True)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, copy],
        check=True,
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as built:
        return set(built.namelist())


def shipped() -> set[str]:
    """Every source, vocabulary, schema and template file, by its place in the wheel."""
    found = set()
    for folder, target in FOLDERS.items():
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                found.add(f"{target}/{path.relative_to(ROOT / folder)}")
    return found


def test_the_wheel_holds_every_file(wheel: set[str]) -> None:
    assert shipped() - wheel == set()


def test_nothing_else_lands_in_site_packages(wheel: set[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tradelint"}


def test_every_sub_package_is_listed() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    there = {
        ".".join(Path(target, path.parent.relative_to(ROOT / folder)).parts)
        for folder, target in FOLDERS.items()
        for path in (ROOT / folder).rglob("__init__.py")
    }
    assert there == listed


def test_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "tradelint", "--version"], capture_output=True, text=True)
    assert done.stdout.startswith("tradelint ")


def test_is_imported_by_its_one_name() -> None:
    script = "import tradelint, tradelint.rules, tradelint.templates; print(tradelint.__file__)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["rules"], ["schema", "result"]])
def test_spacy_is_not_imported_unless_a_document_is_read(arguments: list[str]) -> None:
    script = f"""
import sys
from tradelint.cli import main
try:
    main({arguments!r})
except SystemExit as ended:
    assert not ended.code, ended.code
assert "spacy" not in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
