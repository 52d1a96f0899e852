"""Our tuples are those of `typing`."""

from __future__ import annotations

import pickle
import typing

import pytest

from tpmcli.model.tuples import NamedTuple


class Ours(NamedTuple):
    """A place."""

    name: str
    line: int = 1
    tags: tuple[str, ...] = ()

    @property
    def shout(self) -> str:
        """The name, loud."""
        return self.name.upper()

    def __str__(self) -> str:
        return f"{self.name}:{self.line}"


class Theirs(typing.NamedTuple):
    """A place."""

    name: str
    line: int = 1
    tags: tuple[str, ...] = ()


def test_fields_defaults_and_annotations_are_those_of_typing() -> None:
    for name in ("_fields", "_field_defaults", "__doc__", "__module__"):
        assert getattr(Ours, name) == getattr(Theirs, name)
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Theirs)
    assert repr(Ours("a")) == "Ours(name='a', line=1, tags=())"
    assert Ours("a", 2) == ("a", 2, ()) == Theirs("a", 2)


def test_methods_copies_and_pickles_work() -> None:
    place = Ours("a", tags=("x",))
    assert place.shout == "A"
    assert str(place._replace(line=3)) == "a:3"
    assert pickle.loads(pickle.dumps(place)) == place
    assert isinstance(place, Ours)


def test_a_field_without_a_default_must_be_given() -> None:
    with pytest.raises(TypeError, match="name"):
        Ours()  # type: ignore[call-arg]
