"""Judges many projects, one after the other, each as `tpm status` does.

What is the same for several projects is done once: the checklist that policies with the same
lifecycle, packs and adjustments make, and git's tags.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from tpmcli.app.facts import gather
from tpmcli.app.workspace import POLICY, RECORD, Workspace, load_record, read_bytes, read_named
from tpmcli.model.checklist import Checklist
from tpmcli.model.errors import Exit, InvalidInputError, Problem, TpmError
from tpmcli.model.policy import Policy
from tpmcli.model.text import one_line
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.history import GitHistory
from tpmcli.repo.projects import Place
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.outlook import Outlook, survey
from tpmcli.rules.portfolio import Standing, not_evaluated, stand
from tpmcli.rules.project import gated_phases
from tpmcli.store.checklists import load_checklist
from tpmcli.store.policy_file import PolicyFile, check_policy, parse_policy
from tpmcli.store.yaml_reader import CONFIG_LIMITS


class Judging:
    """Judges projects on one day, and keeps what serves for more than one of them."""

    def __init__(self, here: str, today: str) -> None:
        """`here` is the folder from which projects are named."""
        self._here = os.path.realpath(here)
        self._today = today
        self._checklists: dict[object, list[tuple[dict[str, bytes], Checklist]]] = {}
        self._git: dict[str, Git | None] = {}
        self._tags: dict[str, Sequence[str]] = {}

    def judge(self, place: Place) -> Standing:
        """How one project stands; where that cannot be said, why."""
        folder = self.name(place)
        if place.trouble:
            return not_evaluated(folder, [Problem(place.trouble, hint=place.hint)], Exit.STORAGE)
        try:
            return stand(folder, self._look_out(place))
        except InvalidInputError as error:
            return not_evaluated(folder, error.problems, error.code)
        except TpmError as error:
            return not_evaluated(folder, [Problem(error.message, hint=error.hint)], error.code)
        except Exception as error:  # one project must not hide the others
            if os.environ.get("TPM_DEBUG"):
                raise
            message = f"a bug in tpm ({type(error).__name__}: {one_line(str(error))[:200]})"
            hint = "run 'tpm status' there with TPM_DEBUG=1 and report the traceback"
            return not_evaluated(folder, [Problem(message, hint=hint)], Exit.BUG)

    def name(self, place: Place) -> str:
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

    def _look_out(self, place: Place) -> Outlook:
        git = self._git_of(place.top or place.root)
        tree = WorkTree(place.root, git, modes=place.modes() if place.top else None)
        policy, checklist = self._asked(tree)
        record = load_record(tree, RECORD, policy)
        history = None
        if git is not None:
            history = _History(git, self._today, _below(place), self._tags)
        workspace = Workspace(
            place.root, tree, policy, checklist, record, RECORD, self._today, None, history
        )
        project = workspace.project
        return survey(project, gather(workspace, gated_phases(project)))

    def _git_of(self, folder: str) -> Git | None:
        if folder not in self._git:
            self._git[folder] = open_git(folder)
        return self._git[folder]

    def _asked(self, tree: WorkTree) -> tuple[Policy, Checklist]:
        """As `load_asked`, with the checklist of an earlier project that asked for the same."""
        document = parse_policy(read_bytes(tree, POLICY, CONFIG_LIMITS.bytes), POLICY)
        checklist = self._checklist(document, tree)
        problems = check_policy(document, checklist)
        if problems:
            raise InvalidInputError(problems)
        return document.policy, checklist

    def _checklist(self, document: PolicyFile, tree: WorkTree) -> Checklist:
        policy = document.policy
        # All that a checklist is made of, besides the team's own files.
        own = (policy.name, repr(policy.adjust)) if policy.adjust else ()
        known = self._checklists.setdefault(
            (policy.lifecycle, policy.packs, policy.traits, own), []
        )
        for sources, checklist in known:
            if all(_has(tree, path, content) for path, content in sources.items()):
                return checklist
        read_now: dict[str, bytes] = {}

        def read(path: str) -> bytes:
            read_now[path] = read_named(tree, path, CONFIG_LIMITS.bytes)
            return read_now[path]

        checklist = load_checklist(document, read)
        known.append((read_now, checklist))
        return checklist


def _has(tree: WorkTree, path: str, content: bytes) -> bool:
    try:
        return tree.read(path, CONFIG_LIMITS.bytes) == content
    except (FileNotFoundError, ValueError):
        return False


def _below(place: Place) -> str:
    """The project's folder below that in which git was asked, with ``/``; "" where it is that."""
    if not place.top or place.top == place.root:
        return ""
    return os.path.relpath(place.root, place.top).replace(os.sep, "/")


class _History(GitHistory):
    """The history as one project sees it; tags are asked once a repository."""

    def __init__(self, git: Git, today: str, below: str, known: dict[str, Sequence[str]]) -> None:
        super().__init__(git, today, prefix=below)
        self._known = known
        self._common = git.repository.common_dir if git.repository else git.folder

    def tags(self) -> Sequence[str]:
        """As in `GitHistory`."""
        if self._common not in self._known:
            self._known[self._common] = super().tags()
        return self._known[self._common]
