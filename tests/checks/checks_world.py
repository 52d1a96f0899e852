"""The world that checks look at in tests: trees in memory or in a folder, and a history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tpmcli.checks.base import CheckContext, CitedEvidence, History
from tpmcli.checks.registry import KINDS, run_check
from tpmcli.model.checklist import checks_of
from tpmcli.model.facts import CheckResult
from tpmcli.model.tree import EntryKind, Tree, TreeEntry

TODAY = "2026-11-22"
NOTHING_CITED = CitedEvidence()
# The kinds that examine files or the history now; a command was run before.
EXAMINING = tuple(kind for kind in KINDS if kind != "command")


class MemoryTree:
    """A tree of bytes. A `TreeEntry` in the place of bytes stands for what is no readable file."""

    def __init__(self, files: Mapping[str, bytes | TreeEntry]) -> None:
        self._files = dict(files)

    def entry(self, path: str) -> TreeEntry | None:
        content = self._files.get(path)
        if isinstance(content, TreeEntry):
            return content
        if content is not None:
            return TreeEntry(EntryKind.FILE, len(content))
        if any(name.startswith(f"{path}/") for name in self._files):
            return TreeEntry(EntryKind.DIRECTORY)
        return None

    def read(self, path: str, limit: int) -> bytes:
        content = self._files.get(path)
        if not isinstance(content, bytes):
            raise FileNotFoundError(path)
        if len(content) > limit:
            raise ValueError(path)
        return content

    def files(self) -> Sequence[str]:
        return sorted(
            path
            for path, content in self._files.items()
            if not isinstance(content, TreeEntry) or content.tracked
        )


class FakeHistory:
    """A history that was written down: the day of the last change by path, and the tags."""

    def __init__(self, changes: Mapping[str, str], tags: Sequence[str]) -> None:
        self._changes = changes
        self._tags = tags

    def last_change(self, paths: Sequence[str]) -> str | None:
        return max((self._changes[path] for path in paths if path in self._changes), default=None)

    def tags(self) -> Sequence[str]:
        return self._tags


def folder_tree(folder: Path, without: Sequence[str] = ()) -> MemoryTree:
    """Every file below a folder, except those that are named or below a folder that is named."""
    files: dict[str, bytes | TreeEntry] = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name.split("/")[0] not in without:
            files[name] = path.read_bytes()
    return MemoryTree(files)


def check(
    kind: str,
    options: Any,
    files: Mapping[str, bytes | TreeEntry] | Tree,
    *,
    artifacts: Mapping[str, bytes | TreeEntry] | Tree | None = None,
    history: History | None = None,
    today: str = TODAY,
    base: Tree | None = None,
    cited: CitedEvidence = NOTHING_CITED,
    increment: str = "",
) -> CheckResult:
    """Runs one check as an item would have it run; `options` are as a checklist has them."""
    tree = MemoryTree(files) if isinstance(files, Mapping) else files
    made = MemoryTree(artifacts) if isinstance(artifacts, Mapping) else artifacts
    context = CheckContext(tree, made, today, history, base=base, cited=cited, increment=increment)
    (spec,) = checks_of([{kind: options}])
    return run_check(spec, context)


def citing(*targets: str, answer: str = "met") -> CitedEvidence:
    """Returns what an answer cites: links and paths."""
    links = tuple(each for each in targets if "://" in each)
    return CitedEvidence(answer, tuple(each for each in targets if each not in links), links)


def cited_in(setting: Mapping[str, Any]) -> CitedEvidence:
    """Returns what the answer of a case folder cites."""
    if "cites" not in setting:
        return NOTHING_CITED
    return citing(*setting["cites"], answer=setting.get("answer", "met"))
