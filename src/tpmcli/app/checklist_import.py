"""`tpm checklist import`: make a pack of a checklist in another form."""

import os
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from tpmcli.app.checklist_file import (
    ChecklistFile,
    Home,
    content_of,
    difference,
    find_home,
    find_target,
    schema_line,
    write_checklist,
    write_schema,
)
from tpmcli.app.context import CommandContext
from tpmcli.app.import_request import (
    ImportRequest,
    find_place,
    level_meanings,
    level_named,
    pack_name,
    title_of,
)
from tpmcli.exchange.pack import PackPlan, PackRequest, build_pack
from tpmcli.exchange.registry import find_format, format_names
from tpmcli.exchange.source import LIMIT, ImportSource, UnreadableSourceError
from tpmcli.exchange.wording import clean
from tpmcli.model.errors import InvalidInputError, RefusedError, UsageError
from tpmcli.model.imported import ImportReport, Reading
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.render.checklist.left_out import counted_reason, counts_by_reason, help_for
from tpmcli.store.checklists.text import pack_text
from tpmcli.text.names import suggestion

_SCHEMA = "pack"


class ImportResult(NamedTuple):
    """What was imported.

    `text` is the pack. `written` are the files that were written; none on a dry run, and if the
    pack is there as it is. `refused`: another file is there; `changes` shows what is different.
    `is_named`: the policy names the pack. `answered` are the items whose ticks were kept.
    """

    report: ImportReport
    text: str
    target: ChecklistFile
    written: tuple[str, ...] = ()
    refused: bool = False
    changes: str = ""
    is_named: bool = False
    has_project: bool = False
    answered: tuple[str, ...] = ()


def import_checklist(context: CommandContext, request: ImportRequest) -> ImportResult:
    """Read a checklist and write it as a pack; nothing is written if it is invalid.

    Raises:
        UsageError: a name does not exist, or an option does not fit.
        InvalidInputError: the file cannot be read as a checklist, or holds no item.
        RefusedError: ticks are to be kept, and the policy does not name the pack yet.
        StorageError: the system refuses.
    """
    home = find_home(context)
    source, format_title, reading = _read(context, request)
    name = pack_name(request, reading)
    target = find_target(context, home, request.output, name)
    before = content_of(target)
    earlier = _earlier(before, target, is_replaced=request.force)
    phase, role = find_place(home, request, reading, earlier or {})
    if earlier is not None and not request.name:
        name = str(earlier["name"])
    wanted = PackRequest(
        name,
        reading.title or title_of(source.name),
        phase,
        role,
        level_named(request.level or "must"),
        level_meanings(request.levels),
        _about(context, request, source, reading),
    )
    plan = build_pack(reading, wanted, earlier, _reserved(home, name))
    if not plan.taken:
        raise _nothing_found(source, format_title, plan)
    plan = _same_about(plan, earlier)
    header = [schema_line(home, target, _SCHEMA)] if home.root and target.policy_path else []
    text = pack_text(plan.pack, header, plan.notes)
    _require_valid(text, target)
    report = _report(source, format_title, reading, plan, is_update=earlier is not None)
    result = ImportResult(report, text, target, has_project=bool(home.root))
    policy = home.policy
    result = result._replace(
        is_named=policy is not None and target.policy_path in policy.packs,
        changes=difference(target, before, text) if before is not None else "",
    )
    if request.keep_answers and not result.is_named:
        raise RefusedError(
            f"the policy does not name `{target.shown}` yet, so its items cannot be answered",
            "import it without `--keep-answers`, name it under `packs` in .tpm/policy.yaml, run"
            " `tpm sync`, and import it again",
        )
    if before is not None and result.changes and not request.force:
        return result._replace(refused=True)
    if request.dry_run:
        return result
    written = []
    if before is None or result.changes:
        write_checklist(target, text, before)
        written.append(target.shown)
        if header and (schema := write_schema(home, target, _SCHEMA)):
            written.append(schema)
    result = result._replace(written=tuple(written))
    if not request.keep_answers:
        return result
    return result._replace(answered=_answer(context, plan, os.path.basename(source.name)))


def _read(context: CommandContext, request: ImportRequest) -> tuple[ImportSource, str, Reading]:
    """Return the source, what its format is called, and what it holds."""
    from tpmcli.repo.foreign_file import read_foreign

    if "://" in request.file:
        raise UsageError(
            "nothing is downloaded", "download the file, and name its address with `--source`"
        )
    if request.format_name and request.format_name not in format_names():
        near = suggestion(request.format_name, format_names())
        raise UsageError(f"no format named `{request.format_name}`", near)
    path = os.path.join(context.folder, request.file)
    data = read_foreign(path, LIMIT, request.file)
    source = ImportSource(request.file, data, request.encoding)
    try:
        found = find_format(source, request.format_name)
        return source, found.title, found.read(source, request.options)
    except UnreadableSourceError as error:
        hint = Hint(Remedy.OTHER, (error.hint,)) if error.hint else None
        column = error.column or (1 if error.line else 0)
        place = (request.file, error.line, column)
        raise InvalidInputError([Problem(Flaw.OTHER, (error.reason,), *place, hint=hint)]) from None


