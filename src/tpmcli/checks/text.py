"""The check `text`: a file has headings, has or lacks texts, or matches an expression."""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    FoundFiles,
    Options,
    UnreadError,
    excerpt,
    is_blank,
    passed,
)
from tpmcli.checks.documents import find_documents
from tpmcli.checks.kind import EXPRESSION, FLAG, GLOB, TEXTS, UNREAD, CheckKind, Option
from tpmcli.checks.sources import DOCUMENT_LIMIT, MIB, decode, first_passing, read_all, read_text
from tpmcli.model.facts import CheckResult
from tpmcli.text.nesting import MAX_GROUPS, pattern_is_deeper

_FILE = Option(
    "file",
    GLOB,
    "a path, or a glob: the first file that matches is read (for `absent` every one); or"
    " `evidence`: one of the cited files must have what is asked for",
)
_HEADINGS = Option(
    "headings",
    TEXTS,
    "headings that must be there, each with text under it, other names for one with a bar between"
    " (Goals | Outcomes); case does not count",
    required=False,
)
_CONTAINS = Option("contains", TEXTS, "texts that must be there, exactly so", required=False)
_MATCHES = Option(
    "matches",
    EXPRESSION,
    "a regular expression that must match; ^ and $ are line ends; two seconds at most",
    required=False,
)
_ABSENT = Option(
    "absent",
    TEXTS,
    "texts that must not be there; needs at least one file that is not empty",
    required=False,
)

_ANY = Option(
    "any",
    FLAG,
    "true: any file that matches may have what is asked for, not only the first",
    default=False,
)

# The endings of cited files that are text.
_TEXT = (
    *(".md", ".markdown", ".mdx", ".rst", ".rest", ".adoc", ".asciidoc", ".asc", ".txt", ".text"),
    *(".org", ".html", ".htm", ".csv", ".tsv", ".json", ".yaml", ".yml", ".toml", ".xml"),
)

# Of processor time. The memory for backtracking grows with the text, hence the second limit.
SECONDS = 2.0
MATCH_LIMIT = 2 * MIB
# For headings with the same title: each costs a scan of the whole text.
MAX_PLACES = 10


def run(options: Options, context: CheckContext) -> CheckResult:
    """Look for everything that is asked for, and stop at the first that is missing."""
    glob = _FILE.of(options)
    headings = _HEADINGS.of(options)
    contains = _CONTAINS.of(options)
    pattern = _MATCHES.of(options)
    absent = _ABSENT.of(options)
    found = find_documents(context, glob)
    wanted = _Wanted(headings, contains, pattern)
    if not any(wanted):
        _need_absence(found, absent)
        return passed(f"{found.label}: {_listed(absent)} not in it", found.first)
    if found.cited or _ANY.of(options):
        try:
            result = first_passing(found, lambda source: _judge(source, source.path, wanted))
        except FailedError:
            if UNREAD.of(options) == "warn" and found.cited:
                _need_recognition(found, headings)
            raise
    else:
        result = _judge(found.first, found.first_label, wanted)
    if absent:
        _need_absence(found, absent)
        also = f"; {_listed(absent)} in none of the files"
        result = result._replace(message=f"{result.message}{also}")
    return result


KIND = CheckKind(
    "A text file has headings with text, contains or lacks texts, or matches an expression.",
    (_FILE, _HEADINGS, _CONTAINS, _MATCHES, _ABSENT, _ANY, UNREAD),
    run,
    reads=_TEXT,
    one_of=(_HEADINGS, _CONTAINS, _MATCHES, _ABSENT),
)


def _need_recognition(found: FoundFiles, wanted: Sequence[str]) -> None:
    """Raise UnreadError if no document has half of the headings that are wanted.

    It may be a document of another kind, or in another language.
    """
    from tpmcli.text.documents import format_of
    from tpmcli.text.headings import headings

    most = 0
    for source in found.sources:
        titles = headings(read_text(source), format_of(source.path))
        names = {_name(each.title).partition("-and-")[0] for each in titles}
        most = max(most, sum(not names.isdisjoint(_names(title)) for title in wanted))
    if wanted and 2 * most < len(wanted):
        raise UnreadError(
            f"{found.label}: no document with the headings {_listed([*map(_first_name, wanted)])}"
        )


class _Wanted(NamedTuple):
    """What one file must have."""

    headings: Sequence[str]
    contains: Sequence[str]
    pattern: str


