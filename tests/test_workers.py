"""Strangers' bytes are parsed in processes that can be killed: one bad file never costs another its result."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tradelint import workers
from tradelint.codec import decode, encode
from tradelint.config import Config
from tradelint.workers import Pool, Reply, Task

GOOD = b"PROFORMA INVOICE\nPayment: 30% T/T deposit, 70% against copy of B/L\n"
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="misbehaving workers need fork")


@pytest.fixture
def mischief(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Files whose text is an order to misbehave; a forked worker inherits this reader."""
    perform = workers.perform

    def misbehave(task: Task, config: Config) -> Reply:
        match task.data:
            case b"hang":
                time.sleep(60)
            case b"die":
                os.abort()
            case b"exit":
                os._exit(0)
            case b"eat":
                return Reply(records=(), documents=()) if len(bytearray(8 * 2**30)) else Reply()
            case b"panic":
                raise BaseException("a panic of a reader that is not written in Python")
        return perform(task, config)

    monkeypatch.setattr(workers, "perform", misbehave)
    yield


def statuses(pool: Pool, *contents: bytes) -> list[str]:
    tasks = [Task(f"{number}.txt", data) for number, data in enumerate(contents)]
    answers = list(pool.map(tasks))
    assert [answer.path for answer in answers] == [task.path for task in tasks]
    return [answer.records[0].gaps[0].code if answer.failure else answer.records[0].status for answer in answers]


@pytest.mark.parametrize(
    ("order", "code"),
    [(b"die", "crash"), (b"exit", "crash"), (b"eat", "memory"), (b"panic", "crash"), (b"hang", "timeout")],
)
def test_a_file_that_ends_a_worker_is_a_clear_gap_and_the_others_are_linted(
    mischief: None, order: bytes, code: str
) -> None:
    with Pool(Config(), timeout=2.0) as pool:
        assert statuses(pool, GOOD, order, GOOD) == ["checked", code, "checked"]


def test_answers_come_in_the_order_of_the_tasks_with_several_workers(mischief: None) -> None:
    with Pool(Config(), jobs=2, timeout=2.0) as pool:
        assert statuses(pool, b"hang", GOOD, b"die", GOOD, GOOD) == [
            "timeout",
            "checked",
            "crash",
            "checked",
            "checked",
        ]


def test_no_worker_is_left_behind(mischief: None) -> None:
    with Pool(Config(), jobs=2, timeout=0.5) as pool:
        statuses(pool, GOOD, b"hang", GOOD)
        alive = [worker.process for worker in pool._workers]
    assert alive and not any(process.is_alive() for process in alive)


def test_a_worker_is_replaced_after_many_files() -> None:
    with Pool(Config()) as pool:
        first = statuses(pool, *[GOOD] * (workers.RECYCLE_AFTER + 1))
    assert set(first) == {"checked"}


def test_a_file_that_cannot_be_opened_gets_its_record(tmp_path: Path) -> None:
    from tradelint.discovery import task_of

    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with Pool(Config()) as pool:
        (answer,) = pool.map([task_of(pipe)])
    assert answer.records[0].status == "unreadable"
    assert "regular file" in answer.records[0].gaps[0].hint


def test_config_and_records_survive_the_codec() -> None:
    config = Config(select=frozenset({"PAY001"}), ignore=frozenset({"PAY002"}))
    assert decode(encode(config), Config) == config
    reply = workers.perform(Task("pi.txt", GOOD), config)
    assert decode(encode(reply), Reply) == reply
