"""`tpm checks run`: run the programs that checks name, and record what they said."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.saving import BlockEdit, item_block, save
from tpmcli.app.user import current_user
from tpmcli.app.workspace import Workspace
from tpmcli.checks.base import StoppedError
from tpmcli.checks.command import COMMAND, CommandLine, command_of, judge
from tpmcli.model.checklist import CheckSpec, Item, Phase
from tpmcli.model.checks_view import CommandResult
from tpmcli.model.digest import check_digest
from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.fix import tpm
from tpmcli.model.problem import Flaw, Problem
from tpmcli.model.record import CheckRun
from tpmcli.repo.program import ProcessResult, run_program
from tpmcli.repo.tree_digest import tree_digest
from tpmcli.rules.authorisation import find_item
from tpmcli.rules.project import (
    Project,
    applicable_items,
    applies,
    current_phase,
    gated_phases,
    passed,
)
from tpmcli.rules.scope import checked_items
from tpmcli.rules.unsigned_entries import check_run_allowed


class CommandPlan(NamedTuple):
    """A program to run, and the item that it is run for."""

    item: Item
    spec: CheckSpec
    command: CommandLine


class ProgressListener(NamedTuple):
    """Who is told how it goes: at each start, every now and then while it runs, at each end."""

    begin: Callable[[CommandPlan], object]
    tick: Callable[[CommandPlan, float], object]
    end: Callable[[CommandResult], object]


def plan(workspace: Workspace, names: Sequence[str]) -> list[CommandPlan]:
    """Return the programs of the items or phases named.

    By default, those of the current phase, and of continuous items in decided gates.

    Raises: UsageError for an unknown name and for an item that names no program.
    """
    project = workspace.project
    items = (
        {item.id: item for name in names for item in _named(project, name)}.values()
        if names
        else checked_items(project, _asked_today(project))
    )
    return [
        CommandPlan(item, spec, _command(item, spec))
        for item in items
        for spec in item.checks
        if spec.kind == COMMAND
    ]


def run(
    workspace: Workspace,
    session: CommandContext,
    planned: Sequence[CommandPlan],
    watch: ProgressListener,
) -> list[CommandResult]:
    """Run each program in the folder that holds `.tpm/`, and record each result at once.

    A definition that several items share is run once. A program that changes tracked files has
    no result, since there are no files that it could be bound to.

    Raises: RefusedError if the policy does not name who would record the results.
    """
    by = current_user(workspace, session)
    check_run_allowed(workspace.policy, by)
    done: list[CommandResult] = []
    known: dict[str, tuple[CheckResult, str, str]] = {}
    for each in planned:
        watch.begin(each)
        digest = check_digest(each.spec.kind, each.spec.options)
        if digest not in known:
            known[digest] = _run_one(workspace, session, each, watch)
        result, tree, output = known[digest]
        outcome = str(result.outcome)
        entry = CheckRun(digest, tree, outcome, result.message, by, session.now())
        workspace = save(workspace, _appending(each.item, entry))
        done.append(CommandResult(each.item, each.command.argv, result, output))
        watch.end(done[-1])
    return done


def _run_one(
    workspace: Workspace, session: CommandContext, planned: CommandPlan, watch: ProgressListener
) -> tuple[CheckResult, str, str]:
    """Return the result of a program, the digest of the files it ran on, and its output."""
    command = planned.command
    before = tree_digest(workspace.tree)
    ended: ProcessResult = run_program(
        command.argv,
        workspace.root,
        session.env,
        command.timeout,
        lambda seconds: watch.tick(planned, seconds),
    )
    output = ended.output.decode("utf-8", "replace")
    result = judge(command, ended.code, output, ended.trouble)
    if not ended.trouble and tree_digest(workspace.tree) != before:
        words = f"{command.words}: result discarded: the command changed tracked files"
        result = CheckResult(COMMAND, CheckOutcome.COULD_NOT_RUN, words)
    return result, before, output


def _appending(item: Item, entry: CheckRun) -> Callable[[Project], list[BlockEdit]]:
    def change(project: Project) -> list[BlockEdit]:
        record = project.record.item(item.id)
        return [
            BlockEdit("items", item.id, item_block(record._replace(runs=(*record.runs, entry))))
        ]

    return change


def _asked_today(project: Project) -> tuple[Phase, ...]:
    """Return the decided gates and the current one; later gates are not checked yet."""
    current = current_phase(project)
    return tuple(
        phase
        for phase in gated_phases(project)
        if phase == current or passed(project.record, phase.id)
    )


def _named(project: Project, name: str) -> list[Item]:
    phase = project.checklist.phase(name)
    if phase is not None:
        return list(applicable_items(project, phase))
    item = find_item(project, name)
    if not applies(item, project.policy.traits):
        raise UsageError(f"“{item.title}” does not apply to this project", tpm("why", item.id))
    if not any(spec.kind == COMMAND for spec in item.checks):
        raise UsageError(f"“{item.title}” has no check that runs a program", tpm("checks", "list"))
    return [item]


def _command(item: Item, spec: CheckSpec) -> CommandLine:
    try:
        return command_of(spec.options)
    except StoppedError as stopped:
        problem = Problem(Flaw.COMMAND_UNSOUND, (item.id, stopped.message))
        raise InvalidInputError([problem]) from None
