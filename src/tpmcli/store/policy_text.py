"""The policy file that `tpm init` writes: every key spelled out, for people to edit."""

from collections.abc import Iterable
from typing import NamedTuple

from tpmcli.model.policy import Identity, Strictness
from tpmcli.store.yaml.emit import scalar
from tpmcli.version import __version__


class NewPolicy(NamedTuple):
    """What `tpm init` was told. `people` and the rest as the policy's format names them."""

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


def render_policy(new: NewPolicy) -> str:
    """Return the text of `.tpm/policy.yaml`.

    The same input gives the same text.
    """
    requires = new.requires or f">={'.'.join(__version__.split('.')[:2])}"
    distinct = scalar(str(new.distinct_people))
    return f"""\
# What this project asks of its gates, and who answers for it. Written once by `tpm init`; it is
# yours now, and tpm never changes it. `tpm lint` checks it, `tpm schema policy` describes it.
schema: tpm/policy/1
id: {scalar(new.id)}  # ties the records to this policy; never change it
name: {scalar(new.name)}
requires: "{requires}"  # the versions of tpm that may judge

# What is asked. `tpm checklist list` shows what there is.
lifecycle: {scalar(new.lifecycle)}  # standard, lite, or the path of your own
packs: {_list(new.packs)}  # shipped by name, your own by path
traits: {_list(new.traits)}  # what the product is; decides which items apply
start-at: {scalar(new.start_at)}  # gates before this phase are not gated
kinds: {{}}  # shorter trips, such as {{patch: [release]}}
deploy-kinds: []  # the kinds that a deployment (`--through`) accepts, beside the whole lifecycle

# Who answers, by e-mail address as in git.
people:
  tpm: {_list(new.tpm)}  # Technical Product Manager
  pm: {_list(new.pm)}  # Product Manager
aliases: {{}}  # other addresses: {{me@example.com: [old@example.com, "github:my-login"]}}

gate:
  should: warn  # an open should-item: warn | block
  signoffs: [tpm, pm]  # the roles that must sign
  deciders: [tpm, pm]  # who decides: roles or e-mail addresses
  distinct-people: {distinct}  # one person in two roles: "off" | warn | require
  identity: {new.identity}  # how sure who signed: claimed | author | platform | signed
  inherited: warn  # what was red before a change: warn | block

waivers:
  max-days: 90  # the longest a must-item may be let through
  warn-days: 14  # announced so many days before it ends
  approvers: [tpm, pm]  # roles or e-mail addresses

# Evidence that shows little: "off" | warn | block. Evidence that shows nothing always blocks.
evidence:
  thin: block  # fewer than 24 letters and digits in the whole file
  reused: warn  # one document cited as a whole for more than three items
  placeholder: warn  # TODO, TBD or a field of a template that is left

# How pull requests are merged here. With rebase, a check applies the commits one by one, too.
merge: [merge, squash, rebase]

# Your last word on single items, each with a reason where it asks for less:
#   testing.load-tested-to-target: {{level: must, reason: peak is Black Friday}}
adjust: {{}}
"""


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(scalar(value, flow=True) for value in values)}]"
