"""From one state of a project's records to the next: what must not change.

A record grows. Lists of waivers, runs, sign-offs and decisions only get longer, an answer that a
passing decision locks stays as it is until the gate is reopened, and an increment may move into
`increments/` but vanishes only while it is blank. The base was accepted under the same rules, so
only the difference is evaluated.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from tpmcli.model.days import day_of
from tpmcli.model.finding import (
    Arguments,
    Finding,
    Subject,
    SubjectKind,
    about_decision,
    about_gate,
    about_increment,
    about_recorded,
    about_signoff,
)
from tpmcli.model.fix import Advice, Blank, Help, HelpText, tpm
from tpmcli.model.record import (
    CheckRun,
    Decision,
    GateEntry,
    ItemRecord,
    Record,
    SignOff,
    Waiver,
    role_of,
)
from tpmcli.model.rule import Reason, RuleReason, Severity
from tpmcli.rules.change.new_entries import start_anew
from tpmcli.rules.change.recorded_entries import canonical
from tpmcli.rules.fix_commands import with_increment
from tpmcli.rules.open_gate import reopen_command
from tpmcli.rules.orphans import retirable
from tpmcli.rules.project import Project, current_phase, last_decision
from tpmcli.rules.signoffs import phase_answers
from tpmcli.rules.undone_start import is_beside, recorded_blocks

_ListName = Literal["waivers", "recorded runs", "sign-offs", "decisions"]
_Entries = Sequence[Waiver] | Sequence[CheckRun] | Sequence[SignOff] | Sequence[GateEntry]


class Records(NamedTuple):
    """Every record of a project: the current one, and all by the name of their increment."""

    current: Record
    all: Mapping[str, Record]


def find_rewrites(base: Records, result: Records, project: Project) -> list[Finding]:
    """Return a finding for everything that the change removes or rewrites.

    `project` has the policy and the checklist of the result, and its current record.
    """
    found = _increments(base, result, project, _undone(base, result))
    for name, before in base.all.items():
        after = result.all.get(name)
        if after is not None:
            found += _record(project, before, after)
    return found


def _undone(base: Records, result: Records) -> dict[str, str]:
    """Return the blank increments that are gone, each with the one that it followed.

    That is current again. Empty for one that was begun in parallel.
    """
    found = {}
    for name in base.all.keys() - result.all.keys():
        record = base.all[name]
        if recorded_blocks(record):
            continue
        if record.increment == base.current.increment:
            if record.follows in result.all:
                found[name] = record.follows
        elif is_beside(record):
            found[name] = ""
    return found


def _increments(
    base: Records, result: Records, project: Project, undone: Mapping[str, str]
) -> list[Finding]:
    found = []
    for name, before in base.all.items():
        if name not in result.all and name not in undone:
            about = Arguments(name=name, path=before.file)
            found.append(
                _of_increment(Reason.INCREMENT_REMOVED, name, about, Help.RESTORE_FILE, before.file)
            )
    for name, record in result.all.items():
        if name not in base.all and record.policy != base.current.policy:
            about = Arguments(name=name, before=record.policy)
            help_ = Help.GIVE_PROJECT_ID
            found.append(_of_increment(Reason.INCREMENT_FOREIGN, name, about, help_, record.file))
    now, was = result.current.increment, base.current.increment
    was = undone.get(was, was)
    found += _misplaced(base, result, was)
    if now == was or was not in result.all:
        return found
    if now in base.all:
        about = Arguments(name=now, before=was)
        back = _of_increment(Reason.INCREMENT_WENT_BACK, now, about, Help.MAKE_CURRENT)
        found.append(back._replace(fix=Advice(Help.MAKE_CURRENT, name=was)))
    left = project._replace(record=result.all[was])
    phase = current_phase(left)
    if phase is not None and not result.current.remark:
        found.append(
            Finding(
                Reason.INCREMENT_LEFT_OPEN,
                about_gate(phase.id),
                Severity.ERROR,
                Arguments(name=was),
                start_anew(result.current, project.policy.gate.deciders, Blank.REASON),
            )
        )
    return found


def _misplaced(base: Records, result: Records, was: str) -> list[Finding]:
    """Return a finding for each new increment that names another as the one that it follows.

    It could later be undone to that. Right are the base's current one and a new one.
    """
    return [
        _of_increment(
            Reason.INCREMENT_FOLLOWS_OTHER,
            name,
            Arguments(name=name, before=was, after=record.follows),
            Help.RESTORE,
            record.file,
        )
        for name, record in result.all.items()
        if name not in base.all
        and record.follows not in ("", was)
        and (record.follows in base.all or record.follows not in result.all)
    ]


def _of_increment(
    reason: RuleReason, name: str, about: Arguments, help_: HelpText, file: str = ""
) -> Finding:
    subject = about_increment(name)
    return Finding(reason, subject, Severity.ERROR, about, Advice(help_), file=file)


def _record(project: Project, before: Record, after: Record) -> list[Finding]:
    found = []
    for reason, old, new in (
        (Reason.RECORD_ID_CHANGED, before.policy, after.policy),
        (Reason.RECORD_KIND_CHANGED, before.kind, after.kind),
        (Reason.RECORD_REMARK_CHANGED, before.remark, after.remark),
        (Reason.RECORD_STARTER_CHANGED, before.by, after.by),
        (Reason.RECORD_START_MOVED, before.at, after.at),
        (Reason.RECORD_FOLLOWS_CHANGED, before.follows, after.follows),
    ):
        if old != new:
            name = before.increment
            about = Arguments(name=name, before=old, after=new)
            found.append(_of_increment(reason, name, about, Help.RESTORE, after.file))
    gone = retirable(project._replace(record=before))
    for name, item in before.items.items():
        if name not in gone or name in after.items:
            kept = after.item(name)
            subject = about_recorded(SubjectKind.WAIVER, name)
            end = Advice(Help.RESTORE_WAIVERS, tpm("waive", name, "--withdraw"))
            found += _appended(subject, "waivers", item.waivers, kept.waivers, after.file, end)
            subject, runs = about_recorded(SubjectKind.ITEM, name), Advice(Help.RESTORE)
            found += _appended(subject, "recorded runs", item.runs, kept.runs, after.file, runs)
    for (phase, block), signoffs in before.signoffs.items():
        now = after.signoffs.get((phase, block), ())
        role = project.checklist.role(role_of(block))
        subject = about_signoff(phase, role, block)
        withdraw = tpm("sign", phase, "--role", str(role), "--withdraw", people=(role,))
        back = Advice(Help.RESTORE_SIGNOFFS, withdraw)
        found += _appended(subject, "sign-offs", signoffs, now, after.file, back)
    for phase, decisions in before.decisions.items():
        taken = after.decisions.get(phase, ())
        subject = about_decision(phase)
        reopen = Advice(Help.RESTORE_DECISIONS, reopen_command(project, phase))
        lost = _appended(subject, "decisions", decisions, taken, after.file, reopen)
        found += lost or _decided(project, before, after, phase)
    return list(with_increment(after, tuple(found)))


def _canonical(entries: _Entries) -> list[str]:
    """Return the content of entries, as text that is equal if they are equal."""
    return [canonical(entry.raw) for entry in entries]


def _appended(
    subject: Subject,
    entries: _ListName,
    before: _Entries,
    after: _Entries,
    file: str,
    fix: Advice,
) -> list[Finding]:
    """Return the finding that a list is not the old one with entries appended, if so.

    A run may also come before one of the base, as after a merge by time: nothing names runs by
    their number, and the last one counts.
    """
    old, new = _canonical(before), _canonical(after)
    if new[: len(old)] == old or (entries == "recorded runs" and _in_order(old, new)):
        return []
    reason = Reason.ENTRIES_REMOVED if len(new) < len(old) else Reason.ENTRIES_CHANGED
    lost = next(
        (entry for entry, text in zip(before, old, strict=True) if text not in new), before[0]
    )
    about = Arguments(entries=entries)
    return [Finding(reason, subject, Severity.ERROR, about, fix, (lost.by,), file=file)]


def _in_order(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether all of the old texts are among the new ones, in their order."""
    left = iter(new)
    return all(text in left for text in old)


