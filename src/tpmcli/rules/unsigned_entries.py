"""Who may record what counts without a sign-off: the result of a check, and how an increment began.

`change/new_entries.py` finds the same in a record that was edited by hand.
"""

from __future__ import annotations

from tpmcli.model.days import day_of
from tpmcli.model.errors import RefusedError
from tpmcli.model.fix import Advice, Help
from tpmcli.model.place import for_increment
from tpmcli.model.policy import Policy
from tpmcli.model.record import ConditionClose, Start
from tpmcli.rules.deputies import acts_in
from tpmcli.rules.open_gate import reopen_command
from tpmcli.rules.project import Project, find_last_kill


def check_run_allowed(policy: Policy, by: str) -> None:
    """Refuse to record the result of a check for somebody whom the policy does not name.

    Raises: RefusedError if the person is not in `people`.
    """
    if not policy.known(by):
        raise RefusedError(
            f"{by} is not authorised to record a check result",
            "ask one of `people` in `.tpm/policy.yaml`, or name one of them with `--as`",
        )


def check_start_allowed(policy: Policy, start: Start) -> None:
    """Refuse to begin an increment, or to leave one with a gate undecided, without authority.

    Raises: RefusedError if the policy does not let the person do it.
    """
    if may_start(policy, start):
        return
    if start.remark:
        names = ", ".join(policy.gate.deciders)
        raise RefusedError(
            f"{start.by} is not authorised to leave a gate undecided",
            f"ask one of the deciders: {names}",
        )
    raise RefusedError(
        f"{start.by} is not authorised to start an increment",
        "ask one of `people` in `.tpm/policy.yaml`",
    )


def check_not_killed(project: Project) -> None:
    """Refuse to begin an increment while any increment is killed.

    Raises: RefusedError, with the command that reopens the gate.
    """
    kill = find_last_kill(project)
    if kill is None:
        return
    increment = kill.record.increment
    reopen = Advice(Help.REOPEN_GATE, reopen_command(project, kill.phase))
    elsewhere = increment != project.record.increment
    raise RefusedError(
        f"{kill.decision.by} stopped the project at the {kill.phase} gate of {increment}, so no"
        " increment can start",
        for_increment(reopen, increment) if elsewhere else reopen,
    )


def may_close(policy: Policy, close: ConditionClose) -> bool:
    """Return whether a person may close a condition, by a role or for its holder."""
    day = day_of(close.at)
    return policy.known(close.by) or any(
        acts_in(policy, close.by, role, close.deputy_for, day) for role in policy.people
    )


def may_start(policy: Policy, start: Start) -> bool:
    """Return whether the policy lets the person begin an increment.

    To leave a gate undecided is to decide that it is not passed, so that takes a decider.
    """
    return policy.among(start.by, policy.gate.deciders) if start.remark else policy.known(start.by)
