"""Who answers for the product, and what the team agreed a gate must have."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response

from tpmcli.model.demand import Authority
from tpmcli.model.policy import Identity, Policy, Strictness
from tpmcli.model.record import Decision
from tpmcli.page.visit import Visit
from tpmcli.page.words import joined
from tpmcli.render.loosening import loosened_text
from tpmcli.render.style import plural
from tpmcli.rules.people import view_people

_IDENTITY = {
    Identity.CLAIMED: "The name that is recorded. It is claimed, not proved.",
    Identity.AUTHOR: "The author of the commit. This catches mistakes, not liars.",
    Identity.PLATFORM: "An approval of the pull request by the person's account on the code host.",
    Identity.SIGNED: "A signed commit, by a key that the rules list.",
}
_ONE_PERSON = {
    Strictness.OFF: "Allowed.",
    Strictness.WARN: "Allowed, with a warning.",
    Strictness.REQUIRE: "Not allowed.",
}


def show(visit: Visit) -> Response:
    """Return the people and the rules."""
    desk = visit.desk
    policy = desk.workspace.policy
    seen = view_people(desk.status, None, "", left=False)
    me = policy.canonical(desk.person) if desk.person else ""
    people = [
        {
            "name": each.name,
            "email": each.email,
            "roles": [desk.workspace.checklist.role(role) for role in policy.roles_of(each.email)],
            "about": _about(visit, each.email),
            "you": policy.canonical(each.email) == me,
        }
        for each in visit.people
    ]
    return visit.page(
        "people.html",
        "People and rules",
        "People and rules",
        people=people,
        deputies=seen.in_force,
        rules=_rules(visit, policy),
        checklists=_checklists(visit, policy),
        edit=desk.edit_link(".tpm/policy.yaml"),
    )


def _about(visit: Visit, person: str) -> str:
    policy, record = visit.desk.workspace.policy, visit.desk.workspace.record
    who = policy.canonical(person)
    answers = sum(
        each.answer is not None and policy.canonical(each.answer.by) == who
        for each in record.items.values()
    )
    signed = sum(
        not entry.withdrawn and policy.canonical(entry.by) == who
        for entries in record.signoffs.values()
        for entry in entries
    )
    decided = sum(
        isinstance(entry, Decision) and policy.canonical(entry.by) == who
        for entries in record.decisions.values()
        for entry in entries
    )
    may = ["sign off"]
    if policy.among(person, policy.waivers.approvers):
        may.append("approve waivers")
    if policy.among(person, policy.gate.deciders):
        may.append("decide")
    counts = [
        plural(count, one)
        for count, one in ((answers, "answer"), (signed, "sign-off"), (decided, "decision"))
        if count
    ]
    return f"May {joined(may)} · {f'{joined(counts)} so far' if counts else 'nothing recorded yet'}"


def _rules(visit: Visit, policy: Policy) -> list[tuple[str, str]]:
    gate = policy.gate
    should = (
        "Each must be met, too."
        if gate.should_blocks
        else "May stay open. The recommendation is then to go with conditions."
    )
    return [
        ("Required items", "Each must be met, or waived until a date."),
        ("Recommended items", should),
        ("Sign-offs", _demands(visit)),
        ("Decision", f"{_authorities(visit, gate.deciders)}."),
        ("One person in two roles", _ONE_PERSON[gate.distinct_people]),
        ("Proof of who signed off", _IDENTITY[gate.identity]),
        (
            "Waivers",
            (
                f"{plural(policy.waivers.max_days, 'day')} at most, announced"
                f" {plural(policy.waivers.warn_days, 'day')} before they expire. Approved by"
                f" {_authorities(visit, policy.waivers.approvers)}."
            ),
        ),
    ]


def _demands(visit: Visit) -> str:
    demands = visit.desk.workspace.policy.gate.signoffs
    named = [
        f"{visit.desk.workspace.checklist.role(each.role).full_name}"
        f"{f', {each.people} people' if each.people > 1 else ''}"
        for each in demands
        if not each.drop
    ]
    return f"{joined(named) or 'None'}."


def _authorities(visit: Visit, named: Sequence[Authority]) -> str:
    texts = [
        visit.desk.name(each)
        if "@" in each
        else f"{visit.desk.workspace.checklist.role(str(each)).full_name}"
        f"{f' ({each.people} people)' if each.people > 1 else ''}"
        for each in named
    ]
    return joined(texts, "or") or "Nobody"


def _checklists(visit: Visit, policy: Policy) -> list[tuple[str, list[str]]]:
    checklist = visit.desk.workspace.checklist
    items = checklist.items()
    count = plural(len(checklist.phases), "phase")
    found = [("Lifecycle", [f"{checklist.name}, {count}"])]
    if policy.packs:
        names = [each.rpartition("/")[2].removesuffix(".yaml") for each in policy.packs]
        found.append(("Added", [joined(names)]))
    if policy.traits:
        found.append(("The product", [joined(each.replace("-", " ") for each in policy.traits)]))
    changed = []
    for each in policy.adjust:
        title = items[each.item].title if each.item in items else each.item
        reason = f" Reason: {each.reason}" if each.reason else ""
        changed.append(f"“{title}” is changed by the rules.{reason}")
    for less in checklist.loosenings:
        title = items[less.item].title if less.item in items else less.item
        changed.append(f"“{title}”: {loosened_text(less.what)}. Reason: {less.reason}")
    if changed:
        found.append(("Changed by the team", changed))
    return found
