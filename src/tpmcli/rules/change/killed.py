"""Increments that a change begins while the product is killed, in any increment."""

from __future__ import annotations

from tpmcli.model.finding import Arguments, Finding, about_increment
from tpmcli.model.fix import Advice, Help
from tpmcli.model.place import for_increment
from tpmcli.model.rule import Reason, Severity
from tpmcli.rules.change.transition import Records
from tpmcli.rules.open_gate import reopen_command
from tpmcli.rules.project import Kill, Project, find_last_kill


def begun_while_killed(base: Records, result: Records, project: Project) -> list[Finding]:
    """Return a finding for each increment that the change begins while the product is killed.

    It is killed if it is so in the base or in the result: what reopens it is merged before.
    Rule: `docs/rules.md#project-killed`.
    """
    begun = [record for name, record in result.all.items() if name not in base.all]
    kill = (_find_kill(base, project) or _find_kill(result, project)) if begun else None
    if kill is None:
        return []
    reopen = Advice(Help.REOPEN_FIRST, reopen_command(project, kill.phase))
    about = Arguments(person=kill.decision.by, name=kill.phase, before=kill.record.increment)
    return [
        Finding(
            Reason.BEGUN_WHILE_KILLED,
            about_increment(record.increment),
            Severity.ERROR,
            about,
            for_increment(reopen, kill.record.increment),
            (kill.decision.by,),
            file=record.file,
        )
        for record in begun
    ]


def _find_kill(records: Records, project: Project) -> Kill | None:
    others = (each for each in records.all.values() if each is not records.current)
    return find_last_kill(project._replace(record=records.current, others=tuple(others)))
