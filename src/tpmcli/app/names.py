"""The names of the people of a project, for pages."""

from collections.abc import Iterable

from tpmcli.app.workspace import Workspace
from tpmcli.model.record import Decision
from tpmcli.repo.author_names import author_names
from tpmcli.repo.git import open_git
from tpmcli.rules.person_names import PersonNames, name_people


def names_for(workspace: Workspace) -> PersonNames:
    """Return the names of everybody in the policy and in the records of all increments.

    Git is asked once, and only about its newest commits.
    """
    git = open_git(workspace.root) if workspace.root else None
    authors = author_names(git) if git is not None else {}
    return name_people(workspace.policy, dict.fromkeys(_people(workspace)), authors)


def _people(workspace: Workspace) -> Iterable[str]:
    """Yield the address of everybody whom an entry names."""
    for record in (workspace.record, *workspace.others):
        for item in record.items.values():
            if item.answer is not None:
                yield from filter(None, (item.answer.by, item.answer.owner))
            for waiver in item.waivers:
                yield from (waiver.by, *waiver.approved_by)
            yield from (run.by for run in item.runs)
        for signoffs in record.signoffs.values():
            yield from (signoff.by for signoff in signoffs)
        for entries in record.decisions.values():
            for entry in entries:
                yield entry.by
                if isinstance(entry, Decision):
                    yield from (each.owner for each in entry.conditions)
