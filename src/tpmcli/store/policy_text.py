"""The policy file that `tpm init` writes: every key spelled out, for people to edit."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tpmcli.model.policy import Identity, Strictness
from tpmcli.store.yaml.emit import scalar
from tpmcli.version import __version__


class NewPolicy(NamedTuple):
    """The setup for `tpm init`. `people` holds roles beside tpm and pm."""

    id: str
    name: str
    start_at: str
    tpm: tuple[str, ...]
    pm: tuple[str, ...]
    lifecycle: str = "standard"
    packs: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    distinct_people: Strictness = Strictness.WARN
    identity: Identity = Identity.AUTHOR
    requires: str = ""
    people: Mapping[str, tuple[str, ...]] = {}


def render_policy(new: NewPolicy) -> str:
    """Return the text of `.tpm/policy.yaml`.

    The same input gives the same text.
    """
    requires = new.requires or f">={'.'.join(__version__.split('.')[:2])}"
    distinct = scalar(str(new.distinct_people))
    others = "".join(f"  {scalar(role)}: {_list(new.people[role])}\n" for role in new.people)
    return f"""\
# The rules of this project's gates, and the people in its roles. `tpm init` wrote this file; tpm
# never changes it, so edit it freely. `tpm lint` validates it, `tpm schema policy` describes it.
schema: tpm/policy/1
id: {scalar(new.id)}  # ties the records to this policy; never change it
name: {scalar(new.name)}
requires: "{requires}"  # accepted versions of tpm

# The checklist. `tpm checklist list` shows all lifecycles and packs.
lifecycle: {scalar(new.lifecycle)}  # standard, lite, or the path of your own
packs: {_list(new.packs)}  # shipped by name, your own by path
traits: {_list(new.traits)}  # properties of the product; they decide which items apply
documents: []  # folders of documents that stand in for docs, such as [handbook]
start-at: {scalar(new.start_at)}  # gates before this phase are skipped
kinds: {{}}  # subsets of the gates, such as {{patch: [release]}}
deploy-kinds: []  # the kinds that a deployment (`--through`) accepts, beside the whole lifecycle

# Who holds which role, by email address as in git.
people:
  tpm: {_list(new.tpm)}  # Technical Product Manager
  pm: {_list(new.pm)}  # Product Manager
{others}aliases: {{}}  # other addresses: {{me@example.com: [old@example.com, "github:my-login"]}}
names: {{}}  # what people are called on pages: {{me@example.com: Kim Doe}}

gate:
  should: warn  # an open recommended item: warn | block
  signoffs: [tpm, pm]  # the roles that must sign off
  deciders: [tpm, pm]  # who may decide: roles or email addresses
  distinct-people: {distinct}  # one person in two roles: "off" | warn | require
  identity: {new.identity}  # required proof of identity: claimed | author | platform | signed
  inherited: warn  # findings that the base has, too: warn | block

waivers:
  max-days: 90  # longest duration of a waiver
  warn-days: 14  # warn this many days before a waiver expires
  approvers: [tpm, pm]  # who may approve: roles or email addresses

# Evidence that shows little: "off" | warn | block. Evidence that shows nothing always blocks.
evidence:
  thin: block  # fewer than 24 letters and digits in the whole file
  reused: warn  # one document cited as a whole for more than three items
  placeholder: warn  # TODO, TBD or a field of a template that is left

# How pull requests are merged. With rebase, a check also applies the commits one by one.
merge: [merge, squash, rebase]

# Overrides for single items. Loosening an item needs a reason.
#   testing.load-tested-to-target: {{level: must, reason: peak is Black Friday}}
adjust: {{}}
"""


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(scalar(value, flow=True) for value in values)}]"
