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
from tpmcli.exchange.levels import normal
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.pack import ANY_LEVEL, PackPlan, PackRequest, build_pack
from tpmcli.exchange.registry import find_format, format_names
from tpmcli.exchange.slugs import slug
from tpmcli.exchange.source import LIMIT, ImportSource, UnreadableSourceError
from tpmcli.exchange.wording import clean
from tpmcli.model.checklist import Level
from tpmcli.model.errors import InvalidInputError, RefusedError, UsageError
from tpmcli.model.imported import ImportReport, LeftReason, Reading
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.rules.authorisation import find_role
from tpmcli.store.checklists import shipped
from tpmcli.store.checklists.text import pack_text
from tpmcli.text.names import suggestion

_SCHEMA = "pack"
_LONGEST_NAME = 40


class ImportRequest(NamedTuple):
    """What a person asks of an import. `levels` are written `WORD=LEVEL`."""

    file: str
    phase: str = ""
    role: str = ""
    name: str = ""
    level: str = ""
    levels: tuple[str, ...] = ()
    output: str = ""
    format_name: str = ""
    encoding: str = ""
    source: str = ""
    licence: str = ""
    options: ReadOptions = ReadOptions()
    keep_answers: bool = False
    force: bool = False
    dry_run: bool = False


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
    phase, role = _place(home, request, reading)
    name = _name(request, reading)
    target = find_target(context, home, request.output, name)
    before = content_of(target)
    earlier = _earlier(before, target, is_replaced=request.force)
    if earlier is not None and not request.name:
        name = str(earlier["name"])
    wanted = PackRequest(
        name,
        reading.title or _title_of(source.name),
        phase,
        role,
        _level_named(request.level or "must"),
        _levels(request.levels),
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
            "tpm downloads nothing", "download the file, and name its address with `--source`"
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


def _place(home: Home, request: ImportRequest, reading: Reading) -> tuple[str, str]:
    """Return the phase and the role of the items, empty if a file of tpm names them.

    Raises: UsageError if one is missing, or does not exist.
    """
    phases = [phase.id for phase in home.checklist.phases]
    phase, role = request.phase, request.role
    if phase and phase not in phases:
        raise UsageError(f"no phase named `{phase}`", suggestion(phase, phases))
    if role:
        role = str(find_role(home.checklist.roles, role))
    missing = [
        f"`--{name}`"
        for name, given in (("phase", phase), ("role", role))
        if not given and not all(getattr(item, name) for item in reading.items)
    ]
    if missing:
        raise UsageError(
            f"missing {' and '.join(missing)}, which say whose items they are, and at which gate",
            f"the phases are {', '.join(phases)}; the roles {', '.join(home.checklist.roles)}",
        )
    return phase, role


def _name(request: ImportRequest, reading: Reading) -> str:
    """Return the name of the pack: as given, or by the title or the name of the file.

    Raises: UsageError if it cannot be one.
    """
    from tpmcli.store.checklists.load import POLICY

    if request.name:
        name = request.name
        if slug(name) != name:
            raise UsageError(
                f"`{name}` is not a name for a pack", "use lower-case letters, digits and hyphens"
            )
    else:
        stem = _title_of(request.file)
        output = os.path.basename(request.output).removesuffix(".yaml")
        name = slug(output) or slug(reading.title) or slug(stem) or "imported"
        name = name[:_LONGEST_NAME].strip("-")
    if name == POLICY or name in shipped.pack_names():
        if request.name:
            raise UsageError(
                f"a pack cannot be named `{name}`, which tpm has already", "choose another name"
            )
        name = f"own-{name}"
    return name


def _title_of(file: str) -> str:
    """Return the name of a file without folder and extension, in words."""
    stem = os.path.basename(file.replace("\\", "/"))
    stem = stem.rpartition(".")[0] or stem
    return clean(stem.replace("_", " ").replace("-", " ")) or "Imported checklist"


def _level_named(name: str) -> Level:
    levels = {str(level): level for level in Level}
    if name not in levels:
        raise UsageError(f"no level named `{name}`", suggestion(name, levels))
    return levels[name]


def _levels(written: tuple[str, ...]) -> dict[str, Level | None]:
    """Return what words for levels mean, as a person says it.

    Raises: UsageError if one has another form than `WORD=must|should|leave`.
    """
    found: dict[str, Level | None] = {}
    for pair in (each for text in written for each in text.split(",")):
        word, equals, level = pair.rpartition("=")
        if not equals or not word.strip() or level.strip() not in ("must", "should", "leave"):
            raise UsageError(
                f"`--levels` {pair} is not WORD=must, WORD=should or WORD=leave",
                "write such as `--levels high=must,medium=should,low=leave`",
            )
        key = ANY_LEVEL if word.strip() == ANY_LEVEL else normal(word)
        found[key] = None if level.strip() == "leave" else Level(level.strip())
    return found


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


_HELP = {
    LeftReason.PLAIN_BULLET: "`--bullets` takes list items without a checkbox",
    LeftReason.NUMBERED: "`--bullets` takes list items without a checkbox",
    LeftReason.TABLE: "`--map title=COLUMN` takes the rows of a table with that column",
    LeftReason.HIDDEN_ROW: "`--hidden` takes hidden rows and sheets",
    LeftReason.HIDDEN_SHEET: "`--hidden` takes hidden rows and sheets",
    LeftReason.LEVEL: "`--levels` leaves all of them out",
}


def _nothing_found(source: ImportSource, format_title: str, plan: PackPlan) -> InvalidInputError:
    """Return the error that there is no item: what there was, and what helps."""
    from collections import Counter

    counts = Counter(left.reason for left in plan.left)
    there = ", ".join(f"{count:,} {reason}" for reason, count in counts.most_common())
    message = f"0 items found in {format_title}" + (f"; left out: {there}" if there else "")
    hints = dict.fromkeys(_HELP[reason] for reason, _ in counts.most_common() if reason in _HELP)
    hint = "; ".join(hints) or "`--from` names another format"
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
