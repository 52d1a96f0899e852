"""What evidence shows that is there: hardly a word, one document for many items, placeholders."""

from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.facts import EvidenceFact
from tpmcli.model.finding import Arguments, Finding, about_item
from tpmcli.model.fix import Advice, Edit, Fix, Help
from tpmcli.model.policy import EvidencePolicy, Response
from tpmcli.model.rule import Reason, RuleReason, Severity


class Scrutiny(NamedTuple):
    """How closely the evidence of an answer is looked at.

    `often` are the paths that are cited as a whole for many items. `settled`: a decision covers the
    answer, so that what its evidence shows is not judged anew, as long as it is the same.
    """

    policy: EvidencePolicy = EvidencePolicy()
    often: frozenset[str] = frozenset()
    settled: bool = False


_RESPONSES = {Response.WARN: Severity.WARNING, Response.BLOCK: Severity.ERROR}


def weaknesses(
    item: Item, path: str, fact: EvidenceFact, owners: tuple[str, ...], scrutiny: Scrutiny
) -> list[Finding]:
    """Return the findings on what evidence shows that is there, as the policy wants them."""
    policy = scrutiny.policy
    found: list[tuple[Response, RuleReason, Arguments, Fix]] = []
    about = Arguments(path=path)
    if fact.thin and not scrutiny.settled:
        found.append((policy.thin, Reason.EVIDENCE_THIN, about, Edit(path, Help.WRITE_MORE)))
    if fact.has_headings and path in scrutiny.often and not scrutiny.settled:
        advice = Advice(Help.CITE_A_SECTION)
        found.append((policy.reused, Reason.EVIDENCE_REUSED, about, advice))
    if fact.placeholder:
        line = fact.placeholder_line
        response = Response.WARN if scrutiny.settled else policy.placeholder
        if policy.placeholder is Response.OFF:
            response = Response.OFF
        named = about._replace(placeholder=fact.placeholder, placeholder_line=line)
        edit = Edit(path, Help.FILL_IN, line)
        found.append((response, Reason.EVIDENCE_PLACEHOLDER, named, edit))
    return [
        Finding(reason, about_item(item), _RESPONSES[response], named, fix, owners, (item.role,))
        for response, reason, named, fix in found
        if response is not Response.OFF
    ]
