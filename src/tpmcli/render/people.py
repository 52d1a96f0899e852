"""`tpm people` as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tpmcli.model.demand import Authority, Delegation
from tpmcli.render.jsontext import dump
from tpmcli.render.style import Style, pad, plural
from tpmcli.rules.people import HolderView, PeopleView, RoleView
from tpmcli.text.sanitize import sanitize_line

_SHORT = 9


def render_text(view: PeopleView, style: Style) -> str:
    """Render who may act, ending with a line feed."""
    title = f"{style.paint(sanitize_line(view.name), 'bold')} · who may act on {view.today}"
    lines = [title, ""]
    for each in view.roles:
        words = f"{each.role.full_name} · {_signs(each)}"
        lines += style.paragraph(words, pad(each.role.short, _SHORT), " " * _SHORT)
        for holder in each.holders:
            lines += style.paragraph(_holder(holder), " " * _SHORT, " " * (_SHORT + 2))
    decide = _deciders(view.deciders, view.names)
    lines += ["", *style.paragraph(decide, pad("Decide", _SHORT), " " * _SHORT)]
    waive = _alternatives([_needs(each, view.names) for each in view.approvers])
    own = [f"of {role.short}'s items {role.short}" for role in view.owning]
    if len(own) > 1:
        own = ["of another role's items that role"]
    lines += style.paragraph("; ".join((waive, *own)), pad("Waive", _SHORT), " " * _SHORT)
    if view.in_force or view.over:
        over = f", {len(view.over)} over (delete them from the policy)" if view.over else ""
        lines.append(f"{plural(len(view.in_force), 'delegation')} in force{over}")
    for person, what in view.left:
        lines += style.paragraph(f"{person} holds no role, but owns {what}")
    return "\n".join(lines) + "\n"


def _signs(view: RoleView) -> str:
    if not view.signs:
        return f"signs off nowhere, {_people(len(view.holders))}"
    parts = []
    for number, phases in view.signs.items():
        where = "every gate" if len(phases) == view.gates else ", ".join(phases)
        parts.append(f"signs off {where}, {number} of {len(view.holders)}")
    return "; ".join(parts)


def _people(count: int) -> str:
    return plural(count, "person", "people")


def _holder(holder: HolderView) -> str:
    also = f" (also {', '.join(role.short for role in holder.also)})" if holder.also else ""
    deputies = "".join(f"; {_deputy(each)}" for each in holder.deputies)
    return f"{holder.email}{also}{deputies}"


def _deputy(each: Delegation) -> str:
    return f"{each.first} to {each.last} {each.to} ({each.reason})"


def _needs(authority: Authority, names: Mapping[str, str]) -> str:
    name = names.get(authority, authority)
    return f"{authority.people} of {name}" if authority.people > 1 else name


def _deciders(deciders: Iterable[tuple[Authority, Sequence[str]]], names: Mapping[str, str]) -> str:
    parts: dict[tuple[str, ...], list[str]] = {}
    after: list[str] = []
    for authority, phases in deciders:
        parts.setdefault(tuple(phases), []).append(names.get(authority, authority))
        if authority.people > 1:
            at = f" at {', '.join(phases)}" if phases else ""
            after.append(f"once {_needs(authority, names)} have signed off{at}")
    texts = []
    for gates, who in parts.items():
        texts.append(_alternatives(who) + (f" at {', '.join(gates)}" if gates else ""))
    return "; ".join((*texts, *after))


def _alternatives(names: Sequence[str]) -> str:
    return " or ".join(dict.fromkeys(names))


def render_json(view: PeopleView) -> str:
    """Render the same as JSON, `tpm/people/1`."""
    return dump(
        {
            "schema": "tpm/people/1",
            "name": view.name,
            "as_of": view.today,
            "roles": [_role(each) for each in view.roles],
            "deciders": [
                {"name": str(each), "people": each.people, "at": list(at)}
                for each, at in view.deciders
            ],
            "approvers": [
                {"name": str(each), "people": each.people, "at": list(each.at)}
                for each in view.approvers
            ],
            "delegations_over": [_delegation(each) for each in view.over],
            "left": [{"person": person, "owns": what} for person, what in view.left],
        }
    )


def _role(view: RoleView) -> dict[str, object]:
    return {
        "role": str(view.role),
        "short": view.role.short,
        "title": view.role.full_name,
        "signs": [
            {"people": number, "gates": list(phases)} for number, phases in view.signs.items()
        ],
        "people": [
            {
                "email": each.email,
                "also": [str(role) for role in each.also],
                "deputies": [_delegation(deputy) for deputy in each.deputies],
            }
            for each in view.holders
        ],
    }


def _delegation(each: Delegation) -> dict[str, object]:
    return {
        "from": each.giver,
        "to": each.to,
        "role": str(each.role),
        "first": each.first,
        "last": each.last,
        "reason": each.reason,
    }
