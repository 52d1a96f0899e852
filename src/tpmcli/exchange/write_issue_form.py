"""A checklist as an issue form of GitHub: a group of checkboxes for each phase and role."""

from itertools import groupby
from typing import Any

from tpmcli.exchange.slugs import slug
from tpmcli.model.checklist import Level
from tpmcli.model.exported import ExportedChecklist


def write_issue_form(checklist: ExportedChecklist) -> str:
    """Return the form.

    GitHub opens the issue once every required item is ticked.
    """
    import yaml

    body: list[dict[str, Any]] = []
    for (phase, role), items in groupby(
        checklist.items, lambda item: (item.phase_title, item.role_title)
    ):
        options = [_option(item.title, is_must=item.level is Level.MUST) for item in items]
        attributes = {"label": f"{phase} ({role})", "options": options}
        identity = slug(f"{phase} {role}") or f"part-{len(body) + 1}"
        body.append({"type": "checkboxes", "id": identity, "attributes": attributes})
    form = {
        "name": checklist.title,
        "description": f"The checklist “{checklist.title}”",
        "title": f"{checklist.title}: ",
        "body": body,
    }
    return yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=100)


def _option(title: str, *, is_must: bool) -> dict[str, Any]:
    # The label is Markdown.
    label = "".join(f"\\{sign}" if sign in "\\`*_[]<>" else sign for sign in title)
    return {"label": label, "required": True} if is_must else {"label": label}
