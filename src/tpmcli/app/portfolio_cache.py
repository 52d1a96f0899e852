"""Summaries of many projects, kept in the user's cache folder.

A summary is used again only if it cannot differ: for the same tpm, on the same day, and if every
question that was asked of the project's files has the same answer (`repo.recording`). If it is
missing, damaged or from another tpm, the project is evaluated. Nothing is ever written near a
project, and a cache that cannot be written is not reported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from json import dumps, loads
from typing import Any

from tpmcli.app.portfolio_evaluation import CacheEntry
from tpmcli.model.checklist import Role
from tpmcli.model.finding import Subject, SubjectKind
from tpmcli.model.verdict import GateVerdict
from tpmcli.rules.portfolio import Health, LastDecision, ProjectSummary
from tpmcli.rules.status import Due, DueKind
from tpmcli.version import __version__

_FORM = "tpm-portfolio-cache-1"
_MOST_ENTRIES = 20_000
_MOST_BYTES = 64 * 1024 * 1024


class Cache:
    """The file of the cache. `known` is what it holds, by project's folder."""

    def __init__(self, path: str, known: Mapping[str, CacheEntry], head: bytes) -> None:
        self.path = path
        self.known = known
        self._head = head

    def save(self, learnt: Mapping[str, CacheEntry]) -> None:
        """Write what is new, and of the rest as much as fits; ignore errors of the system."""
        if not learnt:
            return
        every = [*learnt.items(), *(pair for pair in self.known.items() if pair[0] not in learnt)]
        body = _text(every[:_MOST_ENTRIES])
        while len(body) > _MOST_BYTES:
            every = every[: len(every) // 2]
            body = _text(every)
        with suppress(OSError):
            _write(self.path, _signed(self._head, body))


def open_cache(path: str) -> Cache:
    """Return the cache in a file, empty if this tpm did not write one there."""
    head = f"{_FORM} {_tool()}".encode()
    known: dict[str, CacheEntry] = {}
    # Whatever the file holds: a cache that cannot be read is none.
    with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
        data = _read(path)
        body = data.partition(b"\n")[2]
        if data == _signed(head, body):
            known = {root: _entry(raw) for root, raw in loads(body).items()}
    return Cache(path, known, head)


def default_path() -> str:
    """Return the path of the user's own cache."""
    from platformdirs import user_cache_dir

    return os.path.join(user_cache_dir("tpm", appauthor=False), "portfolio.json")


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        data = file.read(_MOST_BYTES + 1024)
        if file.read(1):
            raise ValueError("too large for a cache of ours")
        return data


def _signed(head: bytes, body: bytes) -> bytes:
    """Return the file: what wrote it and a digest, which finds damage, on the first line."""
    return head + b" " + sha256(head + b"\n" + body).hexdigest().encode() + b"\n" + body


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    temporary = f"{path}.{os.getpid()}"
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _tool() -> str:
    """Return a digest of what evaluates: version, Python, and the installed files of tpm.

    Checklists count by their content. A checkout may change without a new version.
    """
    from tpmcli.store.checklists import shipped

    found = sha256(f"{__version__} {sys.version}".encode())
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder, with_content in ((package, False), (shipped.folder(), True)):
        for path in _files(folder):
            status = os.stat(path)
            found.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
            if with_content:
                with open(path, "rb") as file:
                    found.update(file.read())
    return found.hexdigest()


def _files(top: str) -> list[str]:
    found = []
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [os.path.join(folder, name) for name in names]
    return sorted(found)


def _text(entries: Iterable[tuple[str, CacheEntry]]) -> bytes:
    return dumps(dict(entries), separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _entry(raw: list[Any]) -> CacheEntry:
    day, questions, answers, summary = raw
    return CacheEntry(day, tuple(questions), answers, _summary(ProjectSummary(*summary)))


def _summary(raw: ProjectSummary) -> ProjectSummary:
    """Return the summary made of the plain parts that JSON keeps of tuples and enumerations."""
    return raw._replace(
        health=Health(raw.health),
        verdict=GateVerdict(raw.verdict) if raw.verdict else None,
        unsigned=tuple(map(Role, raw.unsigned)),
        decision=LastDecision(*raw.decision) if raw.decision else None,
        broken=tuple(raw.broken),
        due=_due(Due(*raw.due)) if raw.due else None,
        overdue=tuple(_due(Due(*each)) for each in raw.overdue),
        problems=(),
    )


def _due(raw: Due) -> Due:
    return raw._replace(
        kind=DueKind(raw.kind), subject=_subject(Subject(*raw.subject)), owners=tuple(raw.owners)
    )


def _subject(raw: Subject) -> Subject:
    role = Role(raw.role) if raw.role is not None else None
    return raw._replace(kind=SubjectKind(raw.kind), role=role)
