"""Code owners of the policy and of the gate job, and attributes that hide a change from reviewers.

With `--against` the policy is the base's, and a pull request that changes the policy alone is left
to its code owners: without them, anybody may loosen what a gate asks.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tpmcli.model.setup_finding import AddLines, SetupArguments, SetupFinding
from tpmcli.model.setup_reason import SetupHelp, SetupReason
from tpmcli.text.globs import covers

_HARMS = {
    "merge": SetupReason.ATTRIBUTES_MERGE,
    "diff": SetupReason.ATTRIBUTES_DIFF,
    "linguist-generated": SetupReason.ATTRIBUTES_GENERATED,
    "gitlab-generated": SetupReason.ATTRIBUTES_GENERATED_GITLAB,
    "filter": SetupReason.ATTRIBUTES_FILTER,
}
_HARMLESS_MERGES = ("text", "binary", "true", "false")


class _Line(NamedTuple):
    """A line of .gitattributes. ``number`` counts from 1."""

    file: str
    number: int
    text: str


def owners_advice(
    text: str | None, file: str, paths: Sequence[str], *, alone: bool
) -> list[SetupFinding]:
    """Return what CODEOWNERS leaves open.

    Args:
        text: the content of `file`, None if there is no such file.
        file: the file to name, relative to the repository's top.
        paths: what it must cover, a folder by a file in it.
        alone: one person holds both roles, and has nobody else to ask.
    """
    uncovered = [path for path in paths if text is None or not _owned(text, path)]
    if not uncovered:
        return []
    patterns = tuple(dict.fromkeys(_as_pattern(path) for path in uncovered))
    lines = tuple(f"{pattern} @your-team" for pattern in patterns)
    return [
        SetupFinding(
            SetupReason.CODEOWNERS_MISSING if text is None else SetupReason.CODEOWNERS_GAP,
            AddLines(file, lines, SetupHelp.ADD_LINES),
            SetupArguments(files=patterns),
            file,
            softened=alone,
        )
    ]


def _owned(text: str, path: str) -> bool:
    """Return whether the last line that matches the path names somebody."""
    owned = False
    default = False
    for line in text.splitlines():
        words = line.split() if line.startswith("\\#") else line.partition("#")[0].split()
        if not words:
            continue
        if words[0].startswith(("[", "^[")):
            # A section of GitLab's, with the owners of lines that name none.
            default = "@" in line.partition("]")[2]
        elif covers(words[0], path, contents=True):
            owned = len(words) > 1 or default
    return owned


def _as_pattern(path: str) -> str:
    folder, _, name = path.rpartition("/")
    if folder.endswith(".tpm/checklists"):
        return f"/{folder}/"
    return f"/{folder}/{name}" if folder else f"/{name}"


def attributes_advice(
    files: Iterable[tuple[str, str]], paths: Sequence[str], prefix: str
) -> list[SetupFinding]:
    """Return the lines of .gitattributes that merge, hide or replace files of tpm.

    In each file the last line that matches a path counts.

    Args:
        files: folders (with ``/``, "" for the top) and contents, the outermost first.
        paths: files of tpm, relative to the repository's top.
        prefix: the project's folder, "" or ending in ``/``.
    """
    last: dict[tuple[str, str], _Line | None] = {}
    for folder, text in files:
        start = f"{folder}/" if folder else ""
        for number, line in enumerate(text.splitlines(), 1):
            words = line.split()
            if not words or words[0].startswith(("#", "[attr]")):
                continue
            for path in paths:
                if path.startswith(start) and covers(
                    words[0].strip('"'), path[len(start) :], contents=False
                ):
                    for name, value in _settings(words[1:]):
                        place = _Line(f"{start}.gitattributes", number, line.strip())
                        last[path, name] = place if _harmful(name, value) else None
    # A line is reported once, with the first of its attributes that do harm.
    found: dict[_Line, tuple[str, list[str]]] = {}
    for (path, name), harmful in last.items():
        if harmful is not None:
            found.setdefault(harmful, (name, []))[1].append(path)
    undo = f"/{prefix}.tpm/** !merge !diff -linguist-generated -gitlab-generated !filter"
    return [
        SetupFinding(
            _HARMS[name],
            AddLines(".gitattributes", (undo,), SetupHelp.UNDO_ATTRIBUTES),
            SetupArguments(text=line.text, files=tuple(dict.fromkeys(concerned))),
            line.file,
            line.number,
        )
        for line, (name, concerned) in found.items()
    ]


def _settings(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return attributes and values: ``true`` if set, ``false`` if unset, ``!`` if unspecified."""
    found = []
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            found.append((name, value))
        elif word.startswith(("-", "!")):
            found.append((word[1:], "false" if word.startswith("-") else "!"))
        elif word == "binary":
            found += [("diff", "false"), ("merge", "false")]
        else:
            found.append((word, "true"))
    return found


def _harmful(name: str, value: str) -> bool:
    if name == "merge":
        return value not in (*_HARMLESS_MERGES, "!")
    if name == "diff":
        return value == "false"
    return name in _HARMS and value not in ("false", "!")
