"""`tpm checklist export`: a checklist in another form."""

import json
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from tpmcli.app.checklist_show import ViewRequest, view
from tpmcli.app.context import CommandContext
from tpmcli.model.checklist_view import ChecklistView, ViewKind
from tpmcli.model.errors import RefusedError, UsageError
from tpmcli.model.exported import ExportedChecklist, ExportedItem
from tpmcli.store.checklists.shipped_checklists import lifecycle_title
from tpmcli.store.checklists.text import pack_text, plain_item
from tpmcli.text.names import suggestion

EXTENSIONS = {
    "markdown": (".md", ".markdown"),
    "csv": (".csv",),
    "xlsx": (".xlsx",),
    "json": (".json",),
    "yaml": (".yaml",),
    "issue-form": (".yml",),
}
"""The formats, and the ends of files by which each is chosen."""


class ExportRequest(NamedTuple):
    """What is exported, in which format, and the file; empty for the standard output."""

    view: ViewRequest
    format_name: str = ""
    output: str = ""
    force: bool = False


class ExportResult(NamedTuple):
    """What was exported. `data` is for the standard output; None if it went to a file."""

    items: int
    data: bytes | None
    file: str = ""


def export_checklist(context: CommandContext, request: ExportRequest) -> ExportResult:
    """Write the items of a checklist in another form, to a file or for the standard output.

    Raises:
        UsageError: there is no such checklist or format.
        RefusedError: the file exists, or openpyxl is not installed.
        StorageError: the system refuses.
    """
    name = _format(request)
    found = view(context, request.view)
    checklist = _exported(found, request.view)
    if not checklist.items:
        raise RefusedError("there is no item to export")
    data = _written(name, checklist, found)
    count = len(checklist.items)
    if not request.output or request.output == "-":
        if name == "xlsx":
            raise UsageError("a workbook is written to a file only", "name it with `-o FILE.xlsx`")
        return ExportResult(count, data)
    _save(context, request, data)
    return ExportResult(count, None, request.output)


def _format(request: ExportRequest) -> str:
    """Return the format: as named, by the end of the file, or Markdown.

    Raises: UsageError if there is none of that name.
    """
    if request.format_name:
        if request.format_name not in EXTENSIONS:
            near = suggestion(request.format_name, EXTENSIONS)
            raise UsageError(f"no format named `{request.format_name}`", near)
        return request.format_name
    output = request.output.lower()
    return next((name for name, ends in EXTENSIONS.items() if output.endswith(ends)), "markdown")


def _exported(found: ChecklistView, request: ViewRequest) -> ExportedChecklist:
    source = found.source
    items = []
    for phase in found.phases:
        for each in phase.items:
            item = each.item
            role = source.checklist.role(str(item.role))
            items.append(
                ExportedItem(
                    *(item.id, item.phase, phase.phase.title, str(item.role), role.full_name),
                    *(item.level, item.title, item.why, item.evidence.expect),
                    *(item.evidence.required, item.not_applicable),
                )
            )
    return ExportedChecklist(_title(found, request), tuple(items))


def _title(found: ChecklistView, request: ViewRequest) -> str:
    source = found.source
    if found.pack is not None:
        return found.pack.layer.title
    if source.policy is not None:
        title = source.policy.name
    else:
        title = lifecycle_title(source.checklist.name)
    if found.kind is ViewKind.PHASE:
        return f"{title}: {found.phases[0].phase.title}"
    return request.name if found.kind is ViewKind.ITEM else title


def _written(name: str, checklist: ExportedChecklist, found: ChecklistView) -> bytes:
    """Return the content of the file.

    Raises: RefusedError if openpyxl is not installed.
    """
    if name == "markdown":
        from tpmcli.exchange.write_markdown import write_markdown

        return write_markdown(checklist).encode()
    if name == "csv":
        from tpmcli.exchange.write_table import write_csv

        return write_csv(checklist).encode("utf-8-sig")
    if name == "xlsx":
        from tpmcli.exchange.write_table import write_workbook
        from tpmcli.text.tables import UnreadableTableError

        try:
            return write_workbook(checklist)
        except UnreadableTableError as error:
            raise RefusedError(error.reason) from None
    if name == "issue-form":
        from tpmcli.exchange.write_issue_form import write_issue_form

        return write_issue_form(checklist).encode()
    pack = _pack(checklist, found)
    if name == "json":
        return (json.dumps(pack, indent=2, ensure_ascii=False) + "\n").encode()
    return pack_text(pack).encode()


def _pack(checklist: ExportedChecklist, found: ChecklistView) -> Mapping[str, Any]:
    """Return the items as a pack, which any project can use."""
    if found.pack is not None:
        return found.pack.plain
    source = found.source
    add: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for phase in found.phases:
        for each in phase.items:
            by_role = add.setdefault(each.item.phase, {})
            by_role.setdefault(str(each.item.role), []).append(plain_item(each.item))
    return {
        "schema": "tpm/pack/1",
        "name": f"{source.checklist.name}-copy",
        "title": checklist.title,
        "add": add,
    }


def _save(context: CommandContext, request: ExportRequest, data: bytes) -> None:
    """Write the file.

    Raises: UsageError if it is a folder or one of tpm's or git's own; RefusedError if it exists.
    """
    from tpmcli.app.write_report import is_reserved_path
    from tpmcli.repo.atomic import create, update

    path = os.path.join(context.folder, request.output)
    if os.path.isdir(path):
        raise UsageError(f"`{request.output}` is a folder", "name a file in it")
    if is_reserved_path(path):
        raise UsageError(
            f"exports cannot be written into `.tpm/` or `.git/`: {request.output}",
            "name a file outside of it",
        )
    if not os.path.lexists(path):
        create(path, data)
        return
    if not request.force:
        raise RefusedError(f"`{request.output}` exists", "replace it with `--force`")
    update(path, lambda _: data)
