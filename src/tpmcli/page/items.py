"""The list of items of a phase, and the order in which somebody goes through the open ones."""

from collections.abc import Sequence
from typing import NamedTuple

from starlette.responses import Response

from tpmcli.model.checklist import Phase
from tpmcli.model.role import Role, in_order
from tpmcli.model.verdict import ItemVerdict
from tpmcli.page.alone import MissingPageError
from tpmcli.page.saved import saved_notices
from tpmcli.page.visit import Visit


class RoleItems(NamedTuple):
    """The settled items of one role."""

    role: Role
    items: Sequence[ItemVerdict]


def show(visit: Visit) -> Response:
    """Return the list of a phase's items, by the filter in the address."""
    desk = visit.desk
    status = desk.status
    phases = [each.phase for each in status.phases if each.gate is not None]
    phase = phase_named(phases, visit.query.get("phase", ""), status.current)
    gate = status.gate(phase.id)
    every = gate.items if gate is not None else ()
    role = visit.query.get("role", "")
    known = in_order(each.item.role for each in every)
    found = [each for each in every if role in ("", each.item.role)]
    open_items = [each for each in found if not each.satisfied]
    only_open = visit.query.get("show", "") == "open"
    groups = [
        RoleItems(each, [item for item in found if item.item.role == each and item.satisfied])
        for each in known
    ]
    mine = open_of(visit, phase.id)
    return visit.page(
        "items.html",
        "Items",
        "Items",
        notices=saved_notices(visit),
        phase=phase,
        phases=phases,
        roles=known,
        role=role,
        role_name=next((each.full_name for each in known if each == role), ""),
        only_open=only_open,
        settled=sum(each.satisfied for each in found),
        total=len(found),
        open_items=open_items,
        groups=[] if only_open else [each for each in groups if each.items],
        next_item=mine[0] if mine else "",
    )


def phase_named(phases: Sequence[Phase], name: str, current: Phase | None) -> Phase:
    """Return the phase of that name, else the current one, else the last one.

    Raises: MissingPageError if there is no such phase.
    """
    if name:
        found = next((each for each in phases if each.id == name), None)
        if found is None:
            raise MissingPageError
        return found
    if not phases:
        raise MissingPageError
    return current if current in phases and current is not None else phases[-1]


def open_of(visit: Visit, phase: str) -> list[str]:
    """Return the open items of a phase that are asked of the person, the required ones first.

    Items that checks answer by themselves are not among them.
    """
    gate = visit.desk.status.gate(phase)
    roles = visit.desk.roles
    found = [
        each
        for each in (gate.items if gate is not None else ())
        if not each.satisfied and each.item.role in roles and not each.item.answered_by_checks
    ]
    return [each.item.id for each in sorted(found, key=lambda each: not each.must)]
