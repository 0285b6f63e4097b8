"""Worker processes: all bytes of strangers are parsed in a process that can be limited and killed.

A worker is forked from the warm parent (spawned where there is no fork), takes one file after the other, and answers
with JSON that is capped in size and checked against its type. A deadline per file is kept by the parent.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from tradelint.changes import Comparison
from tradelint.codec import decode, encode, unbundle
from tradelint.config import Config
from tradelint.errors import UnreadableError
from tradelint.findings import DealCard, Record
from tradelint.review.order import Marked, Order
from tradelint.text import Document, Gap

ANSWER_CAP = 256 * 2**20
MEMORY = 1 * 2**30
RECYCLE_AFTER = 50
BUNDLES = ("deal", "deals", "diff")
STOPPED = {
    "timeout": "reading took longer than {timeout:g} s: ask for a simpler file, or raise --timeout",
    "memory": "reading it needs too much memory: ask for a simpler file",
    "crash": "the file makes the reader crash: ask for it in another format, or print it to PDF again",
}


@dataclass(frozen=True)
class Task:
    """What a worker is to do: `error` is a reason why the file could not even be opened.

    `job` is "lint", "extract" or "annotate" (as `order` says) for a file; for a bundle of files "deal", or "deals"
    where it may hold several.
    `neighbours` are the names of the other files of the run in the same folder: one of them may be its annex.
    """

    path: str
    data: bytes
    job: str = "lint"
    error: UnreadableError | None = None
    order: Order | None = None
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What came of a task: records of a lint, documents of an extraction, a marked copy, or why nothing did."""

    path: str
    records: tuple[Record, ...] = ()
    documents: tuple[Document, ...] = ()
    failure: Gap | None = None
    deals: tuple[DealCard, ...] = ()
    marked: Marked | None = None
    compared: tuple[Comparison, ...] = ()

    def with_gap(self, gap: Gap) -> Answer:
        """The answer with its papers marked as not read whole: what the others say was not compared."""
        from dataclasses import replace

        records = tuple(
            replace(r, gaps=(*r.gaps, gap), status="incomplete" if r.status == "checked" else r.status)
            for r in self.records
        )
        return replace(self, records=records)


@dataclass(frozen=True)
class Reply:
    """What a worker sends back."""

    records: tuple[Record, ...] = ()
    documents: tuple[Document, ...] = ()
    failure: Gap | None = None
    deals: tuple[DealCard, ...] = ()
    marked: Marked | None = None
    compared: tuple[Comparison, ...] = ()


@dataclass(frozen=True)
class Head:
    """What a worker is told before it is given the bytes of a file."""

    job: str
    path: str
    order: Order | None = None
    neighbours: tuple[str, ...] = ()


# -- in the worker


def perform(task: Task, config: Config) -> Reply:
    """Do a task in this process; the only errors that come out are bugs."""
    from tradelint.engine import lint
    from tradelint.parsers import Source, read

    if task.job == "lint":
        return Reply(records=lint(task.data, task.path, config, task.neighbours))
    source = Source(task.data, task.path, config.limits)
    try:
        if task.job in BUNDLES:
            return _bundled(task, config)
        if task.order is not None:
            from tradelint.review import mark

            return Reply(marked=mark(source, task.order))
        return Reply(documents=read(source))
    except UnreadableError as error:
        return Reply(failure=Gap(error.code, task.path, f"{error}: {error.hint}", waivable=False))


def _bundled(task: Task, config: Config) -> Reply:
    from tradelint.dealing import File, lint_deal
    from tradelint.versions import compare_files

    files = [File(path, data) for path, data in unbundle(task.data)]
    if task.job == "diff":
        return Reply(compared=compare_files(files[0], files[1], config))
    dealt = lint_deal(files, config, one=task.job == "deal")
    return Reply(records=dealt.records, deals=dealt.deals)


