"""Code owners of the policy and of the gate job, and attributes that hide a change from reviewers.

With `--against` the policy is the base's, and a pull request that changes the policy alone is left
to its code owners: without them, anybody may loosen what a gate asks.
"""

from collections.abc import Iterable, Iterator, Sequence
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
ANY_FILE = "any.yaml"
"""The name that stands for every file of a folder, in the paths that must be covered."""

_HARMLESS_MERGES = ("text", "binary", "true", "false")


class OwnersFile(NamedTuple):
    """Where a platform looks for CODEOWNERS.

    `places` are in its order; only the first file that exists counts. `new` is where to put one.
    """

    places: tuple[str, ...]
    new: str


# https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
ON_GITHUB = OwnersFile(
    (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"), ".github/CODEOWNERS"
)
# https://docs.gitlab.com/user/project/codeowners/reference/
ON_GITLAB = OwnersFile(
    ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"), ".gitlab/CODEOWNERS"
)


class _Line(NamedTuple):
    """A line of .gitattributes. ``number`` counts from 1."""

    file: str
    number: int
    text: str


def owners_advice(
    text: str | None, file: str, paths: Sequence[str], *, alone: bool, gitlab: bool = False
) -> list[SetupFinding]:
    """Return what CODEOWNERS leaves open.

    Args:
        text: the content of `file`, None if there is no such file.
        file: the file to name, relative to the repository's top.
        paths: what it must cover, a folder by a file in it.
        alone: one person holds both roles, and has nobody else to ask.
        gitlab: GitLab reads the file, which has sections and exclusions, and not GitHub.
    """
    owned = _owned_on_gitlab if gitlab else _owned_on_github
    uncovered = [path for path in paths if text is None or not owned(text, path)]
    if not uncovered:
        return []
    patterns = tuple(dict.fromkeys(_as_pattern(path) for path in uncovered))
    lines = tuple(f"{pattern} @your-team" for pattern in patterns)
    if gitlab and text is not None and _has_sections(text):
        # The last section may be optional, or exclude what is added to it.
        lines = ("[tpm]", *lines)
    return [
        SetupFinding(
            SetupReason.CODEOWNERS_MISSING if text is None else SetupReason.CODEOWNERS_GAP,
            AddLines(file, lines, SetupHelp.ADD_LINES),
            SetupArguments(files=patterns),
            file,
            softened=alone,
        )
    ]


def _rules(text: str) -> Iterator[list[str]]:
    """Yield the words of each line, without comments."""
    for line in text.splitlines():
        words = line.split() if line.startswith("\\#") else line.partition("#")[0].split()
        if words:
            yield words


def _owned_on_github(text: str, path: str) -> bool:
    """Return whether the last line that matches the path names owners, and nothing else.

    GitHub skips a line with a word that is no owner. It knows neither sections nor exclusions.
    """
    owned = False
    for words in _rules(text):
        if covers(words[0], path, contents=True):
            owned = len(words) > 1 and all(map(_is_owner, words[1:]))
    return owned


class _Section:
    """A section of GitLab's CODEOWNERS, as far as one path is concerned."""

    def __init__(self) -> None:
        self.owned = self.excluded = False


def _owned_on_gitlab(text: str, path: str) -> bool:
    """Return whether an approval is required for the path in one of the sections.

    In each the last line that matches counts, unless one of its exclusions matches. An optional
    section (`^[…]`) requires nothing. Sections of one name are one section, and owners of a heading
    are those of lines in it that name none.
    """
    sections = {"": _Section()}
    section = sections[""]
    default = optional = False
    for words in _rules(text):
        if _is_heading(words[0]):
            line = " ".join(words)
            name, _, owners = line.partition("]")
            section = sections.setdefault(name.lower(), _Section())
            default, optional = any(map(_is_owner, owners.split())), line.startswith("^")
        elif words[0].startswith("!"):
            section.excluded |= covers(words[0][1:], path, contents=True)
        elif covers(words[0], path, contents=True):
            named = any(map(_is_owner, words[1:])) if len(words) > 1 else default
            section.owned = named and not optional
    return any(each.owned and not each.excluded for each in sections.values())


def _is_heading(word: str) -> bool:
    return word.startswith(("[", "^["))


def _has_sections(text: str) -> bool:
    return any(_is_heading(words[0]) or words[0].startswith("!") for words in _rules(text))


def _is_owner(word: str) -> bool:
    """Return whether a word names somebody: `@user`, `@group/team` or an email address."""
    name, at, rest = word.rpartition("@")
    return bool(at and rest) and (not name.strip("@") or "." in rest)


def _as_pattern(path: str) -> str:
    folder, _, name = path.rpartition("/")
    if name == ANY_FILE or folder.endswith(".tpm/checklists"):
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
