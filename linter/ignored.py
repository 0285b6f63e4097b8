"""What a folder walk leaves out: patterns of the settings, and what git ignores."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec
from tradelint.config_load import Loaded, shown
from tradelint.config_paper import relative, spec

LOCK_FILES = ("~$", ".~lock.")


def left_out(path: Path, loaded: Loaded) -> str:
    """Why the settings leave a file out; empty when they do not."""
    settings, name = loaded.settings, relative(str(path), loaded.config.root)
    if settings.exclude:
        found = spec(settings.exclude).check_file(name)
        if found.include and found.index is not None:
            return f"excluded by {settings.exclude[found.index]!r} ({_source(loaded)})"
    if settings.include and not spec(settings.include).match_file(name):
        return f"not among include ({_source(loaded)})"
    return ""


def _source(loaded: Loaded) -> str:
    return shown(loaded.file) if loaded.file is not None else "--exclude"


def by_nature(path: Path) -> str:
    """Why a file is no paper whatever the settings say; empty when it may be one."""
    if path.name.startswith(LOCK_FILES):
        return "a lock file of an open Office document"
    if ".reviewed." in path.name:
        return "a marked copy that tradelint wrote"
    return ""


@dataclass
class GitIgnore:
    """The .gitignore files of a working tree, read as folders are entered; the nearest to a file decides."""

    _specs: dict[Path, GitIgnoreSpec | None] = field(default_factory=dict)
    _tops: dict[Path, Path | None] = field(default_factory=dict)

    def ignores(self, path: Path, *, folder: bool = False) -> bool:
        """Whether git would ignore a file or folder; never outside a working tree."""
        path = path.absolute()
        top = self._top(path.parent)
        if top is None:
            return False
        for parent in path.parents:
            found = self._spec(parent)
            if found is not None:
                name = path.relative_to(parent).as_posix() + ("/" if folder else "")
                include = found.check_file(name).include
                if include is not None:
                    return include
            if parent == top:
                break
        return False

    def _top(self, folder: Path) -> Path | None:
        if folder not in self._tops:
            is_top = (folder / ".git").exists()
            above = folder.parent if folder.parent != folder else None
            self._tops[folder] = folder if is_top else self._top(above) if above else None
        return self._tops[folder]

    def _spec(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            files = [folder / ".gitignore", *([folder / ".git" / "info" / "exclude"] if folder in self._tops else [])]
            lines = [line for file in reversed(files) for line in _lines(file)]
            self._specs[folder] = GitIgnoreSpec.from_lines(lines) if lines else None
        return self._specs[folder]


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
    except OSError:
        return []
