"""Globs of checklists, and the patterns of CODEOWNERS and .gitattributes.

`*` and `?` stop at `/`, `**` as a whole part crosses any number of folders, `[…]` is one character
of a set and `[!…]` one outside it. A glob that ends in `/` covers everything below. A leading dot
is a character like others; case counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

MAX_GLOB = 1024


def check_glob(glob: str) -> str:
    """Return why a glob is not acceptable, or an empty text if it is."""
    if not glob:
        return "the pattern is empty"
    if len(glob) > MAX_GLOB:
        return f"the pattern is longer than {MAX_GLOB} characters"
    if "\\" in glob:
        return "a backslash: write '/' between folders; '[*]' is a literal star"
    if any(char < " " or "\x7f" <= char <= "\x9f" for char in glob):
        return "the pattern holds a control character"
    if glob.startswith("/"):
        return "an absolute pattern: write it relative to the folder that holds .tpm/"
    for part in glob.removesuffix("/").split("/"):
        if not part:
            return "an empty part: two '/' in a row"
        if part in (".", ".."):
            return f"'{part}' in the pattern: write it without"
        if reason := _check_sets(part):
            return reason
    return ""


def _check_sets(part: str) -> str:
    at = part.find("[")
    while at >= 0:
        end = _set_end(part, at)
        if end == -1:
            return f"'[' without ']' in '{part}'"
        members = part[at + 1 : end].lstrip("!")
        for position in range(1, len(members) - 1):
            if members[position] == "-" and members[position - 1] > members[position + 1]:
                return f"a range that runs backwards in '{part}'"
        at = part.find("[", end)
    return ""


def match(glob: str, path: str) -> bool:
    """Return whether the glob covers the path.

    To match one glob against many paths, use `compile_glob` or `glob_paths`.
    """
    return compile_glob(glob)(path)


def compile_glob(glob: str) -> Callable[[str], bool]:
    """Return a function that tells whether the glob covers a path.

    The text between two stars is matched as early as possible and never given back (`(?>…)`), so
    the time is at most quadratic in the length of the path, whatever the glob.
    """
    import re

    pattern = re.compile(_translate(glob))
    return lambda path: pattern.fullmatch(path) is not None


def glob_paths(globs: Iterable[str], paths: Iterable[str]) -> list[str]:
    """Return the paths that at least one glob covers, sorted, each once."""
    from bisect import bisect_left

    ordered = sorted(paths)
    found: set[str] = set()
    for glob in globs:
        prefix = _literal_prefix(glob)
        matches = compile_glob(glob)
        for path in ordered[bisect_left(ordered, prefix) :]:
            if not path.startswith(prefix):
                break
            if matches(path):
                found.add(path)
    return sorted(found)


def covers(pattern: str, path: str, *, contents: bool) -> bool:
    """Return whether a pattern of CODEOWNERS or .gitattributes covers the path.

    The patterns are those of .gitignore without `!` (https://git-scm.com/docs/gitignore). The path
    is relative to the folder of the pattern's file. With `contents`, as in CODEOWNERS, a pattern
    that matches a folder covers everything below it.
    """
    body = pattern.strip("/")
    if not body:
        return contents and pattern == "/"
    anchored = pattern.startswith("/") or "/" in body
    glob = _as_glob(body) if anchored else f"**/{_as_glob(body)}"
    if pattern.endswith("/"):
        return contents and match(f"{glob}/", path)
    # `docs/*` covers the files in the folder, but not those further down.
    below = contents and not body.endswith("/*")
    return match(glob, path) or (below and match(f"{glob}/", path))


def _as_glob(pattern: str) -> str:
    """Return a pattern of git as a glob: `[^…]` as `[!…]`, and an escaped character as itself."""
    import re

    def piece(found: re.Match[str]) -> str:
        text = found[0]
        if text.startswith("["):
            return f"[!{text[2:]}" if text.startswith("[^") else text
        char = text[1:]
        return f"[{char}]" if char in ("*", "?", "[") else char

    return re.sub(r"\[[^]/]+\]|\\.?", piece, pattern, flags=re.DOTALL)


def _literal_prefix(glob: str) -> str:
    """Return the text with which every path begins that the glob covers."""
    first = min((at for char in "*?[" if (at := glob.find(char)) >= 0), default=None)
    return glob[:first]


def _translate(glob: str) -> str:
    parts = glob.split("/")
    if parts[-1] == "":
        parts[-1] = "**"
    groups: list[list[str]] = [[]]
    for part in parts:
        if part != "**":
            groups[-1].append(_translate_part(part))
        else:
            groups.append([])
    head, *middle = groups
    expression = "".join(f"{part}/" for part in head)
    if not middle:
        return expression.removesuffix("/")
    *between, tail = middle
    for group in between:
        expression += "(?>(?:[^/]+/)*?" + "".join(f"{part}/" for part in group) + ")"
    return expression + "(?:[^/]+/)*" + ("/".join(tail) if tail else "[^/]+")


def _translate_part(part: str) -> str:
    """Return one part of a glob, between slashes, as an expression that covers no slash."""
    pieces: list[str] = [""]
    at = 0
    while at < len(part):
        char = part[at]
        at += 1
        if char == "*":
            if pieces[-1] or len(pieces) == 1:
                pieces.append("")
        elif char == "?":
            pieces[-1] += "[^/]"
        elif char == "[" and (end := _set_end(part, at - 1)) != -1:
            pieces[-1] += _translate_set(part[at:end])
            at = end + 1
        else:
            pieces[-1] += _literal(char)
    head, *middle = pieces
    if not middle:
        return head
    *between, tail = middle
    # The lookahead keeps a star alone from covering an empty part.
    inner = "".join(f"(?>[^/]*?{piece})" for piece in between)
    return f"(?=[^/]){head}{inner}[^/]*{tail}"


def _set_end(part: str, start: int) -> int:
    """Return the index of the `]` that closes the set, or -1.

    A leading `]` is a member.
    """
    first = start + 1
    if part[first : first + 1] == "!":
        first += 1
    return part.find("]", first + 1)


def _translate_set(members: str) -> str:
    negated = members.startswith("!")
    members = members.removeprefix("!")
    allowed = ""
    at = 0
    while at < len(members):
        low = high = members[at]
        if members[at + 1 : at + 2] == "-" and at + 2 < len(members):
            high = members[at + 2]
            at += 2
        at += 1
        if low <= high:
            allowed += f"{_literal(low)}-{_literal(high)}"
    if not allowed:
        return "[^/]" if negated else "(?!)"
    return f"[^/{allowed}]" if negated else f"(?!/)[{allowed}]"


def _literal(char: str) -> str:
    return f"\\U{ord(char):08x}"
