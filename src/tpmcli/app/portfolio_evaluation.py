"""Judges many projects, one after the other, each as `tpm status` does.

What is the same for several projects is done once: the checklist that policies with the same
lifecycle, packs and adjustments make, and git's tags.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from functools import partial

from tpmcli.app.facts import gather
from tpmcli.app.workspace import RECORD, Workspace, holds, load_record, load_requirements
from tpmcli.model.checklist import Checklist
from tpmcli.model.errors import Exit, InvalidInputError, MessageError, TpmError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.tuples import NamedTuple
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.projects import ProjectPlace
from tpmcli.repo.recording import RecordedHistory, RecordedTree, Transcript
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.portfolio import ProjectSummary, not_evaluated, summarise
from tpmcli.rules.project import gated_phases
from tpmcli.rules.scope import checked_items
from tpmcli.rules.status import ProjectStatus, evaluate_project
from tpmcli.store.checklists.load import Read, load_checklist
from tpmcli.store.policy_file import PolicyFile
from tpmcli.text.sanitize import sanitize_line

# Kinds of checks whose result follows from files and tags alone: no history, no time limit.
REPEATABLE = frozenset(
    ("file", "table", "junit", "coverage", "sarif", "sbom", "data", "tag", "changelog")
)


class CacheEntry(NamedTuple):
    """A summary found before, on a day, and what it followed from: questions to a project's files
    in their order, and the digest of the answers.
    """

    day: str
    questions: tuple[str, ...]
    answers: str
    summary: ProjectSummary


class Evaluator:
    """Judges projects on one day, and keeps what serves for more than one of them."""

    def __init__(
        self, here: str, today: str, known: Mapping[str, CacheEntry] | None = None
    ) -> None:
        """`here` is the folder from which projects are named, `known` what was found before, by
        project's folder; what is found anew is in ``learnt``. None where nothing is kept.
        """
        self._here = os.path.realpath(here)
        self._today = today
        self._known = known
        self.learnt: dict[str, CacheEntry] = {}
        self._checklists: dict[object, list[tuple[dict[str, bytes], Checklist]]] = {}
        self._git: dict[str, Git | None] = {}
        self._tags: dict[str, Sequence[str]] = {}

    def evaluate(self, place: ProjectPlace) -> ProjectSummary:
        """How one project stands; where that cannot be said, why."""
        folder = self.name(place)
        if place.trouble:
            return not_evaluated(folder, [place.trouble], place.code)
        try:
            return self._summarise(place, folder)
        except InvalidInputError as error:
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
        """The project's folder as whoever asks would name it, with ``/``."""
        root = place.root
        if root.startswith(self._here + os.sep):
            named = root[len(self._here) + 1 :]
        else:
            try:
                named = os.path.relpath(root, self._here)
            except ValueError:  # on another drive
                named = root
        return named.replace(os.sep, "/")

    def _summarise(self, place: ProjectPlace, folder: str) -> ProjectSummary:
        """Raises TpmError where the project cannot be evaluated."""
        git = self._git_of(place.top or place.root)
        modes = place.modes() if place.top else None
        entry = self._known.get(place.root) if self._known else None
        if entry is not None and entry.day == self._today:
            with closing(RecordedTree(place.root, git, modes)) as tree, suppress(TpmError):
                tree.ask_again(entry.questions, self._history(place, git, tree.transcript))
            if tree.transcript.digest() == entry.answers:
                return entry.summary._replace(folder=folder)
        with closing(RecordedTree(place.root, git, modes)) as tree:
            summary = summarise(folder, self._get_status(place, git, tree))
        if tree.transcript.whole and self._known is not None:
            questions = tuple(tree.transcript.questions)
            answers = tree.transcript.digest()
            self.learnt[place.root] = CacheEntry(self._today, questions, answers, summary)
        return summary

    def _get_status(
        self, place: ProjectPlace, git: Git | None, tree: RecordedTree
    ) -> ProjectStatus:
        policy, checklist = load_requirements(tree, make=partial(self._checklist, tree))
        record = load_record(tree, RECORD, policy)
        history = self._history(place, git, tree.transcript)
        workspace = Workspace(
            place.root, tree, policy, checklist, record, RECORD, self._today, None, history
        )
        project = workspace.project
        phases = gated_phases(project)
        for item in checked_items(project, phases):
            if not REPEATABLE.issuperset(check.kind for check in item.checks):
                tree.transcript.whole = False
        return evaluate_project(project, gather(workspace, phases))

    def _history(
        self, place: ProjectPlace, git: Git | None, transcript: Transcript
    ) -> RecordedHistory | None:
        if git is None:
            return None
        return RecordedHistory(git, self._today, _below(place), self._tags, transcript)

    def _git_of(self, folder: str) -> Git | None:
        if folder not in self._git:
            self._git[folder] = open_git(folder)
        return self._git[folder]

    def _checklist(self, tree: WorkTree, document: PolicyFile, read: Read) -> Checklist:
        """That of an earlier project that asked for the same, or a new one."""
        policy = document.policy
        # All that a checklist is made of, besides the team's own files.
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


def _below(place: ProjectPlace) -> str:
    """The project's folder below that in which git was asked, with ``/``; "" where it is that."""
    if not place.top or place.top == place.root:
        return ""
    return os.path.relpath(place.root, place.top).replace(os.sep, "/")
