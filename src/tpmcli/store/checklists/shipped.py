"""The checklists that come with tpm: lifecycles, packs, templates, traits and public frameworks.

In an installed package they stand beside its modules, in a checkout at the top of the project.
Plain paths instead of `importlib.resources`, whose import costs more than reading a checklist.
"""

import os
from typing import TYPE_CHECKING, NamedTuple

from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.text.names import suggestion

if TYPE_CHECKING:
    from tpmcli.model.checklist_view import Reference, Trait
    from tpmcli.store.yaml.reader import Document

# What stands beside the lifecycles and is none.
_OTHERS = ("find-lists.yaml", "references.yaml", "traits.yaml")


class Retired(NamedTuple):
    """A checklist that was shipped once: the first version without it, and what to do instead."""

    since: str
    instead: str


# Lifecycles and packs by name. One that is taken out of `checklists/` is entered here, since
# policies go on naming it; so far none was.
RETIRED: dict[str, Retired] = {}


def folder() -> str:
    """Return the folder of the shipped checklists."""
    package = os.path.abspath(__file__)
    for _ in range(3):
        package = os.path.dirname(package)
    inside = os.path.join(package, "checklists")
    if os.path.isdir(inside):
        return inside
    return os.path.join(os.path.dirname(os.path.dirname(package)), "checklists")


def read(path: str) -> bytes:
    """Return the bytes of a shipped file; `path` is relative to the folder, with `/`.

    Raises:
        InvalidInputError: the file cannot be read, since the installation is not whole.
    """
    full = os.path.join(folder(), *path.split("/"))
    try:
        with open(full, "rb") as file:
            return file.read()
    except OSError as error:
        words = (error.strerror or str(error),)
        hint = Hint(Remedy.REINSTALL)
        problem = Problem(Flaw.SHIPPED_UNREADABLE, words, full, hint=hint)
        raise InvalidInputError([problem]) from error


def lifecycle_path(name: str) -> str | None:
    """Return the path of the shipped lifecycle of that name; None if there is none."""
    for path in (f"{name}/lifecycle.yaml", f"{name}.yaml"):
        if path not in _OTHERS and os.path.isfile(os.path.join(folder(), path)):
            return path
    return None


def lifecycle_names() -> list[str]:
    """Return the shipped lifecycles, the longest first and then by name."""
    names = []
    for entry in os.listdir(folder()):
        name = entry.removesuffix(".yaml")
        if entry not in _OTHERS and lifecycle_path(name):
            names.append(name)
    return sorted(names, key=lambda name: (name != "standard", name))


def phase_paths(lifecycle: str) -> list[str]:
    """Return the paths of a shipped lifecycle's own phases, in order."""
    path = lifecycle_path(lifecycle) or ""
    above = path.rpartition("/")[0]
    return [f"{above}/{phase}.yaml" for phase in document(path).value["phases"]]


def missing_pack(name: str) -> Problem:
    """Return why there is no shipped pack of that name, without a place."""
    retired = RETIRED.get(name)
    if retired is None:
        from tpmcli.model.fix import tpm

        listed = Hint(Remedy.RUN, command=tpm("checklist", "list"))
        return Problem(Flaw.PACK_UNKNOWN, (name,), hint=suggestion(name, pack_names()) or listed)
    return Problem(Flaw.PACK_RETIRED, (name, retired.since), hint=_instead(retired))


def missing_lifecycle(name: str) -> Problem:
    """Return why there is no shipped lifecycle of that name, without a place."""
    retired = RETIRED.get(name)
    if retired is None:
        return Problem(Flaw.LIFECYCLE_UNKNOWN, (name,), hint=suggestion(name, lifecycle_names()))
    return Problem(Flaw.LIFECYCLE_RETIRED, (name, retired.since), hint=_instead(retired))


def _instead(retired: Retired) -> Hint:
    return Hint(Remedy.OTHER, (retired.instead,))


def pack_names() -> list[str]:
    """Return the shipped packs, by name."""
    return _names("packs", ".yaml")


def template_names() -> list[str]:
    """Return the shipped templates, by name."""
    return _names("templates", ".md")


def template(name: str) -> str:
    """Return the text of a shipped template.

    Raises:
        InvalidInputError: it cannot be read.
    """
    return read(f"templates/{name}.md").decode("utf-8")


def example_names() -> list[str]:
    """Return the templates of which a filled example is shipped, by name."""
    return _names("examples", ".md")


def example(name: str) -> str:
    """Return the text of a template that is filled in.

    Raises:
        InvalidInputError: it cannot be read.
    """
    return read(f"examples/{name}.md").decode("utf-8")


def find_lists() -> dict[str, list[str]]:
    """Return the lists of globs that `find` may name, by name."""
    found: dict[str, list[str]] = document("find-lists.yaml").value["lists"]
    return found


def trait_names() -> list[str]:
    """Return the closed list of traits, in the order in which `tpm init` asks."""
    return list(document("traits.yaml").value["traits"])


def traits() -> "dict[str, Trait]":
    """Return the closed list of traits, by name, in the order in which `tpm init` asks."""
    from tpmcli.model.checklist_view import Trait

    found = document("traits.yaml").value["traits"]
    return {name: Trait(name, raw["ask"], raw["means"]) for name, raw in found.items()}


def references() -> "dict[str, Reference]":
    """Return the public frameworks that shipped items cite, by key."""
    from tpmcli.model.checklist_view import Reference

    found = document("references.yaml").value["references"]
    return {
        key: Reference(key, raw["name"], raw["url"], raw["licence"], raw["seen"])
        for key, raw in found.items()
    }


def document(path: str) -> "Document":
    """Return a shipped YAML file; its text is read only if a place in it is asked for."""
    from importlib import import_module

    from tpmcli.store.yaml.reader import Document

    module = import_module(f"tpmcli.store.checklists.compiled.{compiled_module(path)}")
    return Document(module.DOCUMENTS[path], f"checklists/{path}", lambda: read(path))


def compiled_module(path: str) -> str:
    """Return the name of the module below `compiled` that has the data of a shipped file."""
    folder_, _, name = path.removesuffix(".yaml").rpartition("/")
    module = name.replace("-", "_")
    return f"pack_{module}" if folder_ == "packs" else folder_ or module


def _names(under: str, suffix: str) -> list[str]:
    try:
        entries = os.listdir(os.path.join(folder(), under))
    except FileNotFoundError:
        return []
    return sorted(name.removesuffix(suffix) for name in entries if name.endswith(suffix))
