"""Our enumerations behave as those of `enum`, as far as anybody relies on it."""

from __future__ import annotations

import enum
import pickle
from copy import copy, deepcopy

import pytest

from tpmcli.model.enums import Enum
from tpmcli.model.problem import Flaw, Remedy, Term


class Ours(Enum):
    """Two things."""

    FIRST = "one"
    SECOND = "two"

    @property
    def shout(self) -> str:
        """The value, loud."""
        return self.value.upper()


class Theirs(enum.Enum):
    """Two things."""

    FIRST = "one"
    SECOND = "two"

    @property
    def shout(self) -> str:
        """The value, loud."""
        return self.value.upper()


def test_members_are_those_of_enum() -> None:
    ours, theirs = list(Ours), list(Theirs)
    assert [(each.name, each.value) for each in ours] == [
        (each.name, each.value) for each in theirs
    ]
    assert [each.shout for each in ours] == [each.shout for each in theirs] == ["ONE", "TWO"]
    assert (len(Ours), Ours["SECOND"], Ours.FIRST) == (2, ours[1], ours[0])
    assert Ours.__doc__ == Theirs.__doc__
    assert [str(each) for each in ours] == ["Ours.FIRST", "Ours.SECOND"]
    with pytest.raises(KeyError):
        Ours["THIRD"]


def test_members_are_one_of_a_kind() -> None:
    first = Ours.FIRST
    assert isinstance(first, Ours)
    assert len({first, Ours.SECOND, Ours["FIRST"]}) == 2
    for again in (copy(first), deepcopy([first])[0], pickle.loads(pickle.dumps(first))):
        assert again is first


@pytest.mark.parametrize("texts", [Flaw, Remedy, Term])
def test_no_text_stands_twice(texts: type[Flaw | Remedy | Term]) -> None:
    """Of two members with one value, `enum.Enum` would make one."""
    values = [each.value for each in texts]
    assert [value for value in values if values.count(value) > 1] == []
