"""`tpm lint`: validate policy, checklists and project files."""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tpmcli.app.blocks import phases_of
from tpmcli.app.context import CommandContext
from tpmcli.app.elsewhere import locate
from tpmcli.app.workspace import (
    INCREMENTS,
    RECORD,
    Workspace,
    checked_record,
    kept_increments,
    load_requirements,
    read_bytes,
    refuse_foreign,
)
from tpmcli.model.checklist import Checklist
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.finding import Finding
from tpmcli.model.policy import Policy
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.record import Record
from tpmcli.repo.atomic import update
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.change.loosening import loosened_items
from tpmcli.rules.gate_check import removed_items
from tpmcli.rules.project import Project
from tpmcli.rules.setup_warnings import missing_traits, outdated_answers
from tpmcli.store.record.canonical import ROLES, Phases
from tpmcli.store.record.file import record_of
from tpmcli.store.record.tidy import readable, tidy, untidy
from tpmcli.store.yaml.scan import RECORD_LIMITS


class LintResult(NamedTuple):
    """What was found. `untidy` is what `--fix` mends, `fixed` the files that it did mend.

    `incomplete` are answers that people wrote by hand; after `--fix` those that could not be
    completed, each with the reason.
    """

    files: tuple[str, ...]
    warnings: tuple[Finding, ...]
    untidy: tuple[Problem, ...]
    fixed: tuple[str, ...] = ()
    incomplete: tuple[Problem, ...] = ()


def lint(session: CommandContext, *, fix: bool = False) -> LintResult:
    """Read everything that a gate is evaluated by; with `fix`, mend what has one right answer.

    Raises:
        InvalidInputError: every problem of every file, if something is not sound.
    """
    root = locate(session.folder)
    tree = WorkTree(root)
    policy, checklist = load_requirements(tree)
    files = [RECORD, *(f"{INCREMENTS}/{name}.yaml" for name in kept_increments(tree))]
    warnings = [*loosened_items(checklist), *missing_traits(policy, checklist)]
    problems: list[Problem] = []
    untidied: list[Problem] = []
    fixed: list[str] = []
    incomplete: list[Problem] = []
    places: dict[str, str] = {}
    for file in files:
        try:
            found = _lint_record(tree, file, policy, checklist, session, fix=fix)
        except InvalidInputError as error:
            problems += error.problems
            continue
        incomplete += found.incomplete
        problems += _standing_twice(found.project.record, file, places)
        warnings += removed_items(found.project)
        if file == RECORD:
            warnings += outdated_answers(found.project)
        if (found.untidy and fix) or found.completed:
            fixed.append(file)
        else:
            untidied += found.untidy
    if problems:
        raise InvalidInputError(problems)
    return LintResult(
        tuple(files), tuple(warnings), tuple(untidied), tuple(fixed), tuple(incomplete)
    )


def _completed(
    tree: WorkTree, file: str, project: Project, session: CommandContext, *, fix: bool
) -> tuple[Sequence[str], Mapping[str, Problem]]:
    """Complete, with `fix`, the answers that people wrote into a file by hand.

    Returns the names of those that were completed, and the problems of the others by name.
    """
    if all(each.incomplete is None for each in project.record.items.values()):
        return (), {}
    from tpmcli.app.complete_answers import complete_answers, incomplete_answers

    policy, checklist, record, _ = project
    today = session.today()
    workspace = Workspace(tree.root, tree, policy, checklist, record, file, today)
    if fix:
        return complete_answers(workspace, session)
    return (), incomplete_answers(workspace)


class _Record(NamedTuple):
    """A project file: what is untidy, how many answers were completed, and which are not."""

    project: Project
    untidy: tuple[Problem, ...]
    completed: int
    incomplete: tuple[Problem, ...]


def _lint_record(
    tree: WorkTree,
    file: str,
    policy: Policy,
    checklist: Checklist,
    session: CommandContext,
    *,
    fix: bool,
) -> _Record:
    data = read_bytes(tree, file, RECORD_LIMITS.bytes)
    read = readable(data, file)
    record = record_of(read.document)
    refuse_foreign(record, policy)
    project = Project(policy, checklist, record)
    asked = phases_of(project)
    phases = asked if file == RECORD else _kept(asked, record)
    found = untidy(data, phases, file, read)
    if not fix and read.dropped:
        # A block that stands twice is refused everywhere else: not a matter of looks.
        checked_record(data, file, policy)
    if fix and read.dropped:
        _tidy(tree, file, phases)
    # What cannot be completed at all must leave the file as it is.
    done, left = _completed(tree, file, project, session, fix=fix)
    if fix and found:
        _tidy(tree, file, phases)
    _refuse_misplaced(record, file)
    return _Record(project, tuple(found), len(done), tuple(_at_blocks(tree, file, left)))


def _at_blocks(tree: WorkTree, file: str, left: Mapping[str, Problem]) -> Sequence[Problem]:
    if not left:
        return ()
    from tpmcli.app.complete_answers import at_blocks

    return at_blocks(left, read_bytes(WorkTree(tree.root), file, RECORD_LIMITS.bytes), file)


def _tidy(tree: WorkTree, file: str, phases: Phases) -> None:
    update(os.path.join(tree.root, file), lambda now: tidy(now or b"", phases, file))


def _kept(phases: Phases, record: Record) -> Phases:
    """Return the blocks that are there: an increment that is kept need not have new ones."""
    return [
        (
            phase,
            [(role, name) for role, name in items if name in record.items],
            [block for block in next(iter(blocks), ROLES) if (phase, block) in record.signoffs],
        )
        for phase, items, *blocks in phases
        if phase in record.decisions
    ]


def _refuse_misplaced(record: Record, file: str) -> None:
    expected = f"{INCREMENTS}/{record.increment}.yaml"
    if file not in (RECORD, expected):
        hint = Hint(Remedy.MOVE_TO, (expected,))
        raise InvalidInputError(
            [Problem(Flaw.RECORD_MISPLACED, (record.increment,), file, hint=hint)]
        )


def _standing_twice(record: Record, file: str, places: dict[str, str]) -> list[Problem]:
    """Return the problem that two files hold one increment, as `tpm start` cut off leaves it."""
    first = places.setdefault(record.increment, file)
    if first == file:
        return []
    hint = Hint(Remedy.START_GOES_ON, (file,))
    return [Problem(Flaw.INCREMENT_TWICE, (record.increment, first), file, hint=hint)]
