"""From one state of a project's records to the next: what must not change.

A record grows. Lists of waivers, sign-offs and decisions only get longer, an answer that a passing
decision covers stays as it is until the gate is re-opened, and an increment may move into
`increments/` but never vanishes. The base was accepted under the same rules, so that only the
difference is judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpmcli.model.checklist import Role
from tpmcli.model.record import Decision, GateEntry, ItemRecord, Record, SignOff, Waiver
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import Finding, Severity
from tpmcli.rules.change.recorded_entries import canonical
from tpmcli.rules.orphans import retirable
from tpmcli.rules.project import Project, current_phase, last_decision
from tpmcli.rules.signoffs import phase_answers

RULE = "record-rewritten"

_Entries = Sequence[Waiver] | Sequence[SignOff] | Sequence[GateEntry]


class Records(NamedTuple):
    """Every record of a project: the one under way, and all by the name of their increment."""

    current: Record
    all: Mapping[str, Record]


def find_rewrites(base: Records, result: Records, project: Project) -> list[Finding]:
    """What the change takes back or rewrites.

    `project` is what is asked (policy and checklist) with the result's record under way.
    """
    found = _increments(base, result, project)
    for name, before in base.all.items():
        after = result.all.get(name)
        if after is not None:
            found += _record(project, before, after)
    return found


def _increments(base: Records, result: Records, project: Project) -> list[Finding]:
    found = []
    for name, before in base.all.items():
        if name not in result.all:
            message = f"the increment {name} was there ({before.file}) and is gone"
            found.append(_finding(name, message, "restore its file from git", before.file))
    for name, record in result.all.items():
        if name not in base.all and record.policy != base.current.policy:
            message = f"the new increment {name} belongs to the project '{record.policy}'"
            found.append(_finding(name, message, "give it this project's id", record.file))
    now, was = result.current.increment, base.current.increment
    if now == was or was not in result.all:
        return found
    if now in base.all:
        message = f"the increment under way was {was} and would be {now}, an earlier one"
        found.append(_finding(now, message, f"make {was} the project file again"))
    left = project._replace(record=result.all[was])
    phase = current_phase(left)
    if phase is not None and not result.current.remark:
        message = f"{was} is left with the gate {phase.id} open, and the record does not say why"
        fix = f'tpm start {now} --abandon "…"'
        found.append(_finding(phase.id, message, fix, rule="not-decided"))
    return found


def _record(project: Project, before: Record, after: Record) -> list[Finding]:
    found = []
    for what, old, new in (
        ("project id", before.policy, after.policy),
        ("kind", before.kind, after.kind),
        ("remark", before.remark, after.remark),
    ):
        if old != new:
            message = f"the {what} of the record of {before.increment} was '{old}' and is '{new}'"
            found.append(_finding(before.increment, message, "restore it", after.file))
    gone = retirable(project._replace(record=before))
    for name, item in before.items.items():
        if name not in gone or name in after.items:
            kept = after.item(name).waivers
            found += _appended(name, "waivers", item.waivers, kept, after.file)
    for (phase, role), signoffs in before.signoffs.items():
        now = after.signoffs.get((phase, role), ())
        found += _appended(f"{phase}.{role}", "sign-offs", signoffs, now, after.file)
    for phase, decisions in before.decisions.items():
        taken = after.decisions.get(phase, ())
        lost = _appended(phase, "decisions", decisions, taken, after.file)
        found += lost or _decided(before, after, phase)
    return found


def _canonical(entries: _Entries) -> list[str]:
    """What entries say, as text that is equal where they are."""
    return [canonical(entry.raw) for entry in entries]


def _appended(
    subject: str,
    what: str,
    before: _Entries,
    after: _Entries,
    file: str,
) -> list[Finding]:
    """The finding that a list is not the old one with entries appended."""
    old, new = _canonical(before), _canonical(after)
    if new[: len(old)] == old:
        return []
    words = "were removed" if len(new) < len(old) else "were changed, or no longer come first"
    message = f"{what} of {subject} that stand in the base {words}"
    lost = next(
        (entry for entry, said in zip(before, old, strict=True) if said not in new), before[0]
    )
    fix = "restore them; what is over is ended by an entry"
    return [_finding(subject, message, fix, file, owner=lost.by)]


def reopens(before: Record, after: Record, phase: str) -> bool:
    """True where the change takes a decision at the gate that does not let the product pass."""
    new = after.decisions.get(phase, ())[len(before.decisions.get(phase, ())) :]
    return any(isinstance(entry, Decision) and not entry.outcome.passes for entry in new)


def _decided(before: Record, after: Record, phase: str) -> list[Finding]:
    """Answers that the base's decision covers and the change touches without re-opening."""
    decision = last_decision(before, phase)
    if decision is None or not decision.outcome.passes or reopens(before, after, phase):
        return []
    old, new = phase_answers(before, phase), phase_answers(after, phase)
    return [
        _finding(
            name,
            f"the answer to {name}, which the decision on {phase} of {decision.at[:10]} stands on,"
            f" was {_how(old.get(name), new.get(name))}",
            f'tpm gate decide {phase} recycle --reason "…" re-opens the gate',
            after.file,
            owner=decision.by,
        )
        for name in {**old, **new}
        if name not in decision.continuous_items
        and canonical(old.get(name, {})) != canonical(new.get(name, {}))
    ]


def _how(old: object, new: object) -> str:
    if old is None:
        return "added"
    return "removed" if new is None else "changed"


def _finding(
    subject: str, message: str, fix: str, file: str = "", *, rule: str = RULE, owner: str = ""
) -> Finding:
    return Finding(rule, Severity.ERROR, subject, message, fix, owner, file=file)


def record_changed(base: Records | None, result: Records, project: Project) -> bool:
    """True where something was recorded or taken back.

    Empty blocks that are added, and orphans that are retired, are no change of the record.
    """
    if base is None:
        return any(not _is_blank(record) for record in result.all.values())
    if base.all.keys() != result.all.keys():
        return True
    if base.current.increment != result.current.increment:
        return True
    return any(_differs(before, result.all[name], project) for name, before in base.all.items())


def _is_blank(record: Record) -> bool:
    return (
        all(item.empty for item in record.items.values())
        and not any(record.signoffs.values())
        and not any(record.decisions.values())
    )


def _differs(before: Record, after: Record, project: Project) -> bool:
    if before[:4] != after[:4]:
        return True
    gone = retirable(project._replace(record=before))
    for name in {**before.items, **after.items}:
        old, new = before.item(name), after.item(name)
        if _block(old) != _block(new) and not (name in gone and name not in after.items):
            return True
    return _lists(before) != _lists(after)


def _block(item: ItemRecord) -> tuple[str, list[str], list[str]]:
    """Everything recorded of an item, as text that is equal where the record is."""
    return (
        canonical(item.answer.raw) if item.answer else "",
        _canonical(item.waivers),
        [canonical(run._asdict()) for run in item.runs],
    )


def _lists(record: Record) -> tuple[dict[tuple[str, Role], list[str]], dict[str, list[str]]]:
    """The sign-offs and the gates' entries, likewise; what is empty is left out."""
    return (
        {key: _canonical(entries) for key, entries in record.signoffs.items() if entries},
        {phase: _canonical(entries) for phase, entries in record.decisions.items() if entries},
    )