def reopens(before: Record, after: Record, phase: str) -> bool:
    """Return whether the change adds a decision at the gate that does not pass."""
    new = after.decisions.get(phase, ())[len(before.decisions.get(phase, ())) :]
    return any(isinstance(entry, Decision) and not entry.outcome.passes for entry in new)


def _decided(project: Project, before: Record, after: Record, phase: str) -> list[Finding]:
    """Return a finding for each locked answer that changes without a reopening of its gate."""
    decision = last_decision(before, phase)
    if decision is None or not decision.outcome.passes or reopens(before, after, phase):
        return []
    old, new = phase_answers(before, phase), phase_answers(after, phase)
    return [
        Finding(
            _how(old.get(name), new.get(name)),
            about_recorded(SubjectKind.ITEM, name),
            Severity.ERROR,
            Arguments(day=day_of(decision.at)),
            Advice(Help.REOPEN_GATE, reopen_command(project, phase)),
            (decision.by,),
            file=after.file,
        )
        for name in {**old, **new}
        if name not in decision.continuous_items
        and canonical(old.get(name, {})) != canonical(new.get(name, {}))
    ]


def _how(old: object, new: object) -> RuleReason:
    if old is None:
        return Reason.ANSWER_ADDED
    return Reason.ANSWER_REMOVED if new is None else Reason.ANSWER_CHANGED


def record_changed(base: Records | None, result: Records, project: Project) -> bool:
    """Return whether something was recorded or taken back.

    Empty blocks that are added, and removed items that are retired, do not change the record.
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
    if before[:_TOP] != after[:_TOP]:
        return True
    gone = retirable(project._replace(record=before))
    for name in {**before.items, **after.items}:
        old, new = before.item(name), after.item(name)
        if _block(old) != _block(new) and not (name in gone and name not in after.items):
            return True
    return _lists(before) != _lists(after)


_TOP = Record._fields.index("items")
"""How many fields of a record come before its lists."""


def _block(item: ItemRecord) -> tuple[str, list[str], list[str]]:
    """Return the record of an item, as text that is equal if the record is equal."""
    return (
        canonical(item.raw_answer or {}),
        _canonical(item.waivers),
        _canonical(item.runs),
    )


def _lists(record: Record) -> tuple[dict[tuple[str, str], list[str]], dict[str, list[str]]]:
    """Return the sign-offs and the gates' entries, likewise; empty lists are left out."""
    return (
        {key: _canonical(entries) for key, entries in record.signoffs.items() if entries},
        {phase: _canonical(entries) for phase, entries in record.decisions.items() if entries},
    )
