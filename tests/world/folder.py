"""The small project as files in a folder, changed by the use cases under a clock that stands still.

With git or without: a folder is not a repository until `git_init`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from tpmcli.app.answer import AnswerRequest
from tpmcli.app.answer import answer as answer_items
from tpmcli.app.context import CommandContext
from tpmcli.app.decide import close as close_condition
from tpmcli.app.decide import decide as decide_gate
from tpmcli.app.gate_check import check
from tpmcli.app.init import InitOptions, initialise
from tpmcli.app.sign import sign as sign_phase
from tpmcli.app.start import start as start_increment
from tpmcli.app.sync import sync as sync_record
from tpmcli.app.waive import waive as waive_item
from tpmcli.app.workspace import Workspace, open_workspace
from tpmcli.model.digest import question_digest
from tpmcli.model.record import AnswerValue, Condition, Outcome
from tpmcli.model.role import Role
from tpmcli.model.verdict import GateReport
from world.actions import Actions
from world.files import Files, clean_env
from world.memory import question_of
from world.people import FILES, NAME, PM, ROLES, TPM

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Folder(Files, Actions):
    """The project in a folder, at a moment.

    `cites` is the evidence of an answer `met` that names none, `random` what the id is made of.
    """

    cites: Sequence[str] = ()
    random: Callable[[int], bytes] = bytes

    def __init__(
        self, root: Path, now: datetime = NOON, env: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(root)
        self.now = now
        self.env = env

    @classmethod
    def lite(cls, root: Path, now: datetime = NOON) -> Self:
        """Return a new project of the shipped `lite` lifecycle, without git."""
        made = cls.without_git(root, now)
        made.init(lifecycle="lite")
        for name, text in FILES.items():
            made.write(name, text)
        return made

    @classmethod
    def without_git(cls, root: Path, now: datetime = NOON) -> Self:
        """Return a project on a machine that has no git."""
        return cls(root, now, {})

    # the tool

    def session(self, person: str = TPM, *, folder: str = "", **more: Any) -> CommandContext:
        """Return what one command of a person is given."""
        now, env = self.now, clean_env() if self.env is None else self.env
        return CommandContext(str(self.path(folder)), env, lambda: now, person, **more)

    def open(self, person: str = TPM, **more: Any) -> Workspace:
        """Open the project for one command."""
        return open_workspace(self.session(person, **more))

    def judged(self, asked: str, phase: str = "") -> GateReport:
        """Return what `tpm gate check` reports."""
        workspace = self.open()
        return check(workspace, question_of(workspace.project, asked, phase))

    def question(self, item: str) -> str:
        """Return the digest of an item as it is asked now."""
        return question_digest(self.open().checklist.items()[item])

    def init(self, **more: Any) -> None:
        """Set the project up."""
        setup = InitOptions(NAME, (TPM,), (PM,))._replace(**more)
        initialise(self.session(), setup, self.random)

    def sync(self) -> None:
        """Bring the record in line with the checklist."""
        sync_record(self.open())

    def start(self, name: str, **more: Any) -> None:
        """Start an increment."""
        session = self.session()
        start_increment(open_workspace(session), session, name, **more)

    # what people do, each on the record as it is on disk now

    def answer(
        self,
        item: str,
        value: str = "met",
        *,
        by: str = "",
        evidence: Sequence[str] = (),
        **more: Any,
    ) -> None:
        """Answer an item: the TPM does, unless somebody is named."""
        self.answer_each([item], value, by=by, evidence=evidence, **more)

    def answer_each(
        self,
        items: Sequence[str],
        value: str = "met",
        *,
        by: str = "",
        evidence: Sequence[str] = (),
        increment: str = "",
        **more: Any,
    ) -> None:
        """Answer several items at once."""
        cited = evidence or self.cites if value == "met" else evidence
        session = self.session(by or TPM, increment=increment)
        said = AnswerRequest(AnswerValue(value), tuple(cited), **more)
        answer_items(open_workspace(session), session, items, said)

    def waive(
        self,
        item: str,
        until: str,
        *,
        by: str = "",
        approved_by: str = "",
        reason: str = "agreed",
        **more: Any,
    ) -> None:
        """Waive an item: requested by the TPM, approved by the PM, who has yet to sign over it."""
        session = self.session(by or TPM, **more)
        waive_item(
            open_workspace(session),
            session,
            item,
            reason=reason,
            until=until,
            approved_by=approved_by or PM,
        )

    def sign(self, phase: str, *roles: str, by: str = "", behalf_of: str = "", **more: Any) -> None:
        """Sign off a phase for the roles: both of them if none is named."""
        for role in roles or ROLES:
            session = self.session(by or ROLES[role], **more)
            sign_phase(open_workspace(session), session, phase, Role(role), behalf_of=behalf_of)

    def decide(
        self,
        phase: str,
        outcome: str = "go",
        *,
        by: str = "",
        reason: str = "so it is",
        conditions: Sequence[tuple[str, str, str]] = (),
        **more: Any,
    ) -> None:
        """Decide a gate: the PM does, unless somebody is named."""
        session = self.session(by or PM, **more)
        promises = tuple(Condition(*each) for each in conditions)
        decide_gate(
            open_workspace(session),
            session,
            phase,
            Outcome(outcome),
            reason=reason,
            conditions=promises,
        )

    def close(
        self, phase: str, number: int, *, by: str = "", evidence: Sequence[str] = (), **more: Any
    ) -> None:
        """Close a condition of the gate's last decision."""
        session = self.session(by or TPM, **more)
        cited = evidence or self.cites
        close_condition(open_workspace(session), session, phase, number, evidence=cited)

    def unsatisfied(self, phase: str, *, should: bool = False) -> dict[str, list[str]]:
        """Return the items of a phase that are not satisfied, by role."""
        items = self.judged("phase", phase).gates[0].items
        left = [each.item for each in items if (each.must or should) and not each.satisfied]
        return {role: [item.id for item in left if item.role == role] for role in ROLES}
