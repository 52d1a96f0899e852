"""Kinds of checks: each is one `CheckKind` that declares its options once.

The format of a checklist (`store/formats/checks.py`), its JSON Schema, the help and the table in
docs/checklists.md are made from these declarations. A checklist that was loaded has passed the
format; an option that is wrong all the same ends the check and never passes it.
"""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar, cast

from tpmcli.checks.base import CannotRunError, CheckContext, Options
from tpmcli.model.facts import CheckResult

T = TypeVar("T")
Scalar: TypeAlias = str | int | float | bool
_UNITS = {"s": 1, "m": 60}


class OptionType(Generic[T]):
    """A type of option.

    `annotation` is the type of its field in `store/formats/checks.py`. `words` complete "the
    option 'x' must be". `read` returns None if the value does not fit. `absent` is what an option
    without a value and a default means.
    """

    def __init__(
        self,
        annotation: str,
        words: str,
        read: Callable[[object], T | None],
        absent: T | None = None,
    ) -> None:
        self.annotation = annotation
        self.words = words
        self.read = read
        self.absent = absent


class Option(Generic[T]):
    """One option of a kind. `default` is written as in a checklist, such as `60s`."""

    def __init__(
        self,
        name: str,
        takes: OptionType[T],
        text: str,
        *,
        default: Scalar | None = None,
        required: bool = True,
    ) -> None:
        self.name = name
        self.takes = takes
        self.text = text
        self.default = default
        self.required = required and default is None

    @property
    def help(self) -> str:
        """What the option means, with its default."""
        shown = self.default is not None and not isinstance(self.default, bool)
        return f"{self.text}; {self.default} unless given" if shown else self.text

    def of(self, options: Options) -> T:
        """Return the value.

        Raises: CannotRunError if it is missing or does not fit.
        """
        value = options.get(self.name, self.default)
        if value is None and not self.required:
            return cast(T, self.takes.absent)
        found = self.takes.read(value)
        if found is None:
            raise CannotRunError(f"the option `{self.name}` must be {self.takes.words}")
        return found


class CheckKind(NamedTuple):
    """One kind of check. Its name is that of its module.

    `about` is a sentence. `run` returns a result whose `kind` the registry fills in, or raises
    `StoppedError`. If `one_of` names options, a check must have at least one of them. `reads` holds
    the endings of the cited files that it can read, none for all files; None if it cannot be asked
    to read what the answer cites.
    """

    about: str
    options: tuple[Option[Any], ...]
    run: Callable[[Options, CheckContext], CheckResult]
    one_of: tuple[Option[Any], ...] = ()
    reads: tuple[str, ...] | None = None

    def judge(self, options: Options, context: CheckContext) -> CheckResult:
        """Return the result of a check of this kind.

        May raise: StoppedError.
        """
        if self.one_of and all(options.get(each.name) is None for each in self.one_of):
            names = ", ".join(each.name for each in self.one_of)
            raise CannotRunError(f"needs one of {names}")
        return self.run(options, context._replace(readable=self.reads))


def whole(least: int, most: int | None = None) -> OptionType[int]:
    """Return the type of whole numbers with inclusive bounds."""
    bounds = f"ge={least}" if most is None else f"ge={least}, le={most}"
    words = f"a whole number from {least}" + ("" if most is None else f" to {most}")

    def read(value: object) -> int | None:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            return None
        return value if most is None or value <= most else None

    return OptionType(f"Annotated[int, Field({bounds})]", words, read)


def choice(*names: str) -> OptionType[str]:
    """Return the type of one of these names."""
    listed = ", ".join(names)

    def read(value: object) -> str | None:
        return value if isinstance(value, str) and value in names else None

    return OptionType(f"Literal[{', '.join(map(repr, names))}]", f"one of {listed}", read)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _texts(value: object) -> tuple[str, ...] | None:
    entries = (value,) if isinstance(value, str) else value
    if not isinstance(entries, (list, tuple)) or not entries:
        return None
    texts = tuple(entry for entry in entries if isinstance(entry, str) and entry)
    return texts if len(texts) == len(entries) else None


def _percent(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return value if 0 <= value <= 100 else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _scalar(value: object) -> Scalar | None:
    return value if isinstance(value, (str, int, float, bool)) else None


def _days(value: object) -> int | None:
    number = _number(value[:-1]) if isinstance(value, str) and value.endswith("d") else value
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        return None
    return number


def _seconds(value: object) -> int | None:
    if not isinstance(value, str) or value[-1:] not in _UNITS:
        return None
    return _number(value[:-1]) * _UNITS[value[-1]] or None


def _number(digits: str) -> int:
    """Return the number that at most five digits write, or 0."""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 5 else 0


TEXT = OptionType("Text", "a text", _text, "")
LINE = OptionType("Line", "a text", _text, "")
GLOB = OptionType("Glob", "a text", _text, "")
# Whether it compiles is checked in store/checklists/item_checks.py.
EXPRESSION = OptionType("Text", "a text", _text, "")
TEXTS: OptionType[tuple[str, ...]] = OptionType("Texts", "a list of texts", _texts, ())
LINES: OptionType[tuple[str, ...]] = OptionType("Lines", "a list of texts", _texts, ())
COUNT = whole(1)
PERCENT = OptionType("Annotated[float, Field(ge=0, le=100)]", "a number from 0 to 100", _percent)
FLAG = OptionType("bool", "true or false", _flag)
SCALAR: OptionType[Scalar | None] = OptionType(
    "str | int | float | bool", "a text, a number, true or false", _scalar
)
DAYS = OptionType("Days", "a number of days, such as 45d", _days)
SECONDS = OptionType("Seconds", "such as 60s or 10m", _seconds)

UNREAD = Option(
    "unread",
    choice("block", "warn"),
    "with `evidence`: what it means that the answer cites nothing that this check can read, such as"
    " a link or a PDF; warn: a warning, and the answer stands",
    default="block",
)
