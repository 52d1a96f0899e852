"""Bounds on versions, and whether other bounds accept more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.text.versions import BoundError, accepts_more, satisfies


@pytest.mark.parametrize(
    ("version", "requires", "expected"),
    [
        ("1.0.0", ">=1.0", True),
        ("1.0.0", ">=1", True),
        ("1.0", ">=1.0.0", True),
        ("1.0.0", ">=1.0.1", False),
        ("1.10.0", ">=1.9", True),
        ("2.0.0", ">=1.0, <2", False),
        ("1.9.9", ">=1.0,<2", True),
        ("1.2.0", "==1.2", True),
        ("1.2.1", "==1.2", False),
        ("1.4.2", "~=1.4", True),
        ("1.3.9", "~=1.4", False),
        ("2.0.0", "~=1.4", False),
        ("1.4.9", "~=1.4.2", True),
        ("1.5.0", "~=1.4.2", False),
        ("2.0", "~= 2.0.0", True),
        ("1.0.0rc1", ">=1.0", True),
        ("1.1.dev3", ">=1.1", True),
        ("0.9", ">=1.0", False),
        ("0", "<0", False),
        ("0.0", "==0", True),
    ],
)
def test_bounds_on_versions(version: str, requires: str, expected: bool) -> None:
    assert satisfies(version, requires) is expected


def test_a_bound_of_one_number_says_nothing() -> None:
    with pytest.raises(BoundError) as raised:
        satisfies("1.0", "~=1")
    assert raised.value.bound == "~=1"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (">=1.0", "", True),
        ("", ">=1.0", False),
        (">=1.0", ">=1.0.0", False),
        (">=1.0", ">=0.9", True),
        (">=1.0", ">=2", False),
        (">=1.0, <2", ">=1.0", True),
        (">=1.0, <2", ">=1.0, <3", True),
        ("<2", "==2", True),
        ("==1.2", "~=1.2", True),
        ("~=1.2", "==1.2", False),
        ("<1", ">=2, <2", False),
    ],
)
def test_bounds_that_accept_more(before: str, after: str, expected: bool) -> None:
    assert accepts_more(before, after) is expected


numbers = st.lists(st.integers(0, 3), min_size=2, max_size=3).map(lambda n: ".".join(map(str, n)))
bounds = st.lists(
    st.tuples(st.sampled_from([">=", "<", "==", "~="]), numbers).map("".join), max_size=2
).map(", ".join)
VERSIONS = [
    f"{a}.{b}.{c}.{d}" for a in range(5) for b in range(5) for c in range(5) for d in (0, 1)
]


@given(bounds, bounds)
def test_they_accept_more_where_some_version_is_new(before: str, after: str) -> None:
    def met(requires: str) -> set[str]:
        return {each for each in VERSIONS if not requires or satisfies(each, requires)}

    assert accepts_more(before, after) is bool(met(after) - met(before))
