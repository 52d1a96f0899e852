"""The policy: which checklists hold, who holds which role, what a gate demands."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from tpmcli.model.address import fold_address
from tpmcli.model.checklist import Adjustment
from tpmcli.model.demand import Authority, Delegation, Demand
from tpmcli.model.role import PM, SHIPPED_ROLES, TPM, Role


class Strictness(StrEnum):
    """How a rule that a team may choose is applied."""

    OFF = "off"
    WARN = "warn"
    REQUIRE = "require"


class Identity(StrEnum):
    """How sure it is who signed, from least to most."""

    CLAIMED = "claimed"
    AUTHOR = "author"
    PLATFORM = "platform"
    SIGNED = "signed"


class MergeWay(StrEnum):
    """A way in which a platform merges pull requests."""

    MERGE = "merge"
    SQUASH = "squash"
    REBASE = "rebase"


class Response(StrEnum):
    """What a finding that a team may choose about does, from least to most."""

    OFF = "off"
    WARN = "warn"
    BLOCK = "block"


class GatePolicy(NamedTuple):
    """What a gate demands. `deciders` holds roles or email addresses."""

    should_blocks: bool = False
    signoffs: tuple[Demand, ...] = (Demand(TPM), Demand(PM))
    deciders: tuple[Authority, ...] = (Authority(TPM), Authority(PM))
    distinct_people: Strictness = Strictness.WARN
    identity: Identity = Identity.AUTHOR
    inherited_blocks: bool = False


class WaiverPolicy(NamedTuple):
    """How long a waiver may last, when its end is announced, who approves. Days."""

    max_days: int = 90
    warn_days: int = 14
    approvers: tuple[Authority, ...] = (Authority(TPM), Authority(PM))


class EvidencePolicy(NamedTuple):
    """What evidence with hardly a word, one document for many items, and placeholders do."""

    thin: Response = Response.WARN
    reused: Response = Response.WARN
    placeholder: Response = Response.WARN


class Policy(NamedTuple):
    """A project's policy, as its people wrote it.

    `documents` are the folders that stand in for `docs/` where evidence is looked for.
    `merge` lists the ways in which pull requests are merged, `deploy_kinds` the kinds of
    increment that may be deployed, beside the whole lifecycle. `roles` are those that the policy
    itself declares. `names` are for pages: what people are called, by address.
    """

    id: str
    name: str
    lifecycle: str
    people: Mapping[Role, tuple[str, ...]]
    requires: str = ""
    packs: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    start_at: str = ""
    kinds: Mapping[str, tuple[str, ...]] = {}
    deploy_kinds: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = {}
    gate: GatePolicy = GatePolicy()
    waivers: WaiverPolicy = WaiverPolicy()
    evidence: EvidencePolicy = EvidencePolicy()
    merge: tuple[MergeWay, ...] = tuple(MergeWay)
    adjust: tuple[Adjustment, ...] = ()
    roles: tuple[Role, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    names: Mapping[str, str] = {}

    def canonical(self, person: str) -> str:
        """Return the address that `person` is known by: itself, or the one it is an alias of.

        Addresses are compared without regard to the case of A to Z.
        """
        folded = fold_address(person)
        for email, others in self.aliases.items():
            if folded == fold_address(email) or folded in map(fold_address, others):
                return fold_address(email)
        return folded

    def logins(self, person: str) -> tuple[str, ...]:
        """Return the person's names on platforms, such as `github:login`."""
        known = self.canonical(person)
        return tuple(
            alias
            for email, others in self.aliases.items()
            if fold_address(email) == known
            for alias in others
            if ":" in alias
        )

    def names_of(self, person: str) -> list[str]:
        """Return every name of a person, as it is spelled: by itself, in `people`, in `aliases`."""
        wanted = self.canonical(person)
        named = [person, *(name for names in self.people.values() for name in names)]
        for email, others in self.aliases.items():
            named += [email, *others]
        return [name for name in dict.fromkeys(named) if self.canonical(name) == wanted]

    def holds(self, person: str, role: Role) -> bool:
        """Return whether the policy names the person for the role."""
        wanted = self.canonical(person)
        return any(self.canonical(email) == wanted for email in self.people.get(role, ()))

    def among(self, person: str, names: Sequence[str]) -> bool:
        """Return whether `names`, which are roles or email addresses, cover the person."""
        wanted = self.canonical(person)
        for name in names:
            role = Role(name)
            if role in self.people or role in SHIPPED_ROLES:
                if self.holds(person, role):
                    return True
            elif self.canonical(name) == wanted:
                return True
        return False

    def is_deputy(self, person: str, delegation: Delegation) -> bool:
        """Return whether a delegation names the person as the one who stands in."""
        return self.canonical(delegation.to) == self.canonical(person)

    def roles_of(self, person: str) -> tuple[Role, ...]:
        """Return the roles that the policy names the person for."""
        return tuple(role for role in self.people if self.holds(person, role))

    def known(self, person: str) -> bool:
        """Return whether the policy names the person for any role."""
        return any(self.holds(person, role) for role in self.people)
