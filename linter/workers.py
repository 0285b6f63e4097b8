"""Worker processes: all bytes of strangers are parsed in a process that can be limited and killed.

A worker is forked from the warm parent (spawned where there is no fork), gives up what it will not need (see
`confinement`), takes one file after the other, and answers with JSON that is capped in size and checked against its
type. The parent keeps a deadline per file and never waits for half a message.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import selectors
import signal
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from tradelint import frames
from tradelint.changes import Comparison
from tradelint.codec import decode, encode, unbundle
from tradelint.config import Config
from tradelint.confinement import confine, limit_cpu
from tradelint.errors import UnreadableError
from tradelint.findings import DealCard, Record
from tradelint.frames import Channel, TooLong
from tradelint.review.order import Marked, Order
from tradelint.text import Document, Gap

ANSWER_CAP = 256 * 2**20
MEMORY = 1 * 2**30
RECYCLE_AFTER = 50
BUNDLES = ("deal", "deals", "diff")
# A worker that holds so many more bytes than at its start is replaced.
GROWTH = 200 * 2**20
# Seconds for a worker to come up; only a spawned one needs more than a few milliseconds.
START = 120.0
STOPPED = {
    "timeout": "E-TIMEOUT: reading takes too long: ask for a simpler file, or raise --timeout",
    "memory": "E-MEMORY: reading it needs too much memory: ask for a simpler file",
    "crash": "E-CRASH: the file makes the reader crash: ask for it in another format, or print it to PDF again",
}


@dataclass(frozen=True)
class Task:
    """What a worker is to do: `error` is a reason why the file could not even be opened, `again` says
    that a worker died of it (or with it) before.

    `job` is "lint", "extract" or "annotate" (as `order` says) for a file; for a bundle of files "deal", or "deals"
    where it may hold several.
    `neighbours` are the names of the other files of the run in the same folder: one of them may be its annex.
    `earlier` is the last committed version of the file, where that is another one.
    """

    path: str
    data: bytes
    job: str = "lint"
    error: UnreadableError | None = None
    order: Order | None = None
    neighbours: tuple[str, ...] = ()
    again: bool = False
    earlier: bytes = b""


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
    earlier: bool = False


# -- in the worker


def perform(task: Task, config: Config) -> Reply:
    """Do a task in this process; the only errors that come out are bugs."""
    from tradelint.parsers import Source, read

    if task.job == "lint":
        from tradelint.engine import lint

        return Reply(records=lint(task.data, task.path, config, task.neighbours, task.earlier))
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


def serve(
    line: socket.socket, config_json: bytes, memory: int, timeout: float, parent: int, reads_only: bool = False
) -> None:
    """A worker's life: say which protections are up, then take a job and a file and answer, until the line closes."""
    config = decode(config_json, Config)
    _warm_up(reads_only)
    frames.send(line, encode(confine(memory, line.fileno(), parent)))
    with contextlib.suppress(EOFError, OSError):
        while True:
            head = decode(frames.receive(line), Head)
            data = frames.receive(line)
            earlier = frames.receive(line) if head.earlier else b""
            limit_cpu(timeout)
            task = Task(head.path, data, head.job, order=head.order, neighbours=head.neighbours, earlier=earlier)
            frames.send(line, _answer(task, config))
    os._exit(0)


def _answer(task: Task, config: Config) -> bytes:
    try:
        return encode(perform(task, config))
    except MemoryError:
        return encode(Reply(failure=stopped(task, "memory")))
    except BaseException as error:  # a panic of a Rust reader is no Exception
        return encode(Reply(failure=stopped(task, "crash", f"{type(error).__name__}: {error}"[:300])))


def stopped(task: Task, reason: str, detail: str = "") -> Gap:
    """The gap for a file that had to be given up; `detail` is what is known of the cause."""
    return Gap(reason, task.path, STOPPED[reason] + (f" ({detail})" if detail else ""), waivable=False)


# -- in the parent


@dataclass
class Worker:
    """A process and the parent's end of its line; `task` is what it works on until `deadline`."""

    process: Any
    channel: Channel
    done: int = 0
    index: int = -1
    task: Task | None = None
    deadline: float = 0.0
    protections: tuple[str, ...] | None = None
    first_size: int = 0


