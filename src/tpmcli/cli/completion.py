"""Shell completion: names from the project, or none if it cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tpmcli.model.checklist import Checklist
from tpmcli.model.errors import TpmError
from tpmcli.model.role import SHIPPED_ROLES

if TYPE_CHECKING:
    from tpmcli.app.workspace import Requirements


def phases(incomplete: str) -> list[str]:
    """Return the phases of this project that begin so."""
    checklist = _checklist()
    return _starting(incomplete, (p.id for p in checklist.phases)) if checklist else []


def items(incomplete: str) -> list[str]:
    """Return the ids of items that begin so; if there are none, the unique slugs."""
    checklist = _checklist()
    if checklist is None:
        return []
    known = checklist.items()
    found = _starting(incomplete, known)
    if found:
        return found
    times: dict[str, int] = {}
    for item in known.values():
        times[item.slug] = times.get(item.slug, 0) + 1
    return _starting(incomplete, (slug for slug, count in times.items() if count == 1))


def increments(incomplete: str) -> list[str]:
    """Return the increments that begin so: the current one, then those kept beside it."""
    from tpmcli.app.workspace import RECORD, kept_increments, load_record, load_requirements
    from tpmcli.repo.worktree import WorkTree

    root = _root()
    if root is None:
        return []
    tree = WorkTree(root)
    kept = kept_increments(tree)
    try:
        under_way = load_record(tree, RECORD, load_requirements(tree).policy).increment
    except TpmError:
        return _starting(incomplete, kept)
    return _starting(incomplete, dict.fromkeys((under_way, *kept)))


def packs(incomplete: str) -> list[str]:
    """Return the shipped packs that begin so."""
    from tpmcli.store.checklists.shipped import pack_names

    return _starting(incomplete, pack_names())


def traits(incomplete: str) -> list[str]:
    """Return the traits that begin so."""
    from tpmcli.store.checklists.shipped import traits as known

    return _starting(incomplete, known())


def rules(incomplete: str) -> list[str]:
    """Return the ids of rules that begin so."""
    from tpmcli.model.rule import Rule
    from tpmcli.model.setup_rule import SetupRule

    return _starting(incomplete, (rule.id for rule in (*Rule, *SetupRule)))


def roles(incomplete: str) -> list[str]:
    """Return the roles of this project that begin so."""
    checklist = _checklist()
    return _starting(incomplete, checklist.roles if checklist else SHIPPED_ROLES)


def people(incomplete: str) -> list[str]:
    """Return the roles, and the email addresses that the policy gives them, that begin so."""
    asked = _asked()
    return _starting(incomplete, asked.policy.people if asked else ()) + emails(incomplete)


def emails(incomplete: str) -> list[str]:
    """Return the email addresses of those who hold a role, or stand in, that begin so."""
    asked = _asked()
    if asked is None:
        return []
    held = (email for people in asked.policy.people.values() for email in people)
    lent = (each.to for each in asked.policy.delegations)
    return _starting(incomplete, dict.fromkeys((*held, *lent)))


def check_formats(incomplete: str) -> list[str]:
    """Return the formats of a check's report that begin so."""
    from tpmcli.render.gate.formats import FORMATS

    return _starting(incomplete, FORMATS)


def report_formats(incomplete: str) -> list[str]:
    """Return the formats of the project report that begin so."""
    from tpmcli.render.project.formats import FORMATS

    return _starting(incomplete, FORMATS)


def _checklist() -> Checklist | None:
    asked = _asked()
    return asked.checklist if asked else None


def _asked() -> Requirements | None:
    from tpmcli.app.workspace import load_requirements
    from tpmcli.repo.worktree import WorkTree

    root = _root()
    if root is None:
        return None
    try:
        return load_requirements(WorkTree(root))
    except TpmError:
        return None


def _root() -> str | None:
    from tpmcli.repo.discover import find_project

    try:
        return find_project(os.getcwd())
    except TpmError:
        return None


def _starting(incomplete: str, names: Iterable[str]) -> list[str]:
    return [str(name) for name in names if name.startswith(incomplete)]


def checklist_parts(incomplete: str) -> list[str]:
    """Return the phases, items and packs that begin so."""
    return [*phases(incomplete), *items(incomplete), *packs(incomplete)]
