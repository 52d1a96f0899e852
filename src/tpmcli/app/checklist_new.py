"""`tpm checklist new`: begin a team's own pack or lifecycle."""

import os
from typing import Any, NamedTuple

from tpmcli.app.checklist_file import (
    ChecklistFile,
    Home,
    content_of,
    find_home,
    find_target,
    schema_line,
    write_checklist,
    write_schema,
)
from tpmcli.app.context import CommandContext
from tpmcli.exchange.slugs import item_slug, slug
from tpmcli.model.checklist import Level
from tpmcli.model.errors import InvalidInputError, RefusedError, UsageError
from tpmcli.rules.authorisation import find_role
from tpmcli.store.checklists import shipped
from tpmcli.store.checklists.load import POLICY
from tpmcli.store.checklists.new_text import new_lifecycle_text, new_pack_text, new_phase_text
from tpmcli.text.names import suggestion

MOST_TITLE = 500


class NewItem(NamedTuple):
    """An item to begin with."""

    title: str
    phase: str
    role: str
    level: Level = Level.MUST


class NewChecklist(NamedTuple):
    """A pack, or, with `phases` or `drawn_from`, a lifecycle."""

    name: str
    title: str = ""
    items: tuple[NewItem, ...] = ()
    is_lifecycle: bool = False
    phases: tuple[str, ...] = ()
    drawn_from: str = ""
    output: str = ""


class NewChecklistResult(NamedTuple):
    """The files that were written, and the one that the policy names."""

    written: tuple[str, ...]
    main: str
    is_lifecycle: bool
    has_project: bool


def check_name(name: str) -> None:
    """Refuse a name that no own checklist can have.

    Raises: UsageError if it has another form, or tpm ships one of that name.
    """
    if not name or slug(name) != name or len(name) > 60:
        near = f"use `{slug(name)}`" if slug(name) else "use lower-case letters, digits and hyphens"
        raise UsageError(f"`{name}` is not a name for a checklist", near)
    if name in (POLICY, *shipped.pack_names(), *shipped.lifecycle_names()):
        raise UsageError(
            f"a checklist cannot be named `{name}`, which tpm has already", "choose another name"
        )


def phase_named(home: Home, name: str) -> str:
    """Return a phase of the project's lifecycle.

    Raises: UsageError, with the nearest name, if there is none.
    """
    names = [phase.id for phase in home.checklist.phases]
    if name not in names:
        raise UsageError(f"no phase named `{name}`", suggestion(name, names))
    return name


def role_named(home: Home, name: str) -> str:
    """Return a role of the project's checklist.

    Raises: UsageError, with the nearest name, if there is none.
    """
    return str(find_role(home.checklist.roles, name.casefold()))


def new_checklist(context: CommandContext, new: NewChecklist) -> NewChecklistResult:
    """Write the files of a new checklist, or none of them.

    Raises:
        UsageError: a name or a title is invalid.
        RefusedError: one of the files exists.
        StorageError: the system refuses.
    """
    check_name(new.name)
    home = find_home(context)
    files = _lifecycle(context, home, new) if new.is_lifecycle else _pack(context, home, new)
    for file, _, _ in files:
        if content_of(file) is not None:
            raise RefusedError(
                f"`{file.shown}` exists; nothing was written", "choose another name, or `-o FILE`"
            )
    written = []
    for file, text, format_name in files:
        _require_valid(text, file, format_name)
        write_checklist(file, text, None)
        written.append(file.shown)
    for file, _, format_name in files:
        if schema := write_schema(home, file, format_name):
            written.append(schema)
    return NewChecklistResult(
        tuple(written), files[0][0].shown, new.is_lifecycle, has_project=bool(home.root)
    )


def _require_valid(text: str, file: ChecklistFile, format_name: str) -> None:
    """Require that a text reads back as what it is.

    Raises: UsageError if a title in it cannot be one.
    """
    from tpmcli.store.formats.validate import validate
    from tpmcli.store.yaml.reader import read_yaml

    try:
        validate(read_yaml(text.encode(), file.shown), format_name)
    except InvalidInputError:
        raise UsageError("a title has a character that a checklist cannot hold") from None


