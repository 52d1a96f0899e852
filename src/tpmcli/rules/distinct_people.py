"""Whether different people signed off for different roles, as `distinct-people` asks.

There must be a choice of sign-offs, as many a role as are needed, in which nobody stands behind two
of them, as the signer or as the one for whom they act. So a further sign-off never breaks a gate.
Rule: `docs/rules.md#same-person`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from tpmcli.model.finding import Arguments, Finding, about_gate
from tpmcli.model.fix import Advice, Help
from tpmcli.model.policy import Strictness
from tpmcli.model.role import PM, TPM, Role
from tpmcli.model.rule import Reason, Severity
from tpmcli.model.verdict import Signature, SignatureState, SignOffState, SignOffVerdict
from tpmcli.rules.project import Project

Pair = tuple[str, str]
"""Who signed, and for whom: twice the same person, unless it is a deputy."""


def same_person(project: Project, phase: str, verdicts: Iterable[SignOffVerdict]) -> list[Finding]:
    """Return the finding that one person stands behind two roles, if the policy forbids it.

    Addresses that only look like one another may be one person's, and count as such. An error or a
    warning, as `distinct-people` says. A role without enough sign-offs enters with all it has.
    """
    strictness = project.policy.gate.distinct_people
    if strictness is Strictness.OFF:
        return []
    entering = {each.role: _entering(each) for each in verdicts}
    entering = {role: signed for role, signed in entering.items() if signed}
    if len(entering) < 2:
        return []
    need = {
        each.role: min(each.needed, len({signed.chair for signed in entering[each.role]}))
        for each in verdicts
        if each.role in entering
    }
    from tpmcli.text.lookalikes import skeleton

    if is_choice(_pairs(entering, skeleton), need):
        return []
    alike = is_choice(_pairs(entering, str), need)
    signers = tuple(signed.entry.by for each in entering.values() for signed in each)
    about, reason = Arguments(names=signers), Reason.SIGNERS_LOOK_ALIKE
    owner = signers[0]
    if not alike:
        owner, roles = _behind_two(entering)
        both = set(entering) == {TPM, PM}
        reason = Reason.SAME_PERSON if both else Reason.SAME_PERSON_OF_MANY
        about = Arguments(person=owner, names=() if both else roles)
    severity = Severity.ERROR if strictness is Strictness.REQUIRE else Severity.WARNING
    advice = Advice(Help.OTHER_SIGNER)
    return [Finding(reason, about_gate(phase), severity, about, advice, (owner,))]


def _entering(verdict: SignOffVerdict) -> list[Signature]:
    if verdict.state is not SignOffState.VALID:
        return list(verdict.signatures)
    return [each for each in verdict.signatures if each.state is SignatureState.VALID]


def _pairs(
    entering: Mapping[Role, list[Signature]], known_as: Callable[[str], str]
) -> dict[Role, list[Pair]]:
    return {
        role: [(known_as(each.hand), known_as(each.chair)) for each in signed]
        for role, signed in entering.items()
    }


def _behind_two(entering: Mapping[Role, list[Signature]]) -> tuple[str, tuple[str, ...]]:
    """Return somebody who stands behind two roles, as first named, and the roles."""
    behind: dict[str, dict[Role, None]] = {}
    names: dict[str, str] = {}
    for role, signed in entering.items():
        for each in signed:
            names.setdefault(each.hand, each.entry.by)
            names.setdefault(each.chair, each.entry.deputy_for or each.entry.by)
            for person in (each.hand, each.chair):
                behind.setdefault(person, {})[role] = None
    person = max(behind, key=lambda each: len(behind[each]))
    return names[person], tuple(role.short for role in behind[person])


def is_choice(found: Mapping[Role, list[Pair]], need: Mapping[Role, int]) -> bool:
    """Return whether so many sign-offs a role can be chosen that nobody stands behind two.

    Each set of the deputies' sign-offs is tried, which are few; everybody else then counts for one
    role each, by an assignment that is found by augmenting paths.
    """
    lent = [(role, pair) for role, pairs in found.items() for pair in pairs if pair[0] != pair[1]]
    own: dict[str, list[Role]] = {}
    for role, pairs in found.items():
        for hand, chair in pairs:
            if hand == chair:
                own.setdefault(hand, []).append(role)
    for size in range(len(lent) + 1):
        for chosen in combinations(lent, size):
            used = [person for _, pair in chosen for person in pair]
            if len(set(used)) < len(used):
                continue
            rest = dict(need)
            for role, _ in chosen:
                rest[role] -= 1
            free = {person: roles for person, roles in own.items() if person not in used}
            if _assigned(rest, free):
                return True
    return False


def _assigned(need: Mapping[Role, int], free: Mapping[str, list[Role]]) -> bool:
    """Return whether so many people a role can be found among those who are free."""
    seats = [(role, number) for role, count in need.items() for number in range(count)]
    taken: dict[str, tuple[Role, int]] = {}

    def seated(seat: tuple[Role, int], asked: set[str]) -> bool:
        for person, roles in free.items():
            if seat[0] in roles and person not in asked:
                asked.add(person)
                if person not in taken or seated(taken[person], asked):
                    taken[person] = seat
                    return True
        return False

    return all(seated(seat, set()) for seat in seats)
