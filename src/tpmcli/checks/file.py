"""The check `file`: files exist, are not empty and hold no placeholder of a template."""

from typing import NamedTuple

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    FoundFiles,
    Options,
    StoppedError,
    excerpt,
    failed,
    is_blank,
    passed,
)
from tpmcli.checks.documents import find_documents
from tpmcli.checks.kind import COUNT, GLOB, UNREAD, CheckKind, Option
from tpmcli.checks.sources import (
    DOCUMENT_LIMIT,
    MIB,
    REPORT_LIMIT,
    TOTAL_LIMIT,
    decode,
    empty,
    read_bytes,
)
from tpmcli.model.facts import CheckResult

_GLOB = Option("glob", GLOB, "which files, such as docs/adr/*.md; or `evidence`: every cited file")
_MIN_COUNT = Option("min-count", COUNT, "how many valid files there must be at least", default=1)

_MAX_LOOKED_AT = 1_000


class _Survey(NamedTuple):
    """The number of sound files, and the flaws of the others, in the order of reading."""

    sound: int
    first: CheckedFile | None
    looked_at: int
    flaws: list[StoppedError]


def run(options: Options, context: CheckContext) -> CheckResult:
    """Count sound files, and stop as soon as there are enough."""
    glob = _GLOB.of(options)
    least = _MIN_COUNT.of(options)
    found = find_documents(context, glob)
    if found.cited:
        least = max(least, found.total)
    survey = _look(found, least)
    if survey.sound >= least:
        return passed(_enough(found, least), survey.first)
    return _too_few(found, least, survey)


KIND = CheckKind(
    "Files exist, are not empty and hold no placeholder such as TBD or lorem ipsum.",
    (_GLOB, _MIN_COUNT, UNREAD),
    run,
    reads=(),
)


def _enough(found: FoundFiles, least: int) -> str:
    if found.total == 1:
        return f"{found.first.path}: not empty, no placeholder left"
    return f"{found.label}: at least {least:,} not empty and without a placeholder, needs {least:,}"


def _too_few(found: FoundFiles, least: int, survey: _Survey) -> CheckResult:
    unread = [flaw for flaw in survey.flaws if isinstance(flaw, CannotRunError)]
    skipped = found.total - survey.looked_at
    if found.total == 1 and survey.flaws:
        raise survey.flaws[0]
    message = f"{found.label}: {survey.sound:,} valid, needs {least:,}"
    if skipped:
        raise CannotRunError(
            f"{message}; only the first {survey.looked_at:,} were read",
            found.first._replace(path=""),
        )
    if survey.sound + len(unread) >= least:
        trouble = unread[0]
        raise CannotRunError(f"{message}; {trouble.message}", trouble.source, trouble.line)
    if not survey.flaws:
        return failed(message, found.first)
    first = survey.flaws[0]
    return failed(f"{message}; {first.message}", first.source, first.line)


def _look(found: FoundFiles, least: int) -> _Survey:
    flaws: list[StoppedError] = []
    sound = looked_at = 0
    first: CheckedFile | None = None
    left = TOTAL_LIMIT
    for source in found.sources:
        if sound == least or looked_at == _MAX_LOOKED_AT or left < 0:
            break
        looked_at += 1
        try:
            left -= _examine(source)
        except StoppedError as flaw:
            flaws.append(flaw)
        else:
            sound += 1
            first = first or source
    return _Survey(sound, first, looked_at, flaws)


def _examine(source: CheckedFile) -> int:
    """Return the size of a sound file in bytes, or raise StoppedError."""
    data = read_bytes(source, REPORT_LIMIT)
    if b"\0" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return len(data)
    if len(data) > DOCUMENT_LIMIT:
        raise CannotRunError(
            f"{source.path} is text of more than {DOCUMENT_LIMIT // MIB} MiB", source
        )
    try:
        text = decode(source, data)
    except CannotRunError:
        # An old encoding: the words that are looked for are ASCII, as in every one of them.
        text = data.decode("latin-1")
    if is_blank(text):
        raise empty(source)
    _refuse_placeholder(source, text)
    return len(data)


def _refuse_placeholder(source: CheckedFile, text: str) -> None:
    from tpmcli.text.documents import document_format
    from tpmcli.text.placeholders import find_placeholder

    found = find_placeholder(text, document_format(source.path))
    if found.is_whole:
        raise FailedError(f"{source.path} is not filled in: {found.words}", source, 1)
    if found.words:
        raise FailedError(
            f"{source.path}:{found.line}: the placeholder '{excerpt(found.words)}' is left",
            source,
            found.line,
        )