def _about(
    context: CommandContext, request: ImportRequest, source: ImportSource, reading: Reading
) -> str:
    """Return where the pack comes from, when, and under which licence."""
    file = os.path.basename(source.name)
    origin = clean(request.source or reading.source)
    parts = [f"Imported from {clean(file)} on {context.today()}."]
    parts += [f"Source: {origin}"] if origin else []
    licence = clean(request.licence or reading.licence)
    parts += [f"Licence: {licence}"] if licence else []
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts)[:2_000]


def _earlier(
    before: bytes | None, target: ChecklistFile, *, is_replaced: bool
) -> Mapping[str, Any] | None:
    """Return the plain data of the pack that is there, None if there is none.

    Raises: RefusedError if another file is there, unless it is to be replaced.
    """
    from tpmcli.store.formats.validate import validate
    from tpmcli.store.yaml.reader import read_yaml

    if before is None:
        return None
    try:
        document = read_yaml(before, target.shown)
        validate(document, _SCHEMA)
    except InvalidInputError:
        if is_replaced:
            return None
        raise RefusedError(
            f"`{target.shown}` exists and is not a valid pack; nothing was written",
            "name another file with `-o`, or replace it with `--force`",
        ) from None
    found: Mapping[str, Any] = document.value
    return found


def _reserved(home: Home, name: str) -> Collection[str]:
    """Return the ids that other layers have."""
    return {item.id for item in home.checklist.items().values() if item.layer != name}


def _same_about(plan: PackPlan, earlier: Mapping[str, Any] | None) -> PackPlan:
    """Return the plan with the day of the first import if nothing else is different."""
    if earlier is None or "about" not in earlier:
        return plan
    same = {**plan.pack, "about": earlier["about"]}
    return plan._replace(pack=same) if same == earlier else plan


def _require_valid(text: str, target: ChecklistFile) -> None:
    """Require that the pack reads back.

    Raises: InvalidInputError if it does not, since it is too large.
    """
    from tpmcli.store.formats.validate import validate
    from tpmcli.store.yaml.reader import read_yaml

    validate(read_yaml(text.encode(), target.shown), _SCHEMA)


def _report(
    source: ImportSource, format_title: str, reading: Reading, plan: PackPlan, *, is_update: bool
) -> ImportReport:
    return ImportReport(
        source.name,
        format_title,
        reading._replace(left=plan.left),
        plan.taken,
        plan.levels,
        plan.told_apart,
        plan.kept,
        plan.appeared,
        plan.vanished,
        plan.reworded,
        is_update,
    )


def _nothing_found(source: ImportSource, format_title: str, plan: PackPlan) -> InvalidInputError:
    """Return the error that there is no item: what there was, and what helps."""
    counts = counts_by_reason(plan.left)
    there = ", ".join(counted_reason(reason, count) for reason, count in counts)
    message = f"0 items found in {format_title}" + (f"; left out: {there}" if there else "")
    hint = "; ".join(help_for(plan.left)) or "`--from` names another format"
    problem = Problem(Flaw.OTHER, (message,), source.name, hint=Hint(Remedy.OTHER, (hint,)))
    return InvalidInputError([problem])


def _answer(context: CommandContext, plan: PackPlan, file: str) -> tuple[str, ...]:
    """Record `met` for ticked items without an answer, and return their ids."""
    from tpmcli.app.answer import AnswerRequest, answer
    from tpmcli.app.sync import sync
    from tpmcli.app.workspace import open_workspace
    from tpmcli.model.record import AnswerValue
    from tpmcli.rules.project import applies

    workspace = open_workspace(context)
    sync(workspace)
    workspace = open_workspace(context)
    known = workspace.checklist.items()
    ids = []
    for item, place in zip(plan.taken, plan.places, strict=True):
        record = workspace.record.items.get(place)
        is_open = place in known and (record is None or record.answer is None)
        if item.ticked and is_open and applies(known[place], workspace.policy.traits):
            ids.append(place)
    if ids:
        note = f"ticked in {clean(file)} when it was imported"
        answer(workspace, context, ids, AnswerRequest(AnswerValue.MET, note=note))
    return tuple(ids)
