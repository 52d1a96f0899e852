"""What a person asks of an import, and what it means: whose items, which name, which levels."""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from tpmcli.app.checklist_file import Home
from tpmcli.exchange.levels import normal
from tpmcli.exchange.options import ReadOptions
from tpmcli.exchange.pack import ANY_LEVEL
from tpmcli.exchange.slugs import slug
from tpmcli.exchange.wording import clean
from tpmcli.model.checklist import Level
from tpmcli.model.errors import UsageError
from tpmcli.model.imported import Reading
from tpmcli.rules.authorisation import find_role
from tpmcli.store.checklists import shipped
from tpmcli.text.names import suggestion

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


def find_place(
    home: Home, request: ImportRequest, reading: Reading, earlier: Mapping[str, Any]
) -> tuple[str, str]:
    """Return the phase and the role of the items, empty if a file of tpm names them.

    What is not given is as in the pack that is there, if all its items have the same.

    Raises: UsageError if one is missing, or does not exist.
    """
    phases = [phase.id for phase in home.checklist.phases]
    phase, role = request.phase, request.role
    if phase and phase not in phases:
        raise UsageError(f"no phase named `{phase}`", suggestion(phase, phases))
    if role:
        role = str(find_role(home.checklist.roles, role))
    if not all(item.phase and item.role for item in reading.items):
        by_phase = earlier.get("add", {})
        roles = {each for by_role in by_phase.values() for each in by_role}
        phase = phase or (next(iter(by_phase)) if len(by_phase) == 1 else "")
        role = role or (roles.pop() if len(roles) == 1 else "")
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


def pack_name(request: ImportRequest, reading: Reading) -> str:
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
        stem = title_of(request.file)
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


def title_of(file: str) -> str:
    """Return the name of a file, without folder and extension, in words."""
    stem = os.path.basename(file.replace("\\", "/"))
    stem = stem.rpartition(".")[0] or stem
    return clean(stem.replace("_", " ").replace("-", " ")) or "Imported checklist"


def level_named(name: str) -> Level:
    """Return the level of that name.

    Raises: UsageError if there is none.
    """
    levels = {str(level): level for level in Level}
    if name not in levels:
        raise UsageError(f"no level named `{name}`", suggestion(name, levels))
    return levels[name]


def level_meanings(written: tuple[str, ...]) -> dict[str, Level | None]:
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
