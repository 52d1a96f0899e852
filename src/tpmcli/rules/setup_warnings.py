"""What `tpm lint` warns of beside flaws: traits that a pack expects, and outdated answers."""

from tpmcli.model.checklist import Checklist
from tpmcli.model.finding import Arguments, Finding, about_gate, about_policy
from tpmcli.model.fix import Advice, Help, tpm
from tpmcli.model.policy import Policy
from tpmcli.model.rule import Reason, Severity
from tpmcli.rules.items import is_stale
from tpmcli.rules.project import Project, applicable_items, gated_phases, passed


def missing_traits(policy: Policy, checklist: Checklist) -> list[Finding]:
    """Return a warning for each pack that expects traits which the policy does not list.

    Rule: `docs/rules.md#traits-missing`.
    """
    return [
        Finding(
            Reason.TRAITS_MISSING,
            about_policy("traits"),
            Severity.WARNING,
            Arguments(name=pack, names=lacking),
            Advice(Help.LIST_TRAITS, tpm("checklist", "show", "--traits")),
        )
        for pack, expected in checklist.expected_traits.items()
        if (lacking := tuple(trait for trait in expected if trait not in policy.traits))
    ]


def outdated_answers(project: Project) -> list[Finding]:
    """Return a warning for each open gate at which items changed after they were answered.

    Rule: `docs/rules.md#stale-question`.
    """
    record = project.record
    found = []
    for phase in gated_phases(project):
        if passed(record, phase.id):
            continue
        names = tuple(
            item.slug
            for item in applicable_items(project, phase)
            if (entry := record.items.get(item.id)) is not None
            and entry.answer is not None
            and is_stale(item, entry.answer)
        )
        if names:
            about = Arguments(total=len(names), names=names)
            found.append(
                Finding(
                    Reason.ANSWERS_OUTDATED,
                    about_gate(phase.id),
                    Severity.WARNING,
                    about,
                    fix=tpm("walk", phase.id),
                )
            )
    return found
