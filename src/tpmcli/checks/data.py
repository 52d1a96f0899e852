"""The check `data`: a value in a JSON, YAML or TOML file is what it should be."""

from __future__ import annotations

from typing import Any

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    Options,
    excerpt,
    is_blank,
    passed,
)
from tpmcli.checks.data_files import load_data
from tpmcli.checks.data_paths import split_path
from tpmcli.checks.data_yaml import Opaque, YamlMapping
from tpmcli.checks.kind import GLOB, LINE, SCALAR, UNREAD, CheckKind, Option, Scalar
from tpmcli.checks.sources import find, first_passing
from tpmcli.model.facts import CheckResult

_FILE = Option(
    "file",
    GLOB,
    "a path, or a glob: the first file that matches is read; or `evidence`: one of the cited files"
    " must have the value",
)
_AT = Option(
    "at",
    LINE,
    'where the value stands: keys with dots between, [0] in lists, "a.b" for a key with dots',
)
_EQUALS = Option(
    "equals",
    SCALAR,
    "what must stand there; without it, anything but null and emptiness will do",
    required=False,
)


def run(options: Options, context: CheckContext) -> CheckResult:
    """Look the value up and compare it: text with text, number with number."""
    at = _AT.of(options)
    parts = split_path(at)
    found = find(context, _FILE.of(options))
    wanted = _EQUALS.of(options)
    if found.cited:
        return first_passing(found, lambda source: _judge(source, source.path, (at, parts), wanted))
    return _judge(found.first, found.first_label, (at, parts), wanted)


def _judge(
    source: CheckedFile, label: str, place: tuple[str, list[str | int]], wanted: Scalar | None
) -> CheckResult:
    at, parts = place
    value = _look_up(source, load_data(source), parts)
    where = f"{label}: {excerpt(at)}"
    if wanted is None:
        if _is_nothing(source, value, at):
            raise FailedError(f"{where} is {_shown(value)}, needs a value", source)
        return passed(f"{where} is {_shown(value)}", source)
    if not _same(wanted, value):
        raise FailedError(f"{where} is {_shown(value)}, needs {_shown(wanted)}", source)
    return passed(f"{where} is {_shown(value)}", source)


KIND = CheckKind(
    "A value in a JSON, YAML or TOML file equals another, or is there at all.",
    (_FILE, _AT, _EQUALS, UNREAD),
    run,
    reads=(".json", ".yaml", ".yml", ".toml"),
)


def _look_up(source: CheckedFile, value: Any, parts: list[str | int]) -> Any:
    """Return the value at the place.

    Raises: FailedError if there is none.
    """
    so_far = ""
    for part in (*parts, None):
        if isinstance(value, Opaque):
            raise CannotRunError(
                f"{source.path}: what stands at {excerpt(so_far)} has an alias or a tag of YAML, "
                "which is not followed",
                source,
            )
        if part is None:
            break
        shown = f"[{part}]" if isinstance(part, int) else f"'{excerpt(part, 40)}'"
        inside = f" in {excerpt(so_far)}" if so_far else ""
        if isinstance(value, dict):
            key = str(part)
            if key not in value:
                _refuse_merged(source, value, so_far)
                raise FailedError(
                    f"{source.path}: no {shown}{inside}{_nearest(key, value)}", source
                )
            value = value[key]
        elif isinstance(value, list):
            index = _index(part)
            if index is None or index >= len(value):
                raise FailedError(
                    f"{source.path}: no {shown}{inside}, a list of {len(value):,}", source
                )
            value = value[index]
        else:
            raise FailedError(
                f"{source.path}: no {shown}{inside}, which is {_shown(value)}", source
            )
        so_far = f"{so_far}.{part}" if so_far else str(part)
    return value


def _refuse_merged(source: CheckedFile, value: Any, at: str) -> None:
    """Raise CannotRunError if a merge key of YAML may add keys to the value."""
    if isinstance(value, YamlMapping) and value.merged:
        where = excerpt(at) if at else "the top level"
        raise CannotRunError(
            f"{source.path}: {where} has a merge key (<<), which is not followed", source
        )


def _is_nothing(source: CheckedFile, value: Any, at: str) -> bool:
    if isinstance(value, (dict, list)) and not value:
        _refuse_merged(source, value, at)
        return True
    return value is None or (isinstance(value, str) and is_blank(value))


def _index(part: str | int) -> int | None:
    if isinstance(part, int):
        return part
    return int(part) if part.isascii() and part.isdigit() and len(part) < 10 else None


def _nearest(key: str, value: dict[str, Any]) -> str:
    from difflib import get_close_matches

    names = [name for name, _ in zip(value, range(500), strict=False) if len(name) < 100]
    close = get_close_matches(key[:100], names, n=1)
    return f"; there is '{excerpt(close[0], 40)}'" if close else ""


def _same(wanted: object, value: object) -> bool:
    """Return whether both are equal and of one type: 1 is not true, and "1" is not 1.

    A date or time of TOML equals a text that writes the same one.
    """
    numbers = (int, float)
    if isinstance(wanted, bool) or isinstance(value, bool):
        return isinstance(wanted, bool) and isinstance(value, bool) and wanted == value
    if isinstance(wanted, numbers) and isinstance(value, numbers):
        return wanted == value
    if not isinstance(wanted, str):
        return False
    return wanted == value if isinstance(value, str) else _is_moment(wanted, value)


def _is_moment(text: str, value: object) -> bool:
    """Return whether the text writes this date or time in TOML (TOML 1.0, Offset Date-Time)."""
    import tomllib
    from datetime import date, time

    if not isinstance(value, (date, time)) or text.strip("0123456789-+:. TtZz"):
        return False
    try:
        written = tomllib.loads(f"moment = {text}")["moment"]
    except ValueError:
        return False
    return type(written) is type(value) and bool(written == value)


def _shown(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{excerpt(value)}"'
    if isinstance(value, dict):
        return f"a mapping of {len(value):,}"
    if isinstance(value, list):
        return f"a list of {len(value):,}"
    if isinstance(value, int) and abs(value) >= 10**30:
        return "a very large number"
    # A float, or a date or time of TOML.
    return excerpt(str(value))
