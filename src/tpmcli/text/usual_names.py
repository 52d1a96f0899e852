"""The names that projects give the documents every project has, such as HISTORY for a change log.

A checklist names each by one glob. The check of that glob and the search for evidence both know
the others by this one list.
"""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.text.globs import glob_paths

# Stems in lower case, by the glob that stands for them.
_STEMS = {
    "changelog*": (
        *("changelog", "change_log", "change-log"),
        *("changes", "history", "news", "releases"),
    ),
    "licen*": ("licence", "license", "copying", "unlicense", "unlicence"),
    "readme*": ("readme",),
}
# At the top, and in these folders.
_FOLDERS = ("", "doc/", "docs/", ".github/")
_EXTENSIONS = ("", ".md", ".markdown", ".rst", ".adoc", ".asciidoc", ".txt", ".org")
_MARKUP = ("md", "markdown", "rst", "adoc")


def usual_paths(glob: str, paths: Iterable[str]) -> list[str]:
    """Return the paths that are usually meant by a glob such as `CHANGELOG*`; else none.

    Case does not count. Files at the top go first.
    """
    stems = _STEMS.get(glob.lower())
    if stems is None:
        return []
    is_licence = "copying" in stems
    folders = _FOLDERS[:1] if is_licence else _FOLDERS
    names = {stem + extension for stem in stems for extension in _EXTENSIONS}
    found = []
    for path in paths:
        folder, slash, name = path.lower().rpartition("/")
        # LICENSE-MIT beside LICENSE-APACHE; at the top alone, where everybody looks for it.
        base = name.partition("-")[0] if is_licence else name
        if folder + slash in folders and (name in names or base in names):
            found.append(path)
    return sorted(found, key=lambda path: (path.count("/"), path))


def find_paths(globs: Iterable[str], paths: Iterable[str]) -> list[str]:
    """Return the paths that may be what globs look for, sorted, each once.

    Case does not count, and a glob of Markdown files stands for other markup, too.
    """
    by_folded: dict[str, list[str]] = {}
    for path in paths:
        by_folded.setdefault(path.lower(), []).append(path)
    wanted = []
    found: set[str] = set()
    for glob in map(str.lower, globs):
        stem, _, extension = glob.rpartition(".")
        wanted += [f"{stem}.{each}" for each in _MARKUP] if extension == "md" else [glob]
        found.update(usual_paths(glob, by_folded))
    found.update(glob_paths(wanted, by_folded))
    return sorted(path for folded in found for path in by_folded[folded])
