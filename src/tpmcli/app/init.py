"""`tpm init`: create the policy and an empty project file."""

import os
from collections.abc import Callable
from typing import NamedTuple

from tpmcli.app.blocks import phases_of
from tpmcli.app.context import CommandContext
from tpmcli.app.workspace import POLICY, RECORD, read_named
from tpmcli.model.address import fold_address
from tpmcli.model.checklist import Checklist, Phase
from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.fix import tpm
from tpmcli.model.policy import Policy, Strictness
from tpmcli.model.problem import Flaw, Problem
from tpmcli.model.record import Record
from tpmcli.model.role import Role
from tpmcli.repo.atomic import create
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.authorisation import check_increment_name
from tpmcli.rules.demands import demands_at
from tpmcli.rules.project import Project, applicable_items, gated_phases
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.checklists.shipped import lifecycle_names, pack_names, traits
from tpmcli.store.policy_file import check_policy, parse_policy
from tpmcli.store.policy_text import NewPolicy, render_policy
from tpmcli.store.record.canonical import new_project
from tpmcli.store.yaml.scan import CONFIG_LIMITS
from tpmcli.text.names import suggestion


class InitOptions(NamedTuple):
    """The options of a new project. `people` are the holders of other roles, each with a role."""

    name: str
    tpm: tuple[str, ...]
    pm: tuple[str, ...]
    lifecycle: str = "standard"
    packs: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    start_at: str = ""
    increment: str = "1.0"
    people: tuple[tuple[str, str], ...] = ()


class GateCounts(NamedTuple):
    """How many gates a project has, and how many items apply to it there."""

    gates: int
    items: int


class InitResult(NamedTuple):
    """The two files that were written, and what the gates ask for.

    `project` is the project as it begins. `committable` is whether a commit can take the files:
    they are in the work tree of a git repository, and not ignored there. `ignored` is whether git
    ignores them.
    """

    root: str
    files: tuple[str, ...]
    project: Project
    counts: GateCounts
    committable: bool
    ignored: bool


class _Plan(NamedTuple):
    """The text of the policy, and the project that it makes."""

    text: str
    project: Project
    phases: tuple[Phase, ...]

    @property
    def counts(self) -> GateCounts:
        items = sum(len(applicable_items(self.project, phase)) for phase in self.phases)
        return GateCounts(len(self.phases), items)


def refuse_existing(context: CommandContext) -> None:
    """Refuse a folder that has a policy or a project file; nothing is changed.

    A team's own checklists may be in `.tpm/` before.

    Raises: UsageError if one of the files exists, or the folder does not.
    """
    if not os.path.isdir(context.folder):
        raise UsageError(f"no such folder: {context.folder}")
    existing = [
        path for path in (POLICY, RECORD) if os.path.lexists(os.path.join(context.folder, path))
    ]
    if len(existing) == 1:
        (lost,) = {POLICY, RECORD} - set(existing)
        raise UsageError(
            f"`{existing[0]}` already exists, but `{lost}` does not; nothing was changed",
            f"restore it (git checkout -- {lost}); where an init was cut off, remove {existing[0]}"
            " and run it again",
        )
    if existing:
        raise UsageError(
            "`.tpm/` already exists; nothing was changed",
            tpm("status"),
        )
    holder = os.path.join(context.folder, ".tpm")
    if os.path.lexists(holder) and (os.path.islink(holder) or not os.path.isdir(holder)):
        raise UsageError(
            f"`{holder}` is not a folder; nothing was changed", "move it out of the way"
        )


def initialise(
    context: CommandContext, options: InitOptions, random: Callable[[int], bytes]
) -> InitResult:
    """Write `.tpm/policy.yaml` and `.tpm/project.yaml`, or neither.

    `random` returns that many random bytes, for the project's id.

    Raises: UsageError if a name does not exist, or one of the files does.
    """
    refuse_existing(context)
    policy_id = f"{_slug(options.name)}-{random(4).hex()}"
    _refuse_unheld(context, options)
    plan = _plan(context, options, policy_id)
    root = os.path.realpath(context.folder)
    data = new_project(policy_id, options.increment, "", phases_of(plan.project))
    create(os.path.join(root, POLICY), plan.text.encode())
    try:
        create(os.path.join(root, RECORD), data)
    except BaseException:
        os.unlink(os.path.join(root, POLICY))
        raise
    ignored = _ignored(root, context)
    return InitResult(
        root,
        (POLICY, RECORD),
        plan.project,
        plan.counts,
        committable=ignored is False,
        ignored=bool(ignored),
    )


def _ignored(root: str, context: CommandContext) -> bool | None:
    """Return whether git ignores the new files; None without git or a work tree."""
    from tpmcli.repo.git import open_git

    git = open_git(root, context.env)
    if git is None or not git.is_installed():
        return None
    listed = git.run("ls-files", "-co", "--exclude-standard", "--", POLICY)
    return None if listed.code else not listed.out


