"""`tpm checks list`: every automated check with its outcome now. Reads, and changes nothing."""

from __future__ import annotations

from tpmcli.app.check_runner import check_items
from tpmcli.app.workspace import Workspace
from tpmcli.checks.command import is_result_of
from tpmcli.model.checklist import Item
from tpmcli.model.checks_view import Checked, CheckedItem, CheckedPhase, CheckList
from tpmcli.model.facts import CheckResult
from tpmcli.rules.authorisation import find_active_phase
from tpmcli.rules.project import applicable_items, gated_phases, passed


def list_checks(workspace: Workspace, phase_name: str = "") -> CheckList:
    """Evaluate every check that applies; those that need a program are looked up.

    Raises UsageError for an unknown phase, RefusedError for one that the increment does not pass.
    """
    project = workspace.project
    asked = (find_active_phase(project, phase_name),) if phase_name else gated_phases(project)
    phases = []
    for phase in asked:
        items = [item for item in applicable_items(project, phase) if item.checks]
        results = check_items(workspace, items)
        found = tuple(_item(workspace, item, results[item.id]) for item in items)
        if found:
            phases.append(CheckedPhase(phase, passed(project.record, phase.id), found))
    return CheckList(project.record.increment, workspace.today, tuple(phases))


def _item(workspace: Workspace, item: Item, results: tuple[CheckResult, ...]) -> CheckedItem:
    record = workspace.record.item(item.id)
    checks = []
    for spec, result in zip(item.checks, results, strict=True):
        runs = tuple(run for run in record.runs if is_result_of(run, spec.options))
        checks.append(Checked(spec, result, runs))
    return CheckedItem(item, record.answer, tuple(checks))
