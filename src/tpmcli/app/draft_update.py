"""Bringing a draft up to date: main is fetched and merged in, never rebased over.

The project file is merged by its records, as `tpm merge` does. Where both sides contradict each
other, nothing is merged until the person has chosen; the choices are kept until main moves on.
"""

import os
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from tpmcli.app.blocks import phases_of
from tpmcli.app.draft import Draft, hold_draft, is_ancestor
from tpmcli.app.draft_choices import apply_choices
from tpmcli.app.draft_record import is_record, requirements_in, titled
from tpmcli.app.draft_save import changing, refuse_unnamed
from tpmcli.app.workspace import INCREMENTS, RECORD, load_requirements
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.model.record import Record
from tpmcli.repo.atomic import update as update_file
from tpmcli.repo.conflict_stages import Stages
from tpmcli.repo.discover import path_below
from tpmcli.repo.draft_commits import merge_base
from tpmcli.repo.draft_merge import (
    Replacement,
    commit_merge,
    merge_commits,
    three_versions,
    tree_entry,
)
from tpmcli.repo.draft_remote import RemoteAnswer, RemoteTrouble, fetch_branches
from tpmcli.repo.draft_tree import DraftTree, read_note, write_note
from tpmcli.repo.lock import WAIT
from tpmcli.repo.main_branch import REMOTE, ref_commit
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.history import LogEntry, diff_records
from tpmcli.rules.project import Project
from tpmcli.store.record.canonical import Phases
from tpmcli.store.record.file import read_record
from tpmcli.store.record.merge import MergeResult
from tpmcli.store.record.merge import merge as merge_records

FILES = "files"


class Side(StrEnum):
    """Whose version is kept: the draft's, or that of main."""

    OURS = "ours"
    THEIRS = "theirs"


class DraftConflict(NamedTuple):
    """What the draft and main contradict each other in.

    `section` is that of the project file, or `files`; `subject` the item, the block of sign-offs,
    the phase, or the path of a file. `ours` and `theirs` are what each side recorded there since
    they parted. `sides` can be chosen: entries of main's lists always stay.
    """

    section: str
    subject: str
    ours: tuple[LogEntry, ...] = ()
    theirs: tuple[LogEntry, ...] = ()
    sides: tuple[Side, ...] = (Side.OURS, Side.THEIRS)
    chosen: Side | None = None

    @property
    def key(self) -> str:
        """The name by which it is resolved."""
        return f"{self.section}/{self.subject}"


class DraftUpdate(NamedTuple):
    """How an update ended.

    `merged` is the id of the merge, empty if there was nothing to merge, or if conflicts are left.
    `answer` is how the fetch ended, None if nothing was fetched: what was known is merged anyway.
    """

    merged: str
    conflicts: tuple[DraftConflict, ...]
    answer: RemoteAnswer | None = None


def fetch(draft: Draft, *, wait: float = WAIT) -> RemoteAnswer:
    """Fetch main, and the draft's own branch if it was sent; nothing is merged.

    Others may save meanwhile.

    Raises: StorageError if the lock is not free within `wait` seconds.
    """
    if not draft.main.has_remote:
        return RemoteAnswer(RemoteTrouble.NO_REMOTE)
    git, was_sent = draft.remote_git(), bool(read_note(draft.place).sent)
    wanted = [draft.main.name, *([draft.branch] if was_sent else [])]
    answer = fetch_branches(git, wanted, draft.protocols)
    if answer.trouble is not None and was_sent:
        # A branch that was merged may be gone.
        answer = fetch_branches(git, wanted[:1], draft.protocols)
    with hold_draft(draft.place, wait):
        note = read_note(draft.place)
        if answer.trouble is None:
            note = note._replace(fetched=int(draft.context.clock().timestamp()))
        write_note(draft.place, note._replace(offline=answer.trouble is not None))
    return answer


def update(draft: Draft, *, wait: float = WAIT) -> DraftUpdate:
    """Fetch main and merge it into the draft.

    Raises: what `changing` of a draft raises; InvalidInputError if a side's record cannot be read;
    SigningFailed.
    """
    refuse_unnamed(draft)
    answer = fetch(draft, wait=wait)
    with changing(draft, wait) as tree:
        return _merge_all(draft, tree)._replace(answer=answer)


def resolve(draft: Draft, key: str, side: Side, *, wait: float = WAIT) -> DraftUpdate:
    """Choose a side of one conflict, and merge if none is left; nothing is fetched.

    Raises: UsageError if there is no such conflict; RefusedError if that side cannot be chosen;
    what `update` raises.
    """
    with changing(draft, wait) as tree:
        found = _merge_all(draft, tree)
        if found.merged:
            return found
        conflict = next((each for each in found.conflicts if each.key == key), None)
        if conflict is None:
            raise UsageError(f"`{key}` is not in conflict")
        if side not in conflict.sides:
            raise RefusedError(
                "what main has recorded here stays", "choose the version of main, and record again"
            )
        main = draft.main.commit(tree.git)
        _write_choices(tree, main, {**_choices(tree, main), key: side})
        return _merge_all(draft, tree)


def _merge_all(draft: Draft, tree: DraftTree) -> DraftUpdate:
    """Merge main, and what others pushed to the draft's own branch."""
    done = DraftUpdate("", ())
    own = f"refs/remotes/{REMOTE}/{draft.branch}"
    sources = [(draft.main.name, draft.main.commit(tree.git))]
    if read_note(draft.place).sent:
        sources.append((f"{REMOTE}/{draft.branch}", ref_commit(tree.git, own)))
    for name, commit in sources:
        if commit and not is_ancestor(tree.git, commit, tree.head()):
            merged = _Merge(draft, tree, commit).run(f"Merge {name} into the draft\n")
            if merged.conflicts:
                return merged
            done = merged
    return done


