"""Versions, and bounds on them such as `>=1.2, <2`.

Bounds are those of Python packaging, on plain numbers: `>=`, `<`, `==` and `~=` (this one or later,
all numbers but the last equal). Of a pre-release only its numbers count.
"""

from typing import NamedTuple

Version = tuple[int, ...]


class BoundError(ValueError):
    """A bound `~=` with a single number, which says nothing."""

    def __init__(self, bound: str) -> None:
        super().__init__(bound)
        self.bound = bound


class _Range(NamedTuple):
    """The versions from `low` on, below `high`, or up to it if `closed`; None is no end."""

    low: Version = ()
    high: Version | None = None
    closed: bool = False

    def holds(self, version: Version) -> bool:
        """Return whether a version is in the range."""
        return self.low <= version and (
            self.high is None or version < self.high or (self.closed and version == self.high)
        )

    def ends_before(self, other: "_Range") -> bool:
        """Return whether the range ends sooner than the other."""
        if self.high is None or other.high is None:
            return self.high is not None and other.high is None
        return (self.high, self.closed) < (other.high, other.closed)


def satisfies(version: str, requires: str) -> bool:
    """Return whether a version meets every bound, such as `>=1.2, <2`.

    Raises: BoundError for `~=` with a single number.
    """
    present = _release(version)
    return all(_range(bound.strip()).holds(present) for bound in requires.split(","))


def accepts_more(before: str, after: str) -> bool:
    """Return whether some version meets the later bounds and not the earlier ones.

    Bounds that are empty accept every version.
    """
    old, new = _joined(before), _joined(after)
    return new.holds(new.low) and (new.low < old.low or old.ends_before(new))


def _joined(requires: str) -> _Range:
    """Return the versions that meet every bound."""
    found = _Range()
    for bound in requires.split(",") if requires else ():
        each = _range(bound.strip())
        end = each if each.ends_before(found) else found
        found = end._replace(low=max(found.low, each.low))
    return found


def _range(bound: str) -> _Range:
    operator = bound.rstrip("0123456789. ")
    numbers = bound[len(operator) :].strip()
    wanted = _release(numbers)
    if operator == ">=":
        return _Range(wanted)
    if operator == "<":
        return _Range(high=wanted)
    if operator == "==":
        return _Range(wanted, wanted, closed=True)
    fixed = tuple(int(part) for part in numbers.split("."))[:-1]
    if not fixed:
        raise BoundError(bound)
    return _Range(wanted, (*fixed[:-1], fixed[-1] + 1))


def _release(version: str) -> Version:
    """Return the numbers of a version, without zeros at its end: `1.2.0rc1` is (1, 2)."""
    numbers = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        numbers.append(int(digits))
        if digits != part:
            break
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
