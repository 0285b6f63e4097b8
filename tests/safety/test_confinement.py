"""A worker can compute and answer, and nothing else, whatever a reader is made to do."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tradelint import landlock, workers
from tradelint.config import Config
from tradelint.confinement import PROTECTIONS
from tradelint.text import Gap
from tradelint.workers import Pool, Reply, Task

GOOD = b"PROFORMA INVOICE\nPayment: 30% T/T deposit, 70% against copy of B/L\n"
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what holds elsewhere is in the docs")
TARGET = Path(__file__).with_name("must-not-appear.txt")


def write_file() -> object:
    return TARGET.write_text("x")


def write_low() -> object:
    return os.open(TARGET, os.O_CREAT | os.O_WRONLY)


def read_secret() -> object:
    return Path("/etc/hostname").read_text() if Path("/etc/hostname").exists() else Path("/etc/passwd").read_text()


def open_socket() -> object:
    return socket.socket()


def start_program() -> object:
    return subprocess.run(["true"], check=True)


def shell() -> object:
    return os.system("true")


def fork() -> object:
    return os.fork()


def delete() -> object:
    return Path(__file__).unlink()


def kill_parent() -> object:
    return os.kill(os.getppid(), signal.SIGTERM)


def load_library() -> object:
    import ctypes

    return ctypes.CDLL("./library-of-a-stranger.so")


ATTEMPTS: tuple[Callable[[], object], ...] = (
    write_file, write_low, read_secret, open_socket, start_program, shell, fork, delete, kill_parent, load_library,
)  # fmt: skip


@pytest.fixture
def traitor(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader that does what its file names, and says what came of it."""
    perform = workers.perform

    def attempt(task: Task, config: Config) -> Reply:
        name = task.data.decode()
        for act in ATTEMPTS:
            if act.__name__ == name:
                try:
                    act()
                except OSError as error:
                    return Reply(failure=Gap("corrupt", "", type(error).__name__))
                return Reply(failure=Gap("corrupt", "", "done"))
        return perform(task, config)

    monkeypatch.setattr(workers, "perform", attempt)
    yield


def test_a_worker_cannot_write_connect_start_delete_or_read_elsewhere(traitor: None) -> None:
    with Pool(Config()) as pool:
        answers = list(pool.map([Task("a.txt", act.__name__.encode(), "extract") for act in ATTEMPTS]))
    outcome = {act.__name__: a.failure.hint for act, a in zip(ATTEMPTS, answers, strict=True) if a.failure}
    if not landlock.version():
        outcome.pop("read_secret")
    assert set(outcome.values()) == {"PermissionError"}, outcome
    assert not TARGET.exists() and Path(__file__).exists()


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.torture
def test_forked_and_spawned_workers_read_alike_under_the_same_protections(method: str) -> None:
    with Pool(Config(), method=method) as pool:
        (answer,) = pool.map([Task("a.txt", GOOD)])
        active = pool.protections()
    assert answer.records[0].status == "checked"
    expected = set(PROTECTIONS) if landlock.version() else set(PROTECTIONS) - {"landlock"}
    assert set(active) == expected


@pytest.mark.torture
def test_workers_killed_at_random_lose_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every third file's worker is killed from outside once; all files get the record that they deserve."""
    tasks = [Task(f"{n}.txt", GOOD) for n in range(30)]
    with Pool(Config(), jobs=2) as pool:
        give = pool._give
        given: list[int] = []

        def give_and_kill(worker: workers.Worker, index: int, task: Task) -> None:
            give(worker, index, task)
            if index % 3 == 0 and index not in given:
                os.kill(worker.process.pid, signal.SIGKILL)
            given.append(index)

        monkeypatch.setattr(pool, "_give", give_and_kill)
        answers = list(pool.map(tasks))
    assert [a.path for a in answers] == [t.path for t in tasks]
    assert {a.records[0].status for a in answers} == {"checked"}


@pytest.mark.torture
def test_a_parent_that_is_killed_leaves_no_worker(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, time\n"
        "from tradelint import workers\n"
        "from tradelint.config import Config\n"
        "workers.perform = lambda task, config: time.sleep(60)\n"
        "pool = workers.Pool(Config(), timeout=60).__enter__()\n"
        "worker = pool._fresh()\n"
        "pool._give(worker, 0, workers.Task('a.txt', b'x'))\n"
        "print(worker.process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 10
    while _lives(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(worker)


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False
