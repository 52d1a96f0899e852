"""Who may record what, and when: every refusal, with its help.

`gate check` finds the same faults in a record that was edited by hand; here they are refused before
they are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpmcli.model.checklist import Item, Phase
from tpmcli.model.days import add_days
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.model.facts import EvidenceFact, EvidenceStatus, Facts
from tpmcli.model.finding import Finding, errors
from tpmcli.model.fix import Advice, Blank, Help, tpm
from tpmcli.model.policy import Policy
from tpmcli.model.record import AnswerValue, Condition, Decision, Outcome, Waiver
from tpmcli.model.role import Role
from tpmcli.model.rule import Rule
from tpmcli.model.verdict import GateResult, GateVerdict
from tpmcli.rules.conditions import conditions
from tpmcli.rules.demands import approvers_of, deciders_at, demands_at
from tpmcli.rules.deputies import acts_as, acts_in, given_to, in_force
from tpmcli.rules.open_gate import blocks_signing, reopen_command
from tpmcli.rules.project import Project, applies, gated_phases, kill_at, last_decision
from tpmcli.rules.waivers import last_allowed_day, waiver_faults
from tpmcli.text.names import suggestion

_NAME_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


def check_increment_name(name: str) -> None:
    """Refuse a name that an increment, and the file that keeps it, cannot have.

    Raises: UsageError if the name is invalid.
    """
    if not name or len(name) > 64 or not set(name) <= _NAME_SIGNS or name[0] in ".-":
        raise UsageError(
            f"`{name}` is not a valid name for an increment",
            "use at most 64 letters, digits, `.`, `_` and `-`, such as 1.1 or 2027-q1",
        )


def find_item(project: Project, name: str) -> Item:
    """Return the item with that id, or with that slug if it is unique.

    Raises: UsageError, with the nearest name, if there is none or several.
    """
    return find_items(project, (name,))[0]


def find_items(project: Project, names: Sequence[str]) -> list[Item]:
    """Return the items of these names, in their order, each found as `find_item` does.

    Raises: UsageError if a name has no item or several.
    """
    items = project.checklist.items()
    slugs: dict[str, list[Item]] = {}
    if any(name not in items for name in names):
        for item in items.values():
            slugs.setdefault(item.slug, []).append(item)
    return [items[name] if name in items else _by_slug(items, slugs, name) for name in names]


def _by_slug(items: Mapping[str, Item], slugs: Mapping[str, list[Item]], name: str) -> Item:
    matches = slugs.get(name, [])
    if len(matches) == 1:
        return matches[0]
    if matches:
        ids = ", ".join(item.id for item in matches)
        raise UsageError(f"`{name}` matches several items", f"use a full id: {ids}")
    names = list(items) if "." in name else list(slugs)
    raise UsageError(f"no item named `{name}`", suggestion(name, names))


def find_role(roles: Sequence[Role], name: str) -> Role:
    """Return the role of that slug or short name, in any case.

    Raises: UsageError, with the nearest name, if there is none.
    """
    wanted = name.casefold()
    for role in roles:
        if wanted in (role, role.short.casefold()):
            return role
    raise UsageError(f"no role named `{name}`", suggestion(name, roles))


def find_phase(project: Project, name: str) -> Phase:
    """Return the phase of that name.

    Raises: UsageError, with the nearest name, if there is none.
    """
    phase = project.checklist.phase(name) or _by_title(project.checklist.phases, name)
    if phase is None:
        names = [each.id for each in project.checklist.phases]
        raise UsageError(f"no phase named `{name}`", suggestion(name, names))
    return phase


def _by_title(phases: Sequence[Phase], name: str) -> Phase | None:
    """Return the phase with that id or title in any case, or whose title alone has that word."""
    wanted = name.casefold()
    for phase in phases:
        if wanted in (phase.id.casefold(), phase.title.casefold()):
            return phase
    found = [phase for phase in phases if wanted in phase.title.casefold().split()]
    return found[0] if len(found) == 1 else None


def find_active_phase(project: Project, name: str) -> Phase:
    """Return the phase of that name, if this increment passes its gate.

    Raises: UsageError if there is no such phase; RefusedError if its gate is skipped.
    """
    phase = find_phase(project, name)
    if phase not in gated_phases(project):
        raise RefusedError(
            f"this increment skips the {name} gate",
            Advice(Help.SEE_KINDS),
        )
    return phase


def passing_decision(project: Project, phase: str) -> Decision | None:
    """Return the decision that let the gate pass, if that is the last one."""
    decision = last_decision(project.record, phase)
    return decision if decision is not None and decision.outcome.passes else None


def check_answer_allowed(project: Project, item: Item, value: AnswerValue, note: str) -> None:
    """Refuse an answer that does not apply, that a decision locks, or that its item forbids.

    Raises: UsageError if the item does not apply, or `not-applicable` has no reason;
    RefusedError if the gate is decided, or the item does not allow `not-applicable`.
    """
    _refuse_not_asked(project, item)
    refuse_bound(project, item)
    if value is not AnswerValue.NOT_APPLICABLE:
        return
    if not item.not_applicable:
        raise RefusedError(
            f"“{item.title}” does not allow `not-applicable`",
            tpm(
                *("waive", item.id, "--reason", Blank.REASON),
                *("--until", Blank.DATE, "--approved-by", Blank.EMAIL),
            ),
        )
    if not note.strip():
        raise UsageError("`not-applicable` needs a reason", "add it with `--note`")


def _refuse_not_asked(project: Project, item: Item) -> None:
    if not applies(item, project.policy.traits):
        missing = [f"`{trait}`" for trait in item.when if trait not in project.policy.traits]
        traits = f"{'trait' if len(missing) == 1 else 'traits'} {', '.join(missing)}"
        raise UsageError(
            f"“{item.title}” does not apply to this project",
            f"it applies only to projects with the {traits}; see `traits` in `.tpm/policy.yaml`",
        )


def refuse_bound(project: Project, item: Item) -> None:
    """Raise RefusedError if a decision locks the item's answer."""
    decision = passing_decision(project, item.phase)
    if decision is not None and item.id not in decision.continuous_items:
        raise RefusedError(
            f"answers in {item.phase} are locked: the gate is decided (`{decision.outcome}`)",
            Advice(Help.REOPEN_GATE, reopen_command(project, item.phase)),
        )


