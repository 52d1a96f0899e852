"""Who signed off, in words: people, those whom they stand in for, and how many more are needed."""

from tpmcli.model.policy import Policy
from tpmcli.model.verdict import SignatureState, SignOffVerdict
from tpmcli.text.sanitize import sanitize_line


def acting(by: str, deputy_for: str) -> str:
    """Return a person, and for whom they act: `dana@example.com for pm@example.com`."""
    person = sanitize_line(by)
    return f"{person} for {sanitize_line(deputy_for)}" if deputy_for else person


def signers(verdict: SignOffVerdict) -> str:
    """Return everybody whose sign-off counts; if none does, whose would."""
    shown = [acting(each.entry.by, each.entry.deputy_for) for each in verdict.shown]
    return ", ".join(shown) or verdict.by


def share(verdict: SignOffVerdict) -> str:
    """Return how many of those needed have signed off, `1 of 2`; empty if one is enough."""
    return f"{verdict.signed} of {verdict.needed}" if verdict.needed > 1 else ""


def lacking(verdict: SignOffVerdict, policy: Policy) -> str:
    """Return how many more must sign off, and who could; empty if there are enough."""
    filled = {each.chair for each in verdict.signatures if each.state is SignatureState.VALID}
    if verdict.needed < 2:
        return ""
    rest = verdict.needed - len(filled)
    if rest < 1:
        return share(verdict)
    named = policy.people.get(verdict.role, ())
    left = [sanitize_line(each) for each in named if policy.canonical(each) not in filled]
    return f"{share(verdict)}; {rest} more of {', '.join(left)}"
