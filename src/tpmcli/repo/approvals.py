"""Approvals that CI fetched from its platform: a JSON list of login, commit and state."""

import os
from typing import Any, NamedTuple

from tpmcli.model.address import fold_address
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.os_errors import storage_error
from tpmcli.text.nesting import json_is_deeper

_LARGEST = 4 * 1024 * 1024
# A list of objects needs two levels; whatever a platform adds below is ignored.
_DEEPEST = 100
_SPEAKS = frozenset({"APPROVED", "CHANGES_REQUESTED", "DISMISSED"})
_KEYS = ("login", "commit", "state")
_HINT = Hint(Remedy.WRITE_APPROVALS)


class Approval(NamedTuple):
    """An approval of a commit by a person, named as on the platform (`github:login`)."""

    login: str
    commit: str


def read_approvals(path: str) -> list[Approval]:
    """Return the approvals in force: of each login the last entry, if it is an approval.

    A login without the name of a platform is one of GitHub.

    Raises: StorageError if the file cannot be read, InvalidInputError if it is not such a list.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise storage_error(error, "read", path) from error
    if len(data) > _LARGEST:
        raise _invalid(path, Problem(Flaw.FILE_TOO_LARGE, (_LARGEST,)))
    last: dict[str, tuple[str, str]] = {}
    for login, commit, state in _entries(data, path):
        if state.upper() in _SPEAKS:
            name = fold_address(login if ":" in login else f"github:{login}")
            last.pop(name, None)
            last[name] = (commit.lower(), state.upper())
    return [Approval(name, commit) for name, (commit, state) in last.items() if state == "APPROVED"]


def _entries(data: bytes, path: str) -> list[tuple[str, str, str]]:
    from json import JSONDecodeError, loads

    try:
        text = data.decode("utf-8-sig")
        if json_is_deeper(text, _DEEPEST):
            raise _invalid(path, Problem(Flaw.JSON_TOO_DEEP, (_DEEPEST,)))
        value: Any = loads(text)
    except UnicodeDecodeError as error:
        raise _invalid(path, Problem(Flaw.NOT_JSON_TEXT)) from error
    except JSONDecodeError as error:
        problem = Problem(Flaw.NOT_JSON, (), path, error.lineno, error.colno, _HINT)
        raise InvalidInputError([problem]) from error
    if not isinstance(value, list):
        raise _invalid(path, Problem(Flaw.APPROVALS_NOT_LIST))
    found = []
    for number, entry in enumerate(value, 1):
        said = [str(entry.get(key) or "") for key in _KEYS] if isinstance(entry, dict) else []
        if not said or not all(said):
            raise _invalid(path, Problem(Flaw.APPROVAL_INCOMPLETE, (number, _KEYS)))
        found.append((said[0], said[1], said[2]))
    return found


def _invalid(path: str, problem: Problem) -> InvalidInputError:
    return InvalidInputError([problem._replace(file=os.path.basename(path), hint=_HINT)])
