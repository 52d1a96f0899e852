"""What people are called: the policy first, then git, then their address."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.model.policy import Policy
from tpmcli.model.role import PM, TPM
from tpmcli.rules.person_names import name_people


def policy(names: Mapping[str, str] | None = None, **aliases: tuple[str, ...]) -> Policy:
    people = {TPM: ("Tpm@example.com",), PM: ("pm@example.com",)}
    others = {f"{name}@example.com": alias for name, alias in aliases.items()}
    return Policy("p", "P", "standard", people, names=names or {}, aliases=others)


CASES = {
    "an address alone": ({}, {}, "tpm@example.com", "tpm"),
    "no address": ({}, {}, "github", "github"),
    "git": ({}, {"tpm@example.com": " Sam  Poe "}, "TPM@example.com", "Sam Poe"),
    "git without a name": ({}, {"tpm@example.com": "  "}, "tpm@example.com", "tpm"),
    "the policy": (
        {"tpm@EXAMPLE.com": "Sam"},
        {"tpm@example.com": "Sam Poe"},
        "tpm@example.com",
        "Sam",
    ),
    "a long name": ({}, {"tpm@example.com": "x" * 90}, "tpm@example.com", "x" * 79 + "…"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_source_of_a_name(case: str) -> None:
    names, authors, address, expected = CASES[case]
    assert name_people(policy(names), [address], authors).of(address) == expected


def test_an_alias_has_the_name_of_its_person() -> None:
    known = policy({"pm@example.com": "Ana"}, pm=("ana@home.example",), tpm=("sam@old.example",))
    authors = {"sam@old.example": "Sam Poe"}
    found = name_people(known, ["ana@home.example", "tpm@example.com"], authors)
    assert [found.of(each) for each in ("ana@home.example", "tpm@example.com")] == [
        "Ana",
        "Sam Poe",
    ]


@pytest.mark.parametrize("second", ["Sam", "SAM", "S\u0430m", " Sam\u200b "])
def test_two_people_whose_names_look_the_same(second: str) -> None:
    authors = {"tpm@example.com": "Sam", "pm@example.com": second, "kim@example.com": "Kim"}
    found = name_people(policy(), authors, authors)
    assert found.of("tpm@example.com") == "Sam (tpm@example.com)"
    assert found.of("pm@example.com") == f"{' '.join(second.split())} (pm@example.com)"
    assert found.of("kim@example.com") == "Kim"


ADDRESSES = st.sampled_from(["a@x.example", "A@x.example", "b@x.example", "a@y.example", "c"])
NAMES = st.dictionaries(ADDRESSES, st.sampled_from(["Ann", "ann", "Bo", "a", ""]))


@given(names=NAMES, authors=NAMES, asked=st.lists(ADDRESSES))
def test_no_two_people_share_a_name(
    names: dict[str, str], authors: dict[str, str], asked: list[str]
) -> None:
    known = policy({email: name for email, name in names.items() if name})
    found = name_people(known, asked, authors)
    people: dict[str, str] = {}
    for address in asked:
        person = people.setdefault(found.of(address).casefold(), known.canonical(address))
        assert person == known.canonical(address)
