"""What may be recorded: every refusal, whole, with the way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tpmcli.model.checklist import Item
from tpmcli.model.errors import MessageError, RefusedError, UsageError
from tpmcli.model.facts import EvidenceFact, EvidenceStatus
from tpmcli.model.finding import Finding
from tpmcli.model.fix import Advice, Blank, Command, Help, Word, tpm
from tpmcli.model.record import AnswerValue, Condition, Outcome, Waiver
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.rule import Reason
from tpmcli.model.verdict import GateResult
from tpmcli.render.fix import fix_text
from tpmcli.rules import authorisation, taking_back
from tpmcli.rules.project import Project
from world.found import Told, said, tell
from world.memory import World, item, promise
from world.people import PM, TODAY, TPM

ID = "feasibility.spike"
STRANGER = "stranger@example.com"


def refusal(kind: type[MessageError], act: Callable[[], object]) -> tuple[str, str]:
    """The message and the hint with which an act is refused, without any finding.

    The label of the hint tells a command from advice.
    """
    with pytest.raises(kind) as caught:
        act()
    assert type(caught.value) is kind
    assert not isinstance(caught.value, RefusedError) or not caught.value.findings
    return caught.value.message, fix_text(caught.value.hint)


def refused_for(act: Callable[[], object]) -> tuple[str, str, list[Told]]:
    """The message, the hint and the findings with which an act is refused."""
    with pytest.raises(RefusedError) as caught:
        act()
    error = caught.value
    return error.message, fix_text(error.hint), [tell(each) for each in error.findings]


def one(**policy: Any) -> World:
    """One gate with an item of each role."""
    return World.of(item(ID), item("feasibility.need", role="pm"), **policy)


def two() -> World:
    """Two gates with an item each."""
    return World.of(item(ID), item("release.notes", role="pm"))


def the_item(project: Project, name: str = ID) -> Item:
    return project.checklist.items()[name]


def met(made: World) -> World:
    """The first gate, in order and signed."""
    for name in (ID, "feasibility.need"):
        made.answer(name)
    made.sign("feasibility")
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
        f"`{name}` is not a valid name for an increment",
        "help: use at most 64 letters, digits, `.`, `_` and `-`, such as 1.1 or 2027-q1",
    )


def test_an_item_by_id_and_by_slug() -> None:
    project = two().project()
    assert authorisation.find_item(project, ID) is the_item(project)
    assert authorisation.find_item(project, "notes") is the_item(project, "release.notes")
    both = authorisation.find_items(project, ["notes", ID, "notes"])
    assert [item.id for item in both] == ["release.notes", ID, "release.notes"]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        (
            "done",
            "`done` matches several items",
            "help: use a full id: feasibility.done, release.done",
        ),
        ("notse", "no item named `notse`", "help: did you mean `notes`?"),
        ("release.notse", "no item named `release.notse`", "help: did you mean `release.notes`?"),
        ("zzz", "no item named `zzz`", "help: choose one of `done`, `notes`"),
    ],
)
def test_items_that_are_not_there(name: str, message: str, hint: str) -> None:
    made = World.of(item("feasibility.done"), item("release.done"), item("release.notes"))
    project = made.project()
    assert refusal(UsageError, lambda: authorisation.find_item(project, name)) == (message, hint)


def test_an_unknown_phase_is_refused_with_the_nearest() -> None:
    project = two().project()
    assert authorisation.find_phase(project, "release") is project.checklist.phases[1]
    assert refusal(UsageError, lambda: authorisation.find_phase(project, "relase")) == (
        "no phase named `relase`",
        "help: did you mean `release`?",
    )


def test_a_gate_that_this_increment_passes() -> None:
    made = two()
    project = made.project()
    assert authorisation.find_active_phase(project, "feasibility") is project.checklist.phases[0]
    made["policy"]["start-at"] = "release"
    late = made.project()
    assert refusal(RefusedError, lambda: authorisation.find_active_phase(late, "feasibility")) == (
        "this increment skips the feasibility gate",
        "help: `start-at` and `kinds` in the policy say which gates it passes through",
    )


# --- answers -----------------------------------------------------------------------------------


def test_answers_that_may_be_given() -> None:
    made = one()
    made.find(ID)["not-applicable"] = True
    project = made.project()
    for value, note in (("met", ""), ("not-met", ""), ("not-applicable", "we have none")):
        authorisation.check_answer_allowed(project, the_item(project), AnswerValue(value), note)


def test_an_item_that_does_not_apply_is_neither_answered_nor_waived() -> None:
    made = World.of(item(ID, when=["public-api", "hosted"]))
    made["policy"]["traits"] = ["hosted"]
    project = made.project()
    asked = the_item(project)
    waiver = Waiver(TPM, f"{TODAY}T12:00:00Z", "later", (PM,), "2026-12-01")
    said = (
        "“spike” does not apply to this project",
        (
            "help: it applies only to projects with the trait `public-api`; see `traits`"
            " in `.tpm/policy.yaml`"
        ),
    )
    assert said == refusal(
        UsageError, lambda: authorisation.check_answer_allowed(project, asked, AnswerValue.MET, "")
    )
    assert said == refusal(
        UsageError, lambda: authorisation.check_waiver_allowed(project, asked, waiver, TODAY)
    )


def test_a_decision_binds_its_answers_and_waivers() -> None:
    made = met(one())
    made.decide("feasibility")
    project = made.project()
    asked = the_item(project)
    waiver = Waiver(TPM, f"{TODAY}T12:00:00Z", "later", (PM,), "2026-12-01")
    said = (
        "answers in feasibility are locked: the gate is decided (`go`)",
        (
            "help: reopen the gate: `tpm gate decide feasibility recycle --reason"
            " REASON` (REASON says why)"
        ),
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
    made.decide("feasibility", outcome)
    project = made.project()
    authorisation.check_answer_allowed(project, the_item(project), AnswerValue.NOT_MET, "")


def test_a_standing_item_is_not_bound() -> None:
    made = one()
    made.find(ID)["standing"] = True
    met(made)
    made.decide("feasibility")
    project = made.project()
    authorisation.check_answer_allowed(project, the_item(project), AnswerValue.NOT_MET, "")


def test_not_applicable_where_it_is_not_allowed_and_without_a_reason() -> None:
    made = one()
    project = made.project()
    no = AnswerValue.NOT_APPLICABLE
    assert refusal(
        RefusedError,
        lambda: authorisation.check_answer_allowed(project, the_item(project), no, "why"),
    ) == (
        "“spike” does not allow `not-applicable`",
        (
            f"help: run `tpm waive {ID} --reason REASON --until DATE --approved-by EMAIL`"
            " (REASON says why, DATE is a date such as 2026-12-31, EMAIL is an email"
            " address)"
        ),
    )
    made.find(ID)["not-applicable"] = True
    allowed = made.project()
    assert refusal(
        UsageError, lambda: authorisation.check_answer_allowed(allowed, the_item(allowed), no, " ")
    ) == ("`not-applicable` needs a reason", "help: add it with `--note`")


# --- waivers -----------------------------------------------------------------------------------


def another(until: str = "2026-12-01", approver: Word = Blank.EMAIL) -> Command:
    """The command that waives the item again, and repeats what is right."""
    return tpm("waive", ID, "--until", until, "--reason", "later", "--approved-by", approver)


OTHER_APPROVER = "help: name another approver with `--approved-by` (the policy allows: tpm, pm)"


def wanted(until: str = "2026-12-01", by: str = TPM, approver: str = PM) -> Waiver:
    return Waiver(by, f"{TODAY}T12:00:00Z", "later", (approver,), until)


def test_a_waiver_that_counts() -> None:
    project = one().project()
    for until in (TODAY, "2027-02-20"):
        assert (
            authorisation.check_waiver_allowed(project, the_item(project), wanted(until), TODAY)
            == []
        )


def asking(waiver: Waiver, **policy: Any) -> Callable[[], list[Finding]]:
    project = one(**policy).project()
    return lambda: authorisation.check_waiver_allowed(project, the_item(project), waiver, TODAY)


def test_a_waiver_that_is_over_before_it_begins() -> None:
    assert refusal(UsageError, asking(wanted("2026-11-21"))) == (
        "`--until` 2026-11-21 is in the past",
        "help: use today or a later date",
    )


def test_waivers_that_would_not_count() -> None:
    about: dict[str, Any] = {
        "until": "2027-02-21",
        "day": TODAY,
        "total": 90,
        "latest": "2027-02-20",
    }
    assert refused_for(asking(wanted("2027-02-21"))) == (
        "",
        "help: use `--until 2027-02-20` or an earlier date",
        [said(Reason.WAIVER_TOO_LONG, ID, another("2027-02-20", PM), **about)],
    )
    assert refused_for(asking(wanted(approver=STRANGER))) == (
        "",
        OTHER_APPROVER,
        [said(Reason.WAIVER_APPROVER_UNAUTHORISED, ID, another(), person=STRANGER)],
    )


OWN = wanted(approver=TPM)


@pytest.mark.parametrize("strictness", ["off", "warn"])
def test_approving_the_own_waiver_may_be_allowed(strictness: str) -> None:
    found = asking(OWN, distinct_people=strictness)()
    warning = said(Reason.WAIVER_SELF_APPROVED, ID, another(), severity="warning", person=TPM)
    assert [tell(each) for each in found] == ([] if strictness == "off" else [warning])


def test_approving_the_own_waiver_may_be_refused() -> None:
    assert refused_for(asking(OWN, distinct_people="require")) == (
        "",
        OTHER_APPROVER,
        [said(Reason.WAIVER_SELF_APPROVED, ID, another(), person=TPM)],
    )


def test_only_a_waiver_in_force_is_withdrawn() -> None:
    made = one()
    made.waive(ID, TODAY)
    project = made.project()
    asked = the_item(project)
    taking_back.check_withdrawal_allowed(project, asked, TODAY)
    said = ("“spike” has no active waiver", f"→ tpm why {ID}")
    assert said == refusal(
        RefusedError, lambda: taking_back.check_withdrawal_allowed(project, asked, "2026-11-23")
    )
    made.withdraw(ID)
    withdrawn = made.project()
    assert said == refusal(
        RefusedError, lambda: taking_back.check_withdrawal_allowed(withdrawn, asked, TODAY)
    )


# --- sign-offs ---------------------------------------------------------------------------------


def signing(made: World, by: str = TPM) -> Callable[[], None]:
    project = made.project()
    phase = project.checklist.phases[0]
    return lambda: authorisation.check_signoff_allowed(project, phase, TPM_ROLE, by, made.facts())


def test_a_role_signs_when_its_own_must_items_are_done() -> None:
    made = one()
    made.answer(ID)
    signing(made)()


def test_a_waiver_in_force_lets_its_approver_sign() -> None:
    made = one()
    made.waive(ID)
    signing(made)()


def test_strangers_do_not_sign() -> None:
    made = one()
    made.answer(ID)
    assert refusal(RefusedError, signing(made, PM)) == (
        f"{PM} is not a TPM of this project",
        f"help: ask {TPM}, or change `people` in `.tpm/policy.yaml`",
    )
    made["policy"]["people"] = {"pm": [PM]}
    assert refusal(RefusedError, signing(made)) == (
        f"{TPM} is not a TPM of this project",
        "help: ask nobody, or change `people` in `.tpm/policy.yaml`",
    )


def test_nobody_signs_over_open_must_items() -> None:
    assert refusal(RefusedError, signing(one())) == (
        f"the TPM cannot sign off feasibility: 1 required item is open:\n  {ID}: spike",
        "→ tpm walk feasibility --role tpm",
    )
    made = World.of(item(ID), item("feasibility.tax"), item("feasibility.nice", level="should"))
    assert refusal(RefusedError, signing(made)) == (
        (
            f"the TPM cannot sign off feasibility: 2 required items are open:\n  {ID}:"
            " spike\n "
            " feasibility.tax: tax"
        ),
        "→ tpm walk feasibility --role tpm",
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
    project = made.project()
    gate: GateResult = made.judged("phase", phase).gates[0]
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
    decided.decide("feasibility")
    deciding(decided, "recycle", reason="scope changed")()


def test_strangers_do_not_decide() -> None:
    assert refusal(RefusedError, deciding(met(one()), by=STRANGER)) == (
        f"{STRANGER} is not authorised to decide",
        "help: ask one of the deciders: tpm, pm",
    )


def test_a_hold_does_not_take_a_kill_back() -> None:
    made = met(one())
    made.decide("feasibility", "kill")
    assert refusal(RefusedError, deciding(made, "hold", reason="we wait")) == (
        "the feasibility gate is decided `kill`, which `hold` does not reopen",
        (
            "help: reopen the gate: `tpm gate decide feasibility recycle --reason"
            " REASON` (REASON says why)"
        ),
    )
    deciding(made, "recycle", reason="there is a market")()


def test_a_decided_gate_is_not_passed_again() -> None:
    made = met(one())
    made.decide("feasibility")
    assert refusal(RefusedError, deciding(made)) == (
        "the feasibility gate is already decided (`go`)",
        (
            "help: reopen the gate: `tpm gate decide feasibility recycle --reason"
            " REASON` (REASON says why)"
        ),
    )


@pytest.mark.parametrize("outcome", ["go", "conditional"])
def test_nothing_passes_an_unmet_gate(outcome: str) -> None:
    made = one()
    made.answer("feasibility.need")
    made.sign("feasibility", "pm")
    sign_off = Advice(
        Help.SIGN_LATER, tpm("sign", "feasibility", "--role", "tpm", people=("tpm",)), "TPM"
    )
    assert refused_for(deciding(made, outcome, reason="we want to")) == (
        "the feasibility gate is not met:",
        "→ tpm gate check feasibility",
        [
            said(Reason.UNANSWERED, ID, tpm("answer", ID, "met")),
            said(Reason.SIGNOFF_MISSING, "feasibility.tpm", sign_off),
        ],
    )


@pytest.mark.parametrize("outcome", ["hold", "kill", "recycle"])
def test_a_departure_needs_a_reason(outcome: str) -> None:
    assert refusal(UsageError, deciding(met(one()), outcome, reason=" ")) == (
        f"`{outcome}` differs from the recommended `go` and needs a reason",
        "help: add `--reason`",
    )


@pytest.mark.parametrize(
    ("outcome", "conditions", "kind", "message", "hint"),
    [
        (
            "conditional",
            (),
            UsageError,
            "`conditional` needs at least one `--condition`",
            "help: add `--condition`, `--owner` and `--due`",
        ),
        (
            "go",
            (PROMISE,),
            UsageError,
            "`go` does not allow conditions",
            "help: decide `conditional` to set some",
        ),
        (
            "conditional",
            (PROMISE, PROMISE._replace(text=" ")),
            UsageError,
            "a condition needs text",
            "help: write it after `--condition`",
        ),
        (
            "conditional",
            (PROMISE._replace(owner=STRANGER),),
            RefusedError,
            f"{STRANGER} is not authorised to own a condition",
            "help: name one of `people` in `.tpm/policy.yaml`",
        ),
        *(
            (
                "conditional",
                (PROMISE._replace(due=due),),
                RefusedError,
                f"the condition “load test” is due on {due}",
                "help: use a date from 2026-11-22 to 2027-02-20 (`waivers.max-days` is 90)",
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
    project = made.project()
    facts = {"docs/test.md": EvidenceFact(there)}
    phase = project.checklist.phases[0]
    return lambda: authorisation.check_closing_allowed(project, phase, number, by, facts)


def test_closing_a_condition() -> None:
    made = met(one())
    assert refusal(UsageError, closing(made, 1)) == (
        "the feasibility gate has no condition 1",
        "help: `tpm due` lists conditions",
    )
    made.decide("feasibility", "conditional", conditions=[promise(), promise("more")])
    closing(made, 1)()
    for number in (0, 3):
        assert refusal(UsageError, closing(made, number)) == (
            f"the feasibility gate has no condition {number}",
            "help: choose one from 1 to 2",
        )
    assert refusal(RefusedError, closing(made, 1, STRANGER)) == (
        f"{STRANGER} is not authorised to close a condition",
        "help: ask one of `people` in `.tpm/policy.yaml` to close it",
    )
    made.close("feasibility", 2, evidence=["docs/test.md"])
    closing(made, 1)()
    assert refusal(RefusedError, closing(made, 2)) == (
        f"{PM} closed condition 2 of feasibility on 2026-11-03",
        "",
    )
    # What closed it is gone: it may be closed anew, which is how the finding is mended.
    closing(made, 2, there=EvidenceStatus.MISSING)()