def count_gates(context: CommandContext, options: InitOptions) -> GateCounts:
    """Return what a project with these options would be asked; nothing is written.

    People and the name may still be missing.

    Raises: UsageError if one of the options is invalid.
    """
    anybody = ("somebody@example.com",)
    whole = options._replace(
        name=options.name or "Unnamed", tpm=options.tpm or anybody, pm=options.pm or anybody
    )
    return _plan(context, whole, "unnamed", people_missing=True).counts


def lacking_people(context: CommandContext, options: InitOptions) -> dict[Role, int]:
    """Return how many people of each role must sign off, if `options` name fewer.

    Raises: UsageError if one of the options is invalid.
    """
    project = _plan(context, options, "unnamed", people_missing=True).project
    needed: dict[Role, int] = {}
    for phase in gated_phases(project):
        for demand in demands_at(project, phase.id):
            needed[demand.role] = max(demand.people, needed.get(demand.role, 0))
    return {
        role: number
        for role, number in needed.items()
        if len({fold_address(email) for email in project.policy.people.get(role, ())}) < number
    }


def _refuse_unheld(context: CommandContext, options: InitOptions) -> None:
    """Raise UsageError that names every role for which too few people are given."""
    lacking = lacking_people(context, options)
    missing = [f"`--person {role}=EMAIL`" for role in lacking]
    if missing:
        several = [f"{number} people of {role.short}" for role, number in lacking.items()]
        only_one = set(lacking.values()) == {1}
        raise UsageError(
            f"missing {', '.join(missing)}",
            "name who signs off for each of these roles; `--person` can be repeated"
            if only_one
            else f"{', '.join(several)} must sign off; `--person` can be repeated",
        )


def is_one_person(options: InitOptions) -> bool:
    """Return whether one person holds both roles, however the address is spelled."""
    return len({fold_address(email) for email in (*options.tpm, *options.pm)}) == 1


def _plan(
    context: CommandContext, options: InitOptions, policy_id: str, *, people_missing: bool = False
) -> _Plan:
    """Return what would be written; with `people_missing`, roles need not have people yet.

    Raises: UsageError if one of the options is invalid.
    """
    check_increment_name(options.increment)
    _check_names(options)
    others: dict[str, list[str]] = {}
    for role, email in options.people:
        others.setdefault(role, []).append(email)
    new = NewPolicy(
        policy_id,
        options.name,
        options.start_at,
        options.tpm,
        options.pm,
        options.lifecycle,
        options.packs,
        options.traits,
        # A person alone in both roles must be able to work.
        Strictness.OFF if is_one_person(options) else Strictness.WARN,
        people={role: tuple(emails) for role, emails in others.items()},
    )
    tree = WorkTree(os.path.realpath(context.folder))
    text, policy, checklist, problems = _settle(
        new, lambda path: read_named(tree, path, CONFIG_LIMITS.bytes)
    )
    if people_missing:
        problems = [each for each in problems if each.flaw not in _OF_PEOPLE]
    if problems:
        raise _misuse(problems[0])
    fresh = Project(policy, checklist, Record(policy_id, options.increment))
    return _Plan(text, fresh, gated_phases(fresh))


_OF_PEOPLE = (Flaw.DEMAND_UNHELD, Flaw.PEOPLE_TOO_FEW)


def _settle(
    new: NewPolicy, read: Callable[[str], bytes]
) -> tuple[str, Policy, Checklist, list[Problem]]:
    """Return the policy with its text, starting at the first phase if none is given.

    And what is wrong with it.
    """
    try:
        # Any phase will do until the first one of the lifecycle is known.
        start_at = new.start_at or "feasibility"
        draft = parse_policy(render_policy(new._replace(start_at=start_at)).encode(), POLICY)
        checklist = load_checklist(draft, read)
        text = render_policy(new._replace(start_at=new.start_at or checklist.phases[0].id))
        final = parse_policy(text.encode(), POLICY)
        problems = check_policy(final, checklist)
    except InvalidInputError as error:
        raise _misuse(error.problems[0]) from error
    return text, final.policy, checklist, problems


def _misuse(problem: Problem) -> UsageError:
    from tpmcli.render.problem import problem_message

    return UsageError(problem_message(problem), problem.hint)


def _check_names(options: InitOptions) -> None:
    for given, known, what in (
        ((options.lifecycle,), lifecycle_names(), "lifecycle"),
        (options.packs, pack_names(), "pack"),
        (options.traits, tuple(traits()), "trait"),
    ):
        for name in given:
            if name not in known and not name.endswith(".yaml"):
                hint = suggestion(name, known) or tpm("checklist", "list")
                raise UsageError(f"no {what} named `{name}`", hint)
    for email in (*options.tpm, *options.pm, *(email for _, email in options.people)):
        if "@" not in email.strip("@") or any(sign.isspace() for sign in email):
            raise UsageError(
                f"`{email}` is not an email address", "write an address such as pat@example.com"
            )


def _slug(name: str) -> str:
    from unicodedata import normalize

    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return "-".join(words)[:40].strip("-") or "project"
