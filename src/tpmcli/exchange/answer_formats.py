"""The formats of a form, in one registry: how each is written, recognised and read."""

from collections.abc import Callable
from typing import Any, NamedTuple

from tpmcli.model.answer_form import AnswerForm, FormRow


class AnswerFormat(NamedTuple):
    """A format: the ends of its files' names, the first one for new files, and its module."""

    name: str
    ends: tuple[str, ...]
    module: str

    def write(self, form: AnswerForm) -> bytes:
        """Return the form in this format.

        Raises: ImportError if the library that it needs is not installed.
        """
        written: bytes = self._function("write")(form)
        return written

    def read(self, data: bytes) -> list[FormRow] | None:
        """Return the filled in items; None if the file is no form.

        Raises: UnreadableTableError or ValueError if it cannot be read.
        """
        found: list[FormRow] | None = self._function("read")(data)
        return found

    def recognises(self, data: bytes) -> bool:
        """Return whether the bytes are a form in this format."""
        found: bool = self._function("recognises")(data)
        return found

    def _function(self, name: str) -> Callable[..., Any]:
        from importlib import import_module

        function: Callable[..., Any] = getattr(import_module(self.module), name)
        return function


FORMATS = {
    each.name: each
    for each in (
        AnswerFormat("xlsx", (".xlsx", ".xlsm"), "tpmcli.exchange.answer_workbook"),
        AnswerFormat("markdown", (".md", ".markdown"), "tpmcli.exchange.answer_markdown"),
        AnswerFormat("csv", (".csv", ".tsv"), "tpmcli.exchange.answer_csv"),
    )
}


def recognise(data: bytes) -> AnswerFormat | None:
    """Return the format that bytes have, by their content; None if they are no form."""
    return next((each for each in FORMATS.values() if each.recognises(data)), None)
