"""The policy: read, checked beyond its format, and written once at `tpm init`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from tpmcli.model.address import fold_address
from tpmcli.model.checklist import Checklist
from tpmcli.model.demand import Demand
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.fix import Command
from tpmcli.model.policy import Policy
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.role import SHIPPED_ROLES, Role
from tpmcli.store.formats.fields import adjustments_of, made
from tpmcli.store.formats.validate import validate
from tpmcli.store.yaml.reader import Document, read_yaml
from tpmcli.text.names import suggestion
from tpmcli.text.versions import BoundError, satisfies
from tpmcli.version import __version__

Path = tuple[str | int, ...]
_Wrong = tuple[Path, Problem]


class PolicyFile(NamedTuple):
    """A policy, and the document it was read from, which knows where each part stands."""

    policy: Policy
    document: Document


def parse_policy(data: bytes, file: str) -> PolicyFile:
    """Return the policy in these bytes with its document.

    Raises:
        InvalidInputError: every problem. A policy that asks for another version of tpm is not
            measured by this one's rules: that is then the one problem.
    """
    document = read_yaml(data, file)
    _check_version(document)
    validate(document, "policy")
    policy = _policy(document)
    flaws = [
        *_kind_flaws(policy),
        *_people_flaws(policy),
        *_alias_flaws(policy),
        *_name_flaws(policy),
    ]
    if flaws:
        raise InvalidInputError(_problems(document, flaws))
    return PolicyFile(policy, document)


def check_policy(policy_file: PolicyFile, checklist: Checklist) -> list[Problem]:
    """Return what is wrong once the checklist is known: phases and roles that do not exist."""
    policy, document = policy_file
    known = [phase.id for phase in checklist.phases]
    places: list[tuple[Path, str]] = []
    if policy.start_at:
        places.append((("start-at",), policy.start_at))
    for kind, phases in policy.kinds.items():
        places += [(("kinds", kind, index), phase) for index, phase in enumerate(phases)]
    flaws = [
        (path, _without_phase(checklist.name, phase, known))
        for path, phase in places
        if phase not in known
    ]
    if asks_of_roles(policy, checklist):
        from tpmcli.store.role_flaws import role_flaws

        flaws += role_flaws(policy, checklist)
    return _problems(document, flaws)


def _without_phase(lifecycle: str, phase: str, known: Sequence[str]) -> Problem:
    near = suggestion(phase, known)
    return Problem(Flaw.LIFECYCLE_WITHOUT_PHASE, (lifecycle, phase), hint=near)


def _check_version(document: Document) -> None:
    requires = document.value.get("requires") if isinstance(document.value, dict) else None
    if not isinstance(requires, str) or document.value.get("schema") != "tpm/policy/1":
        return
    try:
        if satisfies(__version__, requires):
            return
        install = Command(("pip", "install", f"tpmcli{requires.replace(' ', '')}"))
        hint = Hint(Remedy.RUN, command=install)
        problem = Problem(Flaw.VERSION_UNFIT, (requires, __version__), hint=hint)
    except BoundError as error:
        problem = Problem(Flaw.VERSION_BOUND, (error.bound,))
    except ValueError:
        # It is no list of versions, which the format says in its own words.
        return
    raise InvalidInputError(_problems(document, [(("requires",), problem)]))


def _problems(document: Document, flaws: Sequence[_Wrong]) -> list[Problem]:
    problems = [document.placed(problem, path) for path, problem in flaws]
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def _kind_flaws(policy: Policy) -> Iterator[_Wrong]:
    """Yield each kind that may be deployed and that the policy does not have."""
    for index, kind in enumerate(policy.deploy_kinds):
        if kind not in policy.kinds:
            hint = suggestion(kind, policy.kinds)
            yield ("deploy-kinds", index), Problem(Flaw.DEPLOY_KIND_UNKNOWN, (kind,), hint=hint)


def _people_flaws(policy: Policy) -> Iterator[_Wrong]:
    """Yield each role and list that must act and that nobody can act for."""
    for role in (each.role for each in policy.gate.signoffs if each.role in SHIPPED_ROLES):
        if not policy.people.get(role):
            hint = Hint(Remedy.ADD_PERSON, (role,))
            yield ("people", str(role)), Problem(Flaw.ROLE_UNHELD, (role,), hint=hint)
    hint = Hint(Remedy.NAME_PEOPLE)
    names = policy.gate.deciders
    if not _anybody(policy, names):
        yield ("gate", "deciders"), Problem(Flaw.NO_DECIDER, (names,), hint=hint)
    names = policy.waivers.approvers
    if not _anybody(policy, names):
        yield ("waivers", "approvers"), Problem(Flaw.NO_APPROVER, (names,), hint=hint)
    for index, name in enumerate(policy.waivers.approvers):
        if "@" in name and not policy.known(name):
            hint = Hint(Remedy.ADD_PERSON_TOO)
            problem = Problem(Flaw.APPROVER_WITHOUT_ROLE, (name,), hint=hint)
            yield ("waivers", "approvers", index), problem


def _anybody(policy: Policy, names: Iterable[str]) -> bool:
    """Return whether any of these roles or addresses is, or may turn out to be, a person."""
    return any(
        "@" in name or Role(name) not in SHIPPED_ROLES or policy.people.get(Role(name))
        for name in names
    )


def asks_of_roles(policy: Policy, checklist: Checklist) -> bool:
    """Return whether a policy asks more than that tpm and pm sign off, decide and approve."""
    named = (*policy.gate.deciders, *policy.waivers.approvers)
    roles = (*policy.people, *(each.role for each in policy.gate.signoffs))
    return bool(
        len(checklist.roles) > len(SHIPPED_ROLES)
        or checklist.demands
        or policy.delegations
        or any(each != Demand(each.role) for each in policy.gate.signoffs)
        or any(each.people > 1 or each.at or each.when for each in named)
        or any(role not in SHIPPED_ROLES for role in roles)
        or any("@" not in each and Role(each) not in SHIPPED_ROLES for each in named)
    )


def _alias_flaws(policy: Policy) -> Iterator[_Wrong]:
    """Yield each address that stands for two people, and each person named twice."""
    owners = {fold_address(email): email for email in policy.aliases}
    for email, aliases in policy.aliases.items():
        if owners[fold_address(email)] != email:
            hint = Hint(Remedy.JOIN_ALIASES)
            yield ("aliases", email), Problem(Flaw.PERSON_TWICE, (email,), hint=hint)
        for index, alias in enumerate(aliases):
            owner = owners.setdefault(fold_address(alias), email)
            if fold_address(owner) != fold_address(email):
                hint = Hint(Remedy.ONE_PERSON_AN_ALIAS)
                problem = Problem(Flaw.ALIAS_SHARED, (alias, email, owner), hint=hint)
                yield ("aliases", email, index), problem


def _name_flaws(policy: Policy) -> Iterator[_Wrong]:
    """Yield each address that is named a second time, in another case."""
    seen = set()
    for email in policy.names:
        if fold_address(email) in seen:
            yield ("names", email), Problem(Flaw.PERSON_TWICE, (email,))
        seen.add(fold_address(email))


def _policy(document: Document) -> Policy:
    raw: dict[str, Any] = document.value
    adjust = tuple(adjustments_of(raw.get("adjust", {}), document.file))
    rest = {key: raw[key] for key in raw if key not in ("schema", "adjust")}
    return made(Policy, rest, adjust=adjust)