def serve(connection: Connection, config_json: bytes, memory: int) -> None:
    """A worker's life: take a job and a file, answer, until the pipe closes."""
    config = decode(config_json, Config)
    _silence()
    limit_memory(memory)
    while True:
        try:
            head = decode(connection.recv_bytes(), Head)
            data = connection.recv_bytes()
        except (EOFError, OSError):
            break
        connection.send_bytes(
            _answer(Task(head.path, data, head.job, order=head.order, neighbours=head.neighbours), config)
        )
    os._exit(0)


def _answer(task: Task, config: Config) -> bytes:
    try:
        return encode(perform(task, config))
    except MemoryError:
        return encode(Reply(failure=Gap("memory", task.path, STOPPED["memory"], waivable=False)))
    except BaseException as error:  # a panic of a Rust reader is no Exception
        reason = f"{type(error).__name__}: {error}"[:300]
        return encode(Reply(failure=Gap("crash", task.path, f"{STOPPED['crash']} ({reason})", waivable=False)))


def _silence() -> None:
    """Readers in C write to the terminal when they fail: give them nowhere to write to."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)


def limit_memory(memory: int) -> None:
    """Let this process take `memory` bytes more than it has now; where the system cannot, there is no limit."""
    try:
        import resource
    except ImportError:  # Windows: the parent's deadline is the only limit there
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        pages = int(open("/proc/self/statm").read().split()[0])  # noqa: PTH123, SIM115
        limit = pages * os.sysconf("SC_PAGE_SIZE") + memory
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


# -- in the parent


@dataclass
class Worker:
    """A process and the parent's end of its pipe; `task` is what it works on until `deadline`."""

    process: Any
    connection: Connection
    done: int = 0
    index: int = -1
    task: Task | None = None
    deadline: float = 0.0


@dataclass
class Pool:
    """A few reused workers. Use it as a context manager; `map` yields answers in the order of the tasks."""

    config: Config
    jobs: int = 1
    timeout: float = 20.0
    memory: int = MEMORY
    _workers: list[Worker] = field(default_factory=list)

    def __enter__(self) -> Pool:
        if "fork" in multiprocessing.get_all_start_methods():
            _warm_up()
        return self

    def __exit__(self, *reason: object) -> None:
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def map(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """One answer per task, whatever happens to a worker. A file that ends one is tried once more, alone."""
        waiting: dict[int, Answer] = {}
        queue = enumerate(tasks)
        next_out, exhausted = 0, False
        while True:
            while not exhausted and (idle := self._idle()) is not None and len(waiting) < 4 * self.jobs + 4:
                try:
                    index, task = next(queue)
                except StopIteration:
                    exhausted = True
                    break
                if task.error is not None:
                    waiting[index] = _unopened(task)
                else:
                    self._give(idle, index, task)
            while next_out in waiting:
                yield waiting.pop(next_out)
                next_out += 1
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy and exhausted and not waiting:
                return
            if busy:
                waiting.update(self._collect(busy))

    def _idle(self) -> Worker | None:
        for worker in self._workers:
            if worker.task is None:
                return worker
        if len(self._workers) < self.jobs:
            self._workers.append(self._start())
            return self._workers[-1]
        return None

    def _start(self) -> Worker:
        method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
        context: Any = multiprocessing.get_context(method)
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, encode(self.config), self.memory), daemon=True)
        sys.stdout.flush()
        sys.stderr.flush()
        process.start()
        theirs.close()
        return Worker(process, ours)

    def _give(self, worker: Worker, index: int, task: Task) -> None:
        worker.index, worker.task, worker.deadline = index, task, time.monotonic() + self.timeout
        with contextlib.suppress(OSError):  # a dead worker shows when its answer is awaited
            names = tuple(map(_plain, task.neighbours))
            worker.connection.send_bytes(encode(Head(task.job, _plain(task.path), task.order, names)))
            worker.connection.send_bytes(task.data)

    def _collect(self, busy: list[Worker]) -> dict[int, Answer]:
        """The answers that are there, waiting at most until the next deadline."""
        left = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        ready = set(wait([worker.connection for worker in busy], timeout=left))
        found: dict[int, Answer] = {}
        for worker in busy:
            if worker.connection in ready:
                found[worker.index] = self._receive(worker)
            elif time.monotonic() >= worker.deadline:
                found[worker.index] = self._failed(worker, "timeout")
        return found

    def _receive(self, worker: Worker) -> Answer:
        assert worker.task is not None
        try:
            reply = decode(worker.connection.recv_bytes(ANSWER_CAP), Reply)
        except (EOFError, OSError, ValueError):
            return self._failed(worker, "crash")
        if reply.failure is not None and reply.failure.code in ("memory", "crash") and worker.done:
            return self._failed(worker, reply.failure.code)
        answer = _answered(worker.task, reply)
        worker.task, worker.done = None, worker.done + 1
        if worker.done >= RECYCLE_AFTER or (reply.failure is not None and reply.failure.code in STOPPED):
            self._drop(worker)
        return answer

    def _failed(self, worker: Worker, reason: str) -> Answer:
        """A worker that died or overran: a used one may have suffered from an earlier file, so try once alone."""
        task, used = worker.task, worker.done > 0
        assert task is not None
        self._drop(worker)
        if used and reason != "timeout":
            return self._alone(task)
        return _answered(task, Reply(failure=self._gap(task, reason)))

    def _alone(self, task: Task) -> Answer:
        worker = self._start()
        self._give(worker, 0, task)
        try:
            if not worker.connection.poll(self.timeout):
                return _answered(task, Reply(failure=self._gap(task, "timeout")))
            return _answered(task, decode(worker.connection.recv_bytes(ANSWER_CAP), Reply))
        except (EOFError, OSError, ValueError):
            return _answered(task, Reply(failure=self._gap(task, "crash")))
        finally:
            _end(worker)

    def _gap(self, task: Task, reason: str) -> Gap:
        return Gap(reason, task.path, STOPPED[reason].format(timeout=self.timeout), waivable=False)

    def _drop(self, worker: Worker) -> None:
        self._workers.remove(worker)
        _end(worker)