def check_waiver_allowed(project: Project, item: Item, waiver: Waiver, today: str) -> list[Finding]:
    """Refuse a waiver that would not count, and return the warnings about an allowed one.

    Raises: UsageError if the item does not apply or the last date is past; RefusedError if the gate
    is decided or the policy does not allow the waiver.
    """
    _refuse_not_asked(project, item)
    refuse_bound(project, item)
    if waiver.until < today:
        raise UsageError(f"`--until` {waiver.until} is in the past", "use today or a later date")
    faults = waiver_faults(item, waiver, project.policy)
    for fault in errors(faults):
        raise RefusedError("", _waiver_way_out(project.policy, item, fault, waiver), (fault,))
    return faults


def _waiver_way_out(policy: Policy, item: Item, fault: Finding, waiver: Waiver) -> str:
    if fault.rule is Rule.WAIVER_TOO_LONG:
        return f"use `--until {last_allowed_day(policy, waiver.at[:10])}` or an earlier date"
    named = approvers_of(policy, item)
    approvers = ", ".join(f"{each.people} of {each}" if each.people > 1 else each for each in named)
    return f"name another approver with `--approved-by` (the policy allows: {approvers})"


def check_signoff_allowed(
    project: Project, phase: Phase, role: Role, by: str, facts: Facts, deputy_for: str = ""
) -> None:
    """Refuse a sign-off without the role, or while required items of the role are open.

    Raises: RefusedError.
    """
    refuse_other_role(project, role, by, deputy_for, facts.today)
    waiting = blocks_signing(project, phase, role, facts)
    if waiting:
        lines = "".join(f"\n  {each.item.id}: {each.item.title}" for each in waiting)
        one = len(waiting) == 1
        count = "1 required item is" if one else f"{len(waiting):,} required items are"
        raise RefusedError(
            f"{role.named} cannot sign off {phase.id}: {count} open:{lines}",
            tpm("walk", phase.id, "--role", str(role)),
        )


def refuse_other_role(
    project: Project, role: Role, by: str, deputy_for: str = "", today: str = ""
) -> None:
    """Raise RefusedError if the person neither holds the role nor acts for a holder today."""
    if not acts_in(project.policy, by, role, deputy_for, today):
        holders = ", ".join(project.policy.people.get(role, ())) or "nobody"
        raise RefusedError(
            f"{by} is not a {role.short} of this project",
            f"ask {holders}, or change `people` in `.tpm/policy.yaml`",
        )


def holder_for(policy: Policy, by: str, roles: Sequence[Role], today: str, named: str = "") -> str:
    """Return for whom a person acts today; empty if they hold one of the roles themselves.

    `named` is the holder whom they named.

    Raises: UsageError if they stand in for several people and name nobody.
    """
    if named or any(policy.holds(by, role) for role in roles):
        return named
    given = [each for role in roles for each in in_force(given_to(policy, by, role), today)]
    holders = list(dict.fromkeys(each.giver for each in given))
    if len(holders) > 1:
        raise UsageError(
            f"{by} stands in for {' and '.join(holders)}",
            f"name one of them: `--deputy-for {holders[0]}`",
        )
    return holders[0] if holders else ""


def roles_to_sign(project: Project, phase: str, by: str, today: str) -> list[Role]:
    """Return the roles in which a person can sign off a phase; if some must, only those."""
    policy = project.policy
    able = [
        role
        for role in project.checklist.roles
        if policy.holds(by, role) or in_force(given_to(policy, by, role), today)
    ]
    asked = [demand.role for demand in demands_at(project, phase)]
    return [role for role in able if role in asked] or able


