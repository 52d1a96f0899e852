"""Reading the options of a check.

The formats have checked them; what is wrong all the same ends the check, never passes it.
"""

from __future__ import annotations

from collections.abc import Mapping

from tpmcli.checks.base import CannotRunError, Options


def text_option(options: Options, name: str) -> str:
    """A text that must be there."""
    value = options.get(name)
    if not isinstance(value, str) or not value:
        raise CannotRunError(f"the option '{name}' must be a text")
    return value


def optional_text(options: Options, name: str) -> str:
    """A text, empty where there is none."""
    return "" if options.get(name) is None else text_option(options, name)


def texts_option(options: Options, name: str) -> tuple[str, ...]:
    """A list of texts; empty where the option is absent."""
    value = options.get(name)
    if value is None:
        return ()
    if isinstance(value, str):
        value = (value,)
    if not isinstance(value, (list, tuple)) or not value:
        raise CannotRunError(f"the option '{name}' must be a list of texts")
    texts = tuple(entry for entry in value if isinstance(entry, str) and entry)
    if len(texts) != len(value):
        raise CannotRunError(f"the option '{name}' must be a list of texts")
    return texts


def count_option(options: Options, name: str, default: int) -> int:
    """A whole number from 1."""
    value = options.get(name)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise CannotRunError(f"the option '{name}' must be a whole number from 1")
    return value


def percent_option(options: Options, name: str) -> float:
    """A number from 0 to 100."""
    value = options.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 100:
        return value
    raise CannotRunError(f"the option '{name}' must be a number from 0 to 100")


def flag_option(options: Options, name: str) -> bool:
    """True or False; False where the option is absent."""
    value = options.get(name)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise CannotRunError(f"the option '{name}' must be true or false")
    return value


def choice_option(options: Options, name: str, choices: Mapping[str, int]) -> str:
    """One of the names."""
    value = options.get(name)
    if isinstance(value, str) and value in choices:
        return value
    raise CannotRunError(f"the option '{name}' must be one of {', '.join(choices)}")


def days_option(options: Options, name: str) -> int:
    """A number of days, written ``45d`` or as the number."""
    value = options.get(name)
    if isinstance(value, str) and value.endswith("d"):
        digits = value[:-1]
        if digits.isascii() and digits.isdigit() and len(digits) <= 5:
            value = int(digits)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
        return value
    raise CannotRunError(f"the option '{name}' must be a number of days, such as 45d")
