"""What a policy and a record say about how strict a project is set up."""

from __future__ import annotations

from tpmcli.model.checklist import Role
from tpmcli.model.policy import Identity, Policy, Strictness
from tpmcli.model.record import Record
from tpmcli.model.rule import Severity
from tpmcli.model.setup_finding import SetupFinding
from tpmcli.rules.waivers import live_waiver

_MANY = 3


def people_advice(policy: Policy, file: str) -> list[SetupFinding]:
    """People who hold both roles, and people whom the demanded proof cannot reach."""
    found = []
    holders = {
        role: {policy.canonical(each): each for each in policy.people.get(role, ())}
        for role in Role
    }
    both = [name for key, name in holders[Role.TPM].items() if key in holders[Role.PM]]
    if both:
        binding = policy.gate.distinct_people is Strictness.REQUIRE
        fix = "name somebody else for one of the roles"
        if not binding:
            fix += ", or set gate: {distinct-people: require}"
        found.append(
            SetupFinding(
                "both-roles",
                Severity.WARNING,
                f"{', '.join(both)} may answer for both roles",
                "the second pair of eyes is what a gate is for",
                fix,
                file,
            )
        )
    if policy.gate.identity is Identity.CLAIMED:
        found.append(
            SetupFinding(
                "identity-claimed",
                Severity.WARNING,
                "a typed name is enough to sign",
                "anybody may sign in anybody's name",
                "gate: {identity: platform}, or author, or signed",
                file,
            )
        )
    if policy.gate.identity is Identity.PLATFORM:
        names = {name for own in holders.values() for name in own.values()}
        silent = sorted(
            name
            for name in names
            if not any(":" in other for other in _aliases(policy, policy.canonical(name)))
        )
        if silent:
            found.append(
                SetupFinding(
                    "no-login",
                    Severity.WARNING,
                    f"no login is known of {', '.join(silent)}",
                    "an approval names a login, so theirs cannot count",
                    f'aliases: {{{silent[0]}: ["github:LOGIN"]}}',
                    file,
                )
            )
    return found


def _aliases(policy: Policy, email: str) -> tuple[str, ...]:
    return next(
        (others for known, others in policy.aliases.items() if known.casefold() == email), ()
    )


def waivers_advice(record: Record, today: str, file: str) -> list[SetupFinding]:
    """Waivers that all end on one day."""
    live = [found for item in record.items.values() if (found := live_waiver(item, today))]
    days = {each.waiver.until for each in live}
    if len(live) < _MANY or len(days) > 1:
        return []
    (day,) = days
    return [
        SetupFinding(
            "waivers-one-day",
            Severity.WARNING,
            f"all {len(live)} waivers end on {day}",
            "on that day every gate is red at once, and renewing all of them is the way out",
            "give each waiver the day by which it can be mended",
            file,
        )
    ]