class _Merge:
    """One merge of a commit into the draft."""

    def __init__(self, draft: Draft, tree: DraftTree, theirs: str) -> None:
        self.draft = draft
        self.tree = tree
        self.theirs = theirs
        self.ours = tree.head()
        self.base = merge_base(tree.git, theirs, self.ours)
        self.inside = tree.git_in(draft.folder)
        prefix = path_below(draft.folder, draft.top)
        self.prefix = f"{prefix}/" if prefix else ""
        self.choices = _choices(tree, draft.main.commit(tree.git))

    def run(self, message: str) -> DraftUpdate:
        merged = merge_commits(self.tree.git, self.ours, self.theirs)
        replaced: dict[str, Replacement] = {}
        conflicts: list[DraftConflict] = []
        for path in self._record_paths(merged.conflicts):
            stages = three_versions(self.inside, self.base, self.ours, self.theirs, path)
            if stages.ours is None or stages.theirs is None:
                continue
            if stages.base in (stages.ours, stages.theirs) or stages.ours == stages.theirs:
                continue
            result = self._merged_record(stages, path)
            conflicts += self._conflicts(stages, result, path)
            replaced[f"{self.prefix}{path}"] = result.data
        for path in merged.conflicts:
            if path not in replaced:
                self._take_file(path, replaced, conflicts)
        if any(each.chosen is None for each in conflicts):
            return DraftUpdate("", tuple(conflicts))
        parents = (self.ours, self.theirs)
        commit = commit_merge(self.tree, merged.tree, replaced, message, parents)
        return DraftUpdate(commit, ())

    def _record_paths(self, conflicts: tuple[str, ...]) -> list[str]:
        """Return the records that may have changed on both sides, relative to the project."""
        out = self.inside.output("ls-tree", "-z", "--name-only", self.ours, f"{INCREMENTS}/")
        kept = out.decode("utf-8", "surrogateescape").split("\0")
        inside = [path.removeprefix(self.prefix) for path in (*kept, *conflicts)]
        return [path for path in dict.fromkeys((RECORD, *inside)) if is_record(path)]

    def _merged_record(self, stages: Stages, path: str) -> MergeResult:
        assert stages.ours is not None and stages.theirs is not None  # noqa: S101, PT018
        phases = _phases(self.draft, stages.ours, path)
        first = merge_records(stages.base, stages.ours, stages.theirs, path, phases)
        result = first
        for whole in (False, True):
            if not result.conflicts:
                break
            wanted = {
                (each.section, each.key): self.choices[f"{each.section}/{each.key}"] == Side.OURS
                for each in first.conflicts
                if f"{each.section}/{each.key}" in self.choices
            }
            ours, theirs = apply_choices(stages, path, phases, wanted, whole=whole)
            result = merge_records(stages.base, ours, theirs, path, phases)
        return result

    def _conflicts(self, stages: Stages, result: MergeResult, path: str) -> list[DraftConflict]:
        if not result.conflicts:
            return []
        checklist = requirements_in(self.draft.folder)
        base, ours, theirs = (
            read_record(data, path) if data is not None else None for data in stages
        )
        found = []
        for each in result.conflicts:
            subject = each.key.partition(".")[0] if each.section == "signoffs" else each.key
            said = [
                tuple(
                    entry
                    for entry in titled(iter(diff_records(base, side)), checklist)
                    if entry.change.subject == subject
                )
                for side in (ours, theirs)
                if side is not None
            ]
            sides = (Side.OURS, Side.THEIRS) if each.section == "items" else (Side.THEIRS,)
            found.append(DraftConflict(each.section, each.key, said[0], said[1], sides))
        return found

    def _take_file(
        self, path: str, replaced: dict[str, Replacement], conflicts: list[DraftConflict]
    ) -> None:
        """Take the chosen version of a file that is no record."""
        conflict = DraftConflict(FILES, path)
        chosen = self.choices.get(conflict.key)
        if chosen is not None:
            commit = self.ours if chosen == Side.OURS else self.theirs
            replaced[path] = tree_entry(self.tree.git, commit, path)
            conflict = conflict._replace(chosen=Side(chosen))
        conflicts.append(conflict)


def _phases(draft: Draft, data: bytes, path: str) -> Phases:
    policy, checklist = load_requirements(WorkTree(draft.folder))
    kind = read_record(data, path).kind
    return phases_of(Project(policy, checklist, Record(policy.id, "", kind)))


def _choices_file(tree: DraftTree) -> str:
    return os.path.join(tree.git_dir, "tpm-choices.json")


def _choices(tree: DraftTree, main: str) -> dict[str, str]:
    """Return the choices that were made for a merge with this commit of main."""
    import json

    try:
        with open(_choices_file(tree), "rb") as file:
            found = json.loads(file.read(1 << 20))
        if found["main"] != main:
            return {}
        return {str(key): str(Side(side)) for key, side in found["choices"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _write_choices(tree: DraftTree, main: str, choices: Mapping[str, str]) -> None:
    import json

    data = json.dumps({"main": main, "choices": choices}).encode()
    update_file(_choices_file(tree), lambda _: data)
