"""The evaluation of many projects, one after the other, each as `tpm status` does it.

Work that several projects share is done once: the checklist of policies with the same lifecycle,
packs and adjustments, and git's tags.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

from tpmcli.app.facts import gather
from tpmcli.app.workspace import (
    RECORD,
    Workspace,
    holds,
    load_others,
    load_record,
    load_requirements,
)
from tpmcli.model.checklist import Checklist
from tpmcli.model.errors import Exit, MessageError, UnevaluatedError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.discover import path_below
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.history import GitHistory
from tpmcli.repo.projects import ProjectPlace
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.portfolio import ProjectSummary, not_evaluated, summarise
from tpmcli.rules.project import gated_phases
from tpmcli.rules.status import evaluate_project
from tpmcli.store.checklists.load import Read, load_checklist
from tpmcli.store.policy_file import PolicyFile
from tpmcli.text.sanitize import sanitize_line


class Evaluator:
    """Evaluates projects on one date, and keeps what serves several of them."""

    def __init__(self, base: str, today: str) -> None:
        """Take the folder from which projects are named, and the date to evaluate."""
        self._base = os.path.realpath(base)
        self._today = today
        self._checklists: dict[object, list[tuple[dict[str, bytes], Checklist]]] = {}
        self._git: dict[str, Git | None] = {}
        self._tags: dict[str, Sequence[str]] = {}

    def evaluate(self, place: ProjectPlace) -> ProjectSummary:
        """Return the summary of a project, with its problems if it cannot be evaluated."""
        folder = self.name(place)
        if place.trouble:
            return not_evaluated(folder, [place.trouble], place.code)
        try:
            return self._summarise(place, folder)
        except UnevaluatedError as error:
            return not_evaluated(folder, error.problems, error.code)
        except MessageError as error:
            return not_evaluated(folder, [error.as_problem()], error.code)
        except Exception as error:  # one project must not hide the others
            if os.environ.get("TPM_DEBUG"):
                raise
            words = (type(error).__name__, sanitize_line(str(error))[:200])
            problem = Problem(Flaw.BUG, words, hint=Hint(Remedy.REPORT_BUG))
            return not_evaluated(folder, [problem], Exit.BUG)

    def name(self, place: ProjectPlace) -> str:
        """Return the project's folder as seen from the current one, with `/`."""
        root = place.root
        if root.startswith(self._base + os.sep):
            named = root[len(self._base) + 1 :]
        else:
            try:
                named = os.path.relpath(root, self._base)
            except ValueError:  # on another drive
                named = root
        return named.replace(os.sep, "/")

    def _summarise(self, place: ProjectPlace, folder: str) -> ProjectSummary:
        """Summarise a project.

        Raises: TpmError if it cannot be evaluated.
        """
        git = self._git_of(place.top or place.root)
        tree = WorkTree(place.root, git, index=place.tracked() if place.top else None)
        policy, checklist = load_requirements(tree, make=partial(self._checklist, tree))
        record = load_record(tree, RECORD, policy)
        history = self._history(place, git)
        workspace = Workspace(
            *(place.root, tree, policy, checklist, record, RECORD, self._today, None, history),
            others=load_others(tree, RECORD),
        )
        project = workspace.project
        facts = gather(workspace, gated_phases(project), fixes=False)
        return summarise(folder, evaluate_project(project, facts))

    def _history(self, place: ProjectPlace, git: Git | None) -> GitHistory | None:
        if git is None:
            return None
        return _SharedTags(git, self._today, prefix=_below(place), known=self._tags)

    def _git_of(self, folder: str) -> Git | None:
        if folder not in self._git:
            self._git[folder] = open_git(folder)
        return self._git[folder]

    def _checklist(self, tree: WorkTree, document: PolicyFile, read: Read) -> Checklist:
        """Return the checklist of an earlier project with the same layers, or a new one."""
        policy = document.policy
        # Everything that a checklist is made of, besides the team's own files.
        own = (policy.name, repr(policy.adjust)) if policy.adjust else ()
        known = self._checklists.setdefault(
            (policy.lifecycle, policy.packs, policy.traits, own), []
        )
        for sources, checklist in known:
            if holds(tree, sources):
                return checklist
        read_now: dict[str, bytes] = {}

        def noted(path: str) -> bytes:
            read_now[path] = read(path)
            return read_now[path]

        checklist = load_checklist(document, noted)
        known.append((read_now, checklist))
        return checklist


class _SharedTags(GitHistory):
    """A history whose tags are read once in a repository, however many projects it has."""

    def __init__(
        self, git: Git, today: str, *, prefix: str, known: dict[str, Sequence[str]]
    ) -> None:
        super().__init__(git, today, prefix=prefix)
        self._folder = git.folder
        self._known = known

    def tags(self) -> Sequence[str]:
        """Return the names of the tags that HEAD has, the newest (by creation) first."""
        if self._folder not in self._known:
            self._known[self._folder] = super().tags()
        return self._known[self._folder]


def _below(place: ProjectPlace) -> str:
    """Return the project's folder below the top of its repository, with `/`; "" for the top."""
    return path_below(place.root, place.top) if place.top else ""
