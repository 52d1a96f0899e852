"""What may be recorded: every refusal, whole, with the way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import worlds
from worlds import PM, TODAY, TPM, World, answer, close, decide, item, promise, sign, waive, world

from tpmcli.model.checklist import Item, Role
from tpmcli.model.errors import MessageError, RefusedError, UsageError
from tpmcli.model.record import AnswerValue, Condition, Outcome, Waiver
from tpmcli.model.verdict import EvidenceFact, EvidenceStatus, Finding, GateResult, Severity
from tpmcli.rules import authorisation
from tpmcli.rules.project import Project

ID = "feasibility.spike"
STRANGER = "stranger@example.com"


def refusal(kind: type[MessageError], act: Callable[[], object]) -> tuple[str, str]:
    """The message and the hint with which an act is refused."""
    with pytest.raises(kind) as caught:
        act()
    assert type(caught.value) is kind
    return caught.value.message, caught.value.hint


def one(**policy: Any) -> World:
    """One gate with an item of each role."""
    return world(item(ID), item("feasibility.need", role="pm"), **policy)


def two() -> World:
    """Two gates with an item each."""
    return world(item(ID), item("release.notes", role="pm"))


def the_item(project: Project, name: str = ID) -> Item:
    return project.checklist.items()[name]


def met(made: World) -> World:
    """The first gate, in order and signed."""
    for name in (ID, "feasibility.need"):
        answer(made, name)
    sign(made, "feasibility")
    return made


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["1.0", "2027-q1", "A_b", "x" * 64])
def test_names_of_increments(name: str) -> None:
    authorisation.check_increment_name(name)


@pytest.mark.parametrize(
    "name", ["", "x" * 65, "../x", "a/b", "a\\b", ".x", "-x", "Q1 2027", "ä", "a\n", "a:b"]
)
def test_names_that_no_increment_can_have(name: str) -> None:
    assert refusal(UsageError, lambda: authorisation.check_increment_name(name)) == (
        f"'{name}' cannot name an increment",
        "use letters, digits, '.', '_' and '-', at most 64, such as 1.1 or 2027-q1",
    )


def test_an_item_by_id_and_by_slug() -> None:
    project = worlds.project(two())
    assert authorisation.find_item(project, ID) is the_item(project)
    assert authorisation.find_item(project, "notes") is the_item(project, "release.notes")
    both = authorisation.find_items(project, ["notes", ID, "notes"])
    assert [item.id for item in both] == ["release.notes", ID, "release.notes"]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        (
            "done",
            "'done' names several items",
            "say which one: feasibility.done, release.done",
        ),
        ("notse", "there is no item 'notse'", "did you mean 'notes'?"),
        ("release.notse", "there is no item 'release.notse'", "did you mean 'release.notes'?"),
        ("zzz", "there is no item 'zzz'", "valid: done, notes"),
    ],
)
def test_items_that_are_not_there(name: str, message: str, hint: str) -> None:
    made = world(item("feasibility.done"), item("release.done"), item("release.notes"))
    project = worlds.project(made)
    assert refusal(UsageError, lambda: authorisation.find_item(project, name)) == (message, hint)


def test_a_phase() -> None:
    project = worlds.project(two())
    assert authorisation.find_phase(project, "release") is project.checklist.phases[1]
    assert refusal(UsageError, lambda: authorisation.find_phase(project, "relase")) == (
        "there is no phase 'relase'",
        "did you mean 'release'?",
    )


def test_a_gate_that_this_increment_passes() -> None:
    made = two()
    project = worlds.project(made)
    assert authorisation.find_active_phase(project, "feasibility") is project.checklist.phases[0]
    made["policy"]["start-at"] = "release"
    late = worlds.project(made)
    assert refusal(RefusedError, lambda: authorisation.find_active_phase(late, "feasibility")) == (
        "the gate feasibility is not one that this increment passes",
        "the policy's 'start-at' and 'kinds' say which are",
    )


# --- answers -----------------------------------------------------------------------------------


def test_answers_that_may_be_given() -> None:
    made = one()
    worlds.find(made, ID)["not-applicable"] = True
    project = worlds.project(made)
    for value, note in (("met", ""), ("not-met", ""), ("not-applicable", "we have none")):
        authorisation.check_answer_allowed(project, the_item(project), AnswerValue(value), note)


def test_an_item_that_does_not_apply_is_neither_answered_nor_waived() -> None:
    made = world(item(ID, when=["public-api", "hosted"]))
    made["policy"]["traits"] = ["hosted"]
    project = worlds.project(made)
    asked = the_item(project)
    waiver = Waiver(TPM, f"{TODAY}T12:00:00Z", "later", PM, "2026-12-01")
    said = (
        "“spike” does not apply to this project",
        "it applies with the trait public-api, which .tpm/policy.yaml does not name",
    )
    assert said == refusal(
        UsageError, lambda: authorisation.check_answer_allowed(project, asked, AnswerValue.MET, "")
    )
    assert said == refusal(
        UsageError, lambda: authorisation.check_waiver_allowed(project, asked, waiver, TODAY)
    )


def test_a_decision_binds_its_answers_and_waivers() -> None:
    made = met(one())
    decide(made, "feasibility")
    project = worlds.project(made)
    asked = the_item(project)
    waiver = Waiver(TPM, f"{TODAY}T12:00:00Z", "later", PM, "2026-12-01")
    said = (
        "the gate feasibility is decided go on its answers",
        'tpm gate decide feasibility recycle --reason "…" re-opens it',
    )
    assert said == refusal(
        RefusedError,
        lambda: authorisation.check_answer_allowed(project, asked, AnswerValue.NOT_MET, ""),
    )
    assert said == refusal(
        RefusedError, lambda: authorisation.check_waiver_allowed(project, asked, waiver, TODAY)
    )


@pytest.mark.parametrize("outcome", ["hold", "recycle", "kill"])
def test_what_does_not_pass_binds_nothing(outcome: str) -> None:
    made = met(one())
    decide(made, "feasibility", outcome)
    project = worlds.project(made)
    authorisation.check_answer_allowed(project, the_item(project), AnswerValue.NOT_MET, "")


def test_a_standing_item_is_not_bound() -> None:
    made = one()
    worlds.find(made, ID)["standing"] = True
    met(made)
    decide(made, "feasibility")
    project = worlds.project(made)
    authorisation.check_answer_allowed(project, the_item(project), AnswerValue.NOT_MET, "")


def test_not_applicable_where_it_is_not_allowed_and_without_a_reason() -> None:
    made = one()
    project = worlds.project(made)
    no = AnswerValue.NOT_APPLICABLE
    assert refusal(
        RefusedError,
        lambda: authorisation.check_answer_allowed(project, the_item(project), no, "why"),
    ) == (
        "“spike” may not be answered not applicable",
        f'tpm waive {ID} --reason "…" --until DATE --approved-by E-MAIL',
    )
    worlds.find(made, ID)["not-applicable"] = True
    allowed = worlds.project(made)
    assert refusal(
        UsageError, lambda: authorisation.check_answer_allowed(allowed, the_item(allowed), no, " ")
    ) == ("not-applicable needs a reason", 'give it with --note "…"')


# --- waivers -----------------------------------------------------------------------------------


TOO_LONG = (
    "“spike” is waived until 2027-02-21; requested on 2026-11-22, the policy allows at most 90"
    " days, to 2027-02-20"
)


def wanted(until: str = "2026-12-01", by: str = TPM, approver: str = PM) -> Waiver:
    return Waiver(by, f"{TODAY}T12:00:00Z", "later", approver, until)


def test_a_waiver_that_counts() -> None:
    project = worlds.project(one())
    for until in (TODAY, "2027-02-20"):
        assert (
            authorisation.check_waiver_allowed(project, the_item(project), wanted(until), TODAY)
            == []
        )


@pytest.mark.parametrize(
    ("waiver", "kind", "message", "hint"),
    [
        (
            wanted("2026-11-21"),
            UsageError,
            "the last day 2026-11-21 is over",
            "give a day from today on",
        ),
        (
            wanted("2027-02-21"),
            RefusedError,
            TOO_LONG,
            "--until 2027-02-20 or earlier",
        ),
        (
            wanted(approver=STRANGER),
            RefusedError,
            f"the waiver of “spike” names {STRANGER} as approver, who may not approve waivers",
            "name another approver with --approved-by (the policy allows: tpm, pm)",
        ),
    ],
)
def test_waivers_that_would_not_count(
    waiver: Waiver, kind: type[MessageError], message: str, hint: str
) -> None:
    project = worlds.project(one())
    act = lambda: authorisation.check_waiver_allowed(project, the_item(project), waiver, TODAY)  # noqa: E731
    assert refusal(kind, act) == (message, hint)


OWN = wanted(approver=TPM)
OWN_MESSAGE = f"{TPM} requested and approved the waiver of “spike”"


@pytest.mark.parametrize("strictness", ["off", "warn"])
def test_approving_the_own_waiver_may_be_allowed(strictness: str) -> None:
    project = worlds.project(one(distinct_people=strictness))
    renew = f'tpm waive {ID} --until DATE --reason "…" --approved-by E-MAIL'
    warning = Finding("waiver-self-approved", Severity.WARNING, ID, OWN_MESSAGE, renew, TPM)
    found = authorisation.check_waiver_allowed(project, the_item(project), OWN, TODAY)
    assert found == ([] if strictness == "off" else [warning])


def test_approving_the_own_waiver_may_be_refused() -> None:
    project = worlds.project(one(distinct_people="require"))
    assert refusal(
        RefusedError,
        lambda: authorisation.check_waiver_allowed(project, the_item(project), OWN, TODAY),
    ) == (
        OWN_MESSAGE,
        "name another approver with --approved-by (the policy allows: tpm, pm)",
    )


def test_only_a_waiver_in_force_is_withdrawn() -> None:
    made = one()
    waive(made, ID, TODAY)
    project = worlds.project(made)
    asked = the_item(project)
    authorisation.check_withdrawal_allowed(project, asked, TODAY)
    said = ("“spike” has no waiver in force", f"tpm why {ID}")
    assert said == refusal(
        RefusedError, lambda: authorisation.check_withdrawal_allowed(project, asked, "2026-11-23")
    )
    worlds.withdraw(made, ID)
    withdrawn = worlds.project(made)
    assert said == refusal(
        RefusedError, lambda: authorisation.check_withdrawal_allowed(withdrawn, asked, TODAY)
    )


# --- sign-offs ---------------------------------------------------------------------------------


def signing(made: World, by: str = TPM) -> Callable[[], None]:
    project = worlds.project(made)
    phase = project.checklist.phases[0]
    return lambda: authorisation.check_signoff_allowed(
        project, phase, Role.TPM, by, worlds.facts(made)
    )


def test_a_role_signs_when_its_own_must_items_are_done() -> None:
    made = one()
    answer(made, ID)
    signing(made)()


def test_a_waiver_in_force_lets_its_approver_sign() -> None:
    made = one()
    waive(made, ID)
    signing(made)()


def test_strangers_do_not_sign() -> None:
    made = one()
    answer(made, ID)
    hint = "sign as one of them, or change 'people' in .tpm/policy.yaml"
    assert refusal(RefusedError, signing(made, PM)) == (
        f"{PM} does not hold the role tpm",
        f"the policy names {TPM}; {hint}",
    )
    made["policy"]["people"] = {"pm": [PM]}
    assert refusal(RefusedError, signing(made)) == (
        f"{TPM} does not hold the role tpm",
        f"the policy names nobody; {hint}",
    )


def test_nobody_signs_over_open_must_items() -> None:
    assert refusal(RefusedError, signing(one())) == (
        f"a must-item of the TPM in feasibility is open:\n  {ID}: spike",
        "tpm walk feasibility --role tpm",
    )
    made = world(item(ID), item("feasibility.tax"), item("feasibility.nice", level="should"))
    assert refusal(RefusedError, signing(made)) == (
        f"2 must-items of the TPM in feasibility are open:\n  {ID}: spike\n  feasibility.tax: tax",
        "tpm walk feasibility --role tpm",
    )


# --- decisions ---------------------------------------------------------------------------------


def deciding(
    made: World,
    outcome: str = "go",
    *conditions: Condition,
    by: str = TPM,
    reason: str = "",
    phase: str = "feasibility",
) -> Callable[[], None]:
    project = worlds.project(made)
    gate: GateResult = worlds.judged(made, "phase", phase).gates[0]
    return lambda: authorisation.check_decision_allowed(
        project, gate, Outcome(outcome), conditions, by=by, reason=reason, today=TODAY
    )


PROMISE = Condition("load test", PM, "2026-12-01")


def test_decisions_that_may_be_taken() -> None:
    deciding(met(one()))()
    deciding(met(one()), "conditional", PROMISE, reason="to be sure")()
    deciding(one(), "hold")()
    deciding(one(), "kill", reason="no market")()
    decided = met(one())
    decide(decided, "feasibility")
    deciding(decided, "recycle", reason="scope changed")()


def test_strangers_do_not_decide() -> None:
    assert refusal(RefusedError, deciding(met(one()), by=STRANGER)) == (
        f"{STRANGER} may not decide at a gate",
        "the policy names: tpm, pm",
    )


def test_a_decided_gate_is_not_passed_again() -> None:
    made = met(one())
    decide(made, "feasibility")
    assert refusal(RefusedError, deciding(made)) == (
        "the gate feasibility is already decided go",
        'tpm gate decide feasibility recycle --reason "…" re-opens it',
    )


UNMET = "  “spike” is not answered\n  the TPM has not signed off feasibility"


@pytest.mark.parametrize("outcome", ["go", "conditional"])
def test_nothing_passes_an_unmet_gate(outcome: str) -> None:
    made = one()
    answer(made, "feasibility.need")
    sign(made, "feasibility", "pm")
    assert refusal(RefusedError, deciding(made, outcome, reason="we want to")) == (
        f"the gate feasibility is not met:\n{UNMET}",
        "tpm gate check feasibility names the command that mends each",
    )


@pytest.mark.parametrize(
    ("outcome", "recommended"),
    [("hold", "'go' (met)"), ("kill", "'go' (met)"), ("recycle", "'go' (met)")],
)
def test_a_departure_needs_a_reason(outcome: str, recommended: str) -> None:
    assert refusal(UsageError, deciding(met(one()), outcome, reason=" ")) == (
        f"'{outcome}' departs from the recommendation {recommended}",
        'say why with --reason "…"',
    )


@pytest.mark.parametrize(
    ("outcome", "conditions", "kind", "message", "hint"),
    [
        (
            "conditional",
            (),
            UsageError,
            "'conditional' is a go with promises, and there is none",
            'add --condition "…" --owner E-MAIL --due DATE',
        ),
        (
            "go",
            (PROMISE,),
            UsageError,
            "'go' takes no conditions",
            "decide 'conditional' to set some",
        ),
        (
            "conditional",
            (PROMISE, PROMISE._replace(text=" ")),
            UsageError,
            "a condition needs a text",
            'give it with --condition "…"',
        ),
        (
            "conditional",
            (PROMISE._replace(owner=STRANGER),),
            RefusedError,
            f"{STRANGER} cannot own a condition",
            "the owner must be one of 'people' in .tpm/policy.yaml",
        ),
        *(
            (
                "conditional",
                (PROMISE._replace(due=due),),
                RefusedError,
                f"the condition “load test” is due on {due}",
                "the policy allows 2026-11-22 to 2027-02-20 (waivers.max-days: 90)",
            )
            for due in ("2026-11-21", "2027-02-21")
        ),
    ],
)
def test_conditions_that_do_not_fit(
    outcome: str,
    conditions: tuple[Condition, ...],
    kind: type[MessageError],
    message: str,
    hint: str,
) -> None:
    assert refusal(kind, deciding(met(one()), outcome, *conditions, reason="so")) == (message, hint)


@pytest.mark.parametrize("due", [TODAY, "2027-02-20"])
def test_a_condition_may_be_due_on_the_first_and_the_last_day(due: str) -> None:
    deciding(met(one()), "conditional", PROMISE._replace(due=due), reason="so")()


def closing(
    made: World, number: int, by: str = PM, there: EvidenceStatus = EvidenceStatus.OK
) -> Callable[[], None]:
    project = worlds.project(made)
    facts = {"docs/test.md": EvidenceFact(there)}
    phase = project.checklist.phases[0]
    return lambda: authorisation.check_closing_allowed(project, phase, number, by, facts)


def test_closing_a_condition() -> None:
    made = met(one())
    assert refusal(UsageError, closing(made, 1)) == (
        "the gate feasibility has no condition 1",
        "it has none",
    )
    decide(made, "feasibility", "conditional", conditions=[promise(), promise("more")])
    closing(made, 1)()
    for number in (0, 3):
        assert refusal(UsageError, closing(made, number)) == (
            f"the gate feasibility has no condition {number}",
            "it has 1 to 2",
        )
    assert refusal(RefusedError, closing(made, 1, STRANGER)) == (
        f"{STRANGER} may not close a condition",
        "one of 'people' in .tpm/policy.yaml must say that it was kept",
    )
    close(made, "feasibility", 2, "docs/test.md")
    closing(made, 1)()
    assert refusal(RefusedError, closing(made, 2)) == (
        f"condition 2 of feasibility was closed by {PM} on 2026-11-03",
        "",
    )
    # What closed it is gone: it may be closed anew, which is how the finding is mended.
    closing(made, 2, there=EvidenceStatus.MISSING)()
