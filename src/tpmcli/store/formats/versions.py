"""Which versions of tpm may judge: the `requires` of a policy."""

from __future__ import annotations

Version = tuple[int, ...]


class BoundError(ValueError):
    """A bound ``~=`` with a single number, which says nothing."""

    def __init__(self, bound: str) -> None:
        super().__init__(bound)
        self.bound = bound


def satisfies(version: str, requires: str) -> bool:
    """True where a version meets every bound, such as ``>=1.2, <2``.

    Bounds are those of Python packaging, on plain numbers: ``>=``, ``<``, ``==`` and ``~=`` (this
    one or later, all numbers but the last equal). Of a pre-release only its numbers count. Raises
    BoundError for ``~=`` with a single number.
    """
    present = release(version)
    return all(_meets(present, bound.strip()) for bound in requires.split(","))


def release(version: str) -> Version:
    """The numbers of a version, without zeros at its end: ``1.2.0rc1`` is (1, 2)."""
    numbers = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        numbers.append(int(digits))
        if digits != part:
            break
    return _trimmed(tuple(numbers))


def _meets(present: Version, bound: str) -> bool:
    operator = bound.rstrip("0123456789. ")
    numbers = bound[len(operator) :].strip()
    wanted = release(numbers)
    if operator == ">=":
        return present >= wanted
    if operator == "<":
        return present < wanted
    if operator == "==":
        return present == wanted
    fixed = tuple(int(part) for part in numbers.split("."))[:-1]
    if not fixed:
        raise BoundError(bound)
    padded = present + (0,) * len(fixed)
    return present >= wanted and padded[: len(fixed)] == fixed


def _trimmed(version: Version) -> Version:
    while version and version[-1] == 0:
        version = version[:-1]
    return version
