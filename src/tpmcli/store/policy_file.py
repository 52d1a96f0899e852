"""The policy: read, checked beyond its format, and written once at `tpm init`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tpmcli.model.checklist import Checklist, Role
from tpmcli.model.errors import InvalidInputError, Problem
from tpmcli.model.policy import GatePolicy, Identity, Policy, Strictness, WaiverPolicy
from tpmcli.model.tuples import NamedTuple
from tpmcli.store.adjustments import adjustments_of
from tpmcli.store.formats.validate import validate
from tpmcli.store.formats.versions import satisfies
from tpmcli.store.yaml.reader import Document, read_yaml
from tpmcli.text.names import did_you_mean
from tpmcli.version import __version__

Path = tuple[str | int, ...]
_Flaw = tuple[Path, str, str]


class PolicyFile(NamedTuple):
    """A policy, and the document it was read from, which knows where each part stands."""

    policy: Policy
    document: Document


def read_policy(data: bytes, file: str) -> Policy:
    """The policy in these bytes; `file` is its name for messages. Raises InvalidInputError."""
    return parse_policy(data, file).policy


def parse_policy(data: bytes, file: str) -> PolicyFile:
    """The policy in these bytes with its document.

    Raises InvalidInputError with every problem. A policy that asks for another version of tpm is
    not measured by this one's rules: that is then the one problem.
    """
    document = read_yaml(data, file)
    _check_version(document)
    validate(document, "policy")
    policy = _policy(document)
    flaws = [*_people_flaws(policy), *_alias_flaws(policy)]
    if flaws:
        raise InvalidInputError(_problems(document, flaws))
    return PolicyFile(policy, document)


def check_policy(policy_file: PolicyFile, checklist: Checklist) -> list[Problem]:
    """What is wrong with the policy once its checklist is known: phases that do not exist."""
    policy, document = policy_file
    known = [phase.id for phase in checklist.phases]
    places: list[tuple[Path, str]] = []
    if policy.start_at:
        places.append((("start-at",), policy.start_at))
    for kind, phases in policy.kinds.items():
        places += [(("kinds", kind, index), phase) for index, phase in enumerate(phases)]
    words = f"the lifecycle '{checklist.name}' has no phase"
    flaws = [
        (path, f"{words} '{phase}'", did_you_mean(phase, known))
        for path, phase in places
        if phase not in known
    ]
    return _problems(document, flaws)


def _check_version(document: Document) -> None:
    requires = document.value.get("requires") if isinstance(document.value, dict) else None
    if not isinstance(requires, str) or document.value.get("schema") != "tpm/policy/1":
        return
    try:
        if satisfies(__version__, requires):
            return
        words = f"this policy requires tpm {requires}; this is tpm {__version__}"
        hint = f'pip install "tpmcli{requires.replace(" ", "")}"'
    except ValueError as error:
        words, hint = str(error), ""
    raise InvalidInputError(_problems(document, [(("requires",), words, hint)]))


def _problems(document: Document, flaws: Sequence[_Flaw]) -> list[Problem]:
    problems = [
        Problem(words, document.file, *document.position(path), hint) for path, words, hint in flaws
    ]
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def _people_flaws(policy: Policy) -> Iterator[_Flaw]:
    """Roles that must act need somebody who can."""
    for role in policy.gate.signoffs:
        if not policy.people.get(role):
            words = f"nobody holds the role {role}, which must sign off (gate: signoffs)"
            yield ("people", str(role)), words, f"add an e-mail address under people: {role}"
    for path, names, what in (
        (("gate", "deciders"), policy.gate.deciders, "decide at a gate"),
        (("waivers", "approvers"), policy.waivers.approvers, "approve a waiver"),
    ):
        if not any(policy.people.get(Role(name)) if "@" not in name else True for name in names):
            words = f"nobody can {what}: no one holds the role {' or '.join(names)}"
            yield path, words, "name people for the role, or list an e-mail address here"
    for index, name in enumerate(policy.waivers.approvers):
        if "@" in name and not policy.known(name):
            words = f"{name} approves waivers, but holds no role and so could never sign over one"
            yield ("waivers", "approvers", index), words, "add the address under people as well"


def _alias_flaws(policy: Policy) -> Iterator[_Flaw]:
    """An address stands for one person."""
    owners = {email.casefold(): email for email in policy.aliases}
    for email, aliases in policy.aliases.items():
        if owners[email.casefold()] != email:
            yield ("aliases", email), f"'{email}' is listed twice", "put its aliases into one list"
        for index, alias in enumerate(aliases):
            owner = owners.setdefault(alias.casefold(), email)
            if owner.casefold() != email.casefold():
                words = f"'{alias}' stands for two people: {email} and {owner}"
                yield ("aliases", email, index), words, "an alias belongs to one person"


def _policy(document: Document) -> Policy:
    raw: dict[str, Any] = document.value
    return Policy(
        id=raw["id"],
        name=raw["name"],
        requires=raw.get("requires", ""),
        lifecycle=raw["lifecycle"],
        packs=tuple(raw.get("packs", ())),
        traits=tuple(raw.get("traits", ())),
        start_at=raw.get("start-at", ""),
        kinds=_tuples(raw.get("kinds", {})),
        people={role: tuple(raw["people"].get(str(role), ())) for role in Role},
        aliases=_tuples(raw.get("aliases", {})),
        gate=_gate(raw.get("gate", {})),
        waivers=_waivers(raw.get("waivers", {})),
        adjust=tuple(adjustments_of(raw.get("adjust", {}), document.file)),
    )


def _gate(raw: Mapping[str, Any]) -> GatePolicy:
    usual = GatePolicy()
    return GatePolicy(
        should_blocks=raw.get("should") == "block",
        signoffs=tuple(Role(role) for role in raw["signoffs"])
        if "signoffs" in raw
        else usual.signoffs,
        deciders=tuple(raw.get("deciders", usual.deciders)),
        distinct_people=Strictness(raw.get("distinct-people", usual.distinct_people)),
        identity=Identity(raw.get("identity", usual.identity)),
        inherited_blocks=raw.get("inherited") == "block",
    )


def _waivers(raw: Mapping[str, Any]) -> WaiverPolicy:
    usual = WaiverPolicy()
    return WaiverPolicy(
        raw.get("max-days", usual.max_days),
        raw.get("warn-days", usual.warn_days),
        tuple(raw.get("approvers", usual.approvers)),
    )


def _tuples(raw: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in raw.items()}
