"""What people are called on pages: plain text, which proves nothing about who they are."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tpmcli.model.address import fold_address
from tpmcli.model.policy import Policy
from tpmcli.text.lookalikes import skeleton

_LONGEST = 80


class PersonNames(NamedTuple):
    """Names by address, which is spelled as `fold_address` does."""

    by_address: Mapping[str, str]

    def of(self, address: str) -> str:
        """Return the name of the person at an address, or a part of it if there is none."""
        return self.by_address.get(fold_address(address)) or local_part(address)


def name_people(
    policy: Policy, addresses: Iterable[str], authors: Mapping[str, str]
) -> PersonNames:
    """Return the names of everybody at these addresses and in the policy.

    A name comes from `names` of the policy, else from `authors`: names by folded address, as
    git has them; else it is the part of the address before the `@`. If two people have names
    that look the same, their addresses are added.
    """
    listed = (email for emails in policy.people.values() for email in emails)
    known = dict.fromkeys((*listed, *policy.names, *addresses))
    given = {policy.canonical(email): name for email, name in policy.names.items()}
    names: dict[str, str] = {}
    people = {address: policy.canonical(address) for address in known}
    for address, person in people.items():
        if person not in names:
            names[person] = given.get(person) or _from_git(policy, address, authors)
    alike: dict[str, int] = {}
    for name in names.values():
        alike[_look(name)] = alike.get(_look(name), 0) + 1
    shown = {
        person: f"{name} ({person})" if alike[_look(name)] > 1 and name != person else name
        for person, name in names.items()
    }
    return PersonNames({fold_address(address): shown[person] for address, person in people.items()})


def local_part(address: str) -> str:
    """Return the part of an address before the `@`; all of it if there is none."""
    return address.partition("@")[0] or address


def _from_git(policy: Policy, address: str, authors: Mapping[str, str]) -> str:
    for each in policy.names_of(address):
        name = " ".join(authors.get(fold_address(each), "").split())
        if name:
            return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return local_part(policy.canonical(address))


def _look(name: str) -> str:
    """Return what two names have in common that a reader takes for one."""
    return skeleton(" ".join(name.split()))
