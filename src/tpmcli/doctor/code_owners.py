"""Who must approve a change of the rules, and whether reviewers get to see it.

With `--against` the policy is the base's, and a pull request that changes the policy alone is left
to its code owners: without them, anybody may loosen what a gate asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tpmcli.model.rule import Severity
from tpmcli.model.setup_finding import SetupFinding
from tpmcli.text.path_patterns import covers

_WHY_OWNERS = (
    "a pull request that changes the policy alone is left to its code owners, and one that changes"
    " the job changes what is checked"
)
_WHY_ATTRIBUTES = {
    "merge": "two answers to one question would be merged without anybody noticing",
    "diff": "reviewers would not see what changes",
    "linguist-generated": "platforms fold files that are marked as generated, so reviewers would"
    " not see what changes",
    "gitlab-generated": "GitLab folds files that are marked as generated",
    "filter": "what is stored would be another thing than what people see",
}
_HARMLESS_MERGES = ("text", "binary", "true", "false")


def owners_advice(
    text: str | None, file: str, paths: Sequence[str], *, alone: bool
) -> list[SetupFinding]:
    """What CODEOWNERS leaves open. `text` is its content, None where there is no such file.

    `paths` are what it must cover, a folder by a file in it. `alone`: one person holds both roles,
    and has nobody else to ask.
    """
    severity = Severity.WARNING if alone else Severity.ERROR
    uncovered = [path for path in paths if text is None or not _owned(text, path)]
    if not uncovered:
        return []
    shown = list(dict.fromkeys(_as_pattern(path) for path in uncovered))
    lines = "  ".join(f"{pattern} @your-team" for pattern in shown)
    what = "there is no CODEOWNERS" if text is None else "CODEOWNERS names nobody"
    message = f"{what} for {', '.join(shown)}"
    return [
        SetupFinding(
            "codeowners-gap", severity, message, _WHY_OWNERS, f"add to {file}: {lines}", file
        )
    ]


def _owned(text: str, path: str) -> bool:
    """True where the last line that matches the path names somebody."""
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
    """The lines of .gitattributes that merge, hide or replace files of tpm.

    `files` are folders (with ``/``, "" for the top) and contents, the outermost first; `paths` are
    files of tpm's. In each file the last line that matches says what holds.
    """
    standing: dict[tuple[str, str], tuple[str, int, str] | None] = {}
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
                        harm = _harmful(name, value)
                        place = (f"{start}.gitattributes", number, line.strip())
                        standing[path, name] = place if harm else None
    found: dict[tuple[str, int, str], tuple[str, list[str]]] = {}
    for (path, name), told in standing.items():
        if told is not None:
            found.setdefault(told, (name, []))[1].append(path)
    undo = f"/{prefix}.tpm/** !merge !diff -linguist-generated -gitlab-generated !filter"
    return [
        SetupFinding(
            "attributes-hide",
            Severity.ERROR,
            f"“{line}” concerns {', '.join(dict.fromkeys(concerned))}",
            _WHY_ATTRIBUTES[name],
            f"remove the line, or add at the end of .gitattributes: {undo}",
            file,
            number,
        )
        for (file, number, line), (name, concerned) in found.items()
    ]


def _settings(words: Sequence[str]) -> list[tuple[str, str]]:
    """Attributes and their values: ``true`` set, ``false`` unset, ``!`` unspecified."""
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
    return name in _WHY_ATTRIBUTES and value not in ("false", "!")