def the_role_to_sign(project: Project, phase: str, by: str, today: str) -> Role:
    """Return the one role in which a person can sign off a phase.

    Raises: UsageError if there are several; RefusedError if there is none.
    """
    roles = roles_to_sign(project, phase, by, today)
    if not roles:
        raise RefusedError(f"{by} has no role in this project", "see `tpm people`")
    if len(roles) > 1:
        names = " and as ".join(role.short for role in roles)
        options = ", ".join(f"`--role {role}`" for role in roles)
        raise UsageError(f"{by} may sign off {phase} as {names}", f"say which: {options}, or all")
    return roles[0]


def check_decision_allowed(
    project: Project,
    gate: GateResult,
    outcome: Outcome,
    conditions_given: tuple[Condition, ...],
    *,
    by: str,
    reason: str,
    today: str,
    deputy_for: str = "",
) -> None:
    """Refuse a decision that the policy or the state of the gate does not allow.

    Raises: RefusedError if the person may not decide, the gate is already decided, a passing
    decision meets an unmet gate, or a condition's owner or due date is not allowed; UsageError if
    conditions are missing or not wanted, or a decision against the recommendation has no reason.
    """
    policy = project.policy
    deciders = deciders_at(policy, gate.phase)
    if not acts_as(policy, by, deciders, deputy_for, today):
        names = ", ".join(deciders)
        raise RefusedError(f"{by} is not authorised to decide", f"ask one of the deciders: {names}")
    if outcome is Outcome.HOLD and kill_at(project.record, gate.phase) is not None:
        raise RefusedError(
            f"the {gate.phase} gate is decided `kill`, which `hold` does not reopen",
            Advice(Help.REOPEN_GATE, reopen_command(project, gate.phase)),
        )
    passing = passing_decision(project, gate.phase)
    if outcome.passes:
        if passing is not None:
            raise RefusedError(
                f"the {gate.phase} gate is already decided (`{passing.outcome}`)",
                Advice(Help.REOPEN_GATE, reopen_command(project, gate.phase)),
            )
        if gate.verdict is not GateVerdict.MET:
            raise RefusedError(
                f"the {gate.phase} gate is not met:",
                tpm("gate", "check", gate.phase),
                errors(gate.findings),
            )
    _check_conditions(policy, outcome, conditions_given, today)
    departs = passing is not None or str(outcome) != gate.recommendation.decision
    if departs and not reason.strip():
        raise UsageError(
            f"`{outcome}` differs from the recommended `{gate.recommendation.decision}` and needs a"
            " reason",
            "add `--reason`",
        )


def _check_conditions(
    policy: Policy, outcome: Outcome, given: tuple[Condition, ...], today: str
) -> None:
    if outcome is Outcome.CONDITIONAL and not given:
        raise UsageError(
            "`conditional` needs at least one `--condition`",
            "add `--condition`, `--owner` and `--due`",
        )
    if outcome is not Outcome.CONDITIONAL and given:
        raise UsageError(
            f"`{outcome}` does not allow conditions", "decide `conditional` to set some"
        )
    latest = add_days(today, policy.waivers.max_days)
    for condition in given:
        if not condition.text.strip():
            raise UsageError("a condition needs text", "write it after `--condition`")
        if not policy.known(condition.owner):
            raise RefusedError(
                f"{condition.owner} is not authorised to own a condition",
                "name one of `people` in `.tpm/policy.yaml`",
            )
        if not today <= condition.due <= latest:
            raise RefusedError(
                f"the condition “{condition.text}” is due on {condition.due}",
                f"use a date from {today} to {latest} (`waivers.max-days` is"
                f" {policy.waivers.max_days})",
            )


def check_closing_allowed(
    project: Project,
    phase: Phase,
    number: int,
    by: str,
    evidence: Mapping[str, EvidenceFact],
    *,
    stands_in: bool = False,
) -> None:
    """Refuse to close a condition that does not exist or is closed, or without authority.

    `evidence` is the present state of the paths that closed it before: if one is gone, the
    condition may be closed again. `stands_in`: the person acts for somebody in `people` today.

    Raises: UsageError if the number does not exist; RefusedError if the condition is closed, or the
    person is not in `people`.
    """
    if not (stands_in or project.policy.known(by)):
        raise RefusedError(
            f"{by} is not authorised to close a condition",
            "ask one of `people` in `.tpm/policy.yaml` to close it",
        )
    states = conditions(project, phase.id)
    if not 1 <= number <= len(states):
        hint = f"choose one from 1 to {len(states)}" if states else "`tpm due` lists conditions"
        raise UsageError(f"the {phase.id} gate has no condition {number}", hint)
    closing = states[number - 1].closing
    if closing is not None and all(
        evidence[each.path].status is EvidenceStatus.OK for each in closing.evidence if each.path
    ):
        raise RefusedError(
            f"{closing.by} closed condition {number} of {phase.id} on {closing.at[:10]}"
        )
