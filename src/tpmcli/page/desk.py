"""One request's look at the project: in the draft, as the person whom git names.

A desk is made anew for each request, so that what others did meanwhile is seen. Where no draft can
be begun, the project is shown as it is on disk and nothing can be saved.
"""

from __future__ import annotations

from functools import cached_property
from urllib.parse import quote

from tpmcli.app.context import CommandContext
from tpmcli.app.draft import Draft, open_draft
from tpmcli.app.draft_entries import DraftEntry, entries
from tpmcli.app.draft_state import DraftState, state
from tpmcli.app.names import names_for
from tpmcli.app.status import get_status
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.model.days import day_at
from tpmcli.model.errors import InvalidInputError, MessageError
from tpmcli.model.role import Role
from tpmcli.repo.code_host import CodeHost, HostKind, find_code_host, host_with
from tpmcli.repo.discover import folder_in_repository
from tpmcli.repo.draft_commits import merge_base
from tpmcli.rules.demands import signing_roles
from tpmcli.rules.person_names import PersonNames, local_part
from tpmcli.rules.status import ProjectStatus
from tpmcli.rules.turns import Turn, concerns, turns_of
from tpmcli.text.paths import split_fragment


class Desk:
    """The project and the draft, as one request sees them."""

    def __init__(self, context: CommandContext, known: dict[str, DraftEntry] | None = None) -> None:
        """Open the draft, or the project itself if there can be none.

        `known` holds what earlier desks read of the draft's commits, and is added to.

        Raises: InvalidInputError if the project cannot be read.
        """
        self._first = context
        self._known = {} if known is None else known
        self.draft: Draft | None = None
        self.no_draft: MessageError | None = None
        try:
            self.draft = open_draft(context)
        except InvalidInputError:
            raise
        except MessageError as error:
            self.no_draft = error
        self.context = self.draft.context if self.draft else context
        self.workspace: Workspace = open_workspace(self.context)

    def again(self) -> Desk:
        """Return a desk with the project as it is now."""
        return Desk(self._first, self._known)

    @property
    def today(self) -> str:
        """The date that is judged."""
        return self.workspace.today

    @property
    def main(self) -> str:
        """The name of the main branch."""
        return self.draft.main.name if self.draft else "main"

    @property
    def person(self) -> str:
        """The address of the person whom git names; empty if it names none."""
        return self.draft.author.email if self.draft and not self.draft.author.missing else ""

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles in which the person can sign off."""
        return signing_roles(self.workspace.project, self.person) if self.person else ()

    @property
    def may_act(self) -> bool:
        """Whether the person is named in the policy, and what they do can be saved."""
        return bool(self.person and self.roles)

    @cached_property
    def status(self) -> ProjectStatus:
        """Every gate, evaluated."""
        return get_status(self.workspace)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """What is to be done next, in order."""
        return turns_of(self.status)

    @cached_property
    def mine(self) -> tuple[Turn, ...]:
        """What is to be done next by the person."""
        policy = self.workspace.policy
        return tuple(each for each in self.turns if concerns(policy, each, self.person))

    @cached_property
    def state(self) -> DraftState | None:
        """How the draft stands to main; None without a draft."""
        return state(self.draft) if self.draft else None

    @cached_property
    def entries(self) -> tuple[DraftEntry, ...]:
        """What is in the draft and was not taken back, the oldest first."""
        found = entries(self.draft, self._known) if self.draft else ()
        self._known.update((each.commit, each) for each in found)
        return tuple(each for each in found if not (each.taken_back or each.takes_back))

    @property
    def begun_at(self) -> str:
        """The commit of main that the draft has everything of, abbreviated; empty without one."""
        if self.draft is None:
            return ""
        git = self.draft.git()
        return merge_base(git, self.draft.main.commit(git), "HEAD")[:10]

    @property
    def stale_since(self) -> str:
        """The day of main that is shown, if the last attempt to fetch it failed; else empty."""
        state = self.state
        if state is None or not state.offline or not state.fetched:
            return ""
        return day_at(state.fetched)

    @cached_property
    def names(self) -> PersonNames:
        """The names of everybody whom the project knows."""
        return names_for(self.workspace)

    def name(self, person: str) -> str:
        """Return the name of a person, by which the page calls them.

        Somebody who has committed nothing yet is known by git's setting.
        """
        name = self.names.of(person)
        policy = self.workspace.policy
        if self.draft is None or not self.person or name != local_part(person):
            return name
        mine = policy.canonical(person) == policy.canonical(self.person)
        return self.draft.author.name if mine else name

    @cached_property
    def phases(self) -> dict[str, str]:
        """The titles of the phases, by id."""
        return {phase.id: phase.title for phase in self.workspace.checklist.phases}

    @cached_property
    def _host(self) -> tuple[CodeHost, str, frozenset[str]] | None:
        """The code host, the commit that links are pinned to, and paths that it does not have."""
        draft = self.draft
        if draft is None:
            return None
        git = draft.git()
        commit = draft.main.commit(git)
        host = host_with(git, commit) if commit else None
        if host is None:
            return None
        words = ("diff", "--name-only", "--no-renames", "-z", "--relative", commit, "HEAD")
        changed = git.run(*words).out.decode("utf-8", "surrogateescape").split("\0")
        return host, commit, frozenset(changed)

    def link(self, target: str) -> str:
        """Return the page of a file on the code host; empty if it is not there."""
        found = self._host
        path = split_fragment(target)[0]
        if found is None or path in found[2]:
            return ""
        host, commit, _ = found
        prefix = folder_in_repository(self.workspace.root)
        return host.file(commit, f"{prefix}/{path}" if prefix else path)

    @property
    def request_link(self) -> str:
        """The form of the code host for a pull request of the draft; empty if it is not known."""
        if self.draft is None:
            return ""
        host = find_code_host(self.draft.git())
        return (host.new_request(self.draft.branch, self.main) if host else None) or ""

    def edit_link(self, path: str) -> str:
        """Return the page on which a file of main is edited; empty if none is known."""
        found = self._host
        if found is None or self.draft is None or found[0].kind is not HostKind.GITHUB:
            return ""
        prefix = folder_in_repository(self.workspace.root)
        whole = f"{prefix}/{path}" if prefix else path
        return f"{found[0].address}/edit/{quote(self.draft.main.name)}/{quote(whole)}"
