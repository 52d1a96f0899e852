"""Forms in files that a user named, written and read."""

from __future__ import annotations

import os

from tpmcli.exchange.answer_formats import FORMATS, AnswerFormat, recognise
from tpmcli.model.answer_form import AnswerForm, FormRow
from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.fix import tpm
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.repo.os_errors import storage_error
from tpmcli.text.names import suggestion
from tpmcli.text.tables import UnreadableTableError
from tpmcli.text.workbook import MIB, WORKBOOK_LIMIT

_LARGEST = 20 * MIB


def format_for(name: str, path: str) -> AnswerFormat:
    """Return the format of that name, or by the end of a file's name; a workbook by default.

    Raises: UsageError if there is none, or the two contradict.
    """
    end = os.path.splitext(path)[1].lower()
    by_end = next((each for each in FORMATS.values() if end in each.ends), None)
    if not name:
        if by_end is None and end:
            ends = ", ".join(f"`{each.ends[0]}`" for each in FORMATS.values())
            raise UsageError(f"no format has files that end in `{end}`", f"use one of {ends}")
        return by_end or FORMATS["xlsx"]
    found = FORMATS.get(name)
    if found is None:
        raise UsageError(f"no format named `{name}`", suggestion(name, FORMATS))
    if by_end not in (None, found):
        raise UsageError(
            f"`--format {name}` does not go with `{path}`", f"name a file such as x{found.ends[0]}"
        )
    return found


def written_form(form: AnswerForm, wanted: AnswerFormat) -> bytes:
    """Return the bytes of a form.

    Raises: UsageError if the library for the format is not installed.
    """
    try:
        return wanted.write(form)
    except ImportError:
        raise UsageError(
            "workbooks need openpyxl, which is not installed",
            "run `pip install 'tpmcli[excel]'`, or use `--format markdown` or `--format csv`",
        ) from None


def read_form(path: str) -> list[FormRow]:
    """Return the filled in items of a file in any of the formats, recognised by its content.

    Raises: StorageError if it cannot be read; InvalidInputError if it is too large, or no form.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise storage_error(error, "read", path) from error
    name = os.path.basename(path)
    if len(data) > _LARGEST:
        raise _invalid(name, Problem(Flaw.FILE_TOO_LARGE, (_LARGEST,)))
    if not data:
        raise _invalid(name, Problem(Flaw.FORM_EMPTY))
    found = recognise(data)
    if found is FORMATS["xlsx"] and len(data) > WORKBOOK_LIMIT:
        raise _invalid(name, Problem(Flaw.FILE_TOO_LARGE, (WORKBOOK_LIMIT,)))
    try:
        rows = found.read(data) if found is not None else None
    except UnreadableTableError as error:
        problem = Problem(Flaw.OTHER, (error.reason,), line=error.line, column=int(error.line > 0))
        raise _invalid(name, problem) from None
    if rows is None:
        hint = Hint(Remedy.RUN, command=tpm("export", "answers"))
        raise _invalid(name, Problem(Flaw.FORM_UNKNOWN, hint=hint))
    return rows


def _invalid(name: str, problem: Problem) -> InvalidInputError:
    return InvalidInputError([problem._replace(file=name)])