@dataclass
class Pool:
    """A few reused workers. Use it as a context manager; `map` yields answers in the order of the tasks.

    `reads_only`: its tasks only read files, so that phrases and rules need not be loaded.
    """

    config: Config
    jobs: int = 1
    timeout: float = 20.0
    memory: int = MEMORY
    method: str = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    reads_only: bool = False
    _workers: list[Worker] = field(default_factory=list)
    _again: deque[tuple[int, Task]] = field(default_factory=deque)
    _started: int = 0

    def __enter__(self) -> Pool:
        if self.method == "fork":
            _warm_up(self.reads_only)
        return self

    def __exit__(self, *reason: object) -> None:
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def map(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """One answer per task, whatever happens to a worker. A file that ends one is tried once more, alone."""
        queue = enumerate(tasks)
        answers: dict[int, Answer] = {}
        next_out, more = 0, True
        try:
            while more or answers or self._again or self._busy():
                more = more and self._hand_out(queue, answers)
                while next_out in answers:
                    yield answers.pop(next_out)
                    next_out += 1
                if busy := self._busy():
                    answers.update(self._collect(busy))
        finally:  # whoever asked has enough: what is still at work is no longer wanted
            self._again.clear()
            for worker in self._busy():
                self._drop(worker)

    def protections(self) -> tuple[str, ...]:
        """What protects a worker on this system (names of confinement.PROTECTIONS)."""
        worker = self._start()
        self._workers.append(worker)
        worker.task, worker.deadline = Task("", b""), time.monotonic() + START
        while worker.protections is None and worker in self._workers:
            self._collect([worker])
        worker.task = None
        return worker.protections or ()

    def _busy(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.task is not None]

    def _hand_out(self, queue: Iterator[tuple[int, Task]], answers: dict[int, Answer]) -> bool:
        """Give work to workers without any, second tries first; False when the queue is at its end."""
        while len(self._busy()) < self.jobs:
            if self._again:
                self._give(self._fresh(), *self._again.popleft())
                continue
            if len(answers) >= 4 * self.jobs + 4:
                return True
            index, task = next(queue, (-1, None))
            if task is None:
                return False
            if task.error is not None:
                answers[index] = _answered(task, Reply(failure=_unopened(task, task.error)))
            else:
                self._give(self._idle() or self._fresh(), index, task)
        return True

    def _idle(self) -> Worker | None:
        return next((worker for worker in self._workers if worker.task is None), None)

    def _fresh(self) -> Worker:
        """A worker that no earlier file can have harmed."""
        idle = self._idle()
        if idle is not None and len(self._workers) >= self.jobs:
            self._drop(idle)
        worker = self._start()
        self._workers.append(worker)
        return worker

    def _start(self) -> Worker:
        self._started += 1
        if self.method == "fork" and self._started == self.jobs + 1:
            _load_readers()  # many files: let later workers inherit what each would import for itself
        ours, theirs = socket.socketpair()
        context: Any = multiprocessing.get_context(self.method)
        # A worker is tied to the thread that starts it, which may end sooner than the parent does.
        parent = os.getpid() if threading.current_thread() is threading.main_thread() else 0
        arguments = (theirs, encode(self.config), self.memory, self.timeout, parent, self.reads_only)
        process = context.Process(target=serve, args=arguments, daemon=True)
        sys.stdout.flush()
        sys.stderr.flush()
        process.start()
        theirs.close()
        return Worker(process, Channel(ours, ANSWER_CAP), first_size=_size(process.pid))

    def _give(self, worker: Worker, index: int, task: Task) -> None:
        worker.index, worker.task = index, task
        worker.deadline = time.monotonic() + (START if worker.protections is None else self.timeout)
        names = tuple(map(_plain, task.neighbours))
        worker.channel.put(encode(Head(task.job, _plain(task.path), task.order, names, bool(task.earlier))))
        worker.channel.put(task.data)
        if task.earlier:
            worker.channel.put(task.earlier)

    def _collect(self, busy: list[Worker]) -> dict[int, Answer]:
        """The answers that are there, waiting at most until the next deadline."""
        left = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        with selectors.DefaultSelector() as selector:
            for worker in busy:
                sending = selectors.EVENT_WRITE if worker.channel.is_sending else 0
                selector.register(worker.channel.line, selectors.EVENT_READ | sending, worker)
            ready = [(key.data, events) for key, events in selector.select(left)]
        found: dict[int, Answer] = {}
        for worker, events in ready:
            if events & selectors.EVENT_WRITE:
                worker.channel.flush()
            if events & selectors.EVENT_READ:
                self._listen(worker, found)
        for worker in busy:
            if worker.task is not None and worker in self._workers and time.monotonic() >= worker.deadline:
                self._fail(worker, "timeout", f"{self.timeout:g} s", found)
        return found

    def _listen(self, worker: Worker, found: dict[int, Answer]) -> None:
        """Take what a worker says: first its protections, then answers. What is no message of ours ends it."""
        try:
            message = worker.channel.take()
            if message is not None and worker.protections is None:
                worker.protections = decode(message, tuple[str, ...])
                worker.deadline = time.monotonic() + self.timeout
                message = worker.channel.take()  # nothing more shows on the line when both came at once
            if message is None:
                return
            reply = decode(message, Reply)
        except TooLong:
            self._fail(worker, "memory", "the answer is too long", found)
        except (EOFError, OSError, ValueError):
            self._fail(worker, *_cause(worker, self.timeout), found)
        else:
            self._accept(worker, reply, found)

    def _accept(self, worker: Worker, reply: Reply, found: dict[int, Answer]) -> None:
        assert worker.task is not None
        failure = reply.failure.code if reply.failure is not None else ""
        if failure in STOPPED and worker.done:  # it may have suffered from an earlier file
            self._again.append((worker.index, worker.task))
        else:
            found[worker.index] = _answered(worker.task, reply)
        worker.task, worker.done = None, worker.done + 1
        if worker.done >= RECYCLE_AFTER or failure in STOPPED or _size(worker.process.pid) > worker.first_size + GROWTH:
            self._drop(worker)

    def _fail(self, worker: Worker, reason: str, detail: str, found: dict[int, Answer]) -> None:
        """A worker that died or overran. Its file is tried once more alone where something else may have killed it."""
        task, index = worker.task, worker.index
        assert task is not None
        self._drop(worker)
        if reason == "crash" and not task.again and (worker.done or detail == "SIGKILL"):
            self._again.append((index, replace(task, again=True)))
        else:
            found[index] = _answered(task, Reply(failure=stopped(task, reason, detail)))

    def _drop(self, worker: Worker) -> None:
        self._workers.remove(worker)
        _end(worker)


def _cause(worker: Worker, timeout: float) -> tuple[str, str]:
    """(reason, detail) of the death of a worker."""
    until = time.monotonic() + 1
    # join(1) would wait for ever: it takes the descriptors that a worker closed for the sign of its end
    while worker.process.is_alive() and time.monotonic() < until:
        time.sleep(0.005)
    code = worker.process.exitcode
    if code is None or code >= 0:
        return "crash", "it broke off"
    name = signal.Signals(-code).name if -code in {s.value for s in signal.Signals} else f"signal {-code}"
    return ("timeout", f"{timeout:g} s, computing") if name == "SIGXCPU" else ("crash", name)


def _size(process: int) -> int:
    """The bytes of memory that a process holds; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError, AttributeError):
        return 0


# Our own words, so that every list and pattern is loaded before the first stranger's file.
SAMPLE = b"""PROFORMA INVOICE
Seller: Example Works Co., Ltd. Buyer: Example Traders Ltd
Item\tQty\tUnit price (USD)\tAmount (USD)
Steel mug, 8 cm\t100 pcs\t2.00\t200.00
Total\t\t\t200.00
Price term: FOB Ningbo. Payment: 30% T/T deposit, 70% before shipment. Claims within 30 days after receipt.
"""


@cache
def _warm_up(reads_only: bool) -> None:
    """Load what the tasks need before forking, so that a new worker costs milliseconds; done once in a process."""
    if reads_only:
        import_module("tradelint.parsers")
        return
    from tradelint.engine import lint

    lint(SAMPLE, "sample.txt", Config())


def _load_readers() -> None:
    from tradelint.parsers import READERS

    for name in sorted({*READERS.values(), "pdf_content"}):
        import_module(f"tradelint.parsers.{name}")


def _end(worker: Worker) -> None:
    worker.channel.close()
    worker.process.kill()
    worker.process.join()


def _plain(path: str) -> str:
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unopened(task: Task, error: UnreadableError) -> Gap:
    return Gap(error.code, task.path, f"{error}: {error.hint}", waivable=False)


def _answered(task: Task, reply: Reply) -> Answer:
    """The answer under the parent's own name for the file; a failed lint is a record all the same."""
    if task.job in BUNDLES:
        return Answer(task.path, reply.records, failure=reply.failure, deals=reply.deals, compared=reply.compared)
    records = tuple(replace(record, path=task.path) for record in reply.records)
    if reply.failure is not None and task.job == "lint":
        digest = hashlib.sha256(task.data).hexdigest() if task.data else ""
        records = (Record(task.path, digest, "unreadable", gaps=(replace(reply.failure, place=task.path),)),)
    documents = tuple(replace(document, path=task.path) for document in reply.documents)
    return Answer(task.path, records, documents, reply.failure, marked=reply.marked)
