"""Taking back what was decided, or what somebody else signed."""

from __future__ import annotations

from attack_cases import attack
from attack_tools import decide_by_hand
from attack_world import Result, World
from honest_taking_back import SPIKED, take_back

from tpmcli.model.days import moment
from tpmcli.model.problem import Flaw
from tpmcli.model.rule import Reason, Rule
from world.people import PM, TPM

DEV = "dev@example.com"


def _withdrawal(by: str, at: str) -> str:
    return f'    - withdrawn: true\n      by: {by}\n      at: "{at}"'


def _append(world: World, role: str, entry: str, phase: str = "feasibility") -> None:
    """Puts an entry at the end of a role's sign-offs, by hand."""
    block = world.block(f"{phase}.{role}")
    world.record(block, f"{block}\n{entry}")


# Answers


@attack("an answer on which a gate is decided is cleared", Reason.ANSWER_REMOVED)
def decided_answer_cleared(world: World) -> Result:
    world.record(world.block(SPIKED), f"  {SPIKED}: {{}}")
    world.commit()
    return world.check()


# Sign-offs


@attack("a stranger withdraws a sign-off", Reason.WITHDRAWER_UNKNOWN_TO_BASE, state="signed")
def withdrawn_by_a_stranger(world: World) -> Result:
    _append(world, "pm", _withdrawal(DEV, moment(world.now)))
    world.commit(author=DEV)
    return world.check()


@attack("the PM withdraws the TPM's sign-off", Reason.WITHDRAWER_UNKNOWN_TO_BASE, state="signed")
def withdrawn_in_another_role(world: World) -> Result:
    _append(world, "tpm", _withdrawal(PM, moment(world.now)))
    world.commit(author=PM)
    return world.check()


@attack("a withdrawal is forged in the PM's name", Reason.IDENTITY_TOO_WEAK, state="signed")
def withdrawal_forged(world: World) -> Result:
    take_back(world, "feasibility", "pm", PM)
    world.commit(author=DEV)
    return world.check()


@attack("a withdrawal is dated a month back", Reason.DATED_UNLIKE_COMMIT, state="signed")
def withdrawal_dated_back(world: World) -> Result:
    _append(world, "pm", _withdrawal(PM, "2026-02-01T09:00:00Z"))
    world.commit(author=PM)
    return world.check()


@attack("a sign-off is withdrawn after the decision", Reason.SIGNOFF_WITHDRAWN_LATE)
def withdrawn_after_the_decision(world: World) -> Result:
    _append(world, "pm", _withdrawal(PM, moment(world.now)))
    world.commit(author=PM)
    assert world.check().about(Reason.SIGNOFF_WITHDRAWN)
    return world.check()


@attack(
    "a sign-off of an earlier increment is withdrawn", Reason.SIGNOFF_WITHDRAWN_LATE, state="ended"
)
def withdrawn_in_an_earlier_increment(world: World) -> Result:
    world.git("checkout", "-q", "main")
    _ends_with_a_withdrawal(world)
    record = world.read(".tpm/project.yaml")
    world.git("checkout", "-q", "--", ".tpm")
    world.start("1.1")
    world.commit()
    world.branch()
    world.write(".tpm/increments/1.0.yaml", record)
    world.commit(author=PM)
    return world.check()


def _ends_with_a_withdrawal(world: World) -> None:
    _append(world, "pm", _withdrawal(PM, moment(world.now)), "release")


def _withdrawn_on_main(world: World) -> str:
    """Main has the PM's withdrawal; returns her sign-off before it."""
    world.git("checkout", "-q", "main")
    signed = world.block("feasibility.pm").partition("\n")[2]
    take_back(world, "feasibility", "pm", PM)
    world.commit(author=PM)
    world.branch()
    return signed


@attack("a withdrawal is removed", Reason.ENTRIES_REMOVED, state="signed")
def signoff_withdrawal_removed(world: World) -> Result:
    signed = _withdrawn_on_main(world)
    world.record(world.block("feasibility.pm"), f"  feasibility.pm:\n{signed}")
    world.commit(author=PM)
    return world.check()


@attack("a withdrawal is moved before the sign-off", Reason.ENTRIES_CHANGED, state="signed")
def withdrawal_moved(world: World) -> Result:
    signed = _withdrawn_on_main(world)
    ended = world.block("feasibility.pm").removeprefix(f"  feasibility.pm:\n{signed}\n")
    world.record(world.block("feasibility.pm"), f"  feasibility.pm:\n{ended}\n{signed}")
    world.commit(author=PM)
    return world.check()


@attack("the withdrawn sign-off is copied", Reason.IDENTITY_TOO_WEAK, state="signed")
def withdrawn_signoff_copied(world: World) -> Result:
    _append(world, "pm", _withdrawn_on_main(world))
    world.commit(author=TPM)
    return world.check()


@attack("the PM's own copy, of before she withdrew", Rule.SIGNOFF_MISSING, state="signed")
def older_signoff_behind_a_withdrawal(world: World) -> Result:
    _append(world, "pm", _withdrawn_on_main(world))
    world.commit(author=PM)
    return world.check("feasibility")


@attack("a gate is decided on a withdrawn sign-off", Reason.SIGNOFF_WITHDRAWN, state="signed")
def decided_on_a_withdrawal(world: World) -> Result:
    take_back(world, "feasibility", "pm", PM)
    decide_by_hand(world, "feasibility")
    world.commit(author=PM)
    return world.check()


@attack(
    "a decision counts only the sign-off before it was withdrawn",
    Rule.SIGNOFF_MISSING,
    state="signed",
)
def decided_before_the_withdrawal(world: World) -> Result:
    _withdrawn_on_main(world)
    world.pass_days(1)
    decide_by_hand(world, "feasibility", signoffs={"tpm": 1, "pm": 1})
    world.commit(author=PM)
    return world.check()


@attack(
    "a withdrawal keeps its digest, so that it looks signed",
    Flaw.WITHDRAWAL_KEY,
    code=3,
    state="signed",
)
def withdrawal_with_a_digest(world: World) -> Result:
    block = world.block("feasibility.pm")
    world.record(block, f"{block}\n      withdrawn: true")
    world.commit(author=PM)
    return world.check()


@attack("a sign-off without a digest", Flaw.SIGNOFF_INCOMPLETE, code=3, state="signed")
def signoff_without_a_digest(world: World) -> Result:
    _append(world, "pm", _withdrawal(PM, moment(world.now)).replace("withdrawn: true\n      ", ""))
    world.commit(author=PM)
    return world.check()


@attack("a withdrawal is withdrawn", Flaw.WITHDRAWN_NOT_TRUE, code=3, state="signed")
def withdrawal_that_is_none(world: World) -> Result:
    _append(world, "pm", _withdrawal(PM, moment(world.now)).replace("true", "false"))
    world.commit(author=PM)
    return world.check()
