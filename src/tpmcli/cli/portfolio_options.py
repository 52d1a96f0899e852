"""The options of `tpm portfolio`, from their words to what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tpmcli.model.errors import UsageError
from tpmcli.rules.portfolio_view import OWN_KEYS
from tpmcli.text.names import suggestion

_MOST_JOBS = 256
_ANY = "any"


def read_jobs(text: str) -> int:
    """Return how many processes to use; 0 if there is no text.

    Raises:
        UsageError: it is no number from 1 to `_MOST_JOBS`.
    """
    if not text:
        return 0
    if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= _MOST_JOBS:
        return int(text)
    raise UsageError(f"`--jobs` {text} is not a number of processes", f"write 1 to {_MOST_JOBS}")


def read_max_age(text: str) -> int | None:
    """Return the number of days in `7d` or `7`; None for `any`.

    Raises:
        UsageError: it is neither.
    """
    if text == _ANY:
        return None
    number = text.removesuffix("d")
    if number.isascii() and number.isdigit() and len(number) <= 6:
        return int(number)
    raise UsageError(
        f"`--max-age` {text} is not a number of days", f"write it as 7d, or `{_ANY}` for any age"
    )


def read_where(texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return the wanted values of each key in `KEY=VALUE`; a key that is given again adds one.

    Raises:
        UsageError: a text is not KEY=VALUE.
    """
    found: dict[str, frozenset[str]] = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not (key and equals and value):
            raise UsageError(
                f"`--where` {text} is not KEY=VALUE", "write `--where team=payments`, for example"
            )
        found[key] = found.get(key, frozenset()) | {value}
    return found


def refuse_unknown(
    where: Iterable[str], group_by: str, labels: Mapping[str, Sequence[str]]
) -> None:
    """Refuse a key that no project has: an empty portfolio would look like a good one.

    Raises:
        UsageError: with the nearest key, or all of them.
    """
    known = [*OWN_KEYS, *labels]
    for key in (*where, group_by):
        if key and key not in known:
            raise UsageError(f"no project has the label `{key}`", suggestion(key, known))