def _pack(
    context: CommandContext, home: Home, new: NewChecklist
) -> list[tuple[ChecklistFile, str, str]]:
    file = find_target(context, home, new.output, new.name)
    reserved = set(home.checklist.items())
    add: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for item in new.items:
        phase, role = phase_named(home, item.phase), role_named(home, item.role)
        base = own = item_slug(item.title)
        number = 2
        while f"{phase}.{own}" in reserved:
            own, number = f"{base}-{number}", number + 1
        reserved.add(f"{phase}.{own}")
        raw = {"id": own, "title": _title(item.title), "level": str(item.level)}
        add.setdefault(phase, {}).setdefault(role, []).append(raw)
    if not add:
        raise UsageError("a pack needs an item", "give its title with `--item`")
    title = _title(new.title or _words(new.name))
    text = new_pack_text(new.name, title, add, schema_line(home, file, "pack"))
    return [(file, text, "pack")]


def _lifecycle(
    context: CommandContext, home: Home, new: NewChecklist
) -> list[tuple[ChecklistFile, str, str]]:
    """Return the lifecycle's file and, unless it is drawn, one for each phase."""
    title = _title(new.title or _words(new.name))
    # In a folder of its own, since its phases are beside it.
    output = new.output or ("" if home.root else os.path.join(new.name, f"{new.name}.yaml"))
    name = f"{new.name}/lifecycle" if home.root and not new.drawn_from else new.name
    file = find_target(context, home, output, name)
    phases = _phases(new)
    line = schema_line(home, file, "lifecycle")
    files = [(file, new_lifecycle_text(new.name, title, phases, new.drawn_from, line), "lifecycle")]
    if new.drawn_from:
        return files
    for phase in phases:
        beside = os.path.join(os.path.dirname(file.shown), f"{phase}.yaml")
        inner = ChecklistFile(
            os.path.join(os.path.dirname(file.disk), f"{phase}.yaml"),
            beside,
            os.path.join(os.path.dirname(file.policy_path), f"{phase}.yaml")
            if file.policy_path
            else "",
        )
        words = _words(phase)
        item = {
            "id": "first-statement",
            "title": f"Replace this by the first statement that must be true after {words.lower()}",
            "level": "must",
        }
        line = schema_line(home, inner, "checklist")
        files.append((inner, new_phase_text(phase, words, "tpm", item, line), "checklist"))
    return files


def _phases(new: NewChecklist) -> tuple[str, ...]:
    """Return the phases: as given, or those of the lifecycle that they are drawn from.

    Raises: UsageError if there is none, or one does not exist or cannot be a name.
    """
    if new.drawn_from:
        if new.drawn_from not in shipped.lifecycle_names():
            near = suggestion(new.drawn_from, shipped.lifecycle_names())
            raise UsageError(f"no lifecycle named `{new.drawn_from}`", near)
        path = shipped.lifecycle_path(new.drawn_from)
        known = list(shipped.document(str(path)).value["phases"])
        for phase in new.phases:
            if phase not in known:
                raise UsageError(f"no phase named `{phase}`", suggestion(phase, known))
        return new.phases or tuple(known)
    if not new.phases:
        raise UsageError(
            "a lifecycle needs phases", "name each with `--phase`, or a shipped one with `--from`"
        )
    for phase in new.phases:
        if slug(phase) != phase:
            raise UsageError(
                f"`{phase}` is not a name for a phase", "use lower-case letters, digits and hyphens"
            )
    return tuple(dict.fromkeys(new.phases))


def _title(text: str) -> str:
    title = " ".join(text.split())
    if not title or len(title) > MOST_TITLE:
        raise UsageError(f"a title has 1 to {MOST_TITLE} characters")
    return title


def _words(name: str) -> str:
    return name.replace("-", " ").capitalize()
