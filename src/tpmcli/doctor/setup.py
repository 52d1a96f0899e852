"""Weak points of a policy and of a record."""

from __future__ import annotations

from tpmcli.model.address import fold_address
from tpmcli.model.fix import Advice, Edit
from tpmcli.model.policy import Identity, Policy
from tpmcli.model.record import Record
from tpmcli.model.setup_finding import AddLines, SetupArguments, SetupFinding
from tpmcli.model.setup_reason import SetupHelp, SetupReason
from tpmcli.rules.waivers import live_waiver
from tpmcli.text.lookalikes import look_alike, mixed_scripts, written_out

# Fewer waivers than this may end on one day by chance.
_MANY = 3


def people_advice(policy: Policy, file: str) -> list[SetupFinding]:
    """Return whose address can be mistaken, and whose sign-off the identity cannot prove.

    `file` is the policy, relative to the repository's top.
    """
    found = []
    holders = {
        role: {policy.canonical(each): each for each in people}
        for role, people in policy.people.items()
    }
    found += _confusing(policy, file)
    if policy.gate.identity is Identity.CLAIMED:
        fix = Edit(file, SetupHelp.RAISE_IDENTITY)
        found.append(SetupFinding(SetupReason.IDENTITY_CLAIMED, fix, file=file))
    if policy.gate.identity is Identity.PLATFORM:
        names = {name for own in holders.values() for name in own.values()}
        names.update(each.to for each in policy.delegations)
        silent = tuple(
            sorted(
                name
                for name in names
                if not any(":" in other for other in _aliases(policy, policy.canonical(name)))
            )
        )
        if silent:
            alias = f'aliases: {{{silent[0]}: ["github:LOGIN"]}}'
            found.append(
                SetupFinding(
                    SetupReason.NO_LOGIN,
                    AddLines(file, (alias,), SetupHelp.ADD_LINES),
                    SetupArguments(people=silent),
                    file,
                )
            )
    return found


def _confusing(policy: Policy, file: str) -> list[SetupFinding]:
    """Return the addresses that look like another one, and those that mix scripts."""
    named = [each for names in policy.people.values() for each in names]
    named += [each for each in (*policy.gate.deciders, *policy.waivers.approvers) if "@" in each]
    others = [each for email, more in policy.aliases.items() for each in (email, *more)]
    # Whoever is an alias of the other is no second person.
    people = {policy.canonical(each): each for each in named}
    groups = [(SetupReason.ADDRESSES_LOOK_ALIKE, group) for group in look_alike(people.values())]
    mixed = tuple(each for each in dict.fromkeys((*named, *others)) if mixed_scripts(each))
    if mixed:
        groups.append((SetupReason.ADDRESS_MIXES_SCRIPTS, mixed))
    return [
        SetupFinding(
            reason,
            Edit(file, SetupHelp.CONFIRM_ADDRESS),
            SetupArguments(people=tuple(map(written_out, group))),
            file,
        )
        for reason, group in groups
    ]


def _aliases(policy: Policy, email: str) -> tuple[str, ...]:
    return next(
        (others for known, others in policy.aliases.items() if fold_address(known) == email), ()
    )


def waivers_advice(record: Record, today: str, file: str) -> list[SetupFinding]:
    """Return a finding if all waivers in force on `today` (ISO date) end on one day.

    `file` is the record, relative to the repository's top.
    """
    live = [found for item in record.items.values() if (found := live_waiver(item, today))]
    days = {each.waiver.until for each in live}
    if len(live) < _MANY or len(days) > 1:
        return []
    (day,) = days
    return [
        SetupFinding(
            SetupReason.WAIVERS_ONE_DAY,
            Advice(SetupHelp.SPREAD_WAIVERS),
            SetupArguments(total=len(live), day=day),
            file,
        )
    ]
