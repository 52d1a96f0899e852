"""`tpm init`: set a repository up with a policy and an empty record."""

from __future__ import annotations

import os
from collections.abc import Callable

from tpmcli.app.blocks import phases_of
from tpmcli.app.context import CommandContext
from tpmcli.app.workspace import POLICY, RECORD, read_named
from tpmcli.model.checklist import Checklist
from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.policy import Policy, Strictness
from tpmcli.model.problem import Problem
from tpmcli.model.record import Record
from tpmcli.model.tuples import NamedTuple
from tpmcli.repo.atomic import create
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.authorisation import check_increment_name
from tpmcli.rules.project import Project, gated_phases
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.checklists.shipped import lifecycle_names, pack_names, traits
from tpmcli.store.policy_file import check_policy, parse_policy
from tpmcli.store.policy_text import NewPolicy, render_policy
from tpmcli.store.record.canonical import new_project
from tpmcli.store.yaml.scan import CONFIG_LIMITS
from tpmcli.text.names import did_you_mean


class InitOptions(NamedTuple):
    """What a person wants set up."""

    name: str
    tpm: tuple[str, ...]
    pm: tuple[str, ...]
    lifecycle: str = "standard"
    packs: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    start_at: str = ""
    increment: str = "1.0"


class InitResult(NamedTuple):
    """What was written: two files, and how many items they ask in how many gates."""

    root: str
    files: tuple[str, ...]
    policy_id: str
    gates: int
    items: int


def refuse_existing(session: CommandContext) -> None:
    """Raises UsageError where the folder has a policy or a record already, or is no folder;
    nothing is changed. A team's own checklists may stand in `.tpm/` before.
    """
    if not os.path.isdir(session.folder):
        raise UsageError(f"no such folder: {session.folder}")
    there = [
        path for path in (POLICY, RECORD) if os.path.lexists(os.path.join(session.folder, path))
    ]
    if len(there) == 1:
        (lost,) = {POLICY, RECORD} - set(there)
        raise UsageError(
            f"{there[0]} is there already, and {lost} is not; nothing was changed",
            f"restore it (git checkout -- {lost}); where an init was cut off, remove {there[0]}"
            " and run it again",
        )
    if there:
        raise UsageError(
            f"{os.path.join(session.folder, '.tpm')} is there already; nothing was changed",
            "see how it stands with 'tpm status'",
        )
    holder = os.path.join(session.folder, ".tpm")
    if os.path.lexists(holder) and (os.path.islink(holder) or not os.path.isdir(holder)):
        raise UsageError(f"{holder} is no folder; nothing was changed", "move it out of the way")


def initialise(
    session: CommandContext, setup: InitOptions, random: Callable[[int], bytes]
) -> InitResult:
    """Writes `.tpm/policy.yaml` and `.tpm/project.yaml`, or neither.

    `random` gives so many random bytes, for the project's id. Raises UsageError for names that do
    not exist and where `.tpm/` is there already.
    """
    refuse_existing(session)
    check_increment_name(setup.increment)
    _check_names(setup)
    root = os.path.realpath(session.folder)
    policy_id = f"{_slug(setup.name)}-{random(4).hex()}"
    people = {email.casefold() for email in (*setup.tpm, *setup.pm)}
    new = NewPolicy(
        policy_id,
        setup.name,
        setup.start_at,
        setup.tpm,
        setup.pm,
        setup.lifecycle,
        setup.packs,
        setup.traits,
        # A person alone in both roles must be able to work.
        Strictness.OFF if len(people) == 1 else Strictness.WARN,
    )
    tree = WorkTree(root)
    text, policy, checklist = _settle(new, lambda path: read_named(tree, path, CONFIG_LIMITS.bytes))
    fresh = Project(policy, checklist, Record(policy_id, setup.increment))
    phases = gated_phases(fresh)
    data = new_project(policy_id, setup.increment, "", phases_of(phases))
    create(os.path.join(root, POLICY), text.encode())
    try:
        create(os.path.join(root, RECORD), data)
    except BaseException:
        os.unlink(os.path.join(root, POLICY))
        raise
    items = sum(len(phase.items) for phase in phases)
    return InitResult(root, (POLICY, RECORD), policy_id, len(phases), items)


def _settle(new: NewPolicy, read: Callable[[str], bytes]) -> tuple[str, Policy, Checklist]:
    """The policy's text, with the lifecycle's first phase where none was given to start at."""
    try:
        # Any phase will do until the lifecycle has said which one is its first.
        start_at = new.start_at or "feasibility"
        draft = parse_policy(render_policy(new._replace(start_at=start_at)).encode(), POLICY)
        checklist = load_checklist(draft, read)
        text = render_policy(new._replace(start_at=new.start_at or checklist.phases[0].id))
        final = parse_policy(text.encode(), POLICY)
        problems = check_policy(final, checklist)
    except InvalidInputError as error:
        raise _misuse(error.problems[0]) from error
    if problems:
        raise _misuse(problems[0])
    return text, final.policy, checklist


def _misuse(problem: Problem) -> UsageError:
    from tpmcli.render.problem import hint_text, problem_message

    return UsageError(problem_message(problem), hint_text(problem.hint))


def _check_names(setup: InitOptions) -> None:
    for given, known, what in (
        ((setup.lifecycle,), lifecycle_names(), "lifecycle"),
        (setup.packs, pack_names(), "pack"),
        (setup.traits, tuple(traits()), "trait"),
    ):
        for name in given:
            if name not in known and not name.endswith(".yaml"):
                raise UsageError(f"there is no {what} '{name}'", did_you_mean(name, known))
    for email in (*setup.tpm, *setup.pm):
        if "@" not in email.strip("@") or any(sign.isspace() for sign in email):
            raise UsageError(f"'{email}' is no e-mail", "people are named by their e-mail")


def _slug(name: str) -> str:
    from unicodedata import normalize

    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return "-".join(words)[:40].strip("-") or "project"