# Our own words, so that every list and pattern is loaded before the first stranger's file.
SAMPLE = b"""PROFORMA INVOICE
Seller: Example Works Co., Ltd. Buyer: Example Traders Ltd
Item\tQty\tUnit price (USD)\tAmount (USD)
Steel mug, 8 cm\t100 pcs\t2.00\t200.00
Total\t\t\t200.00
Price term: FOB Ningbo. Payment: 30% T/T deposit, 70% before shipment. Claims within 30 days after receipt.
"""


def _warm_up() -> None:
    """Load what a lint needs before forking, so that a new worker costs milliseconds."""
    from tradelint.engine import lint

    lint(SAMPLE, "sample.txt", Config())


def _end(worker: Worker) -> None:
    worker.connection.close()
    worker.process.kill()
    worker.process.join()


def _plain(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unopened(task: Task) -> Answer:
    assert task.error is not None
    gap = Gap(task.error.code, task.path, f"{task.error}: {task.error.hint}", waivable=False)
    return _answered(task, Reply(failure=gap))


def _answered(task: Task, reply: Reply) -> Answer:
    """The answer under the parent's own name for the file; a failed lint is a record all the same."""
    from dataclasses import replace

    if task.job in BUNDLES:
        return Answer(task.path, reply.records, failure=reply.failure, deals=reply.deals, compared=reply.compared)
    records = tuple(replace(record, path=task.path) for record in reply.records)
    if reply.failure is not None and task.job == "lint":
        digest = hashlib.sha256(task.data).hexdigest() if task.data else ""
        records = (Record(task.path, digest, "unreadable", gaps=(replace(reply.failure, place=task.path),)),)
    documents = tuple(replace(document, path=task.path) for document in reply.documents)
    return Answer(task.path, records, documents, reply.failure, marked=reply.marked)
