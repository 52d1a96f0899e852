"""Forms as they were sent: small fields, and files that are streamed to temporary ones."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple

from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from tpmcli.page import limits
from tpmcli.page.guard import TooLargeError

_PIECE = 1 << 16


class SentFile(NamedTuple):
    """A file of a form: its name as it was sent, and its content, to be read from the start."""

    name: str
    content: BinaryIO
    size: int

    def pieces(self) -> Iterator[bytes]:
        """Yield the content in pieces, from the start."""
        self.content.seek(0)
        while piece := self.content.read(_PIECE):
            yield piece


class Form(NamedTuple):
    """What was sent."""

    fields: Mapping[str, Sequence[str]]
    files: tuple[SentFile, ...] = ()

    def one(self, name: str) -> str:
        """Return the value of a field, the first of several, without blanks around it."""
        return next(iter(self.fields.get(name, ())), "").strip()

    def text(self, name: str) -> str:
        """Return what was typed into several lines, with line feeds as their ends."""
        return self.one(name).replace("\r\n", "\n").replace("\r", "\n")

    def many(self, name: str) -> tuple[str, ...]:
        """Return every value of a field, in order."""
        return tuple(each.strip() for each in self.fields.get(name, ()) if each.strip())

    def close(self) -> None:
        """Let go of the files."""
        for each in self.files:
            each.content.close()


class BadFormError(Exception):
    """What was sent is not a form."""


class _Parser(MultiPartParser):
    """Starlette's reader of forms, which refuses a file that is too large while it arrives."""

    _taken = 0

    def on_part_begin(self) -> None:
        super().on_part_begin()
        self._taken = 0

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self._taken += end - start
        if self._current_part.file is not None and self._taken > limits.UPLOAD:
            raise TooLargeError
        super().on_part_data(data, start, end)


async def read_form(request: Request) -> Form:
    """Read a form.

    Raises: TooLargeError if it is larger than a form, or a file of it than a file, may be;
    BadFormError if it cannot be read.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "multipart/form-data":
            parser = _Parser(
                request.headers,
                request.stream(),
                max_files=limits.UPLOADS,
                max_fields=limits.FIELDS,
                max_part_size=limits.FORM,
            )
            sent = await parser.parse()
        elif kind == "application/x-www-form-urlencoded":
            fields = FormParser(
                request.headers,
                request.stream(),
                max_fields=limits.FIELDS,
                max_part_size=limits.FORM,
            )
            sent = await fields.parse()
        else:
            raise BadFormError
    except MultiPartException as error:
        if "Too many" in error.message or "exceeded" in error.message:
            raise TooLargeError from error
        raise BadFormError from error
    except (UnicodeDecodeError, KeyError, AssertionError) as error:
        raise BadFormError from error
    values: dict[str, list[str]] = {}
    files = []
    for name, value in sent.multi_items():
        if isinstance(value, str):
            values.setdefault(name, []).append(value)
        elif value.filename:
            files.append(SentFile(value.filename, value.file, value.size or 0))
        else:
            # A browser sends an empty part for a field without a file.
            value.file.close()
    return Form(values, tuple(files))
