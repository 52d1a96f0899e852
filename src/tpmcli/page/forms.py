"""Forms as they were sent: small fields, and files that are streamed to temporary ones."""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple
from urllib.parse import parse_qs

from python_multipart.exceptions import FormParserError
from starlette.formparsers import MultiPartException, MultiPartParser
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

    def close_files(self) -> None:
        """Close what was received, since nobody will read it."""
        for file in self._files_to_close_on_error:
            file.close()


async def read_form(request: Request) -> Form:
    """Read a form.

    Raises: TooLargeError if it is larger than a form, or a file of it than a file, may be;
    BadFormError if it cannot be read.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return Form(_fields(await _body(request)))
    if kind == "multipart/form-data":
        return await _with_files(request)
    raise BadFormError


async def _with_files(request: Request) -> Form:
    parser = _Parser(
        request.headers,
        request.stream(),
        max_files=limits.UPLOADS,
        max_fields=limits.FIELDS,
        max_part_size=limits.FORM,
    )
    try:
        sent = await parser.parse()
    except BaseException as error:
        parser.close_files()
        raise _refusal(error) from error
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


def _refusal(error: BaseException) -> BaseException:
    """Return what is raised for an error of the parser; what is no error of a form stays."""
    if isinstance(error, MultiPartException):
        too_much = "Too many" in error.message or "exceeded" in error.message
        return TooLargeError() if too_much else BadFormError()
    if isinstance(error, FormParserError | UnicodeDecodeError | KeyError | AssertionError):
        return BadFormError()
    return error


async def _body(request: Request) -> bytes:
    """Return the body of a form without files, which is small wherever it is sent."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > limits.FORM:
            raise TooLargeError
    return body


def _fields(body: bytes) -> dict[str, list[str]]:
    """Return the fields of a form without files."""
    text = body.decode("utf-8", "replace")
    try:
        found = parse_qs(text, keep_blank_values=True, max_num_fields=limits.FIELDS)
    except ValueError as error:
        raise TooLargeError from error
    return found