def _judge(source: CheckedFile, label: str, wanted: _Wanted) -> CheckResult:
    text = read_text(source)
    told = []
    line = 0
    if wanted.headings:
        _need_headings(source, text, wanted.headings)
        told.append(f"has text under {_listed([*map(_first_name, wanted.headings)])}")
    if wanted.contains:
        _need_texts(source, text, wanted.contains)
        told.append(f"contains {_listed(wanted.contains)}")
    if wanted.pattern:
        line = _need_match(source, text, wanted.pattern)
        told.append(f"line {line} matches {excerpt(wanted.pattern)}")
    return passed(f"{label}: {'; '.join(told)}", source, line)


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(f"'{excerpt(text, 40)}'" for text in texts)


def _need_headings(source: CheckedFile, text: str, wanted: Sequence[str]) -> None:
    from tpmcli.text.documents import format_of
    from tpmcli.text.headings import headings
    from tpmcli.text.written import has_text

    form = format_of(source.path)
    found = headings(text, form)
    by_name: dict[str, list[int]] = {}
    for index, heading in enumerate(found):
        # `Goals and measures` is `Goals`, too.
        whole = _name(heading.title)
        for name in dict.fromkeys((whole, whole.partition("-and-")[0])):
            by_name.setdefault(name, []).append(index)
    for names in wanted:
        places = next(filter(None, map(by_name.get, _names(names))), None)
        title = _first_name(names)
        if not places:
            raise FailedError(f"{source.path}: no heading '{excerpt(title)}'", source)
        if not any(has_text(text, found[place], form) for place in places[:MAX_PLACES]):
            line = found[places[0]].line
            raise FailedError(
                f"{source.path}:{line}: there is no text under the heading '{excerpt(title)}'",
                source,
                line,
            )


def _names(title: str) -> list[str]:
    """Return the names that a heading may have, for comparison: itself, then its alternatives."""
    return [_name(title), *(_name(each) for each in title.split("|") if each.strip())]


def _first_name(title: str) -> str:
    return title.partition("|")[0].strip() or title


def _name(title: str) -> str:
    """Return a heading for comparison: without case, markup, and the number before it."""
    from tpmcli.text.headings import shown_text, slug

    title = shown_text(title)
    number, _, rest = title.strip().partition(" ")
    if rest and number.replace(".", "").isdigit():
        title = rest
    return slug(title).strip("-") or title.strip().casefold()


def _need_texts(source: CheckedFile, text: str, wanted: Sequence[str]) -> None:
    for one in wanted:
        if one not in text:
            raise FailedError(f"{source.path} does not contain '{excerpt(one)}'", source)


def _need_match(source: CheckedFile, text: str, pattern: str) -> int:
    """Return the line of the first match, from 1.

    Raises: FailedError if there is none.
    """
    import warnings

    import regex

    if len(text) > MATCH_LIMIT:
        raise CannotRunError(
            f"{source.path}: in more than {MATCH_LIMIT // MIB} MiB of text nothing is matched",
            source,
        )
    if pattern_is_deeper(pattern, MAX_GROUPS):
        raise CannotRunError(
            "the option `matches` is not allowed:"
            f" its groups are nested more than {MAX_GROUPS} deep"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = regex.compile(pattern, regex.MULTILINE)
        match = compiled.search(text, timeout=SECONDS)
    except TimeoutError:
        raise CannotRunError(
            f"{source.path}: matching {excerpt(pattern)} took longer than {SECONDS:g} s", source
        ) from None
    except MemoryError:
        raise CannotRunError(
            f"{source.path}: matching {excerpt(pattern)} took too much memory", source
        ) from None
    except regex.error as error:
        pos = getattr(error, "pos", None)
        place = "" if pos is None else f": error at position {pos}"
        raise CannotRunError(f"the option `matches` is not a regular expression{place}") from None
    except (RecursionError, OverflowError, ValueError):
        raise CannotRunError("the option `matches` is not a regular expression") from None
    if match is None:
        raise FailedError(f"{source.path}: no text matches {excerpt(pattern)}", source)
    return text.count("\n", 0, match.start()) + 1


def _need_absence(found: FoundFiles, unwanted: Sequence[str]) -> None:
    """Raise FailedError if one of the texts is in a file, or every file is empty."""
    seen = False
    for source, data in read_all(found, DOCUMENT_LIMIT, skip_empty=True):
        text = decode(source, data)
        seen = seen or not is_blank(text)
        for one in unwanted:
            at = text.find(one)
            if at >= 0:
                line = text.count("\n", 0, at) + 1
                raise FailedError(f"{source.path}:{line}: contains '{excerpt(one)}'", source, line)
    if not seen:
        raise FailedError(f"{found.label}: nothing in it to look through", found.first)
